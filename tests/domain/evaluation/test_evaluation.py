"""Evaluations of officers and agencies who walked dossiers through the real acts."""

from datetime import date
from decimal import Decimal
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import DatabaseError, transaction

from motcua.accounts.permissions import Role
from motcua.dossiers.actions.accept import accept
from motcua.dossiers.actions.approve import approve
from motcua.dossiers.actions.assign import assign
from motcua.dossiers.actions.complete_step import complete_step
from motcua.dossiers.actions.finish import finish
from motcua.dossiers.models import Dossier, Outage
from motcua.evaluation import queries
from motcua.evaluation.actions.declare_facts import declare_facts
from motcua.evaluation.actions.exclude_slip import exclude_slip
from motcua.evaluation.actions.give_slip import give_slip
from motcua.evaluation.actions.reply_to_score import reply_to_score
from motcua.evaluation.models import Exclusion, Slip
from motcua.evaluation.queries import Span
from motcua.evaluation.rules import Grade, Index
from motcua.evaluation.scores import Blamed, Petitions
from motcua.evaluation.totals import Missing
from motcua.evaluation.values import Answers
from motcua.integrity.evaluations import changed_evaluations
from motcua.journal.models import Event
from tests.domain.dossiers.conftest import local
from tests.domain.evaluation import plain
from tests.domain.reports.walking import at_specialist, received, solved
from tests.factories.people import make_user

pytestmark = pytest.mark.django_db

KIND = Answers(timing=2, contacts=0, agencies=1, attitude=2, convenience=2, overall=2)
FIRST, LAST = date(2020, 6, 1), date(2020, 6, 30)


def span(seen="2020-07-02T00:00"):
    return Span(FIRST, LAST, local(seen))


def officer(user, seen="2020-07-02T00:00"):
    (rated,) = queries.officers(queries.books(span(seen)), [user.officer])
    return rated.evaluation


def agency(unit, seen="2020-07-02T00:00"):
    (rated,) = queries.agencies(queries.books(span(seen)), [unit])
    return rated.evaluation


def slip(dossier, at="2020-06-20T09:00", **more):
    answers = Answers(**{**{name: getattr(KIND, name) for name in Answers.__slots__}, **more})
    return give_slip(actor=None, at=local(at), dossier=dossier.pk, way=Slip.Way.LINK, answers=answers)


@pytest.fixture
def six(world):
    """Six dossiers solved early in June, with a slip each."""
    made = [solved(world, received(world, f"2020-06-0{n}T09:00"), f"2020-06-0{n}") for n in (1, 2, 3, 4, 5)]
    made.append(solved(world, received(world, "2020-06-08T09:00"), "2020-06-08"))
    for dossier in made:
        slip(dossier)
    return made


def test_officers_equal_the_plain_reference(world, june):
    expected = plain.of_officers(FIRST, LAST)
    rated = queries.officers(queries.books(span()))
    assert {row.who for row in rated} == set(expected)
    for who, evaluation in rated:
        for index in (1, 2, 3):
            assert list(evaluation.score(Index(index)).counts) == expected[who][index], (who, index)


def test_lateness_is_charged_to_who_held_the_late_step_and_to_nobody_else(world):
    _finished(world, _at_specialist(world), "2020-06-12")
    assert officer(world.specialist).score(Index.WHOLE_TIME).counts == (1, 0, 0)
    for other in (world.counter, world.head, world.chairman, world.clerk):
        score = officer(other).score(Index.WHOLE_TIME)
        assert (score.n, score.spared) == (0, 1), other
        assert officer(other).score(Index.OWN_TIME).counts[0] == 0
    assert agency(world.district).score(Index.WHOLE_TIME).counts == (1, 0, 0)


def _at_specialist(world):
    """Received on the 2nd, with the specialist since: the step is due on the 4th."""
    dossier = received(world, "2020-06-02T09:00")
    step = at_specialist(world, dossier, "2020-06-02")
    assert plain.day(step.due_at) == date(2020, 6, 4)
    return step


def _finished(world, step, day):
    """The specialist's `step` done on `day`, and all that comes after it."""
    step.refresh_from_db()
    (step,) = complete_step(actor=world.specialist, at=local(f"{day}T14:00"), step=step)
    accept(actor=world.chairman, at=local(f"{day}T14:10"), step=step)
    (step,) = approve(actor=world.chairman, at=local(f"{day}T15:00"), step=step)
    accept(actor=world.clerk, at=local(f"{day}T15:10"), step=step, take=True)
    finish(actor=world.clerk, at=local(f"{day}T16:00"), step=step, result_number="12/TLKS")


