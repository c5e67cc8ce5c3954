"""Reception: what is typed becomes one dossier, or comes back whole with what is to be mended."""

from contextvars import copy_context
from threading import Barrier, Thread

import pytest
from django.db import connection

from motcua.dossiers.lifecycle import State
from motcua.dossiers.models import Dossier
from motcua.journal.models import Access
from motcua.web.counter.models import Draft, Used
from tests.web.counter.conftest import FORM, RECEIVE, filled, hidden

pytestmark = pytest.mark.django_db


def test_a_dossier_is_received_and_its_receipt_is_offered(counter, world):
    answer = counter.post(RECEIVE, filled(counter))
    dossier = Dossier.objects.get()
    assert answer.headers["Location"] == f"/counter/done/{dossier.code}"
    assert (dossier.state, dossier.received_by_unit) == (State.RECEIVED, world.one_stop)
    assert (dossier.applicant.name, dossier.applicant.phone) == ("Lò Thị Ngọc Ánh", "0912345678")
    assert [(c.position, c.originals) for c in dossier.components.all()] == [(1, 1)]
    page = counter.get(answer.headers["Location"]).text
    assert dossier.code in page
    assert f"/counter/papers/{dossier.code}/receipt-1.pdf" in page


def test_the_usual_papers_and_the_promise_stand_in_the_form_from_the_start(counter):
    page = counter.get(FORM).text
    assert 'id="id_paper_1_originals" name="paper_1_originals" value="1"' in page
    assert 'name="paper_2_originals" value=""' in page
    assert "10/06/2020" in page, "five working days after 3/6/2020"
    assert "Nhận 09:00 Thứ Tư 03/06/2020" in page


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"name": ""}, "name"),
        ({"phone": "12345"}, "phone"),
        ({"id_number": "01418500123"}, "id_number"),
        ({"email": "khong-phai-thu"}, "email"),
        ({"paper_1_originals": "một"}, "paper_1_originals"),
    ],
)
def test_errors_stand_at_their_field_and_nothing_typed_is_lost(counter, wrong, field):
    sent = filled(counter, summary="Làm lại vì mất", **wrong)
    page = counter.post(RECEIVE, sent)
    assert page.status_code == 422
    assert f'href="#id_{field}"' in page.text
    for name in ("name", "id_number", "phone", "address", "summary", "paper_1_originals"):
        assert f'value="{sent[name]}"' in page.text, name
    assert hidden(page, "key") == sent["key"], "the same form, sent again"
    assert not Dossier.objects.exists()


def test_a_missing_paper_is_named_and_keeps_the_dossier_from_being_received(counter):
    page = counter.post(RECEIVE, filled(counter, paper_1_originals=""))
    assert page.status_code == 422
    assert "Còn thiếu giấy tờ bắt buộc" in page.text
    assert "Tờ khai" in page.text
    assert not Dossier.objects.exists()


def test_what_misses_is_asked_for_without_typing_it(counter):
    counter.post(RECEIVE, filled(counter, paper_1_originals="", do="guide", guide_reason="Chưa đủ giấy tờ."))
    dossier = Dossier.objects.get()
    assert dossier.state == State.GUIDED
    assert dossier.slips.get().content == {"items": ["Tờ khai"], "reason": "Chưa đủ giấy tờ."}


def test_a_refusal_needs_its_reason_at_the_right_field(counter):
    page = counter.post(RECEIVE, filled(counter, do="refuse"))
    assert page.status_code == 422
    assert 'href="#id_refuse_reason"' in page.text
    answer = counter.post(RECEIVE, filled(counter, do="refuse", refuse_reason="Không thuộc thẩm quyền."))
    assert answer.status_code == 302
    assert Dossier.objects.get().state == State.REFUSED_AT_RECEPTION


def test_what_is_answered_on_the_spot_begins_when_the_form_was_opened(counter, at):
    sent = filled(counter, do="answer", result_number="15/2020")
    at("2020-06-03T09:12")
    assert counter.post(RECEIVE, sent).status_code == 302
    dossier = Dossier.objects.select_related("result").get()
    assert (dossier.closed_at - dossier.received_at).total_seconds() == 12 * 60
    assert dossier.result.receiver_name == "Lò Thị Ngọc Ánh"


def test_a_form_sent_twice_leads_to_the_same_dossier(counter):
    sent = filled(counter)
    first, second = counter.post(RECEIVE, sent), counter.post(RECEIVE, sent)
    assert first.headers["Location"] == second.headers["Location"]
    assert Dossier.objects.count() == 1
    assert "đã được ghi trước đó" in counter.get(second.headers["Location"]).text


def test_a_used_form_with_other_content_is_told_and_may_be_sent_anew(counter):
    sent = filled(counter)
    counter.post(RECEIVE, sent)
    other = {**sent, "name": "Cà Văn Bình", "id_number": "014085009876"}
    page = counter.post(RECEIVE, other)
    assert page.status_code == 422
    assert Dossier.objects.get().code in page.text
    assert 'value="Cà Văn Bình"' in page.text
    assert counter.post(RECEIVE, {**other, "key": hidden(page, "key")}).status_code == 302
    assert Dossier.objects.count() == 2


def test_a_key_that_was_not_given_out_is_replaced(counter):
    sent = filled(counter, key="bịa-đặt")
    assert counter.post(RECEIVE, sent).status_code == 302
    assert Used.objects.count() == 1


def test_the_next_dossier_of_the_same_person_keeps_who_he_is(counter):
    counter.post(RECEIVE, filled(counter))
    code = Dossier.objects.get().code
    page = counter.get(f"{FORM}&after={code}").text
    assert 'value="Lò Thị Ngọc Ánh"' in page
    assert f"Giữ người nộp của hồ sơ {code}" in page


