"""Which reactions follow which event: one table, from the act's name to what other rooms do about it.

A reaction is called with the event, in a transaction of its own; it writes rows and nothing else, so its
effect stands once. Nothing is sent from here: what leaves the house is a job of the schedule.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from motcua.dossiers.lifecycle import Act
from motcua.journal.models import Event
from motcua.notifications import reacting


@dataclass(frozen=True)
class Reaction:
    """What is done about an event; `name` is what the database remembers it by."""

    name: str
    react: Callable[[Event], None]


NEW_STEPS = Reaction("notify_new_steps", reacting.tell_of_new_steps)
NEW_OWNER = Reaction("notify_new_owner", reacting.tell_of_new_owner)
RETURNED = Reaction("notify_sent_back", reacting.tell_of_return)
QUESTION = Reaction("notify_opinion_asked", reacting.tell_of_question)
PROPOSAL = Reaction("notify_supplement_proposed", reacting.tell_of_proposal)
INFECTED = Reaction("notify_infected_file", reacting.tell_of_infected_file)

REACTIONS: Mapping[str, Sequence[Reaction]] = {
    Act.HAND_OVER: (NEW_STEPS,),
    Act.COMPLETE_STEP: (NEW_STEPS,),
    Act.APPROVE: (NEW_STEPS,),
    Act.TIME_OUT_STEP: (NEW_STEPS,),
    Act.TRANSFER: (NEW_OWNER,),
    Act.ASSIGN: (NEW_OWNER,),
    Act.SEND_BACK: (RETURNED,),
    Act.CONSULT: (QUESTION,),
    Act.PROPOSE_SUPPLEMENT: (PROPOSAL,),
    "scan_file": (INFECTED,),
}
"""Types of events by the act whose name they bear; other events call for nothing."""
