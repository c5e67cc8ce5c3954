"""The counts of statistics.md 2 as conditions on the facts of one dossier. Pure.

A figure is how many dossiers meet its conditions and the list behind it are those dossiers. The conditions
are a table with two readers, so the two can not differ: `predicate` for Python, `statements.meets` for SQL.
A sum of counts is met by what meets one of its parts: the parts never overlap.
"""

from collections.abc import Callable, Iterable, Mapping

from motcua.reports.facts import Facts, Outcome, Standing, Waiting, When

Predicate = Callable[[Facts], bool]
Condition = Mapping[str, frozenset[str | bool]]
"""By name of a fact the values it may have; all of them must be met."""
Tally = Iterable[tuple[Facts, int]]
"""How many dossiers there are of each combination of facts."""


def _where(**facts: str | bool | frozenset[str | bool]) -> Condition:
    return {
        name: allowed if isinstance(allowed, frozenset) else frozenset({allowed})
        for name, allowed in facts.items()
    }


_EVER: frozenset[str | bool] = frozenset({When.BEFORE, When.WITHIN})
_NOT_BEFORE: frozenset[str | bool] = frozenset({When.WITHIN, When.NEVER})
_STAYS: frozenset[str | bool] = frozenset({Standing.WITHIN_TIME, Standing.NO_DUE_DATE})


def _received(channel: str) -> Condition:
    return _where(received=When.WITHIN, channel=channel)


def _closed(outcome: Outcome) -> Condition:
    return _where(received=_EVER, closed=When.WITHIN, outcome=outcome)


def _solved(standing: Standing) -> Condition:
    return {**_closed(Outcome.READY), **_where(standing=standing)}


def _open(**facts: str | bool | frozenset[str | bool]) -> Condition:
    return _where(received=_EVER, closed=When.NEVER, **facts)


SINGLE: Mapping[str, Condition] = {
    "carried_over": _where(received=When.BEFORE, closed=_NOT_BEFORE),
    "received_online": _received("online"),
    "received_direct": _received("direct"),
    "received_post": _received("post"),
    "refused_at_reception": _where(received=When.NEVER, turned_away=True),
    # Whoever was guided and then refused in the same period is counted once, as refused.
    "guided": _where(received=When.NEVER, guided=True, turned_away=False),
    "solved_early": _solved(Standing.EARLY),
    "solved_on_time": _solved(Standing.ON_TIME),
    "solved_late": _solved(Standing.LATE),
    "solved_no_due_date": _solved(Standing.NO_DUE_DATE),
    "refused_in_processing": _closed(Outcome.REFUSED),
    "withdrawn": _closed(Outcome.WITHDRAWN),
    "stopped": _closed(Outcome.STOPPED),
    "open_within_time": _open(waiting=Waiting.FOR_NOTHING, standing=Standing.WITHIN_TIME),
    # No pause hides a dossier that is overdue (statistics.md 1).
    "open_overdue": _open(standing=Standing.OVERDUE),
    "open_no_due_date": _open(waiting=Waiting.FOR_NOTHING, standing=Standing.NO_DUE_DATE),
    "waiting_supplement": _open(waiting=Waiting.FOR_SUPPLEMENT, standing=_STAYS),
    "waiting_payment": _open(waiting=Waiting.FOR_PAYMENT, standing=_STAYS),
    "handed_over": _where(handed_over=True),
    "ready_not_collected": _where(closed=_EVER, outcome=Outcome.READY, returned=False),
}
"""The counts that are no sums."""

SUMS: Mapping[str, tuple[str, ...]] = {
    "received": ("received_online", "received_direct", "received_post"),
    "solved": ("solved_early", "solved_on_time", "solved_late", "solved_no_due_date"),
    "in_progress": ("open_within_time", "open_overdue", "open_no_due_date"),
    "waiting": ("waiting_supplement", "waiting_payment"),
    "no_due_date": ("solved_no_due_date", "open_no_due_date"),
    "brought": ("carried_over", "received", "refused_at_reception", "guided"),
    "solved_in_time": ("solved_early", "solved_on_time"),
    "overdue": ("solved_late", "open_overdue"),
    "refused_or_supplement": (
        "refused_at_reception",
        "refused_in_processing",
        "guided",
        "waiting_supplement",
        "withdrawn",
        "stopped",
    ),
    "not_yet_due": ("open_within_time", "waiting_payment"),
}
"""Sums of counts, each dossier at most once; a part may be a sum that stands above."""

SENTENCE = (
    "brought",
    "solved_in_time",
    "not_yet_due",
    "refused_or_supplement",
    "overdue",
    "no_due_date",
)
"""The published sentence: `brought`, and what it splits into without rest."""


def parts_of(name: str, sums: Mapping[str, tuple[str, ...]] = SUMS) -> frozenset[str]:
    """The single counts that the figure `name` consists of. Raises KeyError for an unknown one."""
    if name in SINGLE:
        return frozenset({name})
    return frozenset().union(*(parts_of(part, sums) for part in sums[name]))


def conditions(name: str, sums: Mapping[str, tuple[str, ...]] = SUMS) -> list[Condition]:
    """Of which one a dossier meets that the figure `name` counts. Raises KeyError for an unknown one."""
    return [SINGLE[part] for part in sorted(parts_of(name, sums))]


def is_met(condition: Condition, facts: Facts) -> bool:
    """Whether every fact that `condition` names has one of its values."""
    return all(getattr(facts, name) in allowed for name, allowed in condition.items())


def predicate(name: str, sums: Mapping[str, tuple[str, ...]] = SUMS) -> Predicate:
    """Which dossiers the figure `name` counts. Raises KeyError for an unknown one."""
    wanted = conditions(name, sums)
    return lambda facts: any(is_met(condition, facts) for condition in wanted)


def count(tally: Tally) -> dict[str, int]:
    """Every single count of the dossiers in `tally`."""
    figures = dict.fromkeys(SINGLE, 0)
    for facts, dossiers in tally:
        for name, condition in SINGLE.items():
            if is_met(condition, facts):
                figures[name] += dossiers
    return figures


def figure(single: Mapping[str, int], name: str, sums: Mapping[str, tuple[str, ...]] = SUMS) -> int:
    """The figure `name` from the single counts. Raises KeyError for an unknown one."""
    return sum(single[part] for part in parts_of(name, sums))


def sentence(single: Mapping[str, int]) -> dict[str, int]:
    """The figures of the published sentence, in its order."""
    return {name: figure(single, name) for name in SENTENCE}


def balance(single: Mapping[str, int]) -> dict[str, tuple[int, int]]:
    """The identities of statistics.md 2: for each the two sides, which are equal on any data."""
    return {
        "came = went + stays": (
            figure(single, "carried_over") + figure(single, "received"),
            sum(
                figure(single, name)
                for name in (
                    "solved",
                    "refused_in_processing",
                    "withdrawn",
                    "stopped",
                    "in_progress",
                    "waiting",
                )
            ),
        ),
        "the sentence splits without rest": (
            figure(single, "brought"),
            sum(figure(single, name) for name in SENTENCE[1:]),
        ),
    }
