"""What several pages show of a version: its parts in lines, and what is still wrong with it."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from motcua.catalogue import checks
from motcua.catalogue.content import Process, VersionContent
from motcua.catalogue.findings import Finding, Severity, Where
from motcua.catalogue.models import ProcedureVersion
from motcua.catalogue.models.labels import label
from motcua.web.editor import telling
from motcua.web.editor.forms.general import FIELDS
from motcua.web.editor.sections import SECTIONS, Section, Told, told
from motcua.web.shell import words


@dataclass(frozen=True)
class Block:
    """One part of a version with its rows told."""

    section: Section
    rows: list[Told]


def blocks(content: VersionContent, *, empty: bool) -> list[Block]:
    """The parts of `content` in order; those without rows only when `empty`, and if rows can be added."""
    found = [
        Block(section, [told(section.part, row, content) for row in getattr(content, section.part)])
        for section in SECTIONS
    ]
    return [block for block in found if block.rows or (empty and block.section.fields)]


def general(content: VersionContent) -> list[tuple[str, str]]:
    """The version's own fields that say something, as names and values."""
    rows = [
        ("name", content.name),
        ("field", content.field),
        ("ministry", content.ministry),
        ("decision_number", content.decision_number),
        ("levels", "; ".join(label(level) for level in content.levels)),
        ("target_groups", "; ".join(content.target_groups)),
        ("competent_agency", content.competent_agency),
        ("executing_agency", content.executing_agency),
        ("receiving_address", content.receiving_address),
        ("counting_mode", label(content.counting_mode)),
        ("supplement_window_amount", words.limit(content.supplement_window)),
        ("applicant_deadline_amount", words.limit(content.applicant_deadline)),
        ("mark", label(content.mark)),
    ]
    columns = ProcedureVersion._meta
    told = [(words.sentence(str(columns.get_field(name).verbose_name)), value) for name, value in rows]
    return told + _flags(content)


def _flags(content: VersionContent) -> list[tuple[str, str]]:
    flags = []
    if content.on_the_spot:
        flags.append((_("Trả ngay"), _("có thể trả kết quả ngay tại quầy")))
    if not content.received_at_bpmc:
        flags.append((_("Không tiếp nhận tại Bộ phận Một cửa"), content.not_at_bpmc_reason))
    if content.no_due_date:
        flags.append((_("Ngày hẹn trả"), _("không có ngày hẹn trả")))
    return flags


@dataclass(frozen=True)
class Problem:
    """One thing that a check found, and where to mend it."""

    text: str
    grave: bool
    address: str


def problems(content: VersionContent, code: str, within: Where = ()) -> list[Problem]:
    """All that the check of packs finds in a draft, or in a place of it; what forbids publishing first."""
    found = sorted(checks.findings(content), key=lambda one: one.severity is not Severity.ERROR)
    return [told_problem(one, content, code) for one in found if one.where[: len(within)] == within]


def told_problem(one: Finding, content: VersionContent, code: str) -> Problem:
    """One finding with the page on which it is mended."""
    text = ": ".join(filter(None, [_row(one.where, content), telling.finding(one, content)]))
    return Problem(text, one.severity is Severity.ERROR, _address(one.where, content, code))


def _row(where: Where, content: VersionContent) -> str:
    if len(where) < 2 or not isinstance(where[1], int):
        return ""
    row: Any = getattr(content, str(where[0]))[where[1]]
    return told(str(where[0]), row, content).title


def _in_process(where: Where, flow: Process, code: str) -> str:
    if len(where) > 3 and where[2] == "steps" and isinstance(where[3], int):
        return reverse("editor:step", args=(code, flow.code, flow.steps[where[3]].key))
    return reverse("editor:process", args=(code, flow.code))


def _address(where: Where, content: VersionContent, code: str) -> str:
    part = str(where[0])
    if part == "processes" and isinstance(where[1], int):
        return _in_process(where, content.processes[where[1]], code)
    editable = {section.part for section in SECTIONS if section.fields}
    if part in editable and len(where) > 1:
        return reverse("editor:row", args=(code, part, where[1]))
    return reverse("editor:general", args=(code,)) if part in FIELDS else ""


def graves(found: Iterable[Problem]) -> int:
    """How many of the problems forbid publishing."""
    return sum(problem.grave for problem in found)
