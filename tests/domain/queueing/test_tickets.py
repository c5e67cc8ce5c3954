"""The way of a ticket through the real acts: numbers, order, calls, and what the journal keeps of it."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from motcua.journal.events import SYSTEM
from motcua.journal.models import Event
from motcua.journal.queries import history
from motcua.queueing import queries
from motcua.queueing.actions.begin_serving import begin_serving
from motcua.queueing.actions.call_next import call_next
from motcua.queueing.actions.change_hall import change_hall
from motcua.queueing.actions.finish_serving import finish_serving
from motcua.queueing.actions.leave_window import leave_window
from motcua.queueing.actions.open_hall import open_hall
from motcua.queueing.actions.recall import recall
from motcua.queueing.actions.renew_kiosk_key import renew_kiosk_key
from motcua.queueing.actions.set_service_group import set_service_group
from motcua.queueing.actions.set_window import set_window
from motcua.queueing.actions.skip import skip
from motcua.queueing.actions.take_window import take_window
from motcua.queueing.actions.transfer import transfer
from motcua.queueing.events import of_ticket
from motcua.queueing.lifecycle import Refusal, RefusedError
from motcua.queueing.models import Call, Ticket, Window
from tests.domain.dossiers.conftest import local
from tests.domain.queueing.conftest import make_hall
from tests.factories.people import make_unit

T = "2020-06-02T"


def by(at):
    return {"actor": SYSTEM, "at": local(T + at)}


def refused(act, **told):
    with pytest.raises(RefusedError) as error:
        act(**told)
    return error.value.refusal


def test_numbers_begin_anew_each_day_in_each_group_and_have_no_gap(hall):
    codes = [hall.ticket(letter, T + "08:00").code for letter in "AABA"]
    assert codes == ["A001", "A002", "B001", "A003"]
    with transaction.atomic():
        hall.ticket("A", T + "08:01")
        transaction.set_rollback(True)
    assert hall.ticket("A", T + "08:02").code == "A004"
    assert hall.ticket("A", "2020-06-03T00:00").code == "A001"
    assert hall.ticket("A", "2020-06-02T23:59").code == "A005"
    with pytest.raises(IntegrityError), transaction.atomic():
        Ticket.objects.filter(letter="A", number=5).update(number=4)


def test_a_way_through_the_hall_is_told_by_events_without_anything_personal(hall):
    ticket = hall.ticket("A", T + "08:00", ground="pregnant")
    assert hall.call(0, T + "08:05") == ticket
    recall(ticket=ticket, window=hall.windows[0], **by("08:06"))
    begin_serving(ticket=ticket, **by("08:07"))
    transfer(ticket=ticket, group=hall.groups["B"], **by("08:10"))
    assert hall.call(0, T + "08:12") == ticket
    ended = hall.serve(ticket, T + "08:13", T + "08:20")
    assert ended.served_for.total_seconds() == (3 + 7) * 60
    events = history(of_ticket(ticket.pk))
    assert [event.type for event in events] == [
        "ticket_issued",
        "ticket_called",
        "ticket_called_again",
        "serving_begun",
        "ticket_transferred",
        "ticket_called",
        "serving_begun",
        "serving_finished",
    ]
    assert not [e for e in events if "pregnant" in str(e.payload)]
    assert events[0].payload == {
        "unit": "huyen-mot-cua",
        "day": "2020-06-02",
        "number": "A001",
        "priority": True,
    }
    assert [call.again for call in Call.objects.order_by("number")] == [False, True, False]
    course = queries.course_of(ended)
    assert (course.waited.total_seconds(), course.served.total_seconds()) == (5 * 60, 10 * 60)


def test_priority_goes_first_but_not_without_end(hall):
    for minute in range(3):
        hall.ticket("A", f"{T}08:0{minute}")
    for minute in range(3, 7):
        hall.ticket("A", f"{T}08:0{minute}", ground="elderly")
    promised = [ticket.code for ticket in queries.waiting_in([hall.groups["A"]], local(T + "08:30"), most=2)]
    assert promised == ["A004", "A005", "A001", "A006", "A007", "A002", "A003"]
    called = []
    for minute in range(30, 37):
        ticket = hall.call(minute % 2, f"{T}08:{minute}")
        hall.serve(ticket, f"{T}08:{minute}", f"{T}08:{minute}")
        called.append(ticket.code)
    assert called == promised
    assert refused(call_next, window=hall.windows[0], **by("08:40")) is Refusal.NOBODY_WAITS


def test_a_window_calls_only_its_groups_and_one_at_a_time(hall):
    hall.ticket("B", T + "08:00")
    land = hall.ticket("A", T + "08:01")
    hall.ticket("C", T + "08:02")
    assert hall.call(1, T + "08:05") == land
    assert refused(call_next, window=hall.windows[1], **by("08:06")) is Refusal.WINDOW_BUSY
    assert hall.call(0, T + "08:06").code == "B001"


def test_skipped_is_recalled_for_some_calls_and_then_no_more(hall):
    change_hall(hall=hall.hall, priority_run=2, return_within=1, grounds=[], **by("07:30"))
    first, *_ = (hall.ticket("A", T + "08:00") for _ in range(1))
    others = [hall.ticket("A", T + "08:01") for _ in range(3)]
    assert hall.call(0, T + "08:05") == first
    skip(ticket=first, **by("08:06"))
    hall.call(0, T + "08:07")
    assert [t.code for t in queries.skipped([hall.groups["A"]], local(T + "08:08"), 1)] == ["A001"]
    assert refused(recall, ticket=first, window=hall.windows[0], **by("08:08")) is Refusal.WINDOW_BUSY
    hall.call(1, T + "08:08")
    hall.serve(others[0], T + "08:08", T + "08:09")
    assert refused(recall, ticket=first, window=hall.windows[0], **by("08:10")) is Refusal.TOO_LATE
    assert queries.skipped([hall.groups["A"]], local(T + "08:08"), 1) == []
    skip(ticket=others[1], **by("08:11"))
    assert recall(ticket=others[1], window=hall.windows[0], **by("08:12")).window == hall.windows[0]


def test_nothing_is_done_that_the_table_does_not_allow(hall):
    ticket = hall.ticket("A", T + "08:00")
    for act in (begin_serving, finish_serving, skip):
        assert refused(act, ticket=ticket, **by("08:01")) is Refusal.NOT_POSSIBLE
    assert refused(transfer, ticket=ticket, group=hall.groups["B"], **by("08:01")) is Refusal.NOT_POSSIBLE
    hall.call(0, T + "08:02")
    assert refused(recall, ticket=ticket, window=hall.windows[1], **by("08:03")) is Refusal.NOT_POSSIBLE
    assert refused(transfer, ticket=ticket, group=hall.groups["A"], **by("08:03")) is Refusal.SAME_GROUP
    elsewhere = make_hall(make_unit("noi-khac", kind="one_stop"))
    foreign = elsewhere.groups["B"]
    assert refused(transfer, ticket=ticket, group=foreign, **by("08:03")) is Refusal.GROUP_CLOSED
    tomorrow = local("2020-06-03T08:00")
    assert refused(begin_serving, ticket=ticket, actor=SYSTEM, at=tomorrow) is Refusal.OTHER_DAY
    assert Event.objects.filter(subject_kind="ticket").count() == 2


def test_closed_groups_and_unknown_grounds_get_no_number(hall):
    change_hall(hall=hall.hall, priority_run=2, return_within=5, grounds=["elderly"], **by("07:30"))
    set_service_group(
        hall=hall.hall, letter="C", name="Trả kết quả", open=False, group=hall.groups["C"], **by("07:30")
    )
    with pytest.raises(RefusedError):
        hall.ticket("C", T + "08:00")
    with pytest.raises(RefusedError):
        hall.ticket("A", T + "08:00", ground="merit")


def test_sitting_down_and_leaving(hall):
    first, second = hall.officers
    ticket = hall.ticket("A", T + "08:00")
    hall.call(0, T + "08:01")
    assert refused(leave_window, window=hall.windows[0], **by("08:02")) is Refusal.WINDOW_BUSY
    assert refused(take_window, window=hall.windows[0], officer=second, **by("08:02")) is Refusal.WINDOW_BUSY
    hall.serve(ticket, T + "08:02", T + "08:03")
    take_window(window=hall.windows[0], officer=second, **by("08:04"))
    assert queries.window_of(first, local(T + "08:05")) is None
    assert queries.window_of(second, local(T + "08:05")).number == 1
    assert Window.objects.get(number=2).officer is None
    assert refused(call_next, window=hall.windows[1], **by("08:05")) is Refusal.WINDOW_EMPTY
    assert queries.window_of(second, local("2020-06-03T08:00")) is None
    leave_window(window=hall.windows[0], **by("08:06"))
    assert queries.window_of(second, local(T + "08:07")) is None


def test_what_is_left_of_yesterday_hinders_nobody(hall):
    hall.ticket("A", T + "16:00")
    hall.call(0, T + "16:01")
    morning = "2020-06-03T08:0"
    take_window(window=hall.windows[0], officer=hall.officers[0], actor=SYSTEM, at=local(morning + "0"))
    fresh = hall.ticket("A", morning + "1")
    assert hall.call(0, morning + "2") == fresh
    assert queries.at_window(hall.windows[0], local(morning + "3")) == fresh


def test_places_in_line_and_waiting_are_told_from_todays_calls(hall):
    for _ in range(10):
        hall.ticket("A", T + "08:00")
    for minute in range(10, 45, 5):
        ticket = hall.call(0, f"{T}08:{minute}")
        hall.serve(ticket, f"{T}08:{minute}", f"{T}08:{minute + 4}")
    last = Ticket.objects.get(number=10)
    assert queries.ahead_of(last, local(T + "08:41")) == 2
    found = queries.estimate(hall.groups["A"], 2, local(T + "08:41"))
    assert (found.low, found.high) == (15, 15)
    assert queries.estimate(hall.groups["B"], 0, local(T + "08:41")) is None
    assert queries.ahead_of(ticket, local(T + "08:41")) is None
    assert [call.ticket.code for call in queries.latest_calls(hall.hall, local(T + "08:41"), 2)] == [
        "A007",
        "A006",
    ]


def test_administration_refuses_what_does_not_fit(hall):
    with pytest.raises(ValidationError):
        open_hall(unit=hall.unit, **by("08:00"))
    with pytest.raises(ValidationError):
        set_service_group(hall=hall.hall, letter="A", name="Trùng", **by("08:00"))
    with pytest.raises(ValidationError):
        set_service_group(hall=hall.hall, letter="Đ", name="Đất đai", **by("08:00"))
    elsewhere = make_hall(make_unit("noi-khac", kind="one_stop"))
    with pytest.raises(ValidationError):
        set_window(hall=hall.hall, number=3, groups=[elsewhere.groups["A"]], **by("08:00"))
    old = hall.hall.kiosk_key
    assert renew_kiosk_key(hall=hall.hall, **by("08:00")).kiosk_key != old
    assert queries.hall_with_key(old) is None
    assert not Event.objects.filter(payload__contains={"kiosk_key": old}).exists()
