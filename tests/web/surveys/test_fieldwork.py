"""Pages of the field work: papers typed twice, telephone calls, lists, progress."""

import io

import pypdf
import pytest
from django.test import Client

from motcua.accounts.permissions import Role
from motcua.dossiers.finished import Contact
from motcua.journal.models import Access
from motcua.rounds.models import CallAttempt, Letter, Paper, SampleEntry, Token
from motcua.web.surveys.views import calling
from tests.factories.people import make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def colleague(survey):
    client = Client()
    client.force_login(make_user(role=Role.SURVEY_TEAM, unit=survey.unit))
    return client


@pytest.fixture
def base(survey):
    return f"/surveys/{survey.code}"


def hand_in(client, base, row=1):
    entry = SampleEntry.objects.get(row=row)
    return client.post(f"{base}/people/{entry.pk}/handed-in")


def printed(client, base, survey, many=2):
    cell = survey.cells.get()
    return client.post(f"{base}/papers/new", {"cell": str(cell.pk), "many": str(many)})


def test_from_printing_to_the_box(signed_in, colleague, survey, base):
    made = printed(signed_in, base, survey)
    assert made.url == f"{base}/papers?first=1&last=2"
    pdf = signed_in.get(f"{base}/papers.pdf?first=1&last=2")
    text = [page.extract_text() for page in pypdf.PdfReader(io.BytesIO(pdf.content)).pages]
    assert len(text) == 4
    assert all("00001" in page for page in text[:2])
    assert "UBND xã Viêng Lán" in text[0]
    hand_in(signed_in, base)
    assert signed_in.get(f"{base}/papers?number=1").url == f"{base}/papers/1"
    assert signed_in.post(f"{base}/papers/1", {"c01": "4", "c02": "5"}).url == f"{base}/papers"
    same = signed_in.post(f"{base}/papers/1", {"c01": "4", "c02": "5"})
    assert same.status_code == 422
    assert "người khác nhập" in same.content.decode()
    assert colleague.post(f"{base}/papers/1", {"c01": "4", "c02": "3"}).url == f"{base}/papers/1/settle"
    asked = colleague.get(f"{base}/papers/1/settle").content.decode()
    assert "Hai lần nhập: 5 và 3." in asked
    assert 'name="c01"' not in asked
    assert colleague.post(f"{base}/papers/1/settle", {"c02": "9"}).status_code == 422
    assert colleague.post(f"{base}/papers/1/settle", {"c02": "3"}).url == f"{base}/papers"
    assert Letter.objects.count() == 1
    shown = colleague.get(f"{base}/papers").content.decode()
    assert "1 trong 1 phiếu" in shown


def test_what_is_typed_wrong_is_told_at_its_question_and_nothing_is_lost(signed_in, survey, base):
    printed(signed_in, base, survey)
    refused = signed_in.post(f"{base}/papers/1", {"c01": "7", "c02": "5"})
    assert refused.status_code == 422
    assert "Gõ số từ 1 đến 5" in refused.content.decode()
    assert refused.context["form"]["c02"].value() == "5"
    assert Paper.objects.get(number=1).state == "printed"


def test_a_paper_of_nobody_is_explained(signed_in, colleague, survey, base):
    printed(signed_in, base, survey)
    signed_in.post(f"{base}/papers/1", {"c01": "4"})
    refused = colleague.post(f"{base}/papers/1", {"c01": "4"})
    assert refused.status_code == 422
    assert "Hãy ghi ai đã nộp" in refused.content.decode()
    assert refused.context["form"]["c01"].value() == "4"


@pytest.mark.parametrize(
    "address", ["papers?number=99", "papers?number=x", "papers.pdf?first=1&last=9999999", "papers/77"]
)
def test_papers_that_are_not_there(signed_in, survey, base, address):
    assert signed_in.get(f"{base}/{address}").status_code in (404, 422)


