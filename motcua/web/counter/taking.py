"""Fees to take for a dossier at the counter, as its version's rules compute them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from motcua.catalogue import fees
from motcua.catalogue.terms import Channel
from motcua.dossiers import terms
from motcua.dossiers.models import Dossier, Settlement


@dataclass(frozen=True)
class ToTake:
    """A fee by its name; `amount` in đồng as computed, None where another decision sets it."""

    name: str
    amount: int | None
    explanation: str


@dataclass(frozen=True)
class Money:
    """What is still to be taken for a dossier, and what was taken."""

    to_take: Sequence[ToTake]
    taken: Sequence[Settlement]


def money(dossier: Dossier, asked: Mapping[str, str], claims: Sequence[str]) -> Money:
    """Fees of `dossier`; `asked` may tell its `copies` and `pages`, `claims` the grounds of exemption."""
    rules = terms.content(dossier.procedure_version).fees
    known = {e.code for fee in rules for e in fee.exemptions if not fee.cases or dossier.case in fee.cases}
    request = fees.Request(
        channel=Channel(dossier.channel),
        case=dossier.case,
        copies=_count(asked.get("copies", "")),
        pages=_count(asked.get("pages", "")),
        claims=frozenset(claims) & known,
    )
    settled = dossier.settlements.filter(kind=Settlement.Kind.FEE.value)
    taken = list(settled.order_by("paid_at", "receipt_number"))
    names = {row.name for row in taken if not row.refunded_at and not row.cancelled_at}
    charges = fees.bill(rules, request).charges
    left = [c for c in charges if c.amount != 0 and c.name not in names]
    return Money([ToTake(c.name, c.amount, c.explanation) for c in left], taken)


def _count(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and 0 < len(text) <= 3 else 1
