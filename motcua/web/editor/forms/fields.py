"""A form's fields made from the table's columns, so that labels and closed lists stand in one place."""

from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Any

from django import forms
from django.contrib.postgres.fields import ArrayField
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from motcua.catalogue import limits
from motcua.catalogue.content import LARGEST_AMOUNT, Case
from motcua.catalogue.models.mapping import LIMITS
from motcua.web.shell.dates import DateField
from motcua.web.shell.words import sentence

# Texts of several lines; other texts are one line.
LONG = frozenset(
    "note description article text validity order_of_steps conditions keywords notes receiving_address"
    " not_at_bpmc_reason related_procedures product condition supplement_article fee_text".split()
)
MOST_OF_A_PAPER = 1000
HINTS = {
    "one_of": gettext_lazy("Cùng một chữ cho các giấy tờ thay thế nhau: chỉ cần nộp một trong số đó."),
    "bands": gettext_lazy("Mỗi dòng một bậc: từ trang = mức thu. Ví dụ: 1 = 2.000, dòng sau: 3 = 1.000"),
    "exemptions": gettext_lazy(
        "Mỗi dòng một đối tượng: đối tượng | phần trăm được giảm | căn cứ. Ví dụ: Hộ nghèo | 100 | Điều 4"
    ),
    "channels": gettext_lazy("Không chọn nghĩa là mọi hình thức nộp."),
    "cases": gettext_lazy("Không chọn nghĩa là mọi trường hợp."),
    "limit_text": gettext_lazy(
        "Chỉ ghi khi cần nói rõ thêm, ví dụ: nhận sau 15 giờ thì trả ngày làm việc sau."
    ),
    "units": gettext_lazy(
        "Mỗi dòng một mã đơn vị, như ở trang Cơ quan, đơn vị. Áp dụng cho cả các đơn vị bên dưới."
    ),
    "to_on": gettext_lazy("Để trống nếu còn áp dụng."),
    "abbreviations": gettext_lazy("Mỗi dòng một từ; người dân hay gõ khi tìm."),
    "target_groups": gettext_lazy("Mỗi dòng một đối tượng."),
    "forms": gettext_lazy("Số biểu mẫu, cách nhau bằng dấu phẩy. Ví dụ: 01, 05, 06"),
}


class Dong(forms.IntegerField):
    """Whole đồng, typed with or without points between thousands."""

    widget = forms.TextInput

    def __init__(self, **more: Any) -> None:
        super().__init__(min_value=0, max_value=LARGEST_AMOUNT, **more)
        self.widget.attrs.update({"inputmode": "numeric", "autocomplete": "off"})

    def to_python(self, value: Any) -> int | None:
        text = str(value or "" if value != 0 else 0).replace(".", "").replace(" ", "").removesuffix("đ")
        return super().to_python(text)


class Lines(forms.CharField):
    """A short list of texts, one a line."""

    widget = forms.Textarea

    def prepare_value(self, value: Any) -> Any:
        return value if value is None or isinstance(value, str) else "\n".join(value)

    def to_python(self, value: Any) -> list[str]:  # type: ignore[override]
        return [line.strip() for line in str(value or "").splitlines() if line.strip()]


class Amount(forms.DecimalField):
    """The number of a limit, with a comma or a point."""

    widget = forms.TextInput

    def __init__(self, **more: Any) -> None:
        super().__init__(required=False, **more)
        self.widget.attrs.update({"inputmode": "decimal", "autocomplete": "off"})

    def prepare_value(self, value: Any) -> Any:
        return f"{value.normalize():f}".replace(".", ",") if isinstance(value, Decimal) else value

    def to_python(self, value: Any) -> Decimal | None:
        return super().to_python(str(value or "").replace(",", "."))


def made(
    model: type[models.Model], names: Iterable[str], cases: Iterable[Case] = ()
) -> dict[str, forms.Field]:
    """The form's fields for the content's fields `names`; a limit becomes two, its number and its unit."""
    known = [(case.code, case.name) for case in cases]
    fields: dict[str, forms.Field] = {}
    for name in names:
        if name in LIMITS:
            fields[f"{name}_amount"], fields[f"{name}_unit"] = _limit(model, name)
        elif name != "cases":
            fields[name] = _one(model._meta.get_field(name))
        elif known:
            fields[name] = _several(_("Chỉ cho trường hợp"), known, HINTS["cases"])
    return fields