def test_too_many_forms_and_forms_out_of_use(signed_in, survey, base):
    assert printed(signed_in, base, survey, 7).status_code == 422
    printed(signed_in, base, survey, 6)
    assert signed_in.post(f"{base}/papers/2/void", {"reason": ""}).status_code == 422
    assert signed_in.post(f"{base}/papers/2/void", {"reason": "bị rách"}).url == f"{base}/papers"
    assert "không dùng" in signed_in.get(f"{base}/papers/2").content.decode()
    assert "bị rách" in signed_in.get(f"{base}/papers").content.decode()
    assert signed_in.get(f"{base}/papers.pdf?first=2&last=2").status_code == 404


def test_calls_until_an_answer(signed_in, team, survey, base):
    entry = SampleEntry.objects.get(row=1)
    listed = signed_in.get(f"{base}/calls?unit=viet-hung")
    assert [one.row for one in listed.context["mine"]] == [1, 2, 3, 4, 5, 6]
    page = signed_in.get(f"{base}/calls/{entry.pk}")
    assert "Xin chào" in page.content.decode()
    later = {"act": "call", "outcome": "later", "call_after": ""}
    assert signed_in.post(f"{base}/calls/{entry.pk}", later).status_code == 422
    noted = signed_in.post(f"{base}/calls/{entry.pk}", {"act": "call", "outcome": "no_answer"})
    assert noted.url == f"{base}/calls?unit=viet-hung"
    assert signed_in.get(noted.url).context["resting"] == 1
    assert "không nhấc máy" in signed_in.get(f"{base}/calls/{entry.pk}").content.decode()
    answered = signed_in.post(f"{base}/calls/{entry.pk}", {"c01": "4", "begun": page.context["begun"]})
    assert answered.status_code == 302
    letter = Letter.objects.get()
    assert (letter.mode, letter.interviewer) == ("phone", team)
    assert not CallAttempt.objects.exists()
    assert signed_in.get(f"{base}/calls/{entry.pk}").status_code == 302


def test_a_wrong_answer_on_the_telephone_keeps_the_rest(signed_in, survey, base):
    entry = SampleEntry.objects.get(row=1)
    refused = signed_in.post(f"{base}/calls/{entry.pk}", {"c01": "9", "c02": "4", "begun": "x"})
    assert refused.status_code == 422
    assert 'id="c02-4" value="4" checked' in refused.content.decode()
    assert not Token.objects.filter(used=True).exists()


def test_who_looks_up_a_number_is_written_down(signed_in, survey, base, monkeypatch):
    entry = SampleEntry.objects.get(row=1)
    known = {entry.key: Contact("Lò Văn Ính", "0912345678", "", "bản Ngùa")}
    monkeypatch.setattr(calling, "contacts", lambda keys: known)
    assert "tel:0912345678" in signed_in.get(f"{base}/calls/{entry.pk}").content.decode()
    assert Access.objects.get().purpose == "gọi điện khảo sát"


def test_lists_are_given_to_interviewers_of_the_team(signed_in, team, survey, base):
    signed_in.post(f"{base}/people/assign?unit=viet-hung", {"interviewer": str(team.pk)})
    assert set(SampleEntry.objects.values_list("interviewer", flat=True)) == {team.pk}
    stranger = make_user()
    signed_in.post(f"{base}/people/assign?unit=viet-hung", {"interviewer": str(stranger.pk)})
    assert not SampleEntry.objects.filter(interviewer=stranger).exists()
    progress = signed_in.get(f"{base}/progress").content.decode()
    assert team.full_name in progress
    assert "Còn thiếu" in progress


def test_handing_in_twice_is_explained(signed_in, survey, base):
    hand_in(signed_in, base)
    again = signed_in.post(f"{base}/people/{SampleEntry.objects.get(row=1).pk}/handed-in", follow=True)
    assert "đã trả lời" in again.content.decode()


def test_nobody_else_comes_in(survey, base, db):
    stranger = Client()
    stranger.force_login(make_user())
    entry = SampleEntry.objects.first()
    for page in ("papers", "papers/1", "calls", f"calls/{entry.pk}", "progress", "papers.pdf?first=1&last=1"):
        assert stranger.get(f"{base}/{page}").status_code in (403, 404)
