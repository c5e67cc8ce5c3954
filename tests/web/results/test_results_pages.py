"""Results on the screen, in the workbook, on paper, as microdata: who may see which, and the same figures."""

import csv
import io
from datetime import date

import pypdf
import pytest
from django.utils import timezone
from openpyxl import load_workbook

from motcua.reports import satisfaction, satisfaction_papers
from motcua.rounds.lifecycle import State
from tests.factories.rounds import make_instrument, make_round
from tests.web.results.conftest import a_round

pytestmark = pytest.mark.django_db


def test_everybody_reads_the_results_of_a_closed_round(client, three_years):
    last = three_years[-1]
    found = satisfaction.results_of(last)
    page = client.get("/hai-long").content.decode()
    assert f"/hai-long/{last.code}" in page
    page = client.get(f"/hai-long/{last.code}").content.decode()
    assert satisfaction_papers.told(found.overall) in page
    assert "Xã Chiềng Pằn có chỉ số cao nhất 3 năm liền (2018–2020)" in page
    assert "microdata" not in page
    assert "Xã Tú Nang" in page
    assert "không công bố" in page
    for line in found.units:
        assert satisfaction_papers.told(line.figure) in page
    assert "đi lại bao nhiêu lần" in page
    assert "thông báo trước" in page


def test_an_open_round_is_the_teams_alone(client, team, district):
    survey = a_round(district, 2020, make_instrument(), state=State.OPEN)
    assert survey.code not in client.get("/hai-long").content.decode()
    for ending in ("", ".xlsx", ".pdf"):
        assert client.get(f"/hai-long/{survey.code}{ending}").status_code == 404
    client.force_login(team)
    assert "chưa khóa" in client.get(f"/hai-long/{survey.code}").content.decode()
    assert client.get(f"/surveys/{survey.code}/microdata.csv").status_code == 404


def decided(day):
    """What is typed of a decision."""
    parts = {"decided_on_day": day.day, "decided_on_month": day.month, "decided_on_year": day.year}
    return {"decision": "152/QĐ-UBND", **parts}


def test_a_closed_round_is_the_teams_alone_until_its_results_are_published(client, team, district):
    survey = a_round(district, 2020, make_instrument(), published=False)
    addresses = [f"/hai-long/{survey.code}{ending}" for ending in ("", ".xlsx", ".pdf")]
    assert survey.code not in client.get("/hai-long").text
    assert [client.get(address).status_code for address in addresses] == [404] * 3
    client.force_login(team)
    assert "chưa công bố" in client.get(addresses[0]).text
    answer = client.post(f"/surveys/{survey.code}/publish", decided(timezone.localdate()))
    assert answer.status_code == 302
    assert "152/QĐ-UBND" in client.get(f"/surveys/{survey.code}").text
    client.logout()
    assert [client.get(address).status_code for address in addresses] == [200] * 3
    assert "Công bố theo Quyết định số 152/QĐ-UBND" in client.get(addresses[0]).text


@pytest.mark.parametrize(
    ("day", "said"), [(date(2031, 1, 1), "chưa đến"), (date(1999, 1, 1), "sau khi khóa phiếu")]
)
def test_results_are_published_by_a_decision_of_a_possible_day(client, team, district, day, said):
    survey = a_round(district, 2020, make_instrument(), published=False)
    client.force_login(team)
    answer = client.post(f"/surveys/{survey.code}/publish", decided(day))
    assert answer.status_code == 422
    assert said in answer.text
    assert 'value="152/QĐ-UBND"' in answer.text
    survey.refresh_from_db()
    assert survey.published_at is None


def test_unpublished_years_are_in_no_history(district):
    instrument = make_instrument()
    first = a_round(district, 2018, instrument, published=False)
    last = a_round(district, 2019, instrument)
    assert len(satisfaction.standing(last).years) == 1
    assert len(satisfaction.standing(first).years) == 1


def test_workbook_and_paper_say_the_same(client, three_years):
    last = three_years[-1]
    found = satisfaction.results_of(last)
    book = load_workbook(io.BytesIO(client.get(f"/hai-long/{last.code}.xlsx").content))
    assert book["Chi so"].cell(2, 2).value == pytest.approx(found.overall.value)
    assert book["Xep hang"].cell(2, 1).value == "Xã Chiềng Pằn"
    assert book["Xep hang"].max_row == len(found.units) + 1
    paper = pypdf.PdfReader(io.BytesIO(client.get(f"/hai-long/{last.code}.pdf").content))
    text = "\n".join(page.extract_text() for page in paper.pages)
    assert satisfaction_papers.number(found.overall.value) in text
    assert "Xã Chiềng Pằn" in text
    assert "3 năm liền" in text


def test_the_claim_of_years_is_tested(three_years):
    standing = satisfaction.standing(three_years[-1])
    assert (standing.name, standing.years) == ("Xã Chiềng Pằn", (2018, 2019, 2020))
    assert standing.claim.observed
    assert standing.claim.is_certain() == ("đứng vững" in satisfaction_papers.claim_in_words(standing))
    assert satisfaction.standing(three_years[0]).claim is None


def test_microdata_are_the_teams_and_tell_nobody(client, team, three_years):
    address = f"/surveys/{three_years[0].code}/microdata.csv"
    assert client.get(address).status_code == 302
    client.force_login(team)
    rows = list(csv.DictReader(io.StringIO(client.get(address).content.decode("utf-8-sig"))))
    assert 0 < len(rows) <= 232
    assert not {"ethnicity", "agency", "id", "on", "mode"} & set(rows[0])
    codes = client.get(f"/surveys/{three_years[0].code}/codebook.csv").content.decode("utf-8-sig")
    assert "Nữ" in codes


def test_a_round_without_answers_says_so(client, district):
    survey = make_round(district, state=State.CLOSED)
    assert "chưa có phiếu" in client.get(f"/hai-long/{survey.code}").content.decode()
    assert client.get(f"/hai-long/{survey.code}.pdf").status_code == 404


def test_paper_names_questions_without_figures_in_one_line(client, three_years):
    last = three_years[-1]
    told = {
        answer.label: any(line.figure.value is not None for line in answer.lines)
        for answer in satisfaction.results_of(last).answers
    }
    paper = pypdf.PdfReader(io.BytesIO(client.get(f"/hai-long/{last.code}.pdf").content))
    text = " ".join(" ".join(page.extract_text() for page in paper.pages).split())
    before, named = text.split("Không công bố, vì không hỏi ai hoặc có quá ít câu trả lời:")
    assert set(told.values()) == {True, False}
    for label, has_figures in told.items():
        assert (label in before, label in named) == (has_figures, not has_figures)
