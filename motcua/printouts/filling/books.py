"""The books of a unit: the register of a year, and what one unit gave another on a day."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import Prefetch, Q, QuerySet

from motcua.catalogue.models import ProcedureVersion
from motcua.catalogue.terms import Channel
from motcua.dossiers import frame
from motcua.dossiers import models as rows
from motcua.dossiers.lifecycle import State
from motcua.lib.masking import masked as masked_number
from motcua.lib.masking import masked_name
from motcua.lib.times import LOCAL
from motcua.orgs import queries as orgs
from motcua.orgs.models import Unit
from motcua.printouts.filling import shared
from motcua.printouts.hand_over_list import HandedDossier, HandOverList
from motcua.printouts.register import Register, RegisterRow
from motcua.printouts.wording import limit_in_words
from motcua.worktime.limits import parse_limit

_NOTES = {
    State.REFUSED: "Từ chối giải quyết",
    State.STOPPED: "Dừng giải quyết",
    State.WITHDRAWN: "Người nộp rút hồ sơ",
}


_PERSONS = {rows.Applicant.Kind.CITIZEN, rows.Applicant.Kind.HOUSEHOLD}


class EmptyBookError(LookupError):
    """Nothing stands in the book."""


@dataclass(frozen=True)
class Part:
    """What of a book is wanted: received in a `month` (1 to 12), of a `field`; empty is all of it."""

    month: int | None = None
    field: str = ""

    def __str__(self) -> str:
        month = f"tháng {self.month}" if self.month else ""
        field = f"lĩnh vực {self.field}" if self.field else ""
        return ", ".join(text for text in (month, field) if text)


WHOLE = Part()


def entries(unit: Unit, year: int, part: Part = WHOLE) -> QuerySet[rows.Dossier]:
    """What was received at `unit` in that year by its number in the book, wherever it lies today; with all
    that `entry` reads, in three queries.
    """
    return (
        rows.Dossier.objects.filter(_within(part, year), book_unit=unit, book_year=year)
        .order_by("book_number")
        .select_related("applicant", "agency", "result", "outage_paper")
        .prefetch_related("legs", Prefetch("procedure_version", ProcedureVersion.objects.only("name")))
    )


def _within(part: Part, year: int) -> Q:
    found = Q()
    if part.month:
        begin = datetime(year, part.month, 1, tzinfo=LOCAL)
        end = datetime(year + part.month // 12, part.month % 12 + 1, 1, tzinfo=LOCAL)
        found &= Q(received_at__gte=begin, received_at__lt=end)
    if part.field:
        versions = ProcedureVersion.objects.filter(field=part.field)
        found &= Q(procedure_version__in=list(versions.values_list("pk", flat=True)))
    return found


def register_of(unit: Unit, year: int, on: date, part: Part = WHOLE, *, masked: bool = False) -> Register:
    """The register of the receiving `unit` for `year`, printed on the day `on`; six queries.

    The book was opened with its first entry. `masked` as in `entry`. Raises EmptyBookError.
    """
    first = rows.Dossier.objects.filter(book_unit=unit, book_year=year).order_by("book_number").first()
    found = tuple(entry(dossier, masked=masked) for dossier in entries(unit, year, part))
    opened_on = _day(first.received_at) if first else None
    if opened_on is None or not found:
        raise EmptyBookError(f"{unit.code} {year} {part}")
    return Register(
        heading=shared.letterhead(unit, on),
        unit=orgs.name_on(unit, opened_on),
        year=year,
        book_no=str(year),
        opened_on=opened_on,
        part=str(part),
        rows=found,
    )


def entry(dossier: rows.Dossier, *, masked: bool = False) -> RegisterRow:
    """The line of `dossier` in its book; `masked` for whoever looks on without working with it: persons by
    their first name's letters, no address, the last digits of the phone number (domain.md 1.10).
    """
    legs = list(dossier.legs.all())
    channel = dossier.result.channel if dossier.returned_at else ""
    owner, address = _owner(dossier.applicant, masked=masked)
    return RegisterRow(
        number=dossier.book_number or 0,
        code=dossier.code,
        procedure=shared.procedure_of(dossier),
        sets=dossier.sets,
        owner=owner,
        address=address,
        lead_agency=dossier.agency.short_name,
        received_on=_day(dossier.received_at),
        due_on=_day(dossier.promised_at),
        sent_on=_day(legs[1].handed_at) if len(legs) > 1 else None,
        back_on=_day(_back_at(dossier, legs)),
        returned_on=_day(dossier.returned_at),
        return_method=shared.RETURN_CHANNELS[Channel(channel)].value if channel else "",
        note=_note(dossier),
    )


def _note(dossier: rows.Dossier) -> str:
    said = "Giải quyết ngay" if dossier.on_the_spot else _NOTES.get(State(dossier.state), "")
    paper = getattr(dossier, "outage_paper", None)
    late = f"Nhập bù {frame.local_day(paper.entered_at):%d/%m/%Y}, giấy số {paper.number}" if paper else ""
    return "; ".join(text for text in (said, late) if text)


def _owner(row: rows.Applicant, *, masked: bool) -> tuple[str, str]:
    """Name, then address and phone number."""
    if masked:
        return masked_name(row.name) if row.kind in _PERSONS else row.name, masked_number(row.phone)
    return row.name, "; ".join(text for text in (row.address, row.phone) if text)


def _back_at(dossier: rows.Dossier, legs: Sequence[rows.Leg]) -> datetime | None:
    """When the papers came back to where they were received; they may lie there without having been taken."""
    own = dossier.book_unit_id
    came = [leg.handed_at for leg in legs if leg.from_unit_id not in (None, own) and leg.unit_id == own]
    return came[-1] if came and dossier.outcome == State.READY else None


def _day(at: datetime | None) -> date | None:
    return frame.local_day(at) if at else None


def hand_over_list_of(giving: Unit, taking: Unit, on: date) -> HandOverList:
    """Everything that `giving` handed to `taking` on the day `on`, in the order of the day. Raises
    EmptyBookError.
    """
    begin = datetime.combine(on, time(), LOCAL)
    legs = list(
        rows.Leg.objects.filter(
            from_unit=giving, unit=taking, handed_at__gte=begin, handed_at__lt=begin + timedelta(days=1)
        )
        .select_related("giver", "receiver", "dossier__applicant", "dossier__procedure_version")
        .order_by("handed_at", "dossier__code")
    )
    if not legs:
        raise EmptyBookError(f"{giving.code} {taking.code} {on}")
    taking_name = orgs.name_on(taking, on)
    return HandOverList(
        heading=shared.letterhead(giving, on),
        handed_at=legs[-1].handed_at,
        giving=orgs.name_on(giving, on),
        giver=_one_name([leg.giver for leg in legs]),
        taking=taking_name,
        taker=_one_name([leg.receiver for leg in legs]),
        dossiers=tuple(_handed(leg, taking_name) for leg in legs),
    )


def _handed(leg: rows.Leg, unit: str) -> HandedDossier:
    dossier = leg.dossier
    return HandedDossier(
        code=dossier.code,
        content=shared.procedure_of(dossier),
        owner=dossier.applicant.name,
        unit=unit,
        received_at=dossier.received_at,
        due_at=dossier.promised_at,
        time_limit=limit_in_words(parse_limit(dossier.limit)) if dossier.limit else "",
        quantity=dossier.sets,
    )


def _one_name(officers: Sequence[object]) -> str:
    """The one who gave or took all of it; several sign by hand."""
    names = {getattr(officer, "full_name", "") for officer in officers}
    return names.pop() if len(names) == 1 else ""
