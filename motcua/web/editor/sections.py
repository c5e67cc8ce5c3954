"""The parts of a version as a table: what each is called, which fields a person is asked, how a row is told.

Names of fields are those of the content; their labels are those of the tables.
"""

from dataclasses import dataclass
from typing import Any

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from motcua.catalogue import content as values
from motcua.catalogue import models as rows
from motcua.catalogue.content import Value, VersionContent
from motcua.catalogue.models.labels import label
from motcua.web.shell import words


@dataclass(frozen=True)
class Section:
    """One list of a version. `fields` empty: rows of a source, which may only be taken away."""

    part: str
    title: Promise
    one: Promise
    value: type[Value]
    model: type[models.Model]
    fields: tuple[str, ...]


SECTIONS = (
    Section(
        "cases",
        gettext_lazy("Trường hợp"),
        gettext_lazy("trường hợp"),
        values.Case,
        rows.Case,
        ("name", "signed_result", "own_area_only", "any_area", "no_due_date", "note"),
    ),
    Section(
        "components",
        gettext_lazy("Thành phần hồ sơ"),
        gettext_lazy("giấy tờ"),
        values.Component,
        rows.Component,
        (
            *("name", "kind", "form_name", "originals", "certified", "copies", "electronic"),
            *("mandatory", "one_of", "cases", "note"),
        ),
    ),
    Section(
        "ways",
        gettext_lazy("Cách nộp và thời hạn"),
        gettext_lazy("cách nộp"),
        values.Way,
        rows.Way,
        ("channel", "limit", "limit_text", "fee_amount", "fee_text", "cases", "description"),
    ),
    Section(
        "fees",
        gettext_lazy("Phí, lệ phí"),
        gettext_lazy("khoản thu"),
        values.Fee,
        rows.Fee,
        (
            *("name", "kind", "method", "amount", "unit_label", "bands", "cap", "exemptions", "due"),
            *("channels", "cases", "article"),
        ),
    ),
    Section(
        "extensions",
        gettext_lazy("Gia hạn theo quy định"),
        gettext_lazy("gia hạn"),
        values.Extension,
        rows.Extension,
        ("name", "kind", "extra", "article", "cases"),
    ),
    Section(
        "area_extensions",
        gettext_lazy("Thời hạn dài hơn theo địa bàn"),
        gettext_lazy("địa bàn"),
        values.AreaExtension,
        rows.AreaExtension,
        ("name", "extra", "article", "units", "cases"),
    ),
    Section(
        "online_levels",
        gettext_lazy("Mức độ trực tuyến"),
        gettext_lazy("mức độ trực tuyến"),
        values.OnlineLevel,
        rows.OnlineLevel,
        ("level", "from_on", "to_on"),
    ),
    Section(
        "results",
        gettext_lazy("Kết quả"),
        gettext_lazy("kết quả"),
        values.Result,
        rows.Result,
        ("name", "code", "originals", "validity", "cases"),
    ),
    Section(
        "legal_bases",
        gettext_lazy("Căn cứ pháp lý"),
        gettext_lazy("văn bản"),
        values.LegalBasis,
        rows.LegalBasis,
        ("title", "code", "article"),
    ),
    Section(
        "raw_texts",
        gettext_lazy("Nguyên văn chưa tách"),
        gettext_lazy("nguyên văn"),
        values.RawText,
        rows.RawText,
        (),
    ),
)
BY_PART = {section.part: section for section in SECTIONS}


@dataclass(frozen=True)
class Told:
    """A row in two lines: what it is, and what matters of it."""

    title: str
    detail: str


def told(part: str, row: Any, content: VersionContent) -> Told:
    """`row` of `content` as a list shows it."""
    title, detail = _TOLD[part](row)
    names = {case.code: case.name for case in content.cases}
    if codes := getattr(row, "cases", ()):
        only = "; ".join(names.get(code, code) for code in codes)
        detail = "; ".join(filter(None, [detail, _("chỉ khi: %(cases)s") % {"cases": only}]))
    return Told(title, detail)


def _case(row: values.Case) -> tuple[str, str]:
    flags = ("signed_result", "own_area_only", "any_area", "no_due_date")
    told = (rows.Case._meta.get_field(flag).verbose_name for flag in flags if getattr(row, flag))
    return row.name, "; ".join(map(str, told))


def _component(row: values.Component) -> tuple[str, str]:
    optional = "" if row.mandatory else _("nếu có")
    group = _("thay thế nhau: %(group)s") % {"group": row.one_of} if row.one_of else ""
    return row.name, "; ".join(filter(None, [words.copies(row), label(row.kind), optional, group]))


def _way(row: values.Way) -> tuple[str, str]:
    fee = row.fee_text if row.fee_amount is None else words.dong(row.fee_amount)
    if row.channel is None:
        return _("Chưa tách được"), row.raw_text
    return label(row.channel), "; ".join(filter(None, [words.limit(row.limit) or row.limit_text, fee]))


def _fee(row: values.Fee) -> tuple[str, str]:
    grounds = ", ".join(exemption.ground for exemption in row.exemptions)
    exempt = _("miễn, giảm: %(grounds)s") % {"grounds": grounds} if grounds else ""
    return row.name, "; ".join(filter(None, [label(row.kind), words.fee(row), exempt]))


def _extension(row: values.Extension | values.AreaExtension) -> tuple[str, str]:
    return row.name, "; ".join([words.limit(row.extra), row.article])


def _level(row: values.OnlineLevel) -> tuple[str, str]:
    return words.sentence(words.online(row)), ""


def _result(row: values.Result) -> tuple[str, str]:
    return row.name, "; ".join(filter(None, [row.code, row.validity]))


def _basis(row: values.LegalBasis) -> tuple[str, str]:
    return row.title, "; ".join(filter(None, [row.code, row.article]))


def _raw(row: values.RawText) -> tuple[str, str]:
    return words.sentence(label(row.block)), row.text


_TOLD: dict[str, Any] = {
    "cases": _case,
    "components": _component,
    "ways": _way,
    "fees": _fee,
    "extensions": _extension,
    "area_extensions": _extension,
    "online_levels": _level,
    "results": _result,
    "legal_bases": _basis,
    "raw_texts": _raw,
    "processes": lambda row: (row.name, words.limit(row.limit)),
    "steps": lambda row: (row.name, words.limit(row.limit)),
}
