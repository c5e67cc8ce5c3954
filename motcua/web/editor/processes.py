"""An internal process as the legal table shows it, and whether its times make up the limit."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import Http404
from django.utils.translation import gettext as _

from motcua.catalogue import process as graphs
from motcua.catalogue.content import Process, Step, VersionContent
from motcua.catalogue.process import Family
from motcua.web.editor import drafts, telling
from motcua.web.portal import sheet, who
from motcua.web.shell import diagram, words


@dataclass(frozen=True)
class Row:
    """A line of the table: number, what, who, time, and the numbers of the steps that follow."""

    step: Step
    number: int
    who: str
    limit: str
    marks: tuple[str, ...]
    follows: tuple[int, ...]
    on_path: bool
    seen: str


@dataclass(frozen=True)
class Balance:
    """The sum of the steps beside the limit, in words; `tone` green when they are equal."""

    text: str
    tone: str
    path: tuple[str, ...] = ()


@dataclass(frozen=True)
class Table:
    """The whole table with its sum and its drawing."""

    rows: list[Row]
    balance: Balance
    drawing: list[diagram.Step]


def place_of(content: VersionContent, code: str) -> int:
    """Where the process `code` stands in the content; Http404."""
    for place, flow in enumerate(content.processes):
        if flow.code == code:
            return place
    raise Http404


def table(content: VersionContent, flow: Process) -> Table:
    """`flow` of `content`, drawn and told. Two queries for the names of who does what."""
    drawn = sheet.steps(flow, content, who.names_for(content))
    told = {step.key: step for step in drawn}
    number = {step.key: place for place, step in enumerate(diagram.in_order(drawn), start=1)}
    sums = balance(flow)
    rows = [
        Row(
            step=step,
            number=number[step.key],
            who=told[step.key].who,
            limit=told[step.key].limit,
            marks=told[step.key].marks,
            follows=tuple(sorted(number[s.key] for s in flow.steps if step.key in (s.after or ()))),
            on_path=step.key in sums.path,
            seen=telling.fingerprint(step),
        )
        for step in flow.steps
    ]
    return Table(sorted(rows, key=lambda row: row.number), sums, drawn)


def balance(flow: Process) -> Balance:
    """The longest way through the steps against the limit; without a sum, what is in its way."""
    limit = graphs.span(flow.limit)
    if graphs.graph_findings(flow):
        return Balance(_("Chưa cộng được: các bước chưa nối thành một đường từ đầu đến cuối."), "red")
    if limit.family is Family.NONE:
        return Balance(_("Chưa ghi tổng thời hạn nên chưa so được."), "yellow")
    if any(found.code == "units_mixed" for found in graphs.time_findings(flow, {})):
        return Balance(_("Chưa cộng được: có bước tính theo đơn vị khác với tổng thời hạn."), "red")
    way = graphs.longest_way(flow.steps, limit.family)
    gap = way.total - limit.amount
    values = {
        "total": graphs.told(way.total, limit.family),
        "limit": words.limit(flow.limit),
        "gap": graphs.told(abs(gap), limit.family),
    }
    if gap > 0:
        text = _("Các bước cần %(total)s, vượt tổng thời hạn %(limit)s là %(gap)s.") % values
        return Balance(text, "red", way.path)
    if gap < 0:
        text = _("Các bước cần %(total)s, còn lại %(gap)s của tổng thời hạn %(limit)s.") % values
        return Balance(text, "yellow", way.path)
    return Balance(_("Các bước cần đúng %(total)s, bằng tổng thời hạn.") % values, "green", way.path)


def changed(content: VersionContent, place: int, flow: Process) -> VersionContent:
    """`content` with `flow` as the process at `place`; a new one at the end."""
    flows = list(content.processes)
    flows[place : place + 1] = [flow]
    return drafts.changed(content, "processes", flows)


def ordered(steps: Sequence[Step]) -> list[Step]:
    """The steps in the order in which they are drawn; as they stand when they run in a circle."""
    if graphs.cycle(steps):
        return list(steps)
    bare = [diagram.Step(step.key, step.name, after=tuple(step.after or ())) for step in steps]
    number = {step.key: place for place, step in enumerate(diagram.in_order(bare))}
    return sorted(steps, key=lambda step: number[step.key])


def with_steps(flow: Process, steps: Sequence[Step]) -> Process:
    """`flow` with other steps, in the order of the drawing; whoever changes a process has read it."""
    plain = {name: getattr(flow, name) for name in type(flow).model_fields}
    dumped = [step.model_dump() for step in ordered(steps)]
    return Process.model_validate(plain | {"mark": None, "steps": dumped})
