"""What a procedure's page says, made from a version's content: nothing is added, what is unsure is told."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from django.utils.translation import gettext as _

from motcua.catalogue.content import (
    Component,
    LegalBasis,
    Part,
    Process,
    RawText,
    Step,
    VersionContent,
    Way,
)
from motcua.catalogue.holders import ONE_STOP
from motcua.catalogue.models.labels import label
from motcua.catalogue.terms import Block, ComponentKind, Join, Mark, Online, Pause, Role
from motcua.web.portal import who
from motcua.web.shell import diagram, words


@dataclass
class Papers:
    """Papers that are asked for together: in a group of the source, or in a case."""

    title: str
    rows: list[tuple[Component, str, str]] = field(default_factory=list)


@dataclass(frozen=True)
class Drawn:
    """An internal process ready to be drawn."""

    name: str
    title: str
    limit: str
    decision: str
    mark: str
    steps: list[diagram.Step]


@dataclass(frozen=True)
class Told:
    """The parts of the page that are worked out; the rest is read from `content` by the template."""

    content: VersionContent
    levels: list[str]
    online: str
    figures: list[tuple[str, str]]
    papers: list[Papers]
    ways: list[tuple]
    ways_told: bool
    unsure_ways: list[Way]
    fees: list[tuple]
    extensions: list[tuple]
    processes: list[Drawn]
    onlines: list[str]
    legal: list[LegalBasis]
    kept: dict[str, list[RawText]]


def sheet(content: VersionContent, *, on: date, names: who.Names) -> Told:
    """The page for `content` as seen on the day `on`; `names` tells who does the steps."""
    levels = [entry for entry in content.online_levels if _holds(entry, on)]
    return Told(
        content=content,
        levels=[label(level) for level in content.levels],
        online=label(levels[0].level) if levels and levels[0].level is not Online.NONE else "",
        figures=_figures(content),
        papers=_papers(content),
        ways=_ways(content),
        ways_told=any(way.description for way in content.ways if way.parsed),
        unsure_ways=[way for way in content.ways if not way.parsed],
        fees=[_fee_row(content, rule) for rule in content.fees],
        extensions=list(_extensions(content)),
        processes=[_drawn(content, process, names) for process in content.processes],
        onlines=[words.online(level) for level in content.online_levels],
        legal=list(content.legal_bases),
        kept={block.value: [t for t in content.raw_texts if t.block is block] for block in Block},
    )


def _holds(level, on: date) -> bool:
    return level.from_on <= on and (level.to_on is None or on < level.to_on)


def mark_of(part: Part | Step, content: VersionContent) -> str:
    """The label of a part's own mark where it differs from the version's; empty else."""
    return label(part.mark) if part.mark and part.mark is not content.mark else ""


# --- at a glance


def _figures(content: VersionContent) -> list[tuple[str, str]]:
    where = content.receiving_address or content.executing_agency or content.competent_agency
    results = [result.name for result in content.results]
    figures = [
        (_("Thời hạn giải quyết"), _limits(content)),
        (_("Phí, lệ phí"), _fees(content)),
        (_("Nơi nộp"), where if len(where) <= 160 else ""),
        (_("Kết quả"), results[0] if len(results) == 1 and len(results[0]) <= 160 else ""),
    ]
    return [figure for figure in figures if figure[1]]


def _limits(content: VersionContent) -> str:
    if content.no_due_date:
        return _("Không có ngày hẹn trả")
    told = {way.channel: words.limit(way.limit) for way in content.ways if way.parsed and way.limit}
    if not told:
        return ""
    if len(set(told.values())) == 1:
        return words.sentence(next(iter(told.values())))
    return "; ".join(f"{label(channel)}: {limit}" for channel, limit in told.items())


def _fees(content: VersionContent) -> str:
    if content.fees:
        return "; ".join(dict.fromkeys(words.fee(rule) for rule in content.fees[:2]))
    amounts = {way.fee_amount for way in content.ways}
    if None in amounts or not amounts:
        return _("Xem bảng bên dưới") if any(way.fee_text for way in content.ways) else ""
    return words.sentence(words.dong_range(min(amounts), max(amounts)))


# --- what to bring


def _papers(content: VersionContent) -> list[Papers]:
    names = {case.code: case.name for case in content.cases}
    groups: dict[str, Papers] = {}
    for paper in content.components:
        title = _group(paper, names)
        groups.setdefault(title, Papers(title)).rows.append((paper, words.copies(paper), _remark(paper)))
    return list(groups.values())


def _group(paper: Component, names: dict[str, str]) -> str:
    if paper.group:
        return paper.group
    if paper.cases:
        return _("Trường hợp: %(cases)s") % {"cases": "; ".join(names.get(c, c) for c in paper.cases)}
    if paper.kind is ComponentKind.CASE:
        return _("Giấy tờ theo trường hợp")
    return _("Giấy tờ xuất trình") if paper.kind is ComponentKind.PRESENT else _("Giấy tờ phải nộp")


def _remark(paper: Component) -> str:
    remarks = [] if paper.mandatory else [_("nếu có")]
    if paper.one_of:
        remarks.append(_("chỉ cần một trong các giấy tờ nhóm %(group)s") % {"group": paper.one_of})
    return "; ".join(remarks)


# --- how, how long, how much


def _ways(content: VersionContent) -> list[tuple]:
    return [
        (label(way.channel), words.limit(way.limit) or way.limit_text or "", _way_fee(way), way.description)
        for way in content.ways
        if way.parsed and way.channel
    ]


def _way_fee(way: Way) -> str:
    return way.fee_text if way.fee_amount is None else words.sentence(words.dong(way.fee_amount))


def _fee_row(content: VersionContent, rule) -> tuple:
    exemptions = [
        f"{e.ground} ({_('miễn') if e.percent == 100 else _('giảm %(percent)s%%') % {'percent': e.percent}})"
        for e in rule.exemptions
    ]
    return rule, words.fee(rule), exemptions, mark_of(rule, content)


def _extensions(content: VersionContent) -> Iterable[tuple]:
    for rule in content.extensions:
        yield rule.name, label(rule.kind), words.limit(rule.extra), rule.article, mark_of(rule, content)
    for rule in content.area_extensions:
        yield rule.name, _("theo địa bàn"), words.limit(rule.extra), rule.article, mark_of(rule, content)


# --- the way inside


def _drawn(content: VersionContent, process: Process, names: who.Names) -> Drawn:
    return Drawn(
        name=process.code,
        title=process.name,
        limit=words.limit(process.limit),
        decision=process.decision,
        mark=mark_of(process, content),
        steps=steps(process, content, names),
    )


def steps(process: Process, content: VersionContent, names: who.Names) -> list[diagram.Step]:
    """The steps of one process of `content`, ready to be drawn."""
    return [_step(step, content, names) for step in process.steps]


def note(step: diagram.Step) -> str:
    """Time and what is special about a step, in lines."""
    return "\n".join(filter(None, [step.limit, *step.marks]))


def _step(step: Step, content: VersionContent, names: who.Names) -> diagram.Step:
    front = step.office == ONE_STOP or step.role in (Role.RECEIVE, Role.RETURN)
    return diagram.Step(
        key=step.key,
        title=step.name,
        who=who.does(step, content, names),
        limit=words.limit(step.limit),
        after=tuple(step.after or ()),
        marks=tuple(_step_marks(step)),
        tone="front" if front else "back",
    )


def _step_marks(step: Step) -> Iterable[str]:
    if step.condition:
        yield _("Chỉ khi: %(condition)s") % {"condition": step.condition}
    if step.silence_as_consent:
        yield _("Im lặng sau %(limit)s là đồng ý") % {"limit": words.limit(step.timeout or step.limit)}
    if step.pause is not Pause.NONE:
        yield _("Tạm dừng tính thời hạn: %(why)s") % {"why": label(step.pause)}
    if step.join is Join.ALL_OR_TIMEOUT:
        yield _("Bắt đầu khi các bước trước xong hoặc hết hạn trả lời")


def sources(content: VersionContent) -> str:
    """How far the whole version can be relied on, for people; empty when it was read in a source."""
    if content.mark is Mark.PROPOSED:
        return _("Nội dung này do nhóm phát triển đề xuất để minh họa, chưa phải quy định đã công bố.")
    if content.mark is Mark.RECALLED:
        return _("Nội dung này ghi theo hiểu biết, chưa đối chiếu với quyết định công bố.")
    return ""
