"""What officers hear of an event on a dossier. Called with the event; writes notices, nothing else.

The rows that an event tells of (`payload["rows"]`) say which step, owner or opinion is new. Who acted is not
told of his own act.
"""

from collections.abc import Iterable, Iterator
from typing import Any

from motcua.accounts.models import Officer
from motcua.attachments.models import StoredFile
from motcua.dossiers.models import Attachment, Consultation, Dossier, Proposal, Step
from motcua.journal.events import SYSTEM
from motcua.journal.models import Event
from motcua.notifications.models import Notice
from motcua.notifications.recipients import Recipients
from motcua.notifications.telling import Matter, tell

Kind = Notice.Kind


def tell_of_new_steps(event: Event) -> None:
    """Steps that begin by the event, and are still open, are new work."""
    _tell_of_steps(event, Kind.NEW_WORK, _written(event, Step, "opened_at"))


def tell_of_new_owner(event: Event) -> None:
    """Who was given a step hears of it."""
    _tell_of_steps(event, Kind.NEW_WORK, _written(event, Step, "owner_id"))


def tell_of_return(event: Event) -> None:
    """Who has to do a step again hears that it was sent back."""
    _tell_of_steps(event, Kind.SENT_BACK, _written(event, Step, "opened_at"))


def tell_of_question(event: Event) -> None:
    """The units whose opinions are asked hear of it."""
    keys = _written(event, Consultation, "asked_at")
    rows = Consultation.objects.filter(pk__in=keys, answered_at__isnull=True).select_related("unit")
    who = Recipients(event.recorded_at)
    tell(
        event.recorded_at,
        [
            (
                who.asked(row.unit),
                Matter(Kind.OPINION_ASKED, row.dossier_id, f"opinion {row.pk}", row.due_at),
            )
            for row in rows
        ],
    )


def tell_of_proposal(event: Event) -> None:
    """The counter hears that a request for supplement was proposed."""
    keys = _written(event, Proposal, "proposed_at")
    for row in Proposal.objects.filter(pk__in=keys, settled_at__isnull=True).select_related("dossier"):
        counter = Recipients(event.recorded_at).at_counter(_receiving(row.dossier))
        matter = Matter(Kind.SUPPLEMENT_PROPOSED, row.dossier_id, f"proposal {row.pk}")
        tell(event.recorded_at, [(counter, matter)])


def tell_of_infected_file(event: Event) -> None:
    """Who attached a file hears that the schedule's scan destroyed it; the counter, where no officer did.

    Who waits for the scan at the page is told there: that event is the officer's own.
    """
    if event.payload["state"] != StoredFile.State.INFECTED or event.actor_id != SYSTEM.id:
        return
    rows = Attachment.objects.filter(file=event.subject_id).select_related("dossier", "file")
    for row in rows:
        officers = Officer.objects.filter(user=row.file.kept_by_id).values_list("pk", flat=True)
        who = list(officers) or Recipients(event.recorded_at).at_counter(_receiving(row.dossier))
        tell(event.recorded_at, [(who, Matter(Kind.FILE_INFECTED, row.dossier_id, f"file {row.file_id}"))])


def _receiving(dossier: Dossier) -> Any:
    return dossier.received_by_unit


def _tell_of_steps(event: Event, kind: Kind, keys: Iterable[str]) -> None:
    steps = Step.objects.filter(pk__in=keys, ended_at__isnull=True).select_related("unit", "owner")
    who = Recipients(event.recorded_at)
    tell(event.recorded_at, [(_others(event, who, step), _of(kind, step)) for step in steps])


def _of(kind: Kind, step: Step) -> Matter:
    return Matter(kind, step.dossier_id, f"step {step.pk}", step.due_at)


def _others(event: Event, who: Recipients, step: Step) -> set[Any]:
    own = {step.owner_id} if step.owner and str(step.owner.user_id) == event.actor_id else set()
    return set(who.of_step(step)) - own


def _written(event: Event, model: type, column: str) -> Iterator[str]:
    """Ids of the rows of `model` whose `column` the event sets."""
    name = model._meta.model_name  # type: ignore[attr-defined]
    rows = event.payload.get("rows", ())
    return (told["id"] for told in rows if told["row"] == name and column in told["set"])
