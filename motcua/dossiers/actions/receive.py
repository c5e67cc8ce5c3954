"""Receive a dossier: the clock starts, the applicant holds a receipt (Mẫu 01; domain.md 1.2 article 17)."""

from collections.abc import Sequence
from datetime import datetime

from motcua.accounts.models import User
from motcua.catalogue.models import ProcedureVersion
from motcua.dossiers import asking, bringing, deadlines, frame, moving, outages, policies, terms
from motcua.dossiers.deadlines import Ground
from motcua.dossiers.lifecycle import Act
from motcua.dossiers.models import Dossier, Slip
from motcua.dossiers.outages import LateEntry
from motcua.dossiers.values import ApplicantDetails, Brought, Request
from motcua.dossiers.writing import RECORDED, Writing
from motcua.orgs import queries as orgs
from motcua.orgs.models import Unit
from motcua.worktime.calc import Due


@frame.atomically
def receive(
    *,
    actor: User,
    at: datetime,
    brought: Sequence[Brought],
    unit: Unit,
    version: ProcedureVersion | None = None,
    applicant: ApplicantDetails | None = None,
    request: Request | None = None,
    dossier: Dossier | None = None,
    late: LateEntry | None = None,
) -> Dossier:
    """Receive a new dossier (`version`, `applicant`, `request`), or one registered or guided (`dossier`),
    which is received where it was brought, whatever `unit` says.

    All mandatory papers must be there and none that is not published; the due date is computed, nobody types
    it. `at` is when the papers were taken: now, or on paper in an outage, which `late` names. Raises
    NotAllowedError, NotPossibleError, RefusedError, NoIdentifierError.
    """
    unit = dossier.received_by_unit if dossier else unit
    ground = frame.authorise(actor, Act.RECEIVE, unit, late.entered_at if late else at)
    if late:
        outages.may_enter(actor, late, unit, at)
    state = frame.next_state(dossier, Act.RECEIVE)
    row = dossier or bringing.new_dossier(
        version=version, unit=unit, applicant=applicant, request=request or Request(), at=at
    )
    published = terms.components_of(row.procedure_version, row.case)
    policies.check_components(published, [paper.position for paper in brought])
    due, values = _promise(row, unit, at)
    values |= {"state": state.value, "received_at": at, "received_recorded_at": RECORDED}
    values["contact_id"] = frame.owner_id(actor)
    w = frame.writing(row, Act.RECEIVE, actor, at, late.reason if late else None)
    book = bringing.into_book(unit, at)
    _write(w, row, values | book, new=dossier is None)
    if due is not None:
        asking.add_due(w, row, Ground.ORIGINAL, due.at)
    bringing.papers(w, row, brought)
    plan = terms.plan_of(row.procedure_version_id, row.case)
    officer = frame.officer_of(actor)
    moving.first_leg(w, row, plan, at, officer)
    if late:
        outages.mark(w, row, late, actor)
    number = book["book_number"]
    bringing.slip(w, row, Slip.Form.RECEIPT, Slip.Stage.RECEPTION, at, officer=officer, number=number)
    w.commit({"ground": ground})
    return row


def _promise(dossier: Dossier, unit: Unit, at: datetime) -> tuple[Due | None, dict[str, object]]:
    on = frame.local_day(at)
    granted = frame.published_terms(dossier, [u.code for u in orgs.with_ancestors(unit, on)])
    due = deadlines.promise(frame.calendar_of(unit, at), at, granted)
    if due is None:
        return None, {"limit": "", "mode": ""}
    dates = dict.fromkeys(("original_due_at", "lawful_due_at", "promised_at"), due.at)
    return due, {"limit": str(due.limit), "mode": due.mode.value, **dates}


def _write(w: Writing, dossier: Dossier, values: dict[str, object], *, new: bool) -> None:
    if not new:
        w.update(dossier, **values)
        return
    for name, value in values.items():
        setattr(dossier, name, value)
    bringing.write_new(w, dossier)
