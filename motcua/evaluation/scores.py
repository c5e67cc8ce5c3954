"""What each index is worth: 0, 1 or 2 of one dossier or one agency, None where nothing is charged. Pure.

NĐ 61/2018 article 31, as domain.md 7.1 tells it, with the guards of fairness of domain.md 7.3: nobody answers
for what others held, for an outage, or for what nobody said.
"""

from collections.abc import Callable, Mapping
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple

from motcua.evaluation.rules import BEST, Index, Rules


class Blamed(StrEnum):
    """Of whom a slip complains."""

    NOBODY = ""
    RECEPTION = "reception"
    PROCESSING = "processing"
    UNSURE = "unsure"


class Facts(NamedTuple):
    """One dossier as it bears on one officer, or on one agency.

    `whole` is what its time is worth, `own` what the worst step is worth that the subject itself held: 2
    within, 1 just in time, 0 late, None without a limit. `others_late` when a step late was somebody else's,
    `excused` when the own late step fell into an outage or came late already. `at_reception` when the subject
    received it, `at_processing` when it held another step. `requests` for papers that the subject made of the
    applicant. The rest is what the slip says, if there is one: `contacts` 0, 1, 2 or more; `agencies` worth.
    """

    whole: int | None
    own: int | None
    others_late: bool
    excused: bool
    at_reception: bool
    at_processing: bool
    requests: int
    answered: bool
    contacts: int | None
    own_fault: bool
    agencies: int | None
    blamed: str


Rule = Callable[[Facts], int | None]


def whole_time(facts: Facts) -> int | None:
    """Index 1, the whole time against the limit: shorter 2, equal 1, longer 0 (article 31, index 1).

    Late is charged to whoever held a late step, and to nobody else; an outage is charged to nobody.
    """
    if facts.whole == 0 and facts.own != 0:
        return None
    return facts.whole


def whole_time_of_agency(facts: Facts) -> int | None:
    """Index 1 of the agency that received: late is its own unless another agency's step was late.

    What was late without any late step, as when nobody took the next step on, is its own too.
    """
    if not facts.at_reception or (facts.whole == 0 and facts.own != 0 and _elsewhere(facts)):
        return None
    return facts.whole


def _elsewhere(facts: Facts) -> bool:
    return facts.others_late or facts.excused


def own_time(facts: Facts) -> int | None:
    """Index 2, the time of each one's own steps against their limits (article 31, index 2)."""
    return facts.own


def contacts(facts: Facts) -> int | None:
    """Index 3, how often the applicant had to come to complete the dossier: never 2, once 1, more 0.

    More often by the applicant's own fault is not charged. Who received is told by the slip; without one, and
    for who solves, the requests that the system has.
    """
    if facts.answered and facts.at_reception and facts.contacts is not None:
        if facts.contacts > 1:
            return None if facts.own_fault else 0
        return BEST - facts.contacts
    return max(BEST - facts.requests, 0)


def contacts_of_agency(facts: Facts) -> int | None:
    """Index 3 of the agency that received."""
    return contacts(facts) if facts.at_reception else None


def agencies(facts: Facts) -> int | None:
    """Index 4, how many agencies had to be contacted: by the slip, of where it was received."""
    return facts.agencies if facts.answered and facts.at_reception else None


def attitude(facts: Facts) -> int | None:
    """Index 7: early and no complaint 2, in time and none 1, a complaint 0; only where a slip was given.

    A complaint counts for whom it names; late without a complaint is charged at 1 and 2 already.
    """
    charged = facts.blamed == Blamed.RECEPTION and facts.at_reception
    charged |= facts.blamed == Blamed.PROCESSING and facts.at_processing
    return _attitude(facts, charged=charged)


def attitude_of_agency(facts: Facts) -> int | None:
    """Index 7 of the agency that received: any complaint, also one that can't say of whom."""
    return _attitude(facts, charged=facts.blamed != Blamed.NOBODY) if facts.at_reception else None


def _attitude(facts: Facts, *, charged: bool) -> int | None:
    if not facts.answered:
        return None
    if charged:
        return 0
    return facts.whole or (1 if facts.whole is None else None)


OFFICER: Mapping[Index, Rule] = {
    Index.WHOLE_TIME: whole_time,
    Index.OWN_TIME: own_time,
    Index.CONTACTS: contacts,
    Index.AGENCIES: agencies,
    Index.ATTITUDE: attitude,
}
"""What is scored of an officer, dossier by dossier."""

AGENCY: Mapping[Index, Rule] = {
    Index.WHOLE_TIME: whole_time_of_agency,
    Index.OWN_TIME: own_time,
    Index.CONTACTS: contacts_of_agency,
    Index.AGENCIES: agencies,
    Index.ATTITUDE: attitude_of_agency,
}
"""What is scored of an agency, dossier by dossier; the other four indices are scored whole."""

BY_SLIP = frozenset({Index.AGENCIES, Index.ATTITUDE})
"""What is known by slips alone (TT 01/2018 article 15)."""


class Handling(NamedTuple):
    """Of the procedures that an agency receives: how many there are with a process, and how many of these
    the one-stop unit receives, appraises and submits by itself. `all_received`: none goes past it unlawfully.
    """

    procedures: int
    handled_here: int
    all_received: bool


def one_stop(handling: Handling, level: str, rules: Rules) -> int | None:
    """Index 5: enough procedures handled whole at the one-stop unit 2, all received there 1, else 0."""
    if not handling.procedures:
        return None
    if not handling.all_received:
        return 0
    share = Decimal(handling.handled_here) / handling.procedures
    return BEST if share >= rules.handled_here[level] else 1


def publication(posted: bool, electronic: bool) -> int:
    """Index 6: published rightly, fully and in time, posted and electronically 2, one of both 1, else 0."""
    return int(posted) + int(electronic)


class Petitions(NamedTuple):
    """Complaints and proposals of people (PAKN) in a period; `prolonged` dragged on."""

    received: int
    in_time: int
    prolonged: int


def petitions(told: Petitions, rules: Rules) -> int:
    """Index 8: none, or all handled in time and none prolonged 2; at least 90% 1; else 0."""
    if told.prolonged:
        return 0
    if told.in_time == told.received:
        return BEST
    return 1 if Decimal(told.in_time) / told.received >= rules.petitions_mostly else 0


class OnlineUse(NamedTuple):
    """Procedures offered online at level 3 or 4 of those that are received; dossiers of those procedures that
    came, came online, and came online and were late."""

    procedures: int
    offered: int
    received: int
    online: int
    late: int


def online(use: OnlineUse, rules: Rules) -> int | None:
    """Index 9: a fifth of procedures online, three of ten dossiers, none late 2; 15% and none late 1."""
    if not use.procedures:
        return None
    if use.late or not use.offered:
        return 0
    share = Decimal(use.online) / use.received if use.received else Decimal(0)
    enough = Decimal(use.offered) / use.procedures >= rules.online_offered
    if enough and share >= rules.online_full:
        return BEST
    return 1 if share >= rules.online_half else 0
