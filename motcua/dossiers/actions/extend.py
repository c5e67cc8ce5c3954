"""Extend the limit by a rule that the procedure publishes, once, with its article (statistics.md 1)."""

from datetime import datetime

from motcua.accounts.models import User
from motcua.dossiers import asking, deadlines, frame, policies, terms
from motcua.dossiers.deadlines import Ground
from motcua.dossiers.lifecycle import Act
from motcua.dossiers.models import Dossier
from motcua.worktime.limits import parse_limit


@frame.atomically
def extend(*, actor: User, at: datetime, dossier: Dossier, rule: str, reason: str) -> datetime:
    """Move A by the extra time of the published extension `rule`; returns A.

    Not after A. Raises NotAllowedError, NotPossibleError, RefusedError, StaleError.
    """
    ground = frame.authorise(actor, Act.EXTEND, dossier.agency, at)
    frame.next_state(dossier, Act.EXTEND)
    w = frame.writing(dossier, Act.EXTEND, actor, at)
    policies.check_reason(reason)
    published = terms.extension_of(dossier.procedure_version, dossier.case, rule)
    before = dossier.due_dates.filter(ground=Ground.EXTENSION).exists()
    policies.check_extend(
        frame.clock_of(dossier), at, rule_found=published is not None, extended_before=before
    )
    calendar = frame.calendar_of(dossier.received_by_unit, at)
    held = frame.terms_of(dossier)
    due_at = deadlines.after_extension(calendar, dossier.lawful_due_at, parse_limit(published.extra), held)
    asking.move_lawful(w, dossier, Ground.EXTENSION, due_at, article=published.article)
    w.commit({"ground": ground, "rule": rule, "reason": reason})
    return due_at
