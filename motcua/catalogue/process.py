"""The graph of an internal process and its longest way, in exact arithmetic. Pure; steps as plain values.

Rule for units (algorithm in docs/algorithms/process-time.md): minutes, hours, working days and "within the
day" are working time and are summed in hours, a working day being `hours_per_day` hours (8 unless the
unit's calendar says otherwise). Calendar days only add to calendar days, months only to months: no exact sum
exists between the families. Steps that wait for the applicant, and steps that happen only sometimes (paid
by a published extension), take no time of the limit (statistics.md 1).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from motcua.catalogue import limits
from motcua.catalogue.content import Process, Step
from motcua.catalogue.findings import Finding, Severity, Where
from motcua.catalogue.terms import Join, LimitUnit, Pause, Role

HOURS_PER_DAY = Decimal(8)


class Family(StrEnum):
    """Units that add up exactly."""

    WORKING = "h"
    CALENDAR = "d"
    MONTHS = "mo"
    NONE = ""


_FAMILY = {
    LimitUnit.NONE: Family.NONE,
    LimitUnit.MINUTE: Family.WORKING,
    LimitUnit.HOUR: Family.WORKING,
    LimitUnit.SAME_DAY: Family.WORKING,
    LimitUnit.WORKING_DAY: Family.WORKING,
    LimitUnit.DAY: Family.CALENDAR,
    LimitUnit.MONTH: Family.MONTHS,
}


@dataclass(frozen=True, slots=True)
class Span:
    """A length of time in one family: working hours, calendar days or months."""

    amount: Fraction
    family: Family


@dataclass(frozen=True, slots=True)
class LongestWay:
    """The critical path: its length in hours, days or months, its steps, and when each step is due.

    `due` counts from receipt to the end of each step, in the same unit.
    """

    total: Fraction
    family: Family
    path: tuple[str, ...]
    due: dict[str, Fraction]


def span(limit: str, hours_per_day: Decimal = HOURS_PER_DAY) -> Span:
    """A limit (`limits` notation) in its family's unit; "within the day" is one working day at most.

    Raises ValueError for what is no limit.
    """
    amount, unit = limits.split(limit)
    number = Fraction(amount) if amount is not None else Fraction(unit is LimitUnit.SAME_DAY)
    factor = {
        LimitUnit.MINUTE: Fraction(1, 60),
        LimitUnit.SAME_DAY: Fraction(hours_per_day),
        LimitUnit.WORKING_DAY: Fraction(hours_per_day),
    }.get(unit, Fraction(1))
    return Span(number * factor, _FAMILY[unit])


def graph_findings(process: Process, at: Where = ()) -> list[Finding]:
    """Whether the steps form one way from one first to one last step, and joins can be reached."""
    found = _key_findings(process.steps, at)
    if found:
        return found
    circle = cycle(process.steps)
    if circle:
        return [Finding("cycle", (*at, "steps"), values={"path": " → ".join(circle)})]
    return _end_findings(process.steps, at) + _join_findings(process.steps, at)


def _key_findings(steps: Sequence[Step], at: Where) -> list[Finding]:
    keys = [step.key for step in steps]
    found = []
    for i, step in enumerate(steps):
        if step.key in keys[:i]:
            found.append(Finding("step_twice", (*at, "steps", i, "key"), values={"key": step.key}))
        found += [
            Finding("step_unknown", (*at, "steps", i, "after"), values={"key": step.key, "other": other})
            for other in step.after or ()
            if other not in keys
        ]
    return found


def cycle(steps: Sequence[Step]) -> tuple[str, ...]:
    """The keys along one circle of the graph, the first again at the end; empty when there is none."""
    before = {step.key: step.after or () for step in steps}
    left = set(before) - set(_sorted_keys(steps))
    if not left:
        return ()
    # Every step left over waits for another one left over: walking back must meet itself.
    walk = [min(left)]
    while walk.count(walk[-1]) == 1:
        walk.append(next(key for key in before[walk[-1]] if key in left))
    return tuple(reversed(walk[walk.index(walk[-1]) :]))


def _sorted_keys(steps: Sequence[Step]) -> list[str]:
    """Keys in an order in which every step comes after its predecessors; those on a circle are left out."""
    waiting = {step.key: set(step.after or ()) for step in steps}
    done: list[str] = []
    while ready := [key for key, before in waiting.items() if not before]:
        done += ready
        waiting = {key: before - set(ready) for key, before in waiting.items() if before}
    return done


def _end_findings(steps: Sequence[Step], at: Where) -> list[Finding]:
    firsts = [step.key for step in steps if not step.after]
    followed = {key for step in steps for key in step.after or ()}
    lasts = [step.key for step in steps if step.key not in followed]
    found = []
    if len(firsts) != 1:
        found.append(Finding("starts", (*at, "steps"), values={"keys": ", ".join(firsts)}))
    if len(lasts) != 1:
        found.append(Finding("ends", (*at, "steps"), values={"keys": ", ".join(lasts)}))
    return found


def _join_findings(steps: Sequence[Step], at: Where) -> list[Finding]:
    by_key = {step.key: step for step in steps}
    timed = {key for s in steps if s.join is Join.ALL_OR_TIMEOUT for key in s.after or ()}
    found = []
    for i, step in enumerate(steps):
        where, values = (*at, "steps", i), {"key": step.key}
        if step.join is Join.ALL_OR_TIMEOUT:
            if len(step.after or ()) < 2:
                found.append(Finding("join_alone", (*where, "join"), values=values))
            elif not any(by_key[key].silence_as_consent for key in step.after or ()):
                found.append(Finding("join_never", (*where, "join"), values=values))
        if step.silence_as_consent and not (step.limit or step.timeout):
            found.append(Finding("silence_timeless", (*where, "silence_as_consent"), values=values))
        if step.silence_as_consent and step.key not in timed:
            found.append(Finding("silence_unjoined", (*where, "silence_as_consent"), values=values))
    return found


def longest_way(steps: Sequence[Step], family: Family, hours_per_day: Decimal = HOURS_PER_DAY) -> LongestWay:
    """The critical path of steps that `graph_findings` had nothing against, all timed in `family`.

    Where the last step can be reached in several longest ways, the one of earlier steps is told.
    """
    by_key = {step.key: step for step in steps}
    due: dict[str, Fraction] = {}
    reached_by: dict[str, str] = {}
    for key in _sorted_keys(steps):
        before = by_key[key].after or ()
        if before:
            reached_by[key] = max(before, key=lambda k: due[k])
        due[key] = (due[reached_by[key]] if before else Fraction(0)) + _own_time(by_key[key], hours_per_day)
    last = max(due, key=lambda k: due[k])
    path = [last]
    while path[-1] in reached_by:
        path.append(reached_by[path[-1]])
    return LongestWay(due[last], family, tuple(reversed(path)), due)


def counts(step: Step) -> bool:
    """Whether the step's time is part of the limit."""
    return step.pause is Pause.NONE and not step.condition


