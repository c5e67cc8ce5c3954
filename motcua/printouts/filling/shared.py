"""What all papers of a dossier share: letterheads, the applicant, tracking, whom to ask, who signs."""

from collections.abc import Sequence
from datetime import date

from django.conf import settings

from motcua.accounts.models import Officer, Position
from motcua.catalogue.terms import Channel
from motcua.dossiers import models as rows
from motcua.dossiers import offices, terms
from motcua.orgs import queries as orgs
from motcua.orgs.models import Unit, UnitKind
from motcua.printouts.addresses import tracking_address, tracking_page
from motcua.printouts.parts import Applicant, Contact, Heading, ReturnChannel, Signature, Tracking
from motcua.printouts.wording import authority_lines

# How a receiving unit is called under its agency's name, and what follows its numbers (domain.md 2).
_RECEIVING = {
    UnitKind.ONE_STOP: ("Bộ phận Tiếp nhận và Trả kết quả", "BPTNTKQ"),
    UnitKind.CENTRE: ("Trung tâm Phục vụ hành chính công", "TTPVHCC"),
}
# Who heads an agency, above whose name the line for the signature stands (domain.md 1.7).
_HEADS = {
    UnitKind.PROVINCE: "Chủ tịch",
    UnitKind.DISTRICT: "Chủ tịch",
    UnitKind.COMMUNE: "Chủ tịch",
    UnitKind.OFFICE: "Trưởng phòng",
}
_HEAD = "Thủ trưởng cơ quan"
RETURN_CHANNELS = {
    Channel.DIRECT: ReturnChannel.DIRECT,
    Channel.POST: ReturnChannel.POST,
    Channel.ONLINE: ReturnChannel.ONLINE,
}
_COMMITTEES = (UnitKind.PROVINCE, UnitKind.DISTRICT, UnitKind.COMMUNE)
_KINDS_OF_AREA = ("Tỉnh ", "Thành phố ", "Huyện ", "Quận ", "Thị xã ", "Thị trấn ", "Phường ", "Xã ")


def letterhead(unit: Unit, on: date, *, number: int | None = None) -> Heading:
    """The head of a slip that the receiving `unit` issues, with its number and symbol."""
    agency = offices.home(unit, on)
    issuing, symbol = _RECEIVING.get(UnitKind(unit.kind), (orgs.name_on(unit, on), ""))
    return Heading(
        superior="" if agency == unit else orgs.name_on(agency, on),
        issuing=issuing,
        place=place_of(agency),
        issued_on=on,
        number=number,
        symbol=symbol,
    )


def letterhead_of_agency(agency: Unit, on: date, *, number: int | None, symbol: str) -> Heading:
    """The head of a letter of the solving `agency`; offices stand under their committee, others alone."""
    above = offices.home(agency, on)
    under = above != agency and agency.kind == UnitKind.OFFICE
    return Heading(
        superior=orgs.name_on(above, on) if under else "",
        issuing=orgs.name_on(agency, on),
        place=place_of(above),
        issued_on=on,
        number=number,
        symbol=symbol,
    )


def place_of(agency: Unit) -> str:
    """The area of an agency as the line of place and date names it: "Chiềng Hặc", not "Xã Chiềng Hặc"."""
    name = agency.short_name
    return next((name.removeprefix(kind) for kind in _KINDS_OF_AREA if name.startswith(kind)), name)


def tracking_of(dossier: rows.Dossier) -> Tracking:
    """Code and secret, and the address that holds both."""
    return Tracking(
        code=dossier.code,
        secret=dossier.secret,
        address=tracking_address(settings.ORIGIN, dossier.code, dossier.secret),
        page=tracking_page(settings.ORIGIN),
    )


def applicant_of(dossier: rows.Dossier) -> Applicant:
    """Whose dossier it is."""
    row = dossier.applicant
    return Applicant(
        owner_name=row.name,
        submitter_name=row.submitter_name,
        address=row.address,
        phone=row.phone,
        email=row.email,
        id_number=row.id_number,
    )


def procedure_of(dossier: rows.Dossier) -> str:
    """The procedure's name in the version under which the dossier was brought, with the case chosen."""
    name = dossier.procedure_version.name
    if not dossier.case:
        return name
    said = terms.content_of(dossier.procedure_version_id)
    case = next((c.name for c in said.cases if c.code == dossier.case), "")
    return f"{name} ({case})" if case else name


def contact_of(officer: Officer | None) -> Contact:
    """Whom to ask, and where to look."""
    website = tracking_page(settings.ORIGIN)
    if officer is None:
        return Contact(website=website)
    return Contact(officer=officer.full_name, phone=officer.phone, website=website)


def signature_of_head(agency: Unit) -> Signature:
    """The place where the head of `agency` signs; the name is written by hand."""
    return _signature(_HEADS.get(UnitKind(agency.kind), _HEAD), agency)


def _signature(title: str, unit: Unit, name: str = "") -> Signature:
    return Signature(authority=authority_lines(title, committee=unit.kind in _COMMITTEES), name=name)


def signed_by(officer: Officer | None, agencies: Sequence[Unit], on: date) -> tuple[Unit, Signature]:
    """For which agency `officer` signs a letter about a dossier that `agencies` solve, the first leading.

    By his title in one of them or in its committee; without one, the head of the first signs.
    """
    for unit in (place for agency in agencies for place in (agency, offices.home(agency, on))):
        title = title_of(officer, unit, on)
        if officer is not None and title:
            return unit, _signature(title, unit, officer.full_name)
    return agencies[0], signature_of_head(agencies[0])


def title_of(officer: Officer | None, unit: Unit, on: date) -> str:
    """The title that `officer` held in `unit` on that day, empty without one."""
    held = Position.objects.on(on).filter(officer=officer, unit=unit).select_related("title").first()
    return held.title.name if held else ""
