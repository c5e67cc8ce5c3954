"""Request a financial duty: the notice reaches the citizen and the clock stops (domain.md 3.3, P7)."""

from datetime import date, datetime

from motcua.accounts.models import User
from motcua.dossiers import asking, frame, policies
from motcua.dossiers.lifecycle import Act
from motcua.dossiers.models import Pause, Settlement, Step
from motcua.lib.ids import new_id


@frame.atomically
def request_payment(
    *, actor: User, at: datetime, step: Step, name: str, amount: int, notice: str, expected_end_on: date
) -> Settlement:
    """`amount` in whole đồng, by the notice with that number. Raises NotAllowedError, NotPossibleError,
    RefusedError, StaleError.
    """
    dossier = step.dossier
    ground = frame.authorise(actor, Act.REQUEST_PAYMENT, step.unit, at)
    state = frame.next_state(dossier, Act.REQUEST_PAYMENT)
    w = frame.writing(dossier, Act.REQUEST_PAYMENT, actor, at)
    policies.check_held(frame.holding_of(w, step), frame.owner_id(actor))
    policies.check_amount(amount)
    policies.check_expected_end(expected_end_on, frame.local_day(at))
    row = Settlement(
        id=new_id(),
        dossier=dossier,
        kind=Settlement.Kind.DUTY.value,
        name=name,
        amount=amount,
        notice=notice,
        asked_at=at,
    )
    w.create(row)
    w.update(dossier, state=state.value)
    asking.begin_pause(w, dossier, Pause.Kind.PAYMENT, at, expected_end_on)
    w.commit({"ground": ground, "step": step.key})
    return row
