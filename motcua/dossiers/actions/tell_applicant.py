"""Write down that the applicant was told something, or could not be reached: no clock stops."""

from datetime import datetime

from motcua.accounts.models import User
from motcua.dossiers import frame, policies
from motcua.dossiers.lifecycle import Act
from motcua.dossiers.models import Dossier, Telling
from motcua.lib.ids import new_id


@frame.atomically
def tell_applicant(
    *,
    actor: User,
    at: datetime,
    dossier: Dossier,
    about: str,
    means: str,
    outcome: str,
    person: str = "",
    note: str = "",
) -> Telling:
    """What it was `about`, by which `means`, with which `outcome` (`Telling`); to whom, when it was heard.

    Only the one-stop unit speaks with applicants (NĐ 61/2018 article 5). Raises NotAllowedError,
    NotPossibleError, RefusedError, StaleError.
    """
    ground = frame.authorise(actor, Act.TELL_APPLICANT, dossier.received_by_unit, at)
    frame.next_state(dossier, Act.TELL_APPLICANT)
    w = frame.writing(dossier, Act.TELL_APPLICANT, actor, at)
    policies.check_told(person, heard=outcome == Telling.Outcome.TOLD)
    row = Telling(
        id=new_id(),
        dossier=dossier,
        told_at=at,
        officer=frame.officer_of(actor),
        about=Telling.About(about).value,
        means=Telling.Means(means).value,
        outcome=Telling.Outcome(outcome).value,
        person=person.strip(),
        note=note.strip(),
    )
    w.create(row)
    w.commit({"ground": ground})
    return row
