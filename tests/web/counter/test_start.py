"""What waits at the counter, and papers that leave it together."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from motcua.dossiers.actions.guide import guide
from motcua.dossiers.actions.register_online import register_online
from motcua.dossiers.lifecycle import State
from motcua.dossiers.models import Dossier
from motcua.dossiers.values import Brought
from motcua.journal.events import Actor
from tests.domain.dossiers.test_way import solved
from tests.web.counter.conftest import hidden, local
from tests.web.desk.conftest import received

pytestmark = pytest.mark.django_db


def online(world, when="2020-06-02T16:00"):
    return register_online(
        actor=Actor("citizen", "Công dân"),
        at=local(when),
        unit=world.one_stop,
        version=world.version,
        applicant=world.applicant,
        request=world.request,
        papers=[Brought(1, electronic=1)],
    )


def test_online_dossiers_wait_with_eight_working_hours_the_most_urgent_first(counter, world, at):
    later, first = online(world, "2020-06-02T16:30"), online(world, "2020-06-02T10:00")
    at("2020-06-03T09:00")
    page = counter.get("/counter/").text
    assert page.index(first.code) < page.index(later.code)
    assert "10:00 03/06" in page, "eight working hours after 10:00"
    assert "còn 1 giờ" in page


def test_an_online_dossier_is_received_under_its_code(counter, world, at):
    dossier = online(world)
    at("2020-06-03T09:00")
    page = counter.get(f"/counter/arrivals/{dossier.code}")
    assert 'name="paper_1_electronic" value="1"' in page.text
    sent = {"key": hidden(page, "key"), "dossier": dossier.code, "paper_1_electronic": "1", "do": "receive"}
    assert counter.post("/counter/receive", sent).headers["Location"] == f"/counter/done/{dossier.code}"
    found = Dossier.objects.get()
    assert (found.state, found.received_at) == (State.RECEIVED, local("2020-06-03T09:00"))
    assert counter.get(f"/counter/arrivals/{dossier.code}").status_code == 404


def test_an_envelope_is_set_aside_and_looked_through_within_eight_working_hours(counter, world, at):
    at("2020-06-02T10:00")
    page = counter.get(f"/counter/receive?procedure={world.version.procedure.code}")
    sent = {"key": hidden(page, "key"), "procedure": world.version.procedure.code, "name": "Lò Văn Bưu"}
    sent |= {"postal_item": "eb 123-456.789 vn", "do": "set_aside"}
    assert counter.post("/counter/receive", sent).status_code == 302
    dossier = Dossier.objects.get()
    assert (dossier.state, dossier.channel, dossier.postal_item) == ("registered", "post", "EB123456789VN")
    assert dossier.submitted_at == local("2020-06-02T10:00")
    assert not dossier.components.exists()
    at("2020-06-03T09:00")
    page = counter.get("/counter/").text
    assert "10:00 03/06" in page, "eight working hours after 10:00"
    assert "Bưu chính" in page
    page = counter.get(f"/counter/arrivals/{dossier.code}")
    assert "EB123456789VN" in page.text
    sent = {"key": hidden(page, "key"), "dossier": dossier.code, "paper_1_originals": "1", "do": "receive"}
    assert counter.post("/counter/receive", sent).status_code == 302
    dossier.refresh_from_db()
    assert (dossier.state, dossier.received_at) == (State.RECEIVED, local("2020-06-03T09:00"))


def test_a_postal_number_that_cannot_be_one_is_told_at_its_field(counter, world):
    code = world.version.procedure.code
    page = counter.get(f"/counter/receive?procedure={code}")
    sent = {"key": hidden(page, "key"), "procedure": code, "name": "Lò Văn Bưu", "do": "set_aside"}
    answer = counter.post("/counter/receive", sent | {"postal_item": "số 5"})
    assert answer.status_code == 422
    assert "từ 5 đến 20 ký tự" in answer.text
    assert not Dossier.objects.exists()


def test_who_was_guided_comes_back_and_is_not_guided_again(counter, world, at):
    dossier = guide(
        actor=world.counter,
        at=local("2020-06-03T08:00"),
        unit=world.one_stop,
        items=["Tờ khai"],
        reason="Thiếu",
        version=world.version,
        applicant=world.applicant,
        request=world.request,
    )
    assert dossier.code in counter.get("/counter/").text
    page = counter.get(f"/counter/arrivals/{dossier.code}")
    assert 'value="guide"' not in page.text
    sent = {"key": hidden(page, "key"), "dossier": dossier.code, "paper_1_originals": "1", "do": "receive"}
    assert counter.post("/counter/receive", sent).status_code == 302


def test_chosen_dossiers_are_handed_over_with_one_list(counter, world, desk, neighbour):
    first, second = received(world), received(world)
    page = counter.get("/counter/hand-over").text
    assert first.code in page
    assert second.code in page
    step = first.steps.get()
    counter.post("/counter/hand-over", {"step": [str(step.pk)]})
    assert Dossier.objects.get(pk=first.pk).state == State.PROCESSING
    assert Dossier.objects.get(pk=second.pk).state == State.RECEIVED
    page = counter.get("/counter/hand-over").text
    address = "/counter/hand-over/huyen-mot-cua/huyen-tu-phap/2020-06-03.pdf"
    assert address in page
    assert counter.get(address).content[:5] == b"%PDF-"
    assert desk(neighbour).get(address).status_code == 404


def test_nothing_chosen_hands_nothing_over(counter, world):
    received(world)
    answer = counter.post("/counter/hand-over", {}, follow=True)
    assert "Chưa chọn hồ sơ nào." in answer.text
    assert Dossier.objects.get().state == State.RECEIVED


def test_another_officers_receptions_are_not_handed_over(world, desk, neighbour):
    step = received(world).steps.get()
    desk(neighbour).post("/counter/hand-over", {"step": [str(step.pk)]})
    assert Dossier.objects.get().state == State.RECEIVED


def test_the_first_page_asks_the_same_number_of_questions_however_much_waits(
    world, at, desk, django_assert_max_num_queries
):
    solved(world)
    for _ in range(4):
        online(world)
        received(world)
    at("2020-06-09T09:00")
    counter = desk(world.counter)
    with django_assert_max_num_queries(30):
        page = counter.get("/counter/").text
    assert "Kết quả chờ lâu nhất" in page


def test_the_first_page_asks_a_fixed_number_of_questions_and_stays_small(
    counter, world, django_assert_num_queries
):
    received(world)
    counter.get("/counter/")
    with CaptureQueriesContext(connection) as asked:
        counter.get("/counter/")
    for _ in range(4):
        received(world)
    with django_assert_num_queries(len(asked)):
        page = counter.get("/counter/")
    assert len(page.content) < 100_000