def _outage(world, began, ended):
    return Outage.objects.create(
        unit=world.one_stop,
        began_at=local(began),
        ended_at=local(ended),
        ground="Mất điện",
        approved_at=local(ended),
    )


def test_an_outage_as_long_as_the_delay_spares_everybody(world):
    step = _at_specialist(world)
    _outage(world, "2020-06-03T07:30", "2020-06-08T17:00")
    _finished(world, step, "2020-06-10")  # four working days late
    assert officer(world.specialist).score(Index.OWN_TIME).counts == (0, 0, 0)
    assert agency(world.district).score(Index.WHOLE_TIME).counts[0] == 0


def test_an_outage_shorter_than_the_delay_spares_nobody(world):
    step = _at_specialist(world)
    _outage(world, "2020-06-04T07:30", "2020-06-07T17:00")
    _finished(world, step, "2020-06-10")
    assert officer(world.specialist).score(Index.OWN_TIME).counts == (1, 0, 0)


def test_who_gets_a_step_that_is_late_already_is_spared_and_the_agency_is_not(world):
    step = _at_specialist(world)
    another = make_user(role=Role.SPECIALIST, unit=world.office)
    assign(actor=world.head, at=local("2020-06-10T09:00"), step=step, officer=another.officer)
    world.specialist = another
    _finished(world, step, "2020-06-10")
    assert officer(another).score(Index.OWN_TIME).counts == (0, 0, 0)
    assert officer(another).score(Index.WHOLE_TIME).counts == (0, 0, 0)
    assert agency(world.district).score(Index.WHOLE_TIME).counts == (1, 0, 0)


def test_slips_count_from_the_next_month_and_only_when_there_are_five(world, six):
    before = officer(world.counter, seen="2020-06-30T23:00")
    assert (before.slips, before.score(Index.ATTITUDE).missing) == (0, Missing.NO_DATA)
    after = officer(world.counter)
    assert (after.slips, after.score(Index.ATTITUDE).counts) == (6, (0, 0, 6))
    assert after.score(Index.AGENCIES).value == Decimal("1.0")
    _exclude_all_but_four(world, six)
    few = officer(world.counter)
    assert (few.slips, few.score(Index.ATTITUDE).missing) == (4, Missing.FEW_SLIPS)


def _exclude_all_but_four(world, dossiers):
    judge = make_user(role=Role.UNIT_LEADER, unit=world.district)
    for dossier in dossiers[:2]:
        exclude_slip(
            actor=judge,
            at=local("2020-07-01T09:00"),
            slip=dossier.evaluation_slip,
            ground=Exclusion.Ground.UNTRUE,
            reason="Biên bản 1",
        )


def test_a_complaint_counts_for_whom_it_names(world, six):
    extra = solved(world, received(world, "2020-06-09T09:00"), "2020-06-09")
    slip(extra, attitude=0, blamed=Blamed.PROCESSING.value)
    assert officer(world.counter).score(Index.ATTITUDE).counts == (0, 0, 7)
    assert officer(world.specialist).score(Index.ATTITUDE).counts == (1, 0, 6)
    assert agency(world.district).score(Index.ATTITUDE).counts == (1, 0, 6)
    judge = make_user(role=Role.UNIT_LEADER, unit=world.district)
    exclude_slip(
        actor=judge,
        at=local("2020-07-03T09:00"),
        slip=extra.evaluation_slip,
        ground=Exclusion.Ground.UNTRUE,
        reason="Đã xác minh, biên bản 12",
    )
    # A figure for a time before the decision stays.
    assert officer(world.specialist).score(Index.ATTITUDE).counts == (1, 0, 6)
    assert officer(world.specialist, seen="2020-07-04T00:00").score(Index.ATTITUDE).counts == (0, 0, 6)


def test_a_past_figure_is_not_changed_by_what_comes_later(world, june):
    books = queries.books(span())
    before = [queries.officers(books), queries.agencies(books)]
    later = Dossier.objects.get(pk=june["open_overdue"].pk)
    solved(world, later, "2020-07-06")
    slip(june["solved_early"], at="2020-07-06T09:00")
    books = queries.books(span())
    assert [queries.officers(books), queries.agencies(books)] == before


