"""How a number is shared out in whole parts, and the fates of a year's dossiers. Pure."""

from collections.abc import Mapping
from enum import StrEnum
from typing import TypeVar

Part = TypeVar("Part")


class Scenario(StrEnum):
    """How the year goes: as the district published it, or with everything that can go wrong."""

    CALM = "calm"
    STRAINED = "strained"


class Fate(StrEnum):
    """What the scenario has in store for a dossier. What it is counted as, the system finds by itself."""

    SOLVED = "solved"
    SOLVED_AFTER_SUPPLEMENT = "solved_after_supplement"
    SOLVED_AFTER_GUIDANCE = "solved_after_guidance"
    SOLVED_LATE = "solved_late"
    SOLVED_LATE_WITH_APOLOGY = "solved_late_with_apology"
    CARRIED_OVER = "carried_over"
    WITHOUT_LIMIT = "without_limit"
    OPEN_WITHOUT_LIMIT = "open_without_limit"
    STILL_AT_WORK = "still_at_work"
    STILL_TO_BE_PAID = "still_to_be_paid"
    LEFT_LYING = "left_lying"
    REFUSED_AT_RECEPTION = "refused_at_reception"
    GUIDED = "guided"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"
    STOPPED = "stopped"
    STILL_TO_BE_COMPLETED = "still_to_be_completed"


PUBLISHED = {Fate.SOLVED: 99_788, Fate.STILL_AT_WORK: 318, Fate.REFUSED: 138}
"""How the 100,244 dossiers of 2020 ended (domain.md 0.1), by which the calm scenario has people come and
officers work."""

_CALM = {
    Fate.SOLVED: {Fate.SOLVED: 986, Fate.SOLVED_AFTER_SUPPLEMENT: 8, Fate.SOLVED_AFTER_GUIDANCE: 6},
    Fate.STILL_AT_WORK: {Fate.STILL_AT_WORK: 97, Fate.STILL_TO_BE_PAID: 3},
    Fate.REFUSED: {
        Fate.GUIDED: 40,
        Fate.REFUSED_AT_RECEPTION: 30,
        Fate.STILL_TO_BE_COMPLETED: 12,
        Fate.REFUSED: 7,
        Fate.WITHDRAWN: 6,
        Fate.STOPPED: 5,
    },
}
_STRAINED = {
    Fate.SOLVED: 760,
    Fate.SOLVED_AFTER_SUPPLEMENT: 25,
    Fate.SOLVED_AFTER_GUIDANCE: 20,
    Fate.SOLVED_LATE: 30,
    Fate.SOLVED_LATE_WITH_APOLOGY: 25,
    Fate.CARRIED_OVER: 15,
    Fate.WITHOUT_LIMIT: 8,
    Fate.OPEN_WITHOUT_LIMIT: 2,
    Fate.STILL_AT_WORK: 20,
    Fate.STILL_TO_BE_PAID: 6,
    Fate.LEFT_LYING: 12,
    Fate.REFUSED_AT_RECEPTION: 15,
    Fate.GUIDED: 20,
    Fate.REFUSED: 10,
    Fate.WITHDRAWN: 10,
    Fate.STOPPED: 6,
    Fate.STILL_TO_BE_COMPLETED: 16,
}


def shared_out(whole: int, weights: Mapping[Part, int]) -> dict[Part, int]:
    """`whole` in parts as `weights`, each rounded down, what is left to the largest remainders.

    >>> shared_out(10, {"a": 2, "b": 1})
    {'a': 7, 'b': 3}
    """
    total = sum(weights.values())
    parts = {part: whole * weight // total for part, weight in weights.items()}
    left = whole - sum(parts.values())
    by_remainder = sorted(weights, key=lambda part: -(whole * weights[part] % total))
    for part in by_remainder[:left]:
        parts[part] += 1
    return parts


def fates(scenario: Scenario, dossiers: int) -> dict[Fate, int]:
    """How many of `dossiers` have which fate; their sum is `dossiers`.

    In `STRAINED` each fate befalls at least one where there are enough dossiers.
    """
    if scenario is Scenario.STRAINED:
        ones = dict.fromkeys(_STRAINED, 1) if dossiers >= len(_STRAINED) else {}
        rest = shared_out(dossiers - sum(ones.values()), _STRAINED)
        return {fate: ones.get(fate, 0) + count for fate, count in rest.items()}
    found: dict[Fate, int] = {}
    for group, count in shared_out(dossiers, PUBLISHED).items():
        found |= shared_out(count, _CALM[group])
    return found
