"""A round from plan to end: frame, draw, opening, replacing, closing; each told once, none out of turn."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from motcua.accounts.permissions import Role
from motcua.journal.models import Event
from motcua.rounds import box, frames, integrity, queries, tokens
from motcua.rounds.acting import NotAllowedError
from motcua.rounds.actions.close_round import close_round
from motcua.rounds.actions.draw_sample import draw_sample
from motcua.rounds.actions.fix_frame import fix_frame
from motcua.rounds.actions.open_round import open_round
from motcua.rounds.actions.plan_round import plan_round
from motcua.rounds.actions.replace_entry import replace_entry
from motcua.rounds.box import Filled
from motcua.rounds.lifecycle import NotNowError
from motcua.rounds.models import Response, SampleEntry, Token
from motcua.rounds.models.collecting import Mode
from motcua.rounds.models.sampling import Disposition
from motcua.surveys.problems import ChoiceError
from motcua.surveys.sampling.plan import Plan
from tests.domain.dossiers.conftest import clock, local
from tests.factories.people import make_unit, make_user
from tests.factories.rounds import make_instrument, satisfied

pytestmark = pytest.mark.django_db
__all__ = ["clock"]
AT = local("2021-03-01T09:00")
LINES = [f"HS-{n:03d},{'viet-hung' if n % 3 else 'sap-vat'},Hộ tịch" for n in range(90)]
FRAME = "\n".join(["key,unit,field", *LINES]).encode()
PLAN = Plan(n=12, seed="kết quả xổ số 1/3", strata="unit", reserve=0.25)


@pytest.fixture
def told(clock):
    district = make_unit("yen-chau")
    return {"actor": make_user(role=Role.SURVEY_TEAM, unit=district), "at": AT}


@pytest.fixture
def survey(told):
    unit = told["actor"].officer.positions.get().unit
    return plan_round(
        code="sipas-2020",
        title="Khảo sát 2020",
        unit=unit,
        instrument=make_instrument(AT),
        period_first=date(2020, 1, 1),
        period_last=date(2020, 12, 31),
        smallest_batch=5,
        **told,
    )


@pytest.fixture
def drawn(survey, told):
    fix_frame(survey=survey, source=FRAME, origin="tệp", **told)
    return draw_sample(survey=survey, plan=PLAN, **told)


def test_the_draw_is_that_of_the_command(drawn):
    again = frames.read(frames.unpack(drawn.frame))
    assert again.sha256 == drawn.record["frame"]["sha256"]
    chosen = SampleEntry.objects.filter(round=drawn, reserve=0)
    assert sorted(chosen.values_list("row", flat=True)) == drawn.record["rows"]
    assert {c.unit_code: (c.drawn, c.stage1_population) for c in drawn.cells.all()} == {
        "viet-hung": (8, 60),
        "sap-vat": (4, 30),
    }
    assert SampleEntry.objects.filter(round=drawn, asked=False).count() == 3


def test_nobody_draws_twice_or_changes_the_frame_afterwards(drawn, told):
    with pytest.raises(NotNowError):
        draw_sample(survey=drawn, plan=PLAN, **told)
    with pytest.raises(NotNowError):
        fix_frame(survey=drawn, source=FRAME, origin="tệp", **told)


def test_a_frame_names_no_people_and_each_line_once(survey, told):
    for wrong in (FRAME.replace(b"field", b"ho_ten"), FRAME + b"\nHS-001,sap-vat,x"):
        with pytest.raises(ChoiceError):
            fix_frame(survey=survey, source=wrong, origin="tệp", **told)


def test_who_is_not_of_the_team_does_nothing(survey):
    with pytest.raises(NotAllowedError):
        fix_frame(survey=survey, source=FRAME, origin="tệp", actor=make_user(), at=AT)


def test_a_reserve_of_the_same_cell_is_asked_instead(drawn, told):
    open_round(survey=drawn, **told)
    gone = SampleEntry.objects.filter(round=drawn, cell__unit_code="sap-vat", reserve=0).first()
    with pytest.raises(ValidationError):
        replace_entry(entry=gone, disposition=Disposition.AWAY, reason=" ", **told)
    following = replace_entry(entry=gone, disposition=Disposition.AWAY, reason="đã đến ba lần", **told)
    assert (following.cell_id, following.reserve) == (gone.cell_id, 1)
    assert set(tokens.good_ones([gone, following])) == {following.pk}
    with pytest.raises(ValidationError):
        replace_entry(entry=gone, disposition=Disposition.AWAY, reason="lần nữa", **told)
    with pytest.raises(ValidationError, match="hết"):
        replace_entry(entry=following, disposition=Disposition.REFUSED, reason="không muốn", **told)


def test_what_was_answered_stays_when_the_round_is_closed(drawn, told):
    open_round(survey=drawn, **told)
    asked = SampleEntry.objects.filter(round=drawn, asked=True)
    given = tokens.good_ones(asked)
    for place, text in enumerate(given.values()):
        if place < 10:
            box.answer(box.token_for(text), Filled(satisfied(place % 5 + 1), Mode.WEB))
    assert sum(row.answered for row in queries.progress(drawn)) == 10
    closed = close_round(survey=drawn, **told)
    assert [Response.objects.count(), Token.objects.count()] == [10, 0]
    assert sum(row.answered for row in queries.progress(closed)) == 10
    assert integrity.is_untouched(closed)
    Response.objects.filter(pk=Response.objects.first().pk).update(answers=satisfied(5, sex="male"))
    assert not integrity.is_untouched(closed)


def test_the_journal_tells_the_round_and_nobody_in_it(drawn, told):
    open_round(survey=drawn, **told)
    close_round(survey=drawn, **told)
    events = Event.objects.filter(subject_kind="survey_round").order_by("seq")
    assert [event.type for event in events] == [
        "round_planned",
        "frame_fixed",
        "sample_drawn",
        "round_opened",
        "round_closed",
    ]
    assert "HS-0" not in str([event.payload for event in events])
