"""The ballot box: an answer goes in sealed, and comes out among others in an order that means nothing.

What comes in is no act of an officer and is told to no journal: an event would say when. A letter waits until
`smallest_batch` letters of its cell, mode and interviewer lie there; then all that are ready are dealt in one
transaction of their own, in random order, with new random keys and the day alone.
"""

import secrets
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple
from uuid import UUID

from django.db import transaction

from motcua.accounts.models import User
from motcua.rounds import sealing
from motcua.rounds.lifecycle import State
from motcua.rounds.models import CallAttempt, Cell, Letter, Receipt, Response, SurveyRound, Token
from motcua.rounds.models.collecting import Mode
from motcua.surveys.answers import Answers

_chance = secrets.SystemRandom()


class NoTokenError(LookupError):
    """The token was never given, was cancelled, or its round takes no answers (now)."""


class UsedTokenError(Exception):
    """Somebody has answered with the token already."""


@dataclass(frozen=True)
class Filled:
    """A filled form: its answers, how it was filled, by whom when somebody asked, and how long that took."""

    answers: Answers
    mode: Mode
    interviewer: User | None = None
    seconds: int | None = None


class Group(NamedTuple):
    """What a response tells about whose it is, beside its answers."""

    cell: UUID
    mode: str
    interviewer: UUID | None


def token_for(text: str) -> Token:
    """The token that somebody typed or scanned, if it is good for an answer now.

    Raises NoTokenError, UsedTokenError.
    """
    found = (
        Token.objects.select_related("entry__cell__round__instrument")
        .filter(digest=sealing.digest_of(sealing.as_typed(text)), cancelled=False)
        .first()
    )
    if found is None or found.entry.cell.round.state != State.OPEN:
        raise NoTokenError
    if found.used:
        raise UsedTokenError
    return found


@transaction.atomic
def answer(token: Token, filled: Filled, *, receipt: str = "") -> None:
    """Take the answer that `token` allows: the token is used and a sealed letter lies in the box, or neither.

    `receipt` is a device's key of the form, remembered by `has_arrived`. Raises NoTokenError, UsedTokenError.
    """
    cell = token.entry.cell
    _use(token)
    if receipt:
        Receipt.objects.create(digest=sealing.digest_of(receipt), round_id=cell.round_id)
    drop(cell, filled)


@transaction.atomic
def hand_in(token: Token) -> None:
    """Somebody handed in his form on paper: the token is used, and his cell may be given one paper's answers.

    Raises NoTokenError, UsedTokenError.
    """
    _use(token)


def has_arrived(receipt: str) -> bool:
    """Whether a device's form with that key was taken before."""
    return Receipt.objects.filter(digest=sealing.digest_of(receipt)).exists()


def drop(cell: Cell, filled: Filled) -> None:
    """Put a letter into the box; in the caller's transaction."""
    sealed = sealing.seal({"answers": filled.answers, "seconds": filled.seconds})
    Letter.objects.create(cell=cell, mode=filled.mode, interviewer=filled.interviewer, sealed=sealed)


def unanswered(cell: Cell) -> int:
    """How many people of `cell` used their token on paper whose answers are not in the box yet.

    Papers can't bring more answers than that: an answer counts for somebody who was drawn, and once.
    """
    used = Token.objects.filter(entry__cell=cell, used=True).count()
    return used - Letter.objects.filter(cell=cell).count() - Response.objects.filter(cell=cell).count()


def _use(token: Token) -> None:
    """What was tried to reach the person is forgotten with it."""
    hold_open(token.entry.cell.round_id)
    if not Token.objects.filter(pk=token.pk, used=False, cancelled=False).update(used=True):
        raise UsedTokenError
    CallAttempt.objects.filter(entry=token.entry_id).delete()


def hold_open(round_id: UUID) -> None:
    """Whoever closes the round waits for this transaction, and this one for who closes it.

    Raises NoTokenError for a round that takes no answers.
    """
    held = SurveyRound.objects.raw(
        "SELECT id, state FROM rounds_surveyround WHERE id = %s FOR SHARE", [round_id]
    )
    if held[0].state != State.OPEN:
        raise NoTokenError


@transaction.atomic(durable=True)
def deal(survey: SurveyRound, *, on: date) -> int:
    """Open the letters of every group that has enough of them; how many. `on` is the local day.

    Raises RuntimeError inside another transaction, which might have written a token.
    """
    survey = SurveyRound.objects.select_for_update(no_key=True).get(pk=survey.pk)
    ready = [own for own in _letters(survey).values() if len(own) >= survey.smallest_batch]
    letters = [letter for own in ready for letter in own]
    _turn_over(letters, _opened(letters, on))
    return len(letters)


@transaction.atomic
def deal_rest(survey: SurveyRound, *, on: date) -> int:
    """Open what is left when the round is closed; how many letters.

    A rest smaller than a batch is dealt together with all responses of its group, anew, so that it can't be
    told from them.
    """
    survey = SurveyRound.objects.select_for_update(no_key=True).get(pk=survey.pk)
    letters, again = [], []
    for group, own in _letters(survey).items():
        letters += own
        if len(own) < survey.smallest_batch:
            again += list(Response.objects.filter(**group._asdict()))
    for response in again:
        response.on = on
    dealt = _opened(letters, on) + again
    Response.objects.filter(pk__in=[response.pk for response in again])._raw_delete("default")
    _turn_over(letters, dealt)
    return len(letters)


def _letters(survey: SurveyRound) -> dict[Group, list[Letter]]:
    found: dict[Group, list[Letter]] = defaultdict(list)
    for letter in Letter.objects.filter(cell__round=survey):
        found[Group(letter.cell_id, letter.mode, letter.interviewer_id)].append(letter)
    return found


def _opened(letters: Iterable[Letter], on: date) -> list[Response]:
    found = []
    for letter in letters:
        told = sealing.unseal(bytes(letter.sealed))
        found.append(
            Response(
                cell_id=letter.cell_id,
                mode=letter.mode,
                interviewer_id=letter.interviewer_id,
                on=on,
                answers=told["answers"],
                seconds=told["seconds"],
            )
        )
    return found


def _turn_over(letters: list[Letter], responses: list[Response]) -> None:
    """The letters become the responses, which are written in an order by chance."""
    Letter.objects.filter(pk__in=[letter.pk for letter in letters]).delete()
    _chance.shuffle(responses)
    Response.objects.bulk_create(responses)
