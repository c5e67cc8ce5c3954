"""The counts of statistics.md 2 as predicates over the facts of one dossier. Pure.

A figure is how many dossiers satisfy its predicate and the list behind it are those dossiers, so the two can
not differ. A sum of counts is satisfied by what satisfies one of its parts: the parts never overlap.
"""

from collections.abc import Callable, Iterable, Mapping

from motcua.reports.facts import Facts, Outcome, Standing, Waiting, When

Predicate = Callable[[Facts], bool]
Tally = Iterable[tuple[Facts, int]]
"""How many dossiers there are of each combination of facts."""


def _received(channel: str) -> Predicate:
    return lambda f: f.received == When.WITHIN and f.channel == channel


def _carried_over(f: Facts) -> bool:
    return f.received == When.BEFORE and f.closed != When.BEFORE


def _refused_at_reception(f: Facts) -> bool:
    return f.turned_away and f.received == When.NEVER


def _guided(f: Facts) -> bool:
    """Whoever was guided and then refused in the same period is counted once, as refused."""
    return f.guided and not f.turned_away and f.received == When.NEVER


def _closed(outcome: Outcome) -> Predicate:
    return lambda f: f.received != When.NEVER and f.closed == When.WITHIN and f.outcome == outcome


def _solved(standing: Standing) -> Predicate:
    ready = _closed(Outcome.READY)
    return lambda f: ready(f) and f.standing == standing


def _open(f: Facts) -> bool:
    return f.received != When.NEVER and f.closed == When.NEVER


def _is_waiting(f: Facts) -> bool:
    return _open(f) and f.waiting != Waiting.FOR_NOTHING and f.standing != Standing.OVERDUE


def _in_progress(standing: Standing) -> Predicate:
    return lambda f: _open(f) and not _is_waiting(f) and f.standing == standing


def _waiting(kind: Waiting) -> Predicate:
    return lambda f: _is_waiting(f) and f.waiting == kind


def _ready_not_collected(f: Facts) -> bool:
    return f.closed != When.NEVER and f.outcome == Outcome.READY and not f.returned


SINGLE: Mapping[str, Predicate] = {
    "carried_over": _carried_over,
    "received_online": _received("online"),
    "received_direct": _received("direct"),
    "received_post": _received("post"),
    "refused_at_reception": _refused_at_reception,
    "guided": _guided,
    "solved_early": _solved(Standing.EARLY),
    "solved_on_time": _solved(Standing.ON_TIME),
    "solved_late": _solved(Standing.LATE),
    "solved_no_due_date": _solved(Standing.NO_DUE_DATE),
    "refused_in_processing": _closed(Outcome.REFUSED),
    "withdrawn": _closed(Outcome.WITHDRAWN),
    "stopped": _closed(Outcome.STOPPED),
    "open_within_time": _in_progress(Standing.WITHIN_TIME),
    "open_overdue": _in_progress(Standing.OVERDUE),
    "open_no_due_date": _in_progress(Standing.NO_DUE_DATE),
    "waiting_supplement": _waiting(Waiting.FOR_SUPPLEMENT),
    "waiting_payment": _waiting(Waiting.FOR_PAYMENT),
    "handed_over": lambda f: f.handed_over,
    "ready_not_collected": _ready_not_collected,
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


def predicate(name: str, sums: Mapping[str, tuple[str, ...]] = SUMS) -> Predicate:
    """Which dossiers the figure `name` counts. Raises KeyError for an unknown one."""
    single = [SINGLE[part] for part in sorted(parts_of(name, sums))]
    return lambda facts: any(part(facts) for part in single)


def count(tally: Tally) -> dict[str, int]:
    """Every single count of the dossiers in `tally`."""
    figures = dict.fromkeys(SINGLE, 0)
    for facts, dossiers in tally:
        for name, counts in SINGLE.items():
            if counts(facts):
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