def test_lists_are_as_long_as_scores(world, june):
    books = queries.books(span())
    for who, evaluation in queries.officers(books):
        for index in (Index.WHOLE_TIME, Index.OWN_TIME, Index.CONTACTS):
            behind = queries.behind_officer(books, who, index)
            score = evaluation.score(index)
            assert sum(row.worth is not None for row in behind) == score.n
            assert sum(row.worth is None for row in behind) == score.spared
    (rated,) = queries.agencies(books)
    behind = queries.behind_agency(books, rated.who, Index.WHOLE_TIME)
    assert tuple(sum(r.worth == w for r in behind) for w in (0, 1, 2)) == rated.evaluation.scores[0].counts


def test_an_agency_without_declared_facts_has_a_range_and_no_grade(world, six):
    found = agency(world.district)
    assert found.score(Index.PUBLICATION).missing is Missing.NO_DATA
    assert found.total.high - found.total.low == 4
    declare_facts(
        actor=world.chairman,
        at=local("2020-07-01T10:00"),
        agency=world.district,
        first=FIRST,
        last=LAST,
        posted=True,
        electronic=True,
        petitions=Petitions(0, 0, 0),
        evidence="Báo cáo 5/BC",
    )
    found = agency(world.district)
    assert found.total.low == found.total.high
    assert found.total.grade is None, "six dossiers are too few"


def test_a_slip_once_a_dossier_and_only_with_a_result(world, six):
    with pytest.raises(ValidationError, match="đã được đánh giá"):
        slip(six[0])
    with pytest.raises(ValidationError, match="chưa có kết quả"):
        slip(received(world, "2020-06-10T09:00"))
    with pytest.raises(ValidationError):
        slip(solved(world, received(world, "2020-06-11T09:00"), "2020-06-11"), attitude=0)


def test_nobody_judges_his_own_dossier(world, six):
    grounds = {"ground": Exclusion.Ground.MALICIOUS, "reason": "Phiếu giả"}
    for user in (world.chairman, world.specialist):  # the chairman approved it
        with pytest.raises(PermissionDenied):
            exclude_slip(actor=user, at=local("2020-07-01T09:00"), slip=six[0].evaluation_slip, **grounds)


def test_replies_stand_beside_the_score_of_their_period(world, six):
    reply_to_score(
        actor=world.specialist,
        at=local("2020-07-02T08:00"),
        first=FIRST,
        last=LAST,
        index=Index.OWN_TIME,
        words="Hồ sơ chờ ý kiến của xã.",
    )
    officer_ = world.specialist.officer
    assert not queries.replies(officer_, span("2020-07-02T07:00"))
    assert [r.words for r in queries.replies(officer_, span("2020-07-02T09:00"))] == [
        "Hồ sơ chờ ý kiến của xã."
    ]
    with pytest.raises(ValidationError):
        reply_to_score(
            actor=world.specialist,
            at=local("2020-07-02T08:00"),
            first=FIRST,
            last=LAST,
            index=Index.OWN_TIME,
            words=" ",
        )


def test_the_journal_knows_the_seal_and_nothing_that_a_slip_says(world, six):
    told = Event.objects.filter(type="slip_given").values_list("payload", flat=True)
    assert {frozenset(payload) for payload in told} == {frozenset({"slip", "seal"})}
    assert not Event.objects.filter(type="slip_given", actor_id__in=[str(world.counter.pk)]).exists()
    assert six[0].evaluation_slip.pk.version == 4


def test_no_slip_is_changed_taken_away_or_added_unseen(world, six):
    assert not list(changed_evaluations())
    row = six[0].evaluation_slip
    with pytest.raises(DatabaseError), transaction.atomic():
        Slip.objects.filter(pk=row.pk).update(overall=0)
    copy = Slip.objects.get(pk=row.pk)
    extra = solved(world, received(world, "2020-06-09T09:00"), "2020-06-09")
    copy.id, copy.dossier = uuid4(), extra
    copy.save(force_insert=True)
    (found,) = changed_evaluations()
    assert (found.row, found.id, found.column) == ("slip", str(copy.pk), "seal")


def test_grades_when_there_are_enough(world):
    made = [
        solved(world, received(world, f"2020-06-{n:02}T0{8 + k}:00"), f"2020-06-{n:02}")
        for n in (1, 2, 3, 4, 5)
        for k in (0, 1)
    ]
    for dossier in made:
        slip(dossier)
    found = officer(world.specialist)
    assert (found.dossiers, found.slips) == (10, 10)
    assert found.score(Index.AGENCIES).missing is Missing.NOT_THEIRS
    assert found.total.grade is Grade.DONE_EXCELLENTLY
