"""The window's panel and the measured times: who may, what is offered, and that every act is done."""

import re

from motcua.accounts.permissions import Role
from motcua.journal.events import SYSTEM
from motcua.queueing.actions.begin_serving import begin_serving
from motcua.queueing.models import Ticket, Window
from tests.domain.queueing.conftest import T0, local
from tests.factories.people import make_unit, make_user

PANEL, ACT = "/queue/window", "/queue/window/act"


def offered(page):
    return set(re.findall(r'name="act" value="(\w+)"', page.text))


def test_a_ticket_from_call_to_done_by_what_is_offered(hall, at, desk):
    at(T0 + "08:30")
    mine = hall.ticket("A", T0 + "08:00")
    hall.ticket("A", T0 + "08:01")
    browser = desk(hall.officers[0])
    page = browser.get(PANEL)
    assert offered(page) == {"call_next"}
    assert "(2)" in page.text
    page = browser.post(ACT, {"act": "call_next"}, follow=True)
    assert offered(page) == {"begin_serving", "recall", "skip", "transfer"}
    told = {"ticket": mine.pk}
    browser.post(ACT, {"act": "recall", **told})
    page = browser.post(ACT, {"act": "begin_serving", **told}, follow=True)
    assert offered(page) == {"finish_serving", "transfer"}
    assert 'href="/counter/receive"' in page.text
    page = browser.post(ACT, {"act": "transfer", "group": "B", **told}, follow=True)
    assert offered(page) == {"call_next"}
    assert "chuyển đến" in page.text
    page = browser.post(ACT, {"act": "call_next"}, follow=True)
    browser.post(ACT, {"act": "skip", **told})
    page = browser.get(PANEL)
    assert offered(page) == {"call_next", "recall"}
    browser.post(ACT, {"act": "recall", **told})
    browser.post(ACT, {"act": "begin_serving", **told})
    browser.post(ACT, {"act": "finish_serving", **told})
    mine.refresh_from_db()
    assert mine.state == "done"


def test_the_keys_are_not_those_of_the_counter(hall, at, desk):
    at(T0 + "08:30")
    hall.ticket("A", T0 + "08:00")
    browser, keys = desk(hall.officers[0]), set()
    for act in ("", "call_next", "begin_serving"):
        key = str(Ticket.objects.get().pk)
        page = browser.post(ACT, {"act": act, "ticket": key}, follow=True) if act else browser.get(PANEL)
        found = re.findall(r'accesskey="(\w)"', page.text)
        assert len(found) == len(set(found))
        keys |= set(found)
    assert keys == set("gvlqx")
    assert not keys & set(re.findall(r'accesskey="(\w)"', browser.get("/counter/").text)) - {"x"}


def test_a_second_press_and_nonsense_are_explained_and_change_nothing(hall, at, desk):
    at(T0 + "08:30")
    ticket = hall.ticket("A", T0 + "08:00")
    browser = desk(hall.officers[0])
    browser.post(ACT, {"act": "call_next"})
    told = browser.post(ACT, {"act": "call_next"}, follow=True).text
    assert "Quầy đang có một số chưa xong" in told
    for sent in ({"act": "explode"}, {"act": "skip"}, {"act": "skip", "ticket": "x"}, {}):
        assert browser.post(ACT, sent).status_code == 302
    sent = {"act": "transfer", "ticket": ticket.pk, "group": "Z"}
    assert "đang đóng" in browser.post(ACT, sent, follow=True).text
    assert Ticket.objects.get().state == "called"
    assert "Quầy đang có" in browser.post(f"{PANEL}/leave", follow=True).text


def test_sitting_down(hall, at, desk):
    at("2020-06-03T07:30")
    browser = desk(hall.officers[1])
    page = browser.get(PANEL).text
    assert "đang trống" in page  # whoever sat there yesterday is not there today
    chosen = Window.objects.get(number=1)
    page = browser.post(f"{PANEL}/take", {"window": chosen.pk}, follow=True).text
    assert "Quầy 1" in page
    assert f"/queue/kiosk/{hall.hall.kiosk_key}" in page
    assert "Hôm nay bạn ngồi quầy nào?" in browser.post(f"{PANEL}/leave", follow=True).text


def test_other_units_have_no_say_and_see_nothing(hall, at, desk):
    at(T0 + "08:30")
    hall.ticket("A", T0 + "08:00")
    elsewhere = make_unit("noi-khac-mot-cua", kind="one_stop")
    stranger = desk(make_user(role=Role.COUNTER_OFFICER, unit=elsewhere))
    assert "chưa mở phòng chờ" in stranger.get(PANEL).text
    assert stranger.post(f"{PANEL}/take", {"window": hall.windows[0].pk}).status_code == 403
    stranger.post(ACT, {"act": "call_next"})
    assert Ticket.objects.get().state == "waiting"
    specialist = desk(make_user(role=Role.SPECIALIST, unit=hall.unit))
    assert specialist.get(PANEL).status_code == 403
    assert specialist.post(ACT, {"act": "call_next"}).status_code == 403
    head = desk(make_user(role=Role.ONE_STOP_HEAD, unit=elsewhere))
    assert hall.unit.name not in head.get("/queue/waiting-times").text
    assert head.get(f"/queue/waiting-times/{hall.unit.code}/2020-06-02/A").status_code == 404


def test_measured_times_open_to_their_tickets(hall, at, desk):
    for minute in range(4):
        hall.ticket("A", f"{T0}08:0{minute}")
    hall.serve(hall.call(0, T0 + "08:10"), T0 + "08:11", T0 + "08:17")
    hall.serve(hall.call(0, T0 + "08:20"), T0 + "08:20", T0 + "08:30")
    hall.ticket("C", T0 + "08:31")
    at(T0 + "09:00")
    head = desk(make_user(role=Role.ONE_STOP_HEAD, unit=hall.unit))
    page = head.get("/queue/waiting-times?on=2020-06-02")
    cells = re.findall(r'data-label="[^"]*">([^<]*)<', page.text)
    assert cells[:7] == ["4", "2", "2", "10 phút", "19 phút", "6 phút", "10 phút"]
    assert cells[7:10] == ["1", "0", "0"]
    assert cells[14:17] == ["5", "2", "2"]
    opened = head.get(f"/queue/waiting-times/{hall.unit.code}/2020-06-02/A").text
    assert "A004" in opened
    assert "19 phút" in opened
    assert "Ngày này chưa phát số nào" in head.get("/queue/waiting-times?on=2020-06-01").text
    assert "Không hiểu ngày" in head.get("/queue/waiting-times?on=hôm kia").text
    assert head.get(f"/queue/waiting-times/{hall.unit.code}/x/A").status_code == 404


def test_the_panel_asks_a_fixed_number_of_questions(hall, at, desk, django_assert_max_num_queries):
    at(T0 + "08:59")
    for minute in range(25):
        hall.ticket("A", f"{T0}08:{minute:02}")
    browser = desk(hall.officers[0])
    with django_assert_max_num_queries(25):
        browser.get(PANEL)


def test_the_counter_remembers_whom_the_window_serves(hall, at, desk):
    at(T0 + "08:30")
    ticket = hall.ticket("A", T0 + "08:00")
    browser = desk(hall.officers[0])
    assert "A001" not in browser.get("/counter/").text
    hall.call(0, T0 + "08:10")
    begin_serving(ticket=ticket, actor=SYSTEM, at=local(T0 + "08:11"))
    assert offered(browser.get("/counter/")) == {"finish_serving"}
    assert "A001" in browser.get("/counter/receive").text
    assert "A001" not in desk(hall.officers[1]).get("/counter/").text
