"""What reception, guidance and refusal share: what was brought gets a code, an applicant, its papers."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from motcua.accounts.models import Officer
from motcua.catalogue.models import ProcedureVersion
from motcua.dossiers import codes, frame, numbering, offices, policies, terms
from motcua.dossiers.lifecycle import State
from motcua.dossiers.models import Applicant, Dossier, DossierComponent, Slip
from motcua.dossiers.plan import Plan
from motcua.dossiers.values import ApplicantDetails, Brought, Request
from motcua.dossiers.writing import RECORDED, Writing
from motcua.lib.ids import new_id
from motcua.orgs.models import Unit


def new_dossier(
    *, version: ProcedureVersion, unit: Unit, applicant: ApplicantDetails, request: Request, at: datetime
) -> Dossier:
    """A dossier with its code, not yet written: everything that is brought gets one (statistics.md 2)."""
    on = frame.local_day(at)
    return Dossier(
        id=new_id(),
        code=numbering.next_code(unit, on),
        secret=codes.new_secret(),
        procedure_version=version,
        case=request.case,
        channel=request.channel,
        summary=request.summary,
        sets=request.sets,
        return_channel=request.return_channel,
        postal_item=request.postal_item,
        applicant=_applicant(applicant),
        received_by_unit=unit,
        agency=solving_agency(terms.plan_of(version.pk, request.case), unit, at),
    )


def _applicant(details: ApplicantDetails) -> Applicant:
    row = Applicant(id=new_id(), **vars(details))
    row.fill()
    return row


def write_new(w: Writing, dossier: Dossier) -> None:
    """The rows of a new dossier and of who brought it will be written."""
    w.create(dossier.applicant)
    w.create(dossier)


def solving_agency(plan: Plan, unit: Unit, at: datetime) -> Unit:
    """The unit that leads: the first one after reception at which an officer works."""
    on = frame.local_day(at)
    units = (offices.unit_of(step, unit, on) for step in plan.steps.values())
    return next((u for u in units if u.pk != unit.pk), unit)


def turn_away(w: Writing, dossier: Dossier, state: State, at: datetime, *, new: bool) -> None:
    """Guided or refused at reception: each has its own instant, and no due date (statistics.md 2)."""
    name = "guided" if state is State.GUIDED else "turned_away"
    values = {"state": state.value, f"{name}_at": at, f"{name}_recorded_at": RECORDED}
    if not new:
        w.update(dossier, **values)
        return
    for name, value in values.items():
        setattr(dossier, name, value)
    write_new(w, dossier)


def into_book(unit: Unit, at: datetime) -> dict[str, Any]:
    """The next place in the register of `unit`: unit, year and number, as columns of the dossier.

    The receipt bears the same number, so the book and the receipts in people's hands can be compared; what is
    answered on the spot stands in the book without a receipt (domain.md 1.2 article 17).
    """
    year = frame.local_day(at).year
    number = numbering.next_slip_number(unit, Slip.Form.RECEIPT.value, year)
    return {"book_unit_id": unit.pk, "book_year": year, "book_number": number}


def asked_at_reception(dossier: Dossier) -> bool:
    """Whether the counter has asked to complete the papers before."""
    form, stage = Slip.Form.SUPPLEMENT.value, Slip.Stage.RECEPTION.value
    return dossier.slips.filter(form=form, stage=stage).exists()


def papers(w: Writing, dossier: Dossier, brought: Collection[Brought]) -> None:
    """Write down the papers that were brought, by their published names; what was sent before is renewed.

    Raises RefusedError for a paper that is not published, or told twice.
    """
    rules = terms.components_of(dossier.procedure_version, dossier.case)
    policies.check_published(rules, [paper.position for paper in brought])
    names = {rule.position: rule.name for rule in rules}
    before = {row.position: row for row in dossier.components.all()} if dossier.submitted_at else {}
    for paper in brought:
        row = before.get(paper.position)
        if row is None:
            w.create(
                DossierComponent(id=new_id(), dossier=dossier, name=names[paper.position], **vars(paper))
            )
        elif any(getattr(row, name) != value for name, value in vars(paper).items()):
            w.update(row, **vars(paper))


def slip(
    w: Writing,
    dossier: Dossier,
    form: Slip.Form,
    stage: Slip.Stage,
    at: datetime,
    *,
    officer: Officer | None,
    signer: Officer | None = None,
    content: dict[str, object] | None = None,
    number: int | None = None,
) -> Slip:
    """A numbered slip of the receiving unit (domain.md 2): `number`, else the next of unit, form and year."""
    unit, year = dossier.received_by_unit, frame.local_day(at).year
    row = Slip(
        id=new_id(),
        dossier=dossier,
        form=form.value,
        stage=stage.value,
        unit=unit,
        year=year,
        number=number or numbering.next_slip_number(unit, form.value, year),
        issued_at=at,
        officer=officer,
        signer=signer,
        content=content or {},
    )
    w.create(row)
    return row