def test_found_again_by_number_within_what_the_officer_may_see(counter, desk, neighbour):
    sent = filled(counter)
    counter.post(RECEIVE, sent)
    asked = {"procedure": "9.100001", "scan": "0912345678"}
    assert 'value="Lò Thị Ngọc Ánh"' in counter.post("/counter/receive/applicant", asked).text
    assert Access.objects.filter(purpose="tiếp nhận hồ sơ").count() == 1
    elsewhere = desk(neighbour).post("/counter/receive/applicant", asked).text
    assert "Lò Thị Ngọc Ánh" not in elsewhere
    assert 'value="0912345678"' in elsewhere, "the number is not typed again"


def test_several_people_with_one_number_are_offered(counter):
    counter.post(RECEIVE, filled(counter))
    counter.post(RECEIVE, filled(counter, name="Lò Văn Hùng", id_number=""))
    asked = {"procedure": "9.100001", "scan": "0912345678", "summary": "Trích yếu"}
    page = counter.post("/counter/receive/applicant", asked).text
    assert page.count('name="use"') == 2
    hung = Dossier.objects.get(applicant__name="Lò Văn Hùng")
    chosen = counter.post("/counter/receive/applicant", {**asked, "use": str(hung.pk)}).text
    assert 'value="Lò Văn Hùng"' in chosen


def test_a_card_fills_the_applicant(counter):
    code = "014185001234||Lof Thij Ngocj|02061985|Nuwx|Chieengf Hawcj, Sown La|01052021"
    page = counter.post("/counter/receive/applicant", {"procedure": "9.100001", "scan": code}).text
    assert 'value="Lò Thị Ngọc"' in page
    assert 'value="014185001234"' in page
    assert 'value="Chiềng Hặc, Sơn La"' in page


def test_a_draft_is_kept_for_the_officer_alone_and_gone_after_use(counter, desk, neighbour):
    sent = filled(counter, summary="Nháp")
    told = counter.post("/counter/receive/draft", sent).text
    assert "Đã lưu nháp lúc 09:00" in told
    draft = Draft.objects.get()
    assert "csrfmiddlewaretoken" not in draft.content
    page = counter.get(f"{RECEIVE}?draft={draft.key}").text
    assert 'value="Nháp"' in page
    assert "Lò Thị Ngọc Ánh" not in desk(neighbour).get(f"{RECEIVE}?draft={draft.key}").text
    counter.post(RECEIVE, sent)
    assert not Draft.objects.exists()
    counter.post("/counter/receive/draft", sent)
    assert not Draft.objects.exists(), "a late autosave does not bring it back"


def test_an_empty_form_is_no_draft(counter):
    empty = filled(counter, name="", id_number="", phone="", address="")
    counter.post("/counter/receive/draft", empty)
    assert not Draft.objects.exists()


def test_one_drops_ones_own_draft_only(counter, desk, neighbour):
    counter.post("/counter/receive/draft", filled(counter))
    key = Draft.objects.get().key
    desk(neighbour).post(f"/counter/receive/draft/{key}/drop")
    assert Draft.objects.exists()
    counter.post(f"/counter/receive/draft/{key}/drop")
    assert not Draft.objects.exists()


def test_without_javascript_enter_looks_up_and_receives_nothing(counter):
    page = counter.post(
        RECEIVE, filled(counter, do="refresh", name="", scan="014185001234||Lò Thị Mai|1985|Nữ|Yên Châu")
    )
    assert page.status_code == 200
    assert 'value="Lò Thị Mai"' in page.text
    assert not Dossier.objects.exists()


def test_the_choice_of_a_procedure_forgives_missing_marks(counter):
    assert "Thủ tục đi một vòng" in counter.get(f"{RECEIVE}?q=thu tuc di mot vong").text
    assert counter.get(f"{RECEIVE}?q=9.100001").headers["Location"] == FORM
    assert counter.get(f"{RECEIVE}?procedure=9.999999").status_code == 404


def test_who_has_no_counter_stays_outside(world, desk, client):
    for user in (world.specialist, world.head, world.chairman, world.clerk):
        assert desk(user).get(RECEIVE).status_code == 403
        assert desk(user).post("/counter/receive/draft").status_code == 403
    assert client.get(RECEIVE).headers["Location"].startswith("/sign-in")


def test_a_paper_is_printed_for_who_may_see_the_dossier(counter, desk, neighbour, world):
    counter.post(RECEIVE, filled(counter))
    address = f"/counter/papers/{Dossier.objects.get().code}/receipt-1.pdf"
    paper = counter.get(address)
    assert (paper.headers["Content-Type"], paper.content[:5]) == ("application/pdf", b"%PDF-")
    assert Access.objects.filter(purpose="in giấy tờ của hồ sơ").count() == 1
    assert desk(neighbour).get(address).status_code == 404
    assert counter.get(address.replace("-1.pdf", "-2.pdf")).status_code == 404


@pytest.mark.django_db(transaction=True)
def test_two_at_once_make_one_dossier(counter, desk, world):
    sent, gate, answers = filled(counter), Barrier(2), []

    def send(client):
        gate.wait()
        answers.append(client.post(RECEIVE, sent).headers["Location"])
        connection.close()

    threads = [Thread(target=copy_context().run, args=(send, c)) for c in (counter, desk(world.counter))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(answers) == 2
    assert len(set(answers)) == 1
    assert Dossier.objects.count() == 1
