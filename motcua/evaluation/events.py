"""Events of evaluation, and the seal of a slip. Pure.

A slip is told to the journal only by its seal: whoever may read the journal learns that the slip of a random
key was given, not of which dossier nor what it says, and yet no slip can be changed or added later.
"""

import hashlib
from collections.abc import Mapping
from datetime import date
from typing import Any

from motcua.journal.events import Kind, Subject, canonical, plain

SLIP_GIVEN = "slip_given"
SLIP_EXCLUDED = "slip_excluded"
SCORE_ANSWERED = "score_answered"
FACTS_DECLARED = "facts_declared"


def of_month(month: date) -> Subject:
    """The chain of the slips that count from the first day of `month` on."""
    return Subject(Kind.EVALUATION, f"slips/{month:%Y-%m}")


def of_agency(code: str) -> Subject:
    """The chain of what an agency declares."""
    return Subject(Kind.EVALUATION, f"agency/{code}")


def of_officer(key: object) -> Subject:
    """The chain of what an officer replies."""
    return Subject(Kind.EVALUATION, f"officer/{key}")


def seal(columns: Mapping[str, Any]) -> str:
    """SHA-256 over the RFC 8785 form of every column of a slip, its salt included; 64 hexadecimal digits.

    Without the salt, which only the slip's row has, nobody can try which answers give the seal.
    """
    return hashlib.sha256(canonical(plain(dict(columns)))).hexdigest()
