"""The team's pages: from the plan of a round to its end, and who may not come in."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from motcua.journal.models import Access
from motcua.rounds.models import InstrumentVersion, Response, SampleEntry, SurveyRound
from tests.factories.people import make_user

pytestmark = pytest.mark.django_db
FRAME = "\n".join(
    ["key,unit,xa", *(f"HS-{n},{'a' if n % 2 else 'b'},Chiềng Đông" for n in range(60))]
).encode()
PLANNED = {
    "title": "Khảo sát năm 2020",
    "code": "sipas-2020",
    "unit": "yen-chau",
    "smallest_batch": "5",
    **{f"period_first_{part}": value for part, value in (("day", 1), ("month", 1), ("year", 2020))},
    **{f"period_last_{part}": value for part, value in (("day", 31), ("month", 12), ("year", 2020))},
}


def test_a_round_from_plan_to_end(signed_in, team):
    signed_in.post("/surveys/new", {})
    instrument = InstrumentVersion.objects.get(code="sipas_2017")
    made = signed_in.post("/surveys/new", PLANNED | {"instrument": str(instrument.pk)})
    assert made.status_code == 302, made.context["form"].errors
    framed = signed_in.post("/surveys/sipas-2020/frame", {"file": SimpleUploadedFile("khung.csv", FRAME)})
    assert framed.url == "/surveys/sipas-2020/draw"
    assert "Slovin" in signed_in.get(framed.url).content.decode()
    plan = {"n": "12", "strata": "unit", "allocation": "proportional", "reserve": "20", "seed": "38512"}
    assert signed_in.post(framed.url, plan).status_code == 302
    record = Client().get("/khao-sat/bien-ban/sipas-2020").content.decode()
    survey = SurveyRound.objects.get()
    assert survey.frame.sha256 in record
    assert "38512" in record
    assert "HS-" not in record
    signed_in.post("/surveys/sipas-2020/move", {"act": "open"})
    page = signed_in.get("/surveys/sipas-2020").content.decode()
    assert "Đã trả lời" in page
    signed_in.post("/surveys/sipas-2020/move", {"act": "close"})
    survey.refresh_from_db()
    assert survey.state == "closed"


def test_frames_are_made_of_solved_dossiers(signed_in, survey):
    SurveyRound.objects.filter(pk=survey.pk).update(
        state="planned", drawn_at=None, opened_at=None, plan=None, record=None, seed=""
    )
    refused = signed_in.post(f"/surveys/{survey.code}/frame", {"from": "dossiers"})
    assert refused.status_code == 422
    assert "không có dòng số liệu" in refused.content.decode()


def test_whoever_answered_is_on_no_list(signed_in, survey, codes):
    Client().post(f"/khao-sat/{codes[0]}", {"c01": "4"})
    address = f"/surveys/{survey.code}/people?unit=viet-hung"
    assert len(signed_in.get(address).context["people"]) == 5
    slips = signed_in.get(f"/surveys/{survey.code}/people/slips?unit=viet-hung").content.decode()
    assert slips.count('class="mc-slip"') == 5
    assert codes[1][:4] + "-" in slips
    lines = signed_in.get(f"/surveys/{survey.code}/people/messages.csv?unit=viet-hung").content.decode()
    assert len(lines.splitlines()) == 6
    assert not Access.objects.exists()  # these entries are no dossiers: nobody's data was shown


def test_nobody_is_left_in_the_reserve(signed_in, survey):
    entry = SampleEntry.objects.filter(round=survey).first()
    address = f"/surveys/{survey.code}/people/{entry.pk}/replace"
    refused = signed_in.post(address, {"disposition": "away", "reason": "đã đến ba lần"})
    assert refused.status_code == 422
    assert "dự phòng" in refused.content.decode()


def test_rounds_of_others_do_not_exist(survey):
    other = Client()
    other.force_login(make_user())
    assert other.get("/surveys/").status_code == 403
    assert Client().get("/surveys/").status_code == 302


def test_a_questionnaire_goes_out_and_comes_back(signed_in, survey):
    version = InstrumentVersion.objects.get()
    book = signed_in.get(f"/surveys/instruments/{version.pk}.xlsx").content
    file = SimpleUploadedFile("phieu.xlsx", book)
    assert signed_in.post("/surveys/instruments", {"file": file}).status_code == 302
    assert InstrumentVersion.objects.count() == 1
    assert "trí nhớ" in signed_in.get(f"/surveys/instruments/{version.pk}").content.decode()
    broken = SimpleUploadedFile("phieu.xlsx", b"khong phai")
    assert signed_in.post("/surveys/instruments", {"file": broken}).status_code == 422
    assert Response.objects.count() == 0
