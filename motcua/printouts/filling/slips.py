"""The numbered slips of a dossier, from the row of the slip and the rows of its dossier."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime

from motcua.catalogue import fees
from motcua.catalogue.terms import Channel, FeeMethod, FeeTime, SupplementMode
from motcua.dossiers import frame, signing, terms
from motcua.dossiers import models as rows
from motcua.dossiers.deadlines import Ground
from motcua.dossiers.explaining import promise_explained
from motcua.orgs import queries as orgs
from motcua.printouts import parts
from motcua.printouts.apology import Apology
from motcua.printouts.filling import shared
from motcua.printouts.parts import CopyKind, Stage
from motcua.printouts.receipt import Component, Receipt
from motcua.printouts.refusal import Refusal
from motcua.printouts.render import Paper, render
from motcua.printouts.stop import StopNotice
from motcua.printouts.supplement import Missing, SupplementRequest
from motcua.printouts.wording import limit_in_words
from motcua.worktime.limits import parse_limit

_STAGES = {
    rows.Slip.Stage.RECEPTION: Stage.RECEPTION,
    rows.Slip.Stage.PROCESSING: Stage.PROCESSING,
}
_FEE_DUE = {
    FeeTime.ON_RECEIPT: "thu khi nộp hồ sơ",
    FeeTime.ON_SUPPLEMENT: "thu khi bổ sung hồ sơ",
    FeeTime.ON_RETURN: "thu khi trả kết quả",
}
# Fees whose amount does not depend on how much is asked for.
_KNOWN_AT_ONCE = (FeeMethod.FREE, FeeMethod.FIXED)
_BEFORE_RECEPTION = "Thời hạn giải quyết tính từ khi hồ sơ đầy đủ được tiếp nhận."
_AFTER_SUPPLEMENT = {
    SupplementMode.RESUME: (
        "Thời hạn giải quyết tạm dừng từ khi phát hành phiếu này và tính tiếp khi nhận đủ hồ sơ."
    ),
    SupplementMode.RESTART: "Thời hạn giải quyết được tính lại từ đầu kể từ khi nhận đủ hồ sơ.",
}


def slip_of(row: rows.Slip, *, copies: Sequence[CopyKind] = (CopyKind.APPLICANT,)) -> parts.Slip:
    """What is printed for the slip `row`, as it was when it was issued; `copies` of a receipt.

    A handful of queries, fewer when `row` comes from `dossiers_slips`. Raises ValueError where a row lacks
    what its form must say.
    """
    if row.form == rows.Slip.Form.RECEIPT:
        return _receipt(row, tuple(copies))
    return _OTHERS[rows.Slip.Form(row.form)](row)


def pdf_of(
    row: rows.Slip, *, paper: Paper | None = None, copies: Sequence[CopyKind] = (CopyKind.APPLICANT,)
) -> bytes:
    """The PDF of `slip_of`; `paper` as in `render`."""
    return render(slip_of(row, copies=copies), paper=paper)


def _receipt(row: rows.Slip, copies: tuple[CopyKind, ...]) -> Receipt:
    dossier, on = row.dossier, frame.local_day(row.issued_at)
    explained = promise_explained(dossier)
    name = orgs.name_on(row.unit, on)
    return Receipt(
        heading=shared.letterhead(row.unit, on, number=row.number),
        tracking=shared.tracking_of(dossier),
        book_no=str(dossier.book_year or ""),
        serial_no=dossier.book_number,
        copies=copies,
        reception_unit=name,
        applicant=shared.applicant_of(dossier),
        procedure=shared.procedure_of(dossier),
        procedure_code=terms.content(dossier.procedure_version).code,
        summary=dossier.summary,
        components=tuple(_component(paper) for paper in dossier.components.all()),
        sets=dossier.sets,
        time_limit=limit_in_words(parse_limit(dossier.limit)) if dossier.limit else "",
        received_at=_given(dossier.received_at, "received_at"),
        due_at=dossier.original_due_at,
        due_explanation=explained.vi if explained else "",
        return_channel=shared.RETURN_CHANNELS[Channel(dossier.return_channel)],
        return_place=_return_place(dossier, name),
        fees=_fees(dossier),
        contact=shared.contact_of(row.officer),
        officer=row.officer.full_name if row.officer else "",
    )


def _return_place(dossier: rows.Dossier, unit: str) -> str:
    """At the unit, by post to the applicant's address; online at no place."""
    places = {Channel.DIRECT: unit, Channel.POST: dossier.applicant.address}
    return places.get(Channel(dossier.return_channel), "")


def _component(row: rows.DossierComponent) -> Component:
    return Component(
        name=row.name,
        originals=row.originals,
        certified=row.certified,
        photocopies=row.copies,
        electronic=row.electronic,
    )


