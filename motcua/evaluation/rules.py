"""What NĐ 61/2018 says in numbers: indices, thresholds, bands. Pure; data with the day from which it holds.

domain.md 7.1 to 7.3. Where a number is a proposal of this program, the line says so.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import IntEnum, StrEnum


class Index(IntEnum):
    """The nine indices of NĐ 61/2018 article 31; each is worth 0, 1 or 2."""

    WHOLE_TIME = 1
    OWN_TIME = 2
    CONTACTS = 3
    AGENCIES = 4
    ONE_STOP = 5
    PUBLICATION = 6
    ATTITUDE = 7
    PETITIONS = 8
    ONLINE = 9


BEST = 2
"""What a full index is worth."""

OF_OFFICER = (Index.WHOLE_TIME, Index.OWN_TIME, Index.CONTACTS, Index.AGENCIES, Index.ATTITUDE)
"""Whose sum is an officer's total, at most 10 (TT 01/2018 article 15)."""
OF_AGENCY = tuple(Index)
"""Whose sum is an agency's total, at most 18."""


class Grade(StrEnum):
    """How a total is told. The first five of agencies, the last four of officers."""

    EXCELLENT = "excellent"
    GOOD = "good"
    FAIR = "fair"
    MEDIOCRE = "mediocre"
    WEAK = "weak"
    DONE_EXCELLENTLY = "done_excellently"
    DONE_WELL = "done_well"
    DONE = "done"
    NOT_DONE = "not_done"


Bands = tuple[tuple[Decimal, Grade], ...]
"""The least total of each grade, the best first."""


@dataclass(frozen=True)
class Rules:
    """Shares are of 1. `handled_here` by level: the share of procedures that the one-stop unit handles whole.

    `least_dossiers` before anybody is graded and `least_slips` before what slips say is counted are guards
    of this program (domain.md 7.3).
    """

    effective_from: date
    handled_here: Mapping[str, Decimal]
    petitions_mostly: Decimal
    online_offered: Decimal
    online_full: Decimal
    online_half: Decimal
    agency_bands: Bands
    officer_bands: Bands
    least_dossiers: int
    least_slips: int


RULES = (
    Rules(
        effective_from=date(2018, 6, 21),
        handled_here={"province": Decimal("0.2"), "district": Decimal("0.5"), "commune": Decimal(1)},
        petitions_mostly=Decimal("0.9"),
        online_offered=Decimal("0.2"),
        online_full=Decimal("0.3"),
        online_half=Decimal("0.15"),
        # A province's own system tests "> 15" for the best; 15 itself is taken for it here.
        agency_bands=(
            (Decimal(15), Grade.EXCELLENT),
            (Decimal(12), Grade.GOOD),
            (Decimal(9), Grade.FAIR),
            (Decimal(6), Grade.MEDIOCRE),
            (Decimal(0), Grade.WEAK),
        ),
        # Recalled, not read in the text (domain.md 7.3).
        officer_bands=(
            (Decimal(8), Grade.DONE_EXCELLENTLY),
            (Decimal("6.5"), Grade.DONE_WELL),
            (Decimal(5), Grade.DONE),
            (Decimal(0), Grade.NOT_DONE),
        ),
        least_dossiers=10,
        least_slips=5,
    ),
)


def rules_on(day: date) -> Rules:
    """The rules in force on `day`; before the first of them, the first."""
    held = [rules for rules in RULES if rules.effective_from <= day]
    return held[-1] if held else RULES[0]
