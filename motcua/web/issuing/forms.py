"""Forms of issuing: the text of a result, and a template of it."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from motcua.dossiers.values import ResultText
from motcua.issuing.models import TemplateVersion

_PARTS = ("title", "about", "symbol", "addressee", "body", "recipients")


def _line(label: Any, hint: Any, longest: int) -> forms.CharField:
    return forms.CharField(label=label, help_text=hint, required=False, max_length=longest)


class TextForm(forms.Form):
    """A result's text; `seen` is the number of the draft or version that the page began from."""

    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    title = _line(_("Tên loại văn bản"), _("Ví dụ: Giấy xác nhận. Công văn thì để trống."), 200)
    about = _line(_("Trích yếu"), "", 500)
    symbol = _line(_("Ký hiệu sau số"), _("Ví dụ: GXN-UBND. Văn thư cấp số và ngày sau khi lãnh đạo ký."), 40)
    addressee = _line(_("Kính gửi"), _("Chỉ dùng cho công văn."), 500)
    body = forms.CharField(
        label=_("Nội dung"),
        help_text=_("Mỗi dòng là một đoạn văn."),
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 12}),
    )
    recipients = forms.CharField(
        label=_("Nơi nhận"),
        help_text=_("Mỗi nơi một dòng."),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    @staticmethod
    def shown(text: ResultText, seen: int) -> dict[str, Any]:
        """What the fields begin with."""
        return {**text.kept(), "seen": seen}

    @property
    def text(self) -> ResultText:
        """What was typed, after `is_valid()`."""
        given = {name: self.cleaned_data[name] for name in _PARTS}
        return ResultText.of({name: part.replace("\r\n", "\n").strip() for name, part in given.items()})

    @property
    def parts(self) -> list[forms.BoundField]:
        """The fields of the document, in its order."""
        return [self[name] for name in _PARTS]


class DraftForm(TextForm):
    """A draft; `template` is the code and version that it began from."""

    template = forms.CharField(widget=forms.HiddenInput, required=False, max_length=80)

    @property
    def begun(self) -> dict[str, Any]:
        """The template as the act is told."""
        code, _, number = self.cleaned_data["template"].rpartition(":")
        return {"template": code, "template_version": int(number) if number.isdecimal() and code else None}


class TemplateForm(TextForm):
    """A template: its name, for which procedure, and the text with placeholders."""

    code = forms.SlugField(
        label=_("Mã mẫu"), help_text=_("Chữ không dấu và gạch nối, ví dụ: giay-xac-nhan."), max_length=60
    )
    name = forms.CharField(label=_("Tên mẫu"), max_length=200)
    procedure = forms.CharField(
        label=_("Chỉ cho thủ tục"),
        help_text=_("Mã thủ tục, ví dụ 1.004873. Để trống thì dùng cho mọi thủ tục."),
        max_length=60,
        required=False,
    )

    def __init__(self, data: Any = None, *, present: TemplateVersion | None = None) -> None:
        super().__init__(data, initial=_initial(present))
        if present is not None:
            del self.fields["code"]

    @property
    def head(self) -> list[forms.BoundField]:
        """The fields of the template itself."""
        return [self[name] for name in ("code", "name", "procedure") if name in self.fields]


def _initial(present: TemplateVersion | None) -> dict[str, Any]:
    if present is None:
        return {"seen": 0}
    kept = {"name": present.name, "procedure": present.template.procedure}
    return TextForm.shown(present.words, present.number) | kept