def _own_time(step: Step, hours_per_day: Decimal) -> Fraction:
    """Time that the step takes of the limit; a silent answer takes no longer than its time to answer."""
    if not counts(step):
        return Fraction(0)
    own = span(step.limit, hours_per_day)
    if step.silence_as_consent and step.timeout:
        answer = span(step.timeout, hours_per_day)
        return min(own.amount, answer.amount) if own.family is answer.family else answer.amount
    return own.amount


def time_findings(
    process: Process, extensions: dict[str, str], at: Where = (), hours_per_day: Decimal = HOURS_PER_DAY
) -> list[Finding]:
    """The steps' times against the process's limit; `extensions`: code -> extra time.

    For a process that `graph_findings` had nothing against. An error when the sum is over the limit or can't
    be formed, a warning when time is left.
    """
    limit = span(process.limit, hours_per_day)
    found = [f for i, s in enumerate(process.steps) for f in _step_findings(s, extensions, (*at, "steps", i))]
    if limit.family is Family.NONE:
        return [*found, Finding("no_limit", (*at, "limit"), Severity.WARNING)]
    mixed = _mixed_units(process, limit.family, at)
    return found + (mixed or _sum_findings(process, limit, at, hours_per_day))


def _step_findings(step: Step, extensions: dict[str, str], at: Where) -> list[Finding]:
    values = {"key": step.key}
    if step.pause is not Pause.NONE:
        return [Finding("pause_timed", (*at, "limit"), values=values)] if step.limit else []
    if step.condition:
        return _conditional_findings(step, extensions, at)
    if not step.limit and step.role is not Role.RETURN:
        return [Finding("step_timeless", (*at, "limit"), Severity.WARNING, values)]
    return []


def _conditional_findings(step: Step, extensions: dict[str, str], at: Where) -> list[Finding]:
    if not step.extension:
        values = {"key": step.key, "condition": step.condition}
        return [Finding("condition_unpaid", (*at, "extension"), values=values)]
    if step.extension not in extensions:
        values = {"key": step.key, "code": step.extension}
        return [Finding("extension_unknown", (*at, "extension"), values=values)]
    need, given = span(step.limit), span(extensions[step.extension])
    if need.family is given.family and need.amount > given.amount:
        values = {"key": step.key, "code": step.extension, "need": step.limit}
        return [
            Finding("extension_short", (*at, "limit"), values=values | {"given": extensions[step.extension]})
        ]
    return []


def _mixed_units(process: Process, family: Family, at: Where) -> list[Finding]:
    found = []
    for i, step in enumerate(process.steps):
        used = {span(limit).family for limit in (step.limit, step.timeout)} - {Family.NONE, family}
        if used and counts(step):
            values = {"key": step.key, "unit": step.limit or step.timeout, "limit": process.limit}
            found.append(Finding("units_mixed", (*at, "steps", i, "limit"), values=values))
    return found


def _sum_findings(process: Process, limit: Span, at: Where, hours_per_day: Decimal) -> list[Finding]:
    way = longest_way(process.steps, limit.family, hours_per_day)
    gap = way.total - limit.amount
    lengths = {"total": way.total, "limit": limit.amount, "over": gap, "under": -gap}
    values: dict[str, object] = {
        name: (told(length, limit.family, hours_per_day), told(length, limit.family, hours_per_day, "en"))
        for name, length in lengths.items()
    }
    values["path"] = " → ".join(way.path)
    if gap > 0:
        return [Finding("sum_over", (*at, "limit"), values=values)]
    return [Finding("sum_under", (*at, "limit"), Severity.WARNING, values)] if gap < 0 else []


_WORDS = {
    "vi": {"h": "giờ làm việc", "wd": "ngày làm việc", "d": "ngày", "mo": "tháng"},
    "en": {"h": "working hours", "wd": "working days", "d": "days", "mo": "months"},
}


def told(
    amount: Fraction, family: Family, hours_per_day: Decimal = HOURS_PER_DAY, language: str = "vi"
) -> str:
    """A length of time as people say it, in "vi" or "en".

    Working time in working days, less than one of them in hours; at most three digits after the point.
    """
    unit: str = family.value
    if family is Family.WORKING and abs(amount) >= Fraction(hours_per_day):
        amount, unit = amount / Fraction(hours_per_day), "wd"
    number = f"{float(amount):.3f}".rstrip("0").rstrip(".")
    number = number if language == "en" else number.replace(".", ",")
    return f"{number} {_WORDS[language].get(unit, '')}".strip()