def _fees(dossier: rows.Dossier) -> tuple[parts.Fee, ...]:
    """What the version asks of everybody; amounts that depend on pages or copies stand on the bill alone."""
    said = terms.content(dossier.procedure_version)
    rules = [rule for rule in said.fees if rule.method in _KNOWN_AT_ONCE]
    bill = fees.bill(rules, fees.Request(Channel(dossier.channel), dossier.case))
    return tuple(
        parts.Fee(name=charge.name, amount=charge.amount, when=_FEE_DUE[charge.due])
        for charge in bill.charges
        if charge.amount is not None
    )


def _supplement(row: rows.Slip) -> SupplementRequest:
    dossier, said = row.dossier, terms.content(row.dossier.procedure_version)
    in_processing = row.stage == rows.Slip.Stage.PROCESSING
    until = row.content.get("until")
    return SupplementRequest(
        heading=shared.letterhead(row.unit, frame.local_day(row.issued_at), number=row.number),
        tracking=shared.tracking_of(dossier),
        stage=_STAGES[rows.Slip.Stage(row.stage)],
        applicant=shared.applicant_of(dossier),
        procedure=shared.procedure_of(dossier),
        items=tuple(Missing(requirement=item) for item in row.content["items"] if item.strip()),
        reason=row.content["reason"],
        legal_basis=said.supplement_article if in_processing else "",
        supplement_by=date.fromisoformat(until) if until else None,
        due_note=_AFTER_SUPPLEMENT[said.supplement_mode] if in_processing else _BEFORE_RECEPTION,
        contact=shared.contact_of(row.officer),
    )


def _refusal(row: rows.Slip) -> Refusal:
    """At reception the counter refuses and its officer signs; in processing the agency does."""
    dossier, on = row.dossier, frame.local_day(row.issued_at)
    at_counter = row.stage == rows.Slip.Stage.RECEPTION
    return Refusal(
        heading=shared.letterhead(row.unit, on, number=row.number),
        tracking=shared.tracking_of(dossier),
        at_stage=_STAGES[rows.Slip.Stage(row.stage)],
        applicant=shared.applicant_of(dossier),
        procedure=shared.procedure_of(dossier),
        submitted_at=dossier.submitted_at if dossier.channel == Channel.ONLINE else None,
        agency=orgs.name_on(row.unit if at_counter else dossier.agency, on),
        reason=row.content["reason"],
        legal_basis=row.content.get("legal_basis", ""),
        contact=shared.contact_of(row.officer if at_counter else dossier.contact),
        officer=row.officer.full_name if at_counter and row.officer else "",
    )


def _apology(row: rows.Slip) -> Apology:
    dossier, on = row.dossier, frame.local_day(row.issued_at)
    new = dossier.due_dates.get(ground=Ground.APOLOGY.value)
    signed_for, signature = shared.signed_by(row.signer, signing.solving_units(dossier, now=False), on)
    return Apology(
        heading=shared.letterhead_of_agency(signed_for, on, number=row.number, symbol="PXL"),
        tracking=shared.tracking_of(dossier),
        applicant=shared.applicant_of(dossier),
        procedure=shared.procedure_of(dossier),
        receiving_agency=orgs.name_on(row.unit, on),
        lead_agency=orgs.name_on(dossier.agency, on),
        received_at=_given(dossier.received_at, "received_at"),
        due_at=datetime.fromisoformat(row.content["was_due_at"]),
        reason=row.content["reason"],
        new_due_at=new.due_at,
        return_place=orgs.name_on(row.unit, on),
        contact=shared.contact_of(row.officer),
        signature=signature,
    )


def _stop(row: rows.Slip) -> StopNotice:
    dossier, on = row.dossier, frame.local_day(row.issued_at)
    signed_for, signature = shared.signed_by(row.officer, [dossier.agency], on)
    return StopNotice(
        heading=shared.letterhead_of_agency(signed_for, on, number=row.number, symbol="TB"),
        tracking=shared.tracking_of(dossier),
        applicant=shared.applicant_of(dossier),
        procedure=shared.procedure_of(dossier),
        agency=orgs.name_on(dossier.agency, on),
        received_at=_given(dossier.received_at, "received_at"),
        reason=row.content["reason"],
        legal_basis=row.content.get("legal_basis", ""),
        contact=shared.contact_of(dossier.contact),
        signature=signature,
    )


_OTHERS: Mapping[rows.Slip.Form, Callable[[rows.Slip], parts.Slip]] = {
    rows.Slip.Form.SUPPLEMENT: _supplement,
    rows.Slip.Form.REFUSAL: _refusal,
    rows.Slip.Form.APOLOGY: _apology,
    rows.Slip.Form.STOP: _stop,
}


def _given(at: datetime | None, name: str) -> datetime:
    if at is None:
        raise ValueError(f"{name} is not recorded")
    return at
