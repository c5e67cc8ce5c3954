"""What an act would bring about, computed by the same code as the act and written nowhere."""

from collections.abc import Sequence
from datetime import datetime

from motcua.catalogue.content import Extension
from motcua.catalogue.content import Step as Planned
from motcua.catalogue.terms import SupplementMode
from motcua.dossiers import asking, deadlines, frame, moving, terms
from motcua.dossiers.lifecycle import Act
from motcua.dossiers.models import Dossier, Step
from motcua.dossiers.writing import Writing
from motcua.journal.events import SYSTEM
from motcua.worktime.limits import parse_limit


def _unwritten(dossier: Dossier, act: Act, at: datetime) -> Writing:
    """A frame that is never committed."""
    return Writing(dossier.pk, act.value, SYSTEM, at)


def following(step: Step, at: datetime, *, chosen: Sequence[str] = ()) -> list[Step]:
    """The steps that would begin if `step` were done at `at`, with unit and due date; not saved.

    Raises NoOfficeError where the process names a unit that does not exist.
    """
    return moving.advance(
        _unwritten(step.dossier, Act.COMPLETE_STEP, at), step, at, giver=None, chosen=chosen
    )


def sent_back_to(step: Step, at: datetime) -> list[Step]:
    """The steps that would begin anew if `step` were sent back at `at`, with unit and holder; not saved."""
    return moving.begin_again(_unwritten(step.dossier, Act.SEND_BACK, at), step, at, giver=None)


def due_after_pause(dossier: Dossier, act: Act, at: datetime) -> datetime | None:
    """A if the pause that runs ended at `at` by `act`, a supplement or a payment recorded; None without A."""
    mode = terms.content(dossier.procedure_version).supplement_mode
    restart = act is Act.RECORD_SUPPLEMENT and mode is SupplementMode.RESTART
    return asking.end_pause(_unwritten(dossier, act, at), dossier, at, restart=restart)


def extensions(dossier: Dossier, at: datetime) -> list[tuple[Extension, datetime]]:
    """The published extensions of a dossier with a due date, each with A after it."""
    calendar, held = frame.calendar_of(dossier.received_by_unit, at), frame.terms_of(dossier)
    published = terms.extensions_of(dossier.procedure_version, dossier.case)
    return [
        (rule, deadlines.after_extension(calendar, dossier.lawful_due_at, parse_limit(rule.extra), held))
        for rule in published
    ]


def choices(step: Step, at: datetime) -> list[Planned]:
    """Steps that happen only sometimes and can be chosen when `step` is completed at `at`."""
    return moving.choices(_unwritten(step.dossier, Act.COMPLETE_STEP, at), step)
