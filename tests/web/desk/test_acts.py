"""Acts at the desk: what is offered works, what was overtaken says so, nothing is done twice."""

import re
from html import unescape

import pytest
from django.urls import reverse

from motcua.accounts.permissions import Role
from motcua.dossiers.actions.take import take
from motcua.dossiers.models import Dossier, Step
from motcua.dossiers.offering import offering
from motcua.dossiers.whole import whole
from motcua.journal.events import Subject
from motcua.journal.queries import history
from motcua.web.desk import panel
from motcua.web.desk.deeds import BY_SLUG, DEEDS
from tests.domain.dossiers import test_offers
from tests.domain.dossiers.conftest import local
from tests.factories.people import make_user
from tests.web.desk.conftest import handed_over, received

pytestmark = pytest.mark.django_db


def address(dossier, slug, row):
    return reverse("desk:act", args=[dossier.code, slug, row.pk])


def here(dossier):
    return Step.objects.get(dossier=dossier, ended_at=None)


def hidden(client, url):
    """What the page of an act sends along unseen."""
    text = client.get(url).content.decode()
    return {name: re.search(f'name="{name}" value="([^"]*)"', text).group(1) for name in ("seen", "version")}


def do(client, dossier, slug, row, **typed):
    """Fill in the page of an act and send it."""
    url = address(dossier, slug, row)
    if BY_SLUG[slug].asks:
        return client.post(url, {**hidden(client, url), **typed}, follow=True)
    page = client.get(reverse("desk:dossier", args=[dossier.code])).content.decode()
    form = re.search(rf'action="{url}">.*?</form>', page, re.DOTALL).group()
    sent = dict(re.findall(r'name="(seen|version)" value="([^"]*)"', form))
    return client.post(url, sent, follow=True)


def told(response):
    return unescape(response.content.decode())


def test_a_dossier_walks_its_whole_way_at_the_desk(world, desk, at):
    dossier = received(world)
    counter, head, specialist = desk(world.counter), desk(world.head), desk(world.specialist)
    chairman, clerk = desk(world.chairman), desk(world.clerk)
    text = told(do(counter, dossier, "hand-over", here(dossier)))
    assert "Đã ghi: Bàn giao hồ sơ. Tiếp theo: Phân công – huyen-tu-phap" in text
    do(head, dossier, "accept", here(dossier))
    do(head, dossier, "take", here(dossier))
    do(head, dossier, "complete-step", here(dossier), opinion="Giao chị Hạnh")
    do(head, dossier, "assign", here(dossier), officer=str(world.specialist.officer.pk))
    text = told(do(specialist, dossier, "complete-step", here(dossier), opinion="Đủ điều kiện"))
    assert "Đủ điều kiện" in text
    do(chairman, dossier, "accept", here(dossier))
    do(chairman, dossier, "approve", here(dossier))
    do(clerk, dossier, "accept", here(dossier))
    do(clerk, dossier, "take", here(dossier))
    text = told(do(clerk, dossier, "finish", here(dossier), result_number="128/GP-UBND"))
    assert "Trước hạn" in text
    dossier.refresh_from_db()
    assert (dossier.state, dossier.result.number) == ("ready", "128/GP-UBND")


def test_only_what_may_be_done_has_a_button(world, desk, stranger):
    dossier = handed_over(world)
    url = reverse("desk:dossier", args=[dossier.code])
    at_the_office = told(desk(world.specialist).get(url))
    assert "Nhận hồ sơ chuyển đến" in at_the_office
    assert "Hoàn thành bước" not in at_the_office
    assert "/accept/" not in told(desk(world.counter).get(url))
    inspector = make_user(role=Role.INSPECTOR, unit=world.district)
    assert "Việc bạn làm được lúc này" not in told(desk(inspector).get(url))


def test_the_page_of_an_act_that_is_not_possible_leads_back(world, desk, stranger):
    dossier = handed_over(world)
    url = address(dossier, "complete-step", here(dossier))
    text = told(desk(world.specialist).get(url, follow=True))
    assert "Lúc này không làm được việc “Hoàn thành bước”" in text
    assert desk(stranger).get(url).status_code == 404
    assert desk(stranger).post(url, {"seen": 1, "version": 0}).status_code == 404
    assert desk(world.specialist).get(url.replace("complete-step", "annul")).status_code == 404


def test_a_second_press_does_nothing_and_says_so(world, desk):
    dossier = handed_over(world)
    client, step = desk(world.specialist), here(dossier)
    url, sent = address(dossier, "accept", step), {"seen": 2, "version": step.version}
    client.post(url, sent)
    text = told(client.post(url, sent, follow=True))
    assert "bạn đã làm rồi, không ghi lần nữa" in text
    events = history(Subject("dossier", str(dossier.pk)))
    assert [event.type for event in events].count("accept") == 1


