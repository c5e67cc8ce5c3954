"""What changes between two contents, told part by part in words."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Any

from django.db.models import Model
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from motcua.catalogue import models
from motcua.catalogue.comparing import Difference, Kind, compare
from motcua.catalogue.content import Band, Exemption, Step, VersionContent
from motcua.catalogue.models.labels import label
from motcua.catalogue.models.mapping import LIMITS
from motcua.web.editor.sections import BY_PART, told
from motcua.web.shell import words

_GENERAL = gettext_lazy("Thông tin chung")
_TITLES = {
    "area_extensions": gettext_lazy("Gia hạn theo địa bàn"),
    "processes": gettext_lazy("Quy trình nội bộ"),
    "steps": gettext_lazy("Quy trình nội bộ"),
}
_MODELS: dict[str, type[Model]] = {
    "area_extensions": models.AreaExtension,
    "processes": models.Process,
    "steps": models.Step,
}
_AFTER = gettext_lazy("làm sau bước")
_MONEY = {"fee_amount", "amount", "cap"}


@dataclass(frozen=True)
class Line:
    """One change: a tag's text and colour, what it is about, and for a change what stood and stands there."""

    tag: str
    colour: str
    what: str
    before: str = ""
    after: str = ""


@dataclass(frozen=True)
class Part:
    """The changes of one part."""

    title: str
    lines: list[Line]


def parts(old: VersionContent, new: VersionContent) -> list[Part]:
    """All changes in the order of the content, each part once; empty when nothing has changed."""
    found: dict[str, list[Line]] = {}
    for difference in compare(old, new):
        title = str(_title(difference.part))
        found.setdefault(title, []).append(_line(difference, old, new))
    return [Part(title, lines) for title, lines in found.items()]


def _title(part: str) -> Any:
    return BY_PART[part].title if part in BY_PART else _TITLES.get(part, _GENERAL)


def _line(one: Difference, old: VersionContent, new: VersionContent) -> Line:
    within = f"{one.within.name}: " if one.within else ""
    if one.row is None and one.kind is Kind.MOVED:
        text = _("thứ tự các bước đã đổi") if one.part == "steps" else _("thứ tự đã đổi")
        return Line(_("Đổi"), "", words.sentence(within + text))
    if one.kind is Kind.CHANGED:
        return _changed(one, within, old, new)
    content = old if one.kind is Kind.REMOVED else new
    row = told(one.part, one.row, content)
    what = within + (f"{row.title} ({row.detail})" if row.detail else row.title)
    if one.kind is Kind.ADDED:
        return Line(_("Thêm"), "green", what)
    return Line(_("Bỏ"), "red", what)


def _changed(one: Difference, within: str, old: VersionContent, new: VersionContent) -> Line:
    column = words.sentence(_column(one.part, one.field))
    what = f"{within}{told(one.part, one.row, new).title} – {column}" if one.row is not None else column
    before, after = (_value(one, value, c) for value, c in ((one.before, old), (one.after, new)))
    return Line(_("Đổi"), "", what, before, after)


def _column(part: str, field: str) -> str:
    """The label of a field of the content, as the tables call it."""
    if field == "after":
        return str(_AFTER)
    model = _MODELS.get(part) or (BY_PART[part].model if part in BY_PART else models.ProcedureVersion)
    name = f"{field}_amount" if field in LIMITS else field
    return str(model._meta.get_field(name).verbose_name)


def _value(one: Difference, value: Any, content: VersionContent) -> str:
    if value is None or value in ("", (), {}):
        return "–"
    if one.field in LIMITS:
        return words.limit(value)
    if one.field in _MONEY:
        return words.dong(value)
    if one.field == "cases":
        return _named(value, {case.code: case.name for case in content.cases})
    if one.field == "after" and one.within:
        return _named(value, _steps(one, content))
    return _plain(value)


def _steps(one: Difference, content: VersionContent) -> dict[str, str]:
    flows = [flow for flow in content.processes if one.within and flow.code == one.within.code]
    steps: list[Step] = [step for flow in flows for step in flow.steps]
    return {step.key: step.name for step in steps}


def _named(codes: Sequence[str], names: dict[str, str]) -> str:
    return "; ".join(names.get(code, code) for code in codes)


def _plain(value: Any) -> str:
    match value:
        case bool():
            return _("có") if value else _("không")
        case Enum():
            return label(value)
        case Band():
            return _("từ trang %(page)s: %(amount)s mỗi trang") % {
                "page": value.from_page,
                "amount": words.dong(value.amount),
            }
        case Exemption():
            return f"{value.ground} {value.percent}%"
        case tuple() | list():
            return "; ".join(_plain(item) for item in value)
        case dict():
            return "; ".join(map(str, value))
        case _ if hasattr(value, "strftime"):
            return words.day(value)
    return str(value)
