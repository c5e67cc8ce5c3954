"""Tokens of those who are asked: made in an order by chance, told again whenever a slip is printed."""

import secrets
from collections.abc import Iterable
from uuid import UUID

from motcua.rounds import sealing
from motcua.rounds.models import SampleEntry, Token

_chance = secrets.SystemRandom()


def give(entries: Iterable[SampleEntry]) -> None:
    """A first token for each of `entries`."""
    new = [
        Token(entry=entry, number=1, digest=sealing.digest_of(sealing.token_of(entry.pk, 1)))
        for entry in entries
    ]
    _chance.shuffle(new)
    Token.objects.bulk_create(new, batch_size=2000)


def good_ones(entries: Iterable[SampleEntry]) -> dict[UUID, str]:
    """The tokens that are still good, as they stand on slips, by entry."""
    rows = Token.objects.filter(entry__in=list(entries), used=False, cancelled=False)
    return {token.entry_id: sealing.token_of(token.entry_id, token.number) for token in rows}


def in_groups(token: str) -> str:
    """A token as people read it: four groups of four signs."""
    return "-".join(token[place : place + 4] for place in range(0, len(token), 4))
