"""What time alone brings about, run from the schedule: silence that counts as consent."""

from collections.abc import Callable, Collection, Iterable
from datetime import datetime
from typing import Any

from motcua.dossiers import queries
from motcua.dossiers.actions.count_silence import count_silence
from motcua.dossiers.actions.time_out_step import time_out_step
from motcua.dossiers.lifecycle import NotPossibleError
from motcua.dossiers.policies import RefusedError
from motcua.dossiers.writing import StaleError
from motcua.journal.events import SYSTEM


def count_silences(at: datetime, units: Collection[str] | None = None) -> int:
    """Count every silence that is due at `at` as consent, each in a transaction of its own; with `units`
    (codes) only about dossiers received there.

    Returns how many. What an officer did in the same moment is left as it is; a second run does nothing.
    """
    steps = queries.steps_timed_out(at, units)
    done = _each(steps, lambda step: time_out_step(actor=SYSTEM, at=at, step=step))
    silences = queries.silences_due(at, units)
    if not silences.exists():
        return done
    return done + _each(silences, lambda row: count_silence(actor=SYSTEM, at=at, consultation=row))


def _each(rows: Iterable[Any], act: Callable[[Any], object]) -> int:
    done = 0
    for row in rows:
        try:
            act(row)
        except (StaleError, RefusedError, NotPossibleError):
            continue
        done += 1
    return done
