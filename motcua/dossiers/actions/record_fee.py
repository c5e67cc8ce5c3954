"""Record a fee that was paid at the counter: a numbered receipt, and no clock stops (domain.md 2.1)."""

from datetime import datetime

from motcua.accounts.models import User
from motcua.dossiers import frame, numbering, policies
from motcua.dossiers.lifecycle import Act
from motcua.dossiers.models import Dossier, Settlement
from motcua.lib.ids import new_id


@frame.atomically
def record_fee(
    *,
    actor: User,
    at: datetime,
    dossier: Dossier,
    name: str,
    amount: int,
    book: str = "",
    means: str = Settlement.Means.CASH.value,
    payer: str = "",
) -> Settlement:
    """`amount` in whole đồng for the fee `name`, taken by `actor` at the unit where the dossier was received.

    The receipt gets the next number of that unit's `book` (its sign, "ký hiệu") in the local year, and names
    the `payer`; without one, who handed the dossier in. Raises NotAllowedError, NotPossibleError,
    RefusedError, StaleError.
    """
    unit = dossier.received_by_unit
    ground = frame.authorise(actor, Act.RECORD_FEE, unit, at)
    frame.next_state(dossier, Act.RECORD_FEE)
    policies.check_reason(name, field="name")
    policies.check_amount(amount)
    w = frame.writing(dossier, Act.RECORD_FEE, actor, at)
    year = frame.local_day(at).year
    number = numbering.next_receipt_number(unit, book, year)
    row = Settlement(
        id=new_id(),
        dossier=dossier,
        kind=Settlement.Kind.FEE.value,
        name=name,
        amount=amount,
        asked_at=at,
        paid_at=at,
        receipt_number=f"{book}-{number:07d}" if book else f"{number:07d}",
        unit=unit,
        book=book,
        year=year,
        number=number,
        means=means,
        payer=payer.strip() or dossier.applicant.submitter_name or dossier.applicant.name,
        taken_by=frame.officer_of(actor),
    )
    w.create(row)
    w.commit({"ground": ground})
    return row
