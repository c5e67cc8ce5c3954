"""Typing paper forms: twice, by two people, compared; only then do the answers go into the box.

No act and no event, like the box: an event would say when, and who typed it.
"""

from typing import NamedTuple
from uuid import UUID

from django.db import transaction

from motcua.accounts.models import User
from motcua.rounds import box, sealing
from motcua.rounds.box import Filled, NoTokenError
from motcua.rounds.models import Cell, Paper, Typing
from motcua.rounds.models.collecting import Mode
from motcua.rounds.models.papers import PaperState
from motcua.surveys import keying
from motcua.surveys.answers import Answers
from motcua.surveys.instruments import Instrument


class NotToTypeError(Exception):
    """The paper is done, void, waits to be settled, or its round takes no answers; `state` is the paper's."""

    def __init__(self, state: str) -> None:
        super().__init__(state)
        self.state = state


class SamePersonError(Exception):
    """Whoever typed the paper first may not type it a second time."""


class NobodyHandedInError(Exception):
    """More papers of the cell were typed than people of it are noted to have handed one in."""


class Typed(NamedTuple):
    """Both typings of a paper, without who typed which."""

    first: Answers
    second: Answers


@transaction.atomic
def type_in(paper: Paper, form: Answers, *, by: User) -> Paper:
    """The paper after `by` typed `form` from it: typed once, done where both typings agree, else differing.

    Raises NotToTypeError, SamePersonError, NobodyHandedInError (on the second typing, which then isn't kept).
    """
    paper = _held(paper.pk, PaperState.PRINTED, PaperState.TYPED)
    first = paper.typings.first()
    if first is None:
        _keep(paper, 1, form, by)
        return _moved(paper, PaperState.TYPED)
    if first.by_id == by.pk:
        raise SamePersonError
    before = _unsealed(first)
    differing = keying.differing(_instrument(paper), before, form)
    if not differing:
        return _done(paper, form, ())
    _keep(paper, 2, form, by)
    paper.differing = list(differing)
    return _moved(paper, PaperState.DIFFERS)


@transaction.atomic
def settle(paper: Paper, looked_up: Answers) -> Paper:
    """The paper done, after somebody looked up on it what its typings differ in.

    Raises NotToTypeError, NobodyHandedInError.
    """
    paper = _held(paper.pk, PaperState.DIFFERS)
    form = keying.settled(typed(paper).first, paper.differing, looked_up)
    return _done(paper, form, paper.differing)


def typed(paper: Paper) -> Typed:
    """Both typings of a paper that differ. Raises NotToTypeError for others."""
    found = [_unsealed(one) for one in paper.typings.order_by("place")]
    if len(found) != 2:
        raise NotToTypeError(paper.state)
    return Typed(*found)


def _held(key: UUID, *states: PaperState) -> Paper:
    """The paper, locked, with its cell; whoever closes the round waits."""
    survey = Paper.objects.values_list("round", flat=True).get(pk=key)
    try:
        box.hold_open(survey)
    except NoTokenError as closed:
        raise NotToTypeError(PaperState.PRINTED) from closed
    held = Paper.objects.select_for_update(of=("self",)).select_related("cell", "round__instrument")
    paper = held.get(pk=key)
    if paper.state not in states:
        raise NotToTypeError(paper.state)
    return paper


def _instrument(paper: Paper) -> Instrument:
    return paper.round.instrument.instrument()


def _keep(paper: Paper, place: int, form: Answers, by: User) -> None:
    Typing.objects.create(paper=paper, place=place, by=by, sealed=sealing.seal({"answers": form}))


def _unsealed(one: Typing) -> Answers:
    found: Answers = sealing.unseal(bytes(one.sealed))["answers"]
    return found


def _done(paper: Paper, form: Answers, differing: tuple[str, ...] | list[str]) -> Paper:
    cell = Cell.objects.select_for_update(no_key=True).get(pk=paper.cell_id)
    if box.unanswered(cell) < 1:
        raise NobodyHandedInError
    box.drop(cell, Filled(form, Mode.PAPER))
    paper.typings.all().delete()
    paper.differing = list(differing)
    return _moved(paper, PaperState.DONE)


def _moved(paper: Paper, state: PaperState) -> Paper:
    paper.state = state
    paper.save(update_fields=["state", "differing"])
    return paper
