"""Odd responses: listed by strength, decided in words, set aside without being deleted."""

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, transaction
from django.utils import timezone

from motcua.journal.models import Event
from motcua.rounds import box, checking, integrity, queries
from motcua.rounds.actions.close_round import close_round
from motcua.rounds.actions.decide_response import decide_response
from motcua.rounds.models import Cell, QualityDecision, Response
from motcua.rounds.models.checking import Verdict
from motcua.rounds.models.collecting import Mode
from tests.factories.people import make_user
from tests.factories.rounds import make_responses, satisfied

pytestmark = pytest.mark.django_db


@pytest.fixture
def odd(survey):
    """Eleven ordinary forms, one in which all answers are alike, was done in a minute."""
    cell = Cell.objects.get(round=survey)
    asker = make_user()
    usual = [{f"c{c:02d}": 3 + (c * (n + 2) + n) % 3 for c in range(1, 23)} for n in range(11)]
    make_responses(cell, usual, mode=Mode.INTERVIEW, interviewer=asker, seconds=400)
    return make_responses(cell, [satisfied(5)], mode=Mode.INTERVIEW, interviewer=asker, seconds=60)[0]


def test_the_oddest_stands_first(signed_in, survey, odd):
    page = signed_in.get(f"/surveys/{survey.code}/quality")
    first = page.context["rows"][0][0]
    assert first.response.id == odd.pk
    assert {reason.sign for reason in first.suspect.reasons} == {"fast", "straight"}
    assert "22 câu liền giống nhau" in page.content.decode()


def test_what_is_set_aside_counts_no_more_and_is_still_there(signed_in, survey, odd):
    address = f"/surveys/{survey.code}/quality/{odd.pk}"
    assert "Rất hài lòng" in signed_in.get(address).content.decode()
    assert signed_in.post(address, {"verdict": "set_aside", "reason": " "}).status_code == 422
    decided = signed_in.post(address, {"verdict": "set_aside", "reason": "điều tra viên tự điền"})
    assert decided.status_code == 302
    assert len(queries.collected(survey).responses) == 11
    assert Response.objects.count() == 12
    assert "để ra ngoài" in signed_in.get(f"/surveys/{survey.code}/quality").content.decode()
    assert Event.objects.filter(type="response_decided").get().payload["verdict"] == "set_aside"
    signed_in.post(address, {"verdict": "kept", "reason": "đã gọi lại"})
    assert len(queries.collected(survey).responses) == 12


def test_verdicts_outlive_the_end_of_the_round(survey, team, odd):
    told = {"actor": team, "at": timezone.now()}
    decide_response(response=odd, verdict=Verdict.SET_ASIDE, reason="tự điền", **told)
    with pytest.raises(ValidationError):
        decide_response(response=odd, verdict=Verdict.KEPT, reason="", **told)
    box.drop(odd.cell, box.Filled(satisfied(3), Mode.INTERVIEW, odd.interviewer))
    closed = close_round(survey=survey, **told)
    assert Response.objects.count() == 13
    assert queries.set_aside(survey) == {odd.pk}
    assert integrity.is_untouched(closed)
    with pytest.raises(DatabaseError), transaction.atomic():
        QualityDecision.objects.all().delete()


def test_nothing_odd_about_nothing(survey):
    assert checking.odd_ones(queries.collected(survey)) == []
    assert checking.interviewer_effect(queries.collected(survey)) is None
