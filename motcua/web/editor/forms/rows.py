"""One row of a version: a paper, a way, a fee, a case. What is wrong with it is told at its field."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from motcua.catalogue import checks
from motcua.catalogue.codes import fresh
from motcua.catalogue.content import Value, VersionContent
from motcua.catalogue.findings import errors
from motcua.catalogue.models.mapping import LIMITS
from motcua.lib.money import grouped
from motcua.orgs.models import Unit
from motcua.web.editor import telling
from motcua.web.editor.drafts import changed
from motcua.web.editor.forms.fields import Asked, asked, limit_of, made, split_limits
from motcua.web.editor.sections import Section

# Parts whose rows have a code that people never see.
_CODED = frozenset({"cases", "fees", "extensions"})


class RowForm(forms.Form):
    """A row of `section` at `index` (None: a new one at the end); `content`: what the draft would become."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, section: Section, content: VersionContent, index: int | None, **more: Any) -> None:
        self.section, self.draft, self.index = section, content, index
        rows = getattr(content, section.part)
        self.row = rows[index] if index is not None else None
        initial = {"seen": telling.fingerprint(self.row)} | (_initial(self.row) if self.row else {})
        super().__init__(initial=initial, **more)
        self.fields.update(made(section.model, section.fields, content.cases))
        self.content = content

    @property
    def asked(self) -> list[Asked]:
        """The visible fields as a page lays them out."""
        return list(asked(self))

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        if self.is_bound and self.row is not None and given.get("seen") != telling.fingerprint(self.row):
            raise ValidationError(
                _("Mục này vừa được người khác sửa hoặc chuyển chỗ. Hãy mở lại từ danh sách rồi sửa.")
            )
        fields = {name: self._value(name, given) for name in self._names()}
        if not self.errors:
            self._take(fields)
        return given

    def _names(self) -> list[str]:
        return [n for n in self.section.fields if n != "cases" or "cases" in self.fields]

    def _value(self, name: str, given: dict[str, Any]) -> Any:
        if name in LIMITS:
            return limit_of(self, name)
        if name == "units":
            return _known_units(self, given.get(name) or [])
        if name in ("bands", "exemptions"):
            return _PARSERS[name](self, given.get(name, ""))
        return given.get(name)

    def _take(self, fields: dict[str, Any]) -> None:
        """The row in its place; errors that the check of packs finds in it are told at their fields."""
        rows = list(getattr(self.draft, self.section.part))
        place = len(rows) if self.index is None else self.index
        rows[place : place + 1] = [self._row(fields, rows)]
        content = changed(self.draft, self.section.part, rows)
        here = (self.section.part, place)
        for finding in errors(checks.findings(content)):
            if finding.where[:2] == here:
                self.add_error(self._field_at(finding.where[2:]), telling.finding(finding, content))
        self.content = content

    def _row(self, fields: dict[str, Any], rows: list[Any]) -> Value:
        before = self.row.model_dump() if self.row else {}
        if self.row is None and self.section.part in _CODED:
            before["code"] = fresh(fields["name"], {row.code for row in rows})
        # Whoever saves a row has read it: it stands as the version does, and is taken apart.
        before |= {"mark": None} | ({"parsed": True} if "parsed" in self.section.value.model_fields else {})
        return self.section.value.model_validate(before | fields)

    def _field_at(self, where: tuple[str | int, ...]) -> str | None:
        name = str(where[0]) if where else ""
        name = f"{name}_amount" if name in LIMITS else name
        return name if name in self.fields else None


def _initial(row: Value) -> dict[str, Any]:
    given = split_limits(row.model_dump(mode="python"))
    if "bands" in given:
        given["bands"] = "\n".join(f"{b.from_page} = {grouped(b.amount)}" for b in row.bands)  # type: ignore[attr-defined]
        given["exemptions"] = "\n".join(
            " | ".join([e.ground, str(e.percent), e.article]).removesuffix(" | ")
            for e in row.exemptions  # type: ignore[attr-defined]
        )
    return given


def _known_units(form: RowForm, codes: list[str]) -> list[str]:
    """Codes of units, each once; an error for what is none, and where no area is named."""
    known = set(Unit.objects.filter(code__in=codes).values_list("code", flat=True))
    if unknown := [code for code in codes if code not in known]:
        form.add_error("units", _("Không có đơn vị nào mang mã “%(code)s”.") % {"code": unknown[0]})
    elif not codes:
        form.add_error("units", _("Hãy ghi ít nhất một đơn vị mà thời hạn này áp dụng."))
    return list(dict.fromkeys(codes))


def _bands(form: RowForm, text: str) -> list[dict[str, int]]:
    bands = []
    for line in filter(str.strip, text.splitlines()):
        page, _sign, amount = line.replace(".", "").replace(" ", "").partition("=")
        if not (page.isdecimal() and amount.isdecimal() and 1 <= int(page) <= 100_000 and len(amount) <= 12):
            form.add_error("bands", _("Không đọc được dòng “%(line)s”. Viết như: 1 = 2.000") % {"line": line})
            return []
        bands.append({"from_page": int(page), "amount": int(amount)})
    return bands


def _exemptions(form: RowForm, text: str) -> list[dict[str, Any]]:
    known = {e.ground: e.code for e in getattr(form.row, "exemptions", ())}
    found: list[dict[str, Any]] = []
    for line in filter(str.strip, text.splitlines()):
        ground, percent, article = (*(word.strip() for word in line.split("|", 2)), "", "")[:3]
        percent = (percent or "100").removesuffix("%").strip()
        if not ground or not percent.isdecimal() or not 1 <= int(percent) <= 100:
            told = _("Không đọc được dòng “%(line)s”. Viết như: Hộ nghèo | 100 | Điều 4") % {"line": line}
            form.add_error("exemptions", told)
            return []
        code = known.get(ground) or fresh(ground, {*known.values(), *(e["code"] for e in found)})
        found.append({"code": code, "ground": ground, "percent": int(percent), "article": article})
    return found


_PARSERS = {"bands": _bands, "exemptions": _exemptions}
