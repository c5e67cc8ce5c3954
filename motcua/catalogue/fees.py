"""Fees computed from a version's rules, exactly, in whole đồng, each line explained. Pure.

domain.md 3.2 (when due), 4.4 (amounts); the algorithm is told in docs/algorithms/fees.md.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from motcua.catalogue.content import Band, Exemption, Fee
from motcua.catalogue.terms import Channel, FeeMethod, FeeTime
from motcua.lib.money import dong


class UnknownExemptionError(ValueError):
    """A ground is claimed that no rule in question knows."""


@dataclass(frozen=True, slots=True)
class Request:
    """What is to be paid for. `pages` are those of one copy; `times` how often a fixed fee is due."""

    channel: Channel
    case: str = ""
    copies: int = 1
    pages: int = 1
    times: int = 1
    claims: frozenset[str] = frozenset()

    def __post_init__(self) -> None:
        if self.copies < 0 or self.pages < 0 or self.times < 0:
            raise ValueError("copies, pages and times are never negative")


@dataclass(frozen=True, slots=True)
class Charge:
    """One line. `amount` in đồng is None where the rule gives none (set by the province or another law)."""

    code: str
    name: str
    due: FeeTime
    amount: int | None
    explanation: str
    exemption: str = ""


@dataclass(frozen=True, slots=True)
class Bill:
    """All lines and the sum of those that are known; `open` names the fees whose amount is not."""

    charges: tuple[Charge, ...]
    total: int
    open: tuple[str, ...]

    def due_at(self, time: FeeTime) -> int:
        """The sum of the known amounts that are due then."""
        return sum(c.amount or 0 for c in self.charges if c.due is time)


def bill(fees: Iterable[Fee], request: Request) -> Bill:
    """What `request` costs under the rules that hold for its channel and case.

    Of several claimed grounds the one that takes most off counts, once; what remains is rounded down to a
    whole đồng. Raises UnknownExemptionError for a ground that none of these rules knows.
    """
    rules = [fee for fee in fees if _applies(fee, request)]
    unknown = request.claims - {e.code for fee in rules for e in fee.exemptions}
    if unknown:
        raise UnknownExemptionError(", ".join(sorted(unknown)))
    charges = tuple(_charge(fee, request) for fee in rules)
    return Bill(
        charges,
        sum(charge.amount or 0 for charge in charges),
        tuple(charge.code for charge in charges if charge.amount is None),
    )


def _applies(fee: Fee, request: Request) -> bool:
    by_channel = not fee.channels or request.channel in fee.channels
    return by_channel and (not fee.cases or request.case in fee.cases)


def _charge(fee: Fee, request: Request) -> Charge:
    full, explanation = _full(fee, request)
    ground = _best(fee.exemptions, request.claims)
    if full is None or ground is None:
        return Charge(fee.code, fee.name, fee.due, full, explanation)
    left = full * (100 - ground.percent) // 100
    word = "miễn" if ground.percent == 100 else f"giảm {ground.percent}%"
    told = f"{explanation}; {word}: {ground.ground}, còn {dong(left)}"
    return Charge(fee.code, fee.name, fee.due, left, told, ground.code)


def _best(exemptions: Sequence[Exemption], claims: frozenset[str]) -> Exemption | None:
    claimed = [e for e in exemptions if e.code in claims]
    return max(claimed, key=lambda e: e.percent, default=None)


def _full(fee: Fee, request: Request) -> tuple[int | None, str]:
    match fee.method:
        case FeeMethod.FREE:
            return 0, "không thu"
        case FeeMethod.BY_LAW:
            return None, "theo quy định của pháp luật, thu theo thông báo"
        case FeeMethod.PER_COPY:
            return _times(fee, request.copies, "bản")
        case FeeMethod.PER_PAGE:
            return _by_page(fee, request)
        case _:
            if fee.amount is None:
                return None, "mức thu do Hội đồng nhân dân tỉnh quy định, chưa khai báo"
            return _times(fee, request.times, fee.unit_label or "lần")


def _times(fee: Fee, count: int, unit: str) -> tuple[int, str]:
    amount = fee.amount or 0
    if count == 1:
        return amount, f"{dong(amount)}/{unit}"
    return amount * count, f"{count} {unit} × {dong(amount)} = {dong(amount * count)}"


def _by_page(fee: Fee, request: Request) -> tuple[int, str]:
    parts = page_parts(fee.bands, request.pages)
    uncapped = sum(count * price for count, price in parts)
    one = uncapped if fee.cap is None else min(uncapped, fee.cap)
    told = " + ".join(f"{count} trang × {dong(price)}" for count, price in parts) or "0 trang"
    told += f" = {dong(uncapped)}/bản"
    if one < uncapped:
        told += f", tối đa {dong(one)}/bản"
    if request.copies != 1:
        told += f"; {request.copies} bản × {dong(one)} = {dong(one * request.copies)}"
    return one * request.copies, told


def page_parts(bands: Sequence[Band], pages: int) -> list[tuple[int, int]]:
    """How many of a copy's pages fall into each band, with the band's price; empty bands are left out.

    `bands` ascend and begin at page 1 (`checks.findings`).
    """
    ends = [following.from_page - 1 for _, following in pairwise(bands)] + [pages]
    counts = (max(0, min(pages, end) - band.from_page + 1) for band, end in zip(bands, ends, strict=True))
    return [(count, band.amount) for count, band in zip(counts, bands, strict=True) if count]
