"""What is asked when a dossier is brought: one form whatever becomes of it. The shape of input, no rules."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms import BoundField
from django.utils.translation import gettext_lazy as _

from motcua.catalogue.content import Component, Exemption, VersionContent
from motcua.catalogue.fees import Request as FeeRequest
from motcua.catalogue.models import ProcedureVersion
from motcua.catalogue.terms import Channel, ComponentKind, FeeMethod
from motcua.dossiers import books, terms
from motcua.dossiers.lifecycle import State
from motcua.dossiers.models import Applicant, Dossier, NumberBook
from motcua.dossiers.policies import ComponentRule
from motcua.dossiers.values import ApplicantDetails, Brought, Request
from motcua.lib.text import nfc, nfc_lines
from motcua.orgs.models import Unit

KINDS = (
    ("originals", _("Bản chính")),
    ("certified", _("Bản chứng thực")),
    ("copies", _("Bản sao")),
    ("electronic", _("Bản điện tử")),
)
APPLICANT = (
    "name",
    "id_number",
    "phone",
    "address",
    "email",
    "kind",
    "submitter_name",
    "submitter_id_number",
)
_NUMERIC = {"inputmode": "numeric", "autocomplete": "off", "maxlength": "3"}
_OWN = {"autocomplete": "off", "spellcheck": "false"}
# Printed on the slip, which is in Vietnamese whatever the screen speaks.
_USUAL_REASON = "Chưa đủ thành phần hồ sơ đã công bố."
_POSTAL_ITEM = re.compile(r"[A-Z0-9]{5,20}")
_PHONE = re.compile(r"(\+84|0)\d{8,10}")


@dataclass(frozen=True)
class Paper:
    """A line of the checklist: the published paper, and a field for each kind in which it may be brought."""

    position: int
    component: Component
    counts: Sequence[BoundField]

    @property
    def shown_only(self) -> bool:
        """Whether it is shown and taken home again."""
        return self.component.kind is ComponentKind.PRESENT


def _count(label: Any, first: int | None = None) -> forms.IntegerField:
    return forms.IntegerField(
        label=label,
        required=False,
        min_value=0,
        max_value=999,
        initial=first or None,
        widget=forms.TextInput(attrs=_NUMERIC),
    )


def _text(label: Any, length: int, hint: Any = "", **attrs: str) -> forms.CharField:
    widget = forms.TextInput(attrs={**_OWN, **attrs})
    return forms.CharField(label=label, max_length=length, required=False, help_text=hint, widget=widget)


def _lines(label: Any, hint: Any = "") -> forms.CharField:
    return forms.CharField(
        label=label, required=False, max_length=4000, help_text=hint, widget=forms.Textarea
    )


class ReceptionForm(forms.Form):
    """`version` decides what is asked. With `dossier`, brought before, who and what is known already."""

    scan = _text(
        _("Quét căn cước, hoặc gõ số giấy tờ, số điện thoại rồi nhấn Enter"),
        600,
        _("Tìm lại người đã nộp hồ sơ ở đây."),
    )
    name = _text(_("Họ và tên, tên tổ chức"), 300, autocapitalize="words")
    id_number = _text(_("Số căn cước, hộ chiếu, mã số thuế"), 40)
    phone = _text(_("Số điện thoại"), 20, inputmode="tel")
    address = _text(_("Địa chỉ"), 500)
    email = forms.EmailField(label=_("Thư điện tử"), required=False, widget=forms.EmailInput(attrs=_OWN))
    kind = forms.ChoiceField(label=_("Đối tượng"), required=False, choices=Applicant.Kind.choices)
    submitter_name = _text(_("Người nộp thay"), 300)
    submitter_id_number = _text(_("Số giấy tờ người nộp thay"), 40)
    channel = forms.ChoiceField(
        label=_("Hình thức nộp"),
        required=False,
        choices=[(Channel.DIRECT.value, _("Trực tiếp")), (Channel.POST.value, _("Bưu chính"))],
    )
    postal_item = _text(_("Số hiệu bưu gửi"), 30, _("In dưới mã vạch trên bì thư, ví dụ EB123456789VN."))
    return_channel = forms.ChoiceField(
        label=_("Nhận kết quả"),
        required=False,
        choices=[
            (Channel.DIRECT.value, _("Tại quầy")),
            (Channel.POST.value, _("Bưu chính")),
            (Channel.ONLINE.value, _("Trực tuyến")),
        ],
    )
    sets = _count(_("Số bộ hồ sơ"), 1)
    summary = _text(_("Trích yếu"), 500, _("Để phân biệt với hồ sơ khác cùng thủ tục."))
    pages = _count(_("Số trang mỗi bản"), 1)
    copies = _count(_("Số bản"), 1)
    claims = forms.MultipleChoiceField(
        label=_("Được miễn, giảm phí vì"), required=False, widget=forms.CheckboxSelectMultiple
    )
    items = _lines(
        _("Nội dung cần bổ sung, mỗi dòng một nội dung"), _("Để trống thì lấy các giấy tờ còn thiếu ở trên.")
    )
    guide_reason = _lines(_("Lý do yêu cầu bổ sung"))
    refuse_reason = _lines(_("Lý do từ chối"))
    legal_basis = _text(_("Căn cứ pháp lý"), 500, _("Điều, khoản của văn bản."))
    book = forms.ChoiceField(label=_("Lấy số từ sổ"), required=False)
    result_number = _text(_("Số, ký hiệu kết quả"), 100, _("Ví dụ số chứng thực."))
    receiver_name = _text(_("Người nhận kết quả"), 300, _("Để trống nếu là người nộp."))

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        version: ProcedureVersion,
        units: Sequence[Unit],
        dossier: Dossier | None = None,
        initial: Mapping[str, Any] | None = None,
    ) -> None:
        self.version, self.dossier = version, dossier
        self.content: VersionContent = terms.content(version)
        super().__init__(data, initial=dict(initial or {}))
        self.case_code = self._case()
        self.rules = terms.components_of(version, self.case_code)
        self._ask_for_case()
        self._ask_for_unit(units)
        self._ask_for_papers()
        self.books: dict[str, NumberBook] = {}
        self.exemptions = list(self._exemptions())
        self.fields["claims"].choices = [(e.code, e.ground) for e in self.exemptions]
        self.fields["guide_reason"].initial = _USUAL_REASON

    def _given(self, name: str) -> str:
        given = self.data.get(name) if self.is_bound else self.initial.get(name)
        return str(given or "")

    def _case(self) -> str:
        if self.dossier is not None:
            return self.dossier.case
        known = [case.code for case in self.content.cases]
        asked = self._given("case")
        return asked if asked in known else (known[0] if known else "")

    def _ask_for_case(self) -> None:
        if self.content.cases and self.dossier is None:
            self.fields["case"] = forms.ChoiceField(
                label=_("Trường hợp"),
                choices=[(case.code, case.name) for case in self.content.cases],
                widget=forms.RadioSelect,
                initial=self.case_code,
            )

    def _ask_for_unit(self, units: Sequence[Unit]) -> None:
        self.units = {str(unit.pk): unit for unit in units}
        if len(units) > 1 and self.dossier is None:
            self.fields["unit"] = forms.ChoiceField(
                label=_("Nơi tiếp nhận"), choices=[(key, unit.name) for key, unit in self.units.items()]
            )

    def _ask_for_papers(self) -> None:
        for rule in self.rules:
            usual = _usual(self.content.components[rule.position - 1], rule) if self._uncounted() else {}
            for kind, label in KINDS:
                self.fields[f"paper_{rule.position}_{kind}"] = _count(label, usual.get(kind))

    def _uncounted(self) -> bool:
        """Whether nobody has told yet which papers there are: a new dossier, or an envelope just opened."""
        return self.dossier is None or (
            self.dossier.channel == Channel.POST and self.dossier.state == State.REGISTERED
        )

    def _exemptions(self) -> Iterable[Exemption]:
        found: dict[str, Exemption] = {}
        for fee in self.content.fees:
            if not fee.cases or self.case_code in fee.cases:
                found |= {e.code: e for e in fee.exemptions}
        return found.values()

    @property
    def papers(self) -> list[Paper]:
        """The checklist, in the published order."""
        return [
            Paper(
                rule.position,
                self.content.components[rule.position - 1],
                [self[f"paper_{rule.position}_{kind}"] for kind, _label in KINDS],
            )
            for rule in self.rules
        ]

    @property
    def asks_pages(self) -> bool:
        """Whether the fee depends on pages."""
        return any(fee.method is FeeMethod.PER_PAGE for fee in self.content.fees)

    @property
    def asks_copies(self) -> bool:
        """Whether the fee depends on copies."""
        return any(fee.method in (FeeMethod.PER_PAGE, FeeMethod.PER_COPY) for fee in self.content.fees)

    def begin_at(self, name: str) -> None:
        """The field in which typing begins."""
        self.fields[name].widget.attrs["autofocus"] = "autofocus"

    def number(self, name: str, otherwise: int = 0) -> int:
        """A count as it stands in the form, also in one that is not finished; `otherwise` for none."""
        text = str(self[name].value() if name in self.fields else "").strip()
        return int(text) if text.isascii() and text.isdigit() and len(text) <= 3 else otherwise

    def brought(self) -> list[Brought]:
        """The papers of which at least one is there."""
        counted = [
            Brought(rule.position, **{k: self.number(f"paper_{rule.position}_{k}") for k, _ in KINDS})
            for rule in self.rules
        ]
        return [paper for paper in counted if any(vars(paper)[kind] for kind, _ in KINDS)]

    def fee_request(self) -> FeeRequest:
        """What the fee is computed from, as far as it is known."""
        known = {e.code for e in self.exemptions}
        claims = frozenset(str(c) for c in self["claims"].value() or []) & known
        return FeeRequest(
            channel=self.channel_asked(),
            case=self.case_code,
            copies=self.number("copies", 1),
            pages=self.number("pages", 1),
            claims=claims,
        )

    def channel_asked(self) -> Channel:
        """How the dossier came."""
        if self.dossier is not None:
            return Channel(self.dossier.channel)
        return Channel.POST if self._given("channel") == Channel.POST else Channel.DIRECT

    def unit(self) -> Unit:
        """Where the dossier is received."""
        if self.dossier is not None:
            return self.dossier.received_by_unit
        return self.units.get(self._given("unit")) or next(iter(self.units.values()))

    def offer_books(self, at: datetime) -> None:
        """Let a number be drawn from the books that are open where the dossier is received."""
        found = books.offered(self.unit(), at) if self.content.on_the_spot and self.dossier is None else []
        self.books = {str(one.book.pk): one.book for one in found}
        offers = [
            (str(one.book.pk), _("%(book)s: số tiếp theo %(place)s") % {"book": one.book, "place": one.place})
            for one in found
        ]
        self.fields["book"].choices = [("", _("Không lấy từ sổ, tự ghi số")), *offers]
        if found:
            self.fields["result_number"].help_text = _("Để trống thì lấy số tiếp theo của sổ đã chọn.")

    def chosen_book(self) -> NumberBook | None:
        """The book from which the result's number is drawn. After `is_valid()`."""
        return self.books.get(self.cleaned_data["book"])

    def applicant(self) -> ApplicantDetails:
        """Who applies. After `is_valid()`."""
        given = {name: nfc(self.cleaned_data[name]) for name in APPLICANT}
        return ApplicantDetails(**{**given, "kind": given["kind"] or Applicant.Kind.CITIZEN.value})

    def request(self) -> Request:
        """What is wanted. After `is_valid()`."""
        return Request(
            case=self.case_code,
            channel=self.channel_asked().value,
            summary=nfc(self.cleaned_data["summary"]) or self._counted(),
            sets=self.cleaned_data["sets"] or 1,
            return_channel=self.cleaned_data["return_channel"] or Channel.DIRECT.value,
            postal_item=self.cleaned_data["postal_item"],
        )

    def _counted(self) -> str:
        """What tells certifications of one person apart."""
        if not self.asks_pages:
            return ""
        return f"{self.number('copies', 1)} bản, {self.number('pages', 1)} trang mỗi bản"

    def items_asked(self, missing: Iterable[str]) -> list[str]:
        """What to complete: the lines that were typed, else the `missing` papers. After `is_valid()`."""
        lines = [nfc(line) for line in nfc_lines(self.cleaned_data["items"]).split("\n")]
        return [line for line in lines if line] or list(missing)

    def clean_id_number(self) -> str:
        number = re.sub(r"[\s.]", "", self.cleaned_data["id_number"])
        if number.isdigit() and len(number) not in (8, 9, 10, 12, 13):
            raise ValidationError(
                _("Số này có %(count)s chữ số; căn cước có 12, chứng minh nhân dân có 9, mã số thuế có 10."),
                params={"count": len(number)},
            )
        return number

    def clean_phone(self) -> str:
        phone = re.sub(r"[\s.()-]", "", self.cleaned_data["phone"])
        if phone and not _PHONE.fullmatch(phone):
            raise ValidationError(_("Số điện thoại bắt đầu bằng 0 và có 10 hoặc 11 chữ số."))
        return phone

    def clean_postal_item(self) -> str:
        item = re.sub(r"[\s.-]", "", self.cleaned_data["postal_item"]).upper()
        if item and not _POSTAL_ITEM.fullmatch(item):
            raise ValidationError(_("Số hiệu bưu gửi chỉ có chữ không dấu và chữ số, từ 5 đến 20 ký tự."))
        return item

    def clean_name(self) -> str:
        name = nfc(self.cleaned_data["name"])
        if not name and self.dossier is None:
            raise ValidationError(_("Hãy ghi tên người nộp."))
        return name


def _usual(component: Component, rule: ComponentRule) -> dict[str, int]:
    """What is usually brought: the published counts of a paper that everybody needs."""
    if not rule.mandatory or rule.one_of:
        return {}
    counts = {kind: getattr(component, kind) for kind, _label in KINDS}
    return counts if any(counts.values()) else {"originals": 1}
