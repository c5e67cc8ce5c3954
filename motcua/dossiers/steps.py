"""The steps of a dossier as an act finds them, in one statement: what runs, what is over, what was asked."""

from dataclasses import dataclass
from uuid import UUID

from motcua.dossiers.models import Step
from motcua.server.prepared import fetched

_STEPS = """
SELECT step.id, step.version, step.leg_id, leg.seq, step.key, step.round, step.state,
       (SELECT count(*) FROM dossiers_consultation asked
        WHERE asked.step_id = step.id AND asked.answered_at IS NULL)
FROM dossiers_step step JOIN dossiers_leg leg ON leg.id = step.leg_id
WHERE step.dossier_id = %s ORDER BY step.opened_at, step.key, step.round
"""
_RUNNING = frozenset({Step.State.OFFERED.value, Step.State.OPEN.value})


@dataclass(frozen=True, slots=True)
class Found:
    """A step; `open_opinions` is how many units asked beside it have not answered."""

    id: UUID
    version: int
    leg_id: UUID
    leg_seq: int
    key: str
    round: int
    state: str
    open_opinions: int

    @property
    def runs(self) -> bool:
        """Whether it is offered or open."""
        return self.state in _RUNNING

    @property
    def is_done(self) -> bool:
        """Whether it was completed and has not been sent back since."""
        return self.state == Step.State.DONE


def of_dossier(dossier_id: UUID) -> tuple[Found, ...]:
    """All steps that have begun, in the order in which they did."""
    return tuple(Found(*row) for row in fetched(_STEPS, [dossier_id]))