def test_whoever_comes_second_sees_who_was_first_and_keeps_what_he_typed(world, desk, at):
    dossier = handed_over(world)
    do(desk(world.head), dossier, "accept", here(dossier))
    do(desk(world.head), dossier, "take", here(dossier))
    step = here(dossier)
    client, url = desk(world.head), address(dossier, "complete-step", step)
    seen = hidden(client, url)
    at("2020-06-03T10:00")
    other = make_user(role=Role.OFFICE_LEADER, unit=world.office, full_name="Điêu Chính Hải")
    do(desk(other), dossier, "assign", step, officer=str(world.specialist.officer.pk))
    text = told(client.post(url, {**seen, "opinion": "Một ý kiến viết rất lâu"}))
    assert "Từ khi bạn mở trang, hồ sơ đã thay đổi" in text
    assert "10:00 03/06/2020" in text
    assert "Điêu Chính Hải" in text
    assert "Một ý kiến viết rất lâu" in text
    assert Step.objects.get(pk=step.pk).state == Step.State.OPEN


def test_seen_anew_it_can_be_sent_again(world, desk, at):
    dossier = handed_over(world)
    do(desk(world.head), dossier, "accept", here(dossier))
    client, step = desk(world.head), here(dossier)
    url = address(dossier, "assign", step)
    seen = hidden(client, url)
    take(actor=world.specialist, at=at("2020-06-03T09:30"), step=step)
    typed = {"officer": str(world.head.officer.pk)}
    answer = client.post(url, {**seen, **typed})
    assert "Từ khi bạn mở trang" in told(answer)
    fresh = dict(re.findall(r'name="(seen|version)" value="([^"]*)"', told(answer)))
    client.post(url, {**fresh, **typed})
    assert Step.objects.get(pk=step.pk).owner == world.head.officer


def test_what_can_be_mended_is_told_at_its_field_and_nothing_is_lost(world, desk):
    dossier = handed_over(world)
    typed = {"new_date_day": "5", "new_date_month": "6", "new_date_year": "2020", "reason": "Mưa lũ"}
    typed["signer"] = str(world.head.officer.pk)
    text = told(do(desk(world.counter), dossier, "apologise", dossier, **typed))
    assert "Ngày hẹn lại phải sau hạn theo quy định" in text
    assert 'id="id_new_date-error"' in text
    assert "Mưa lũ" in text
    typed["new_date_day"] = "16"
    do(desk(world.counter), dossier, "apologise", dossier, **typed)
    dossier.refresh_from_db()
    assert dossier.slips.get(form="apology").signer == world.head.officer
    assert dossier.promised_at == local("2020-06-16T17:00")
    assert dossier.lawful_due_at == local("2020-06-09T17:00")


def test_asking_several_agencies_and_their_answers(world, desk):
    dossier = handed_over(world)
    client, step = desk(world.specialist), here(dossier)
    do(client, dossier, "accept", step)
    do(client, dossier, "take", step)
    units = [str(world.district.pk)]
    text = told(do(client, dossier, "consult", step, units=units, question="Có quy hoạch không?", days="3"))
    assert "đã có 0/1 ý kiến" in text
    (asked,) = Dossier.objects.get(pk=dossier.pk).consultations.all()
    officer = make_user(role=Role.SPECIALIST, unit=world.district)
    answer = {"answer": "consent", "text": "Phù hợp quy hoạch"}
    text = told(do(desk(officer), dossier, "answer-consultation", asked, **answer))
    assert "Phù hợp quy hoạch" in text
    assert "đã có 1/1 ý kiến" in text


def test_a_correction_touches_only_what_was_changed(world, desk):
    dossier = handed_over(world)
    head = make_user(role=Role.ONE_STOP_HEAD, unit=world.one_stop)
    client, url = desk(head), address(dossier, "correct-record", dossier)
    same = {"name": world.applicant.name, "id_number": "014123456789", "phone": "0912345678"}
    text = told(client.post(url, {**hidden(client, url), **same, "reason": "gõ sai"}))
    assert "Chưa có thông tin nào được sửa" in text
    client.post(url, {**hidden(client, url), **same, "phone": "0988111222", "reason": "gõ sai"})
    dossier.refresh_from_db()
    assert dossier.applicant.phone == "0988111222"
    assert history(Subject("dossier", str(dossier.pk))).last().payload["fields"] == ["phone"]


SHOWN = ("handed_over", "appraising", "proposed", "waiting", "owing", "asking", "to_be_sealed")


@pytest.mark.parametrize("situation", SHOWN)
def test_every_offered_act_has_a_page_that_tells_what_comes_of_it(world, desk, at, situation):
    dossier = Dossier.objects.get(pk=test_offers.SITUATIONS[situation](world).pk)
    now = at("2020-06-05T10:30")
    for user in test_offers.people(world):
        client = desk(user)
        for buttons in panel.buttons(dossier.code, offering(user, whole(dossier), now), now).values():
            for button in buttons:
                page = client.get(button.address)
                assert page.status_code == 200, button.deed.act
                assert any(button.lines), button.deed.act


def test_every_deed_is_an_act_that_can_be_offered():
    assert set(DEEDS) <= set(test_offers.offers.GUARDS)
    assert len(BY_SLUG) == len(DEEDS)
