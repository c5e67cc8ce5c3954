"""The contact log on screen: the counter's list, the form, and the dossier's story."""

import pytest

from motcua.dossiers.models import Dossier, Telling
from motcua.journal.models import Access
from tests.domain.dossiers.test_way import solved

pytestmark = pytest.mark.django_db


def test_from_the_list_to_the_story(world, at, desk):
    dossier = solved(world)
    at("2020-06-08T08:00")
    counter = desk(world.counter)
    address = f"/desk/dossiers/{dossier.code}/tell-applicant/{dossier.pk}"
    start = counter.get("/counter/").text
    assert "Cần báo cho người nộp" in start
    assert address in start
    form = counter.get(address)
    assert "0912345678" in form.text
    assert "phone" in Access.objects.latest("at").fields
    shown = form.context["form"].initial
    assert (shown["about"], shown["person"]) == ("result", "Lò Thị Ngọc Ánh")
    said = {**shown, "note": "Mai đến lấy", "person": "Lò Văn Con"}
    page = counter.post(address, said, follow=True).text
    row = Telling.objects.get()
    assert (row.about, row.means, row.outcome, row.officer) == (
        "result",
        "phone",
        "told",
        world.counter.officer,
    )
    assert "đã có kết quả, điện thoại: đã báo được; Lò Văn Con; Mai đến lấy" in page
    assert "Cần báo cho người nộp" not in counter.get("/counter/").text


def test_who_is_missing_is_told_at_the_field(world, at, desk):
    dossier = solved(world)
    at("2020-06-08T08:00")
    counter = desk(world.counter)
    address = f"/desk/dossiers/{dossier.code}/tell-applicant/{dossier.pk}"
    said = {**counter.get(address).context["form"].initial, "person": "", "note": "giữ lại"}
    page = counter.post(address, said).text
    assert "Hãy ghi đã báo cho ai." in page
    assert 'value="giữ lại"' in page
    counter.post(address, {**said, "outcome": "no_answer"})
    assert Telling.objects.get().outcome == "no_answer"
    assert "không liên lạc được lúc" in counter.get("/counter/").text


def test_a_specialist_is_offered_no_call(world, desk, at):
    dossier = solved(world)
    at("2020-06-08T08:00")
    browser = desk(world.specialist)
    assert "Ghi đã báo cho người nộp" not in browser.get(f"/desk/dossiers/{dossier.code}").text
    address = f"/desk/dossiers/{dossier.code}/tell-applicant/{dossier.pk}"
    assert browser.get(address).status_code == 302
    assert Dossier.objects.get().tellings.count() == 0
