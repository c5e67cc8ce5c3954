"""Everything that is checked before a content may be published. Pure; each finding names its place."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import pairwise
from typing import Any

from motcua.catalogue import limits, process
from motcua.catalogue.content import Fee, Process, VersionContent, Way
from motcua.catalogue.findings import Finding, Severity, Where
from motcua.catalogue.process import Family
from motcua.catalogue.terms import FeeMethod, LimitUnit

# Parts that may be limited to cases.
_WITH_CASES = ("components", "ways", "fees", "extensions", "area_extensions", "results", "processes")
_WITH_CODE = ("cases", "fees", "extensions", "processes")


def findings(content: VersionContent) -> list[Finding]:
    """All that is wrong or worth a look in `content`; errors forbid publishing."""
    found = [
        *_version(content),
        *_codes(content),
        *_cases(content),
        *_components(content),
        *_online(content),
        *_extensions(content),
        *_whole_days(content),
    ]
    for i, fee in enumerate(content.fees):
        found += _fee(fee, ("fees", i))
    return found + _processes(content)


def _version(content: VersionContent) -> Iterator[Finding]:
    if not content.received_at_bpmc and not content.not_at_bpmc_reason:
        yield Finding("reason_outside_bpmc", ("not_at_bpmc_reason",))
    for name in content.marks:
        if name not in VersionContent.model_fields:
            yield Finding("unknown_marked", ("marks", name), values={"name": name})


def _codes(content: VersionContent) -> Iterator[Finding]:
    for field in _WITH_CODE:
        yield from _twice(field, [part.code for part in getattr(content, field)])


def _twice(field: str, codes: Sequence[str]) -> Iterator[Finding]:
    for i, code in enumerate(codes):
        if code in codes[:i]:
            yield Finding("twice", (field, i, "code"), values={"code": code})


def _cases(content: VersionContent) -> Iterator[Finding]:
    known = {case.code for case in content.cases}
    for i, case in enumerate(content.cases):
        if case.own_area_only and case.any_area:
            yield Finding("both_areas", ("cases", i))
    for field in _WITH_CASES:
        for i, part in enumerate(getattr(content, field)):
            for code in part.cases:
                if code not in known:
                    yield Finding("unknown_case", (field, i, "cases"), values={"code": code})


def _components(content: VersionContent) -> Iterator[Finding]:
    groups = [component.one_of for component in content.components if component.one_of]
    for i, component in enumerate(content.components):
        if component.one_of and groups.count(component.one_of) == 1:
            values = {"group": component.one_of}
            yield Finding("lonely_alternative", ("components", i, "one_of"), Severity.WARNING, values)


def _online(content: VersionContent) -> Iterator[Finding]:
    levels = sorted(enumerate(content.online_levels), key=lambda pair: pair[1].from_on)
    for i, level in levels:
        if level.to_on is not None and level.to_on <= level.from_on:
            yield Finding("online_dates", ("online_levels", i, "to_on"))
    for (_, one), (i, next_one) in pairwise(levels):
        if (one.to_on or date.max) > next_one.from_on:
            yield Finding("online_overlap", ("online_levels", i, "from_on"), values={"day": next_one.from_on})


def _extensions(content: VersionContent) -> Iterator[Finding]:
    for field in ("extensions", "area_extensions"):
        for i, extension in enumerate(getattr(content, field)):
            if limits.split(extension.extra)[0] is None:
                yield Finding("no_article_time", (field, i, "extra"))


def _whole_days(content: VersionContent) -> Iterator[Finding]:
    """What a due date is computed from has whole calendar days and months (statistics.md 3)."""
    times: list[tuple[Where, str]] = [(("ways", i, "limit"), way.limit) for i, way in enumerate(content.ways)]
    times += [(("extensions", i, "extra"), e.extra) for i, e in enumerate(content.extensions)]
    times += [(("area_extensions", i, "extra"), e.extra) for i, e in enumerate(content.area_extensions)]
    times += [(("supplement_window",), content.supplement_window)]
    times += [(("applicant_deadline",), content.applicant_deadline)]
    for where, limit in times:
        amount, unit = limits.split(limit)
        if amount is not None and unit in (LimitUnit.DAY, LimitUnit.MONTH) and amount % 1:
            yield Finding("part_of_day", where, values={"limit": limit})


_AMOUNT_NEEDED = {FeeMethod.FIXED, FeeMethod.PER_COPY}
_AMOUNT_ALLOWED = {*_AMOUNT_NEEDED, FeeMethod.PROVINCE}


def _fee(fee: Fee, at: Where) -> Iterator[Finding]:
    values: dict[str, Any] = {"method": fee.method.value}
    if fee.method in _AMOUNT_NEEDED and fee.amount is None:
        yield Finding("fee_needs_amount", (*at, "amount"), values=values)
    if fee.method not in _AMOUNT_ALLOWED and fee.amount is not None:
        yield Finding("fee_no_amount", (*at, "amount"), values=values)
    pages = [band.from_page for band in fee.bands]
    if fee.method is FeeMethod.PER_PAGE:
        if not pages or pages[0] != 1 or any(a >= b for a, b in pairwise(pages)):
            yield Finding("fee_needs_bands", (*at, "bands"))
    elif pages:
        yield Finding("fee_no_bands", (*at, "bands"))


def _processes(content: VersionContent) -> list[Finding]:
    extensions = {extension.code: extension.extra for extension in content.extensions}
    found = list(_one_process_a_case(content))
    for i, flow in enumerate(content.processes):
        at: Where = ("processes", i)
        graph = process.graph_findings(flow, at)
        found += graph or process.time_findings(flow, extensions, at)
        found += _against_ways(flow, content.ways, at)
    return found


def _one_process_a_case(content: VersionContent) -> Iterator[Finding]:
    """At most one process for each case, and at most one for all that are not named."""
    taken: set[str] = set()
    for i, flow in enumerate(content.processes):
        for code in flow.cases or ("",):
            if code in taken:
                yield Finding("processes_overlap", ("processes", i, "cases"), values={"case": code})
            taken.add(code)


def _against_ways(flow: Process, ways: Iterable[Way], at: Where) -> Iterator[Finding]:
    """No way to apply may promise less time than its process takes, as far as both can be compared."""
    own = process.span(flow.limit)
    for way in ways:
        promised = process.span(way.limit)
        meets = not flow.cases or not way.cases or set(flow.cases) & set(way.cases)
        if meets and promised.family is own.family is not Family.NONE and own.amount > promised.amount:
            values = {"limit": flow.limit, "way": way.limit, "channel": way.channel or ""}
            yield Finding("over_way", (*at, "limit"), values=values)
