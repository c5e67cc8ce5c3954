"""Paper forms: numbered, typed twice by two people, settled, and in the box without their number."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from motcua.accounts.permissions import Role
from motcua.journal.models import Event
from motcua.rounds import box, fieldwork, papers
from motcua.rounds.actions.close_round import close_round
from motcua.rounds.actions.print_papers import print_papers
from motcua.rounds.actions.void_paper import void_paper
from motcua.rounds.box import UsedTokenError
from motcua.rounds.models import Letter, Paper, Response, Token, Typing
from motcua.rounds.models.papers import PaperState
from motcua.rounds.papers import NobodyHandedInError, NotToTypeError, SamePersonError
from tests.factories.people import make_unit, make_user
from tests.factories.rounds import make_cell, make_entries, make_round, make_tokens, satisfied

pytestmark = pytest.mark.django_db


@pytest.fixture
def team():
    unit = make_unit("yen-chau")
    return [make_user(role=Role.SURVEY_TEAM, unit=unit) for _ in range(2)]


@pytest.fixture
def cell(team):
    survey = make_round(team[0].officer.positions.get().unit)
    return make_cell(survey, "vieng-lan", name="UBND xã Viêng Lán")


@pytest.fixture
def codes(cell):
    return make_tokens(make_entries(cell, 6))


def printed(cell, actor, many=3):
    return print_papers(cell=cell, many=many, actor=actor, at=timezone.now())


def hand_in(code):
    box.hand_in(box.token_for(code))


def test_numbers_run_on_and_are_told_by_the_round(cell, codes, team):
    assert [one.number for one in printed(cell, team[0])] == [1, 2, 3]
    assert [str(one) for one in printed(cell, team[0], 2)] == ["00004", "00005"]
    told = Event.objects.filter(type="papers_printed").order_by("seq").values_list("payload", flat=True)
    assert [(one["first"], one["last"]) for one in told] == [(1, 3), (4, 5)]


def test_no_more_forms_than_people(cell, codes, team):
    printed(cell, team[0], 6)
    with pytest.raises(ValidationError, match="nhiều nhất 0"):
        printed(cell, team[0], 1)
    void_paper(paper=Paper.objects.first(), reason="bị ướt", actor=team[0], at=timezone.now())
    printed(cell, team[0], 1)


def test_two_typings_that_agree_are_one_answer(cell, codes, team):
    [paper, *_] = printed(cell, team[0])
    hand_in(codes[0])
    assert papers.type_in(paper, satisfied(5), by=team[0]).state == PaperState.TYPED
    with pytest.raises(SamePersonError):
        papers.type_in(paper, satisfied(5), by=team[0])
    assert not Letter.objects.exists()
    assert papers.type_in(paper, satisfied(5), by=team[1]).state == PaperState.DONE
    assert not Typing.objects.exists()
    assert Letter.objects.get().mode == "paper"
    with pytest.raises(NotToTypeError):
        papers.type_in(paper, satisfied(1), by=team[1])


def test_typings_that_differ_wait_for_a_look_at_the_paper(cell, codes, team):
    [paper, *_] = printed(cell, team[0])
    hand_in(codes[0])
    papers.type_in(paper, satisfied(5, c03=1, age="under_25"), by=team[0])
    found = papers.type_in(paper, satisfied(5, c07=2, age="under_25"), by=team[1])
    assert (found.state, found.differing) == (PaperState.DIFFERS, ["c03", "c07"])
    papers.settle(paper, {"c03": 1})
    assert not Typing.objects.exists()
    cell.round.refresh_from_db()
    close_round(survey=cell.round, actor=team[0], at=timezone.now())
    answer = Response.objects.get()
    assert answer.answers == {k: v for k, v in satisfied(5, c03=1, age="under_25").items() if k != "c07"}
    assert answer.interviewer is None


def test_nobody_types_more_papers_than_were_handed_in(cell, codes, team):
    one, two, _ = printed(cell, team[0])
    hand_in(codes[0])
    for paper in (one, two):
        papers.type_in(paper, satisfied(), by=team[0])
    papers.type_in(one, satisfied(), by=team[1])
    with pytest.raises(NobodyHandedInError):
        papers.type_in(two, satisfied(), by=team[1])
    assert Paper.objects.get(pk=two.pk).state == PaperState.TYPED
    hand_in(codes[1])
    papers.type_in(two, satisfied(), by=team[1])
    assert Letter.objects.count() == 2


def test_an_answer_on_the_web_makes_no_room_for_a_paper(cell, codes, team):
    box.answer(box.token_for(codes[0]), box.Filled(satisfied(), box.Mode.WEB))
    assert box.unanswered(cell) == 0
    with pytest.raises(UsedTokenError):
        hand_in(codes[0])


def test_a_round_is_not_closed_over_half_typed_papers(cell, codes, team):
    [paper, *_] = printed(cell, team[0])
    hand_in(codes[0])
    papers.type_in(paper, satisfied(), by=team[0])
    told = {"survey": cell.round, "actor": team[0], "at": timezone.now()}
    with pytest.raises(ValidationError, match="1 phiếu giấy"):
        close_round(**told)
    with pytest.raises(ValidationError):
        void_paper(paper=paper, reason=" ", actor=team[0], at=timezone.now())
    void_paper(paper=paper, reason="không đọc được", actor=team[0], at=timezone.now())
    assert not Typing.objects.exists()
    close_round(**told)
    with pytest.raises(NotToTypeError):
        papers.type_in(Paper.objects.get(number=2), satisfied(), by=team[0])


def test_the_database_wants_two_people(cell, codes, team):
    [paper, *_] = printed(cell, team[0])
    Typing.objects.create(paper=paper, place=1, by=team[0], sealed=b"x")
    with pytest.raises(IntegrityError, match="two_people"), transaction.atomic():
        Typing.objects.create(paper=paper, place=2, by=team[0], sealed=b"x")


def test_no_row_leads_from_a_paper_to_a_person_or_an_answer(cell, codes, team):
    """A done paper keeps its cell and its number; what was typed lay sealed."""
    [paper, *_] = printed(cell, team[0])
    hand_in(codes[0])
    papers.type_in(paper, satisfied(5, ethnicity="Xinh Mun"), by=team[0])
    assert b"Xinh Mun" not in bytes(Typing.objects.get().sealed)
    papers.type_in(paper, satisfied(5, ethnicity="Xinh Mun"), by=team[1])
    assert {field.name for field in Paper._meta.fields} == {
        "id",
        "round",
        "cell",
        "number",
        "state",
        "differing",
        "reason",
    }
    paper.refresh_from_db()
    assert (paper.differing, paper.reason) == ([], "")
    assert not Event.objects.filter(type__startswith="paper_t").exists()
    assert Token.objects.filter(used=True).count() == 1


def test_counts_by_cell(cell, codes, team):
    one, *_ = printed(cell, team[0])
    hand_in(codes[0])
    hand_in(codes[1])
    papers.type_in(one, satisfied(), by=team[0])
    [row] = fieldwork.papers(cell.round)
    assert row[1:] == (6, 3, 2, 1, 0)
    papers.type_in(one, satisfied(), by=team[1])
    [row] = fieldwork.papers(cell.round)
    assert row[1:] == (6, 3, 1, 0, 1)