def _limit(model: type[models.Model], name: str) -> tuple[forms.Field, forms.Field]:
    amount, unit = (model._meta.get_field(f"{name}_{part}") for part in ("amount", "unit"))
    return (
        Amount(label=_label(amount)),
        forms.ChoiceField(label=_label(unit), choices=unit.choices, required=False),
    )


def _one(column: Any) -> forms.Field:
    name, shared = column.name, {"label": _label(column), "help_text": HINTS.get(column.name, "")}
    if name in ("bands", "exemptions"):
        return forms.CharField(widget=forms.Textarea, required=False, **shared)
    if isinstance(column, ArrayField):
        if column.base_field.choices:
            return _several(shared["label"], column.base_field.choices, shared["help_text"])
        return Lines(required=False, **shared)
    return _plain(column, name, shared)


def _plain(column: Any, name: str, shared: dict[str, Any]) -> forms.Field:
    if isinstance(column, models.BooleanField):
        return forms.BooleanField(required=False, **shared)
    if column.choices:
        number = isinstance(column, models.PositiveSmallIntegerField)
        needed = name == "channel" or not column.blank
        return forms.TypedChoiceField(
            choices=_choices(column), coerce=int if number else str, required=needed, **shared
        )
    if isinstance(column, models.BigIntegerField):
        return Dong(required=False, **shared)
    if isinstance(column, models.PositiveSmallIntegerField):
        return forms.IntegerField(min_value=0, max_value=MOST_OF_A_PAPER, **shared)
    if isinstance(column, models.DateField):
        return DateField(required=not column.null, **shared)
    widget = forms.Textarea if name in LONG else forms.TextInput
    return forms.CharField(max_length=column.max_length, widget=widget, required=not column.blank, **shared)


def _choices(column: Any) -> list[tuple[Any, Any]]:
    choices = [(value, sentence(str(text))) for value, text in column.choices]
    return [("", _("Hãy chọn")), *choices] if column.name == "channel" else choices


def _several(label: Any, choices: Any, hint: Any) -> forms.Field:
    boxes = forms.CheckboxSelectMultiple
    shown = [(value, sentence(str(text))) for value, text in choices]
    return forms.MultipleChoiceField(label=label, choices=shown, widget=boxes, required=False, help_text=hint)


def _label(column: Any) -> str:
    return sentence(str(column.verbose_name))


def limit_of(form: forms.Form, name: str) -> str:
    """The limit that stands in two fields of `form`; an error at the number when it is none."""
    amount, unit = form.cleaned_data.get(f"{name}_amount"), form.cleaned_data.get(f"{name}_unit") or ""
    if f"{name}_amount" in form.errors:
        return ""
    if amount is None and unit and unit != "same_day":
        told = _("Hãy ghi số, ví dụ 3 hoặc 0,5; không có thì chọn “không nêu thời hạn”.")
        form.add_error(f"{name}_amount", ValidationError(told))
        return ""
    if amount is not None and (not unit or unit == "same_day"):
        form.add_error(f"{name}_amount", ValidationError(_("Hãy chọn đơn vị có số, hoặc xóa số đi.")))
        return ""
    text = f"{amount} {unit}" if amount is not None else unit
    try:
        return limits.normal(text)
    except ValueError:
        form.add_error(
            f"{name}_amount", ValidationError(_("Thời gian phải lớn hơn 0, tối đa ba chữ số sau dấu phẩy."))
        )
        return ""


def split_limits(given: dict[str, Any]) -> dict[str, Any]:
    """Initial values with each limit in its two fields."""
    split: dict[str, Any] = {}
    for name, value in given.items():
        if name in LIMITS:
            split[f"{name}_amount"], unit = limits.split(value)
            split[f"{name}_unit"] = unit.value
        else:
            split[name] = value
    return split


Asked = tuple[forms.BoundField, forms.BoundField | None, str]


def asked(form: forms.Form) -> Iterator[Asked]:
    """The visible fields in order, number and unit of a limit together, and how many letters are wanted."""
    for bound in form.visible_fields():
        stem, _sign, tail = bound.name.rpartition("_")
        if stem in LIMITS and tail == "unit":
            continue
        unit = form[f"{stem}_unit"] if stem in LIMITS and tail == "amount" else None
        yield bound, unit, _width(bound.field)


def _width(field: forms.Field) -> str:
    if isinstance(field, Dong):
        return "20"
    return "5" if isinstance(field, forms.IntegerField | Amount) else ""
