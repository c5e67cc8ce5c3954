"""One step of an internal process: what, who, how long, after which steps, and what is special about it."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from motcua.catalogue import checks, models, rearranging
from motcua.catalogue import process as graphs
from motcua.catalogue.codes import fresh
from motcua.catalogue.content import Process, Step, VersionContent
from motcua.catalogue.findings import Finding, errors
from motcua.web.editor import holding, processes, telling
from motcua.web.editor.forms.fields import HINTS, Asked, asked, limit_of, made, split_limits

_WHAT = ("name", "role")
_REST = (
    *("holder", "limit", "product", "forms", "join", "silence_as_consent", "timeout", "may_send_back"),
    *("needs_previous_result", "pause", "condition", "extension", "note"),
)
# What can be mended in this form alone; the rest is told beside the table.
_OWN = frozenset(
    "pause_timed condition_unpaid extension_unknown extension_short silence_timeless units_mixed".split()
)


class StepForm(forms.Form):
    """The step `key` of the process at `place`; a new one `after` or `beside` a step when `key` is empty."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(
        self,
        content: VersionContent,
        place: int,
        *,
        key: str = "",
        after: str = "",
        beside: str = "",
        **more: Any,
    ) -> None:
        self.draft, self.place, self.key = content, place, key
        self.after_key, self.beside_key = after, beside
        self.flow = content.processes[place]
        self.step = next((step for step in self.flow.steps if step.key == key), None)
        super().__init__(initial=self._initial(), **more)
        self._add_fields()
        self.content = content

    @property
    def asked(self) -> list[Asked]:
        """The visible fields as a page lays them out."""
        return list(asked(self))

    def _initial(self) -> dict[str, Any]:
        if self.step is None:
            return {"may_send_back": True}
        step = self.step
        given = split_limits(step.model_dump()) | {"seen": telling.fingerprint(step)}
        return given | {"unit": holding.code_of(step.place, step.office), "forms": ", ".join(step.forms)}

    def _add_fields(self) -> None:
        on = timezone.localdate()
        self.fields.update(made(models.Step, _WHAT))
        self.fields["unit"] = forms.ChoiceField(
            label=_("Đơn vị thực hiện"), choices=holding.units(self.draft, on, self.step)
        )
        self.fields["title"] = forms.ChoiceField(
            label=_("Chức danh"), choices=holding.titles(), required=False
        )
        self.fields.update(made(models.Step, _REST))
        self.fields["holder"].help_text = _("Chỉ ghi khi cần nói khác với chức danh và đơn vị đã chọn.")
        self.fields["forms"] = forms.CharField(
            label=_("Biểu mẫu"), required=False, help_text=HINTS["forms"], max_length=100
        )
        known = [(e.code, e.name) for e in self.draft.extensions]
        self.fields["extension"] = forms.ChoiceField(
            label=self.fields["extension"].label,
            choices=[("", _("Không dùng gia hạn")), *known],
            required=False,
            help_text=_("Bước chỉ có khi cần thì lấy thời gian từ một gia hạn của thủ tục."),
        )
        if self.step is not None:
            self._add_order()

    def _add_order(self) -> None:
        others = [(s.key, s.name) for s in self.flow.steps if s.key != self.key]
        field = forms.MultipleChoiceField(
            label=gettext_lazy("Bắt đầu sau các bước"),
            choices=others,
            widget=forms.CheckboxSelectMultiple,
            required=False,
            help_text=gettext_lazy("Bước đầu tiên không chọn bước nào."),
        )
        order = list(self.fields)
        self.fields["after"] = field
        self.order_fields([*order[: order.index("join")], "after", *order[order.index("join") :]])

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        if self.step is not None and given.get("seen") != telling.fingerprint(self.step):
            raise ValidationError(_("Bước này vừa được người khác sửa. Hãy mở lại từ bảng rồi sửa."))
        limits = {name: limit_of(self, name) for name in ("limit", "timeout")}
        if not self.errors:
            self._take(self._step(given, limits))
        return given

    def _step(self, given: dict[str, Any], limits: dict[str, str]) -> Step:
        place, office = holding.parted(given["unit"])
        numbers = [number.strip() for number in given["forms"].replace(";", ",").split(",")]
        if any(len(number) > 10 for number in numbers):
            self.add_error("forms", _("Mỗi số biểu mẫu tối đa 10 ký tự, cách nhau bằng dấu phẩy."))
            numbers = []
        plain = {name: given[name] for name in (*_WHAT, *_REST, "title") if name in given}
        known = {step.key for step in self.flow.steps}
        before = self.step.model_dump() if self.step else {"key": fresh(given["name"], known)}
        forms_used = tuple(number for number in numbers if number)
        own = {"place": place, "office": office, "forms": forms_used, "mark": None}
        return Step.model_validate(before | plain | limits | own)

    def _take(self, step: Step) -> None:
        steps = self._placed(step)
        if circle := graphs.cycle(steps):
            names = {s.key: s.name for s in steps}
            told = _("Các bước sẽ đi vòng: %(path)s. Hãy bỏ chọn một bước.")
            self.add_error("after", told % {"path": " → ".join(names[key] for key in circle)})
            return
        flow = processes.with_steps(self.flow, steps)
        self.key, self.content = step.key, processes.changed(self.draft, self.place, flow)
        self._check(flow)

    def _placed(self, step: Step) -> list[Step]:
        steps = self.flow.steps
        if self.step is None:
            if self.beside_key:
                return rearranging.add_beside(steps, self.beside_key, step)
            return rearranging.add_after(steps, self.after_key, step)
        changed = [step if other.key == step.key else other for other in steps]
        return rearranging.put_after(changed, step.key, self.cleaned_data["after"])

    def _check(self, flow: Process) -> None:
        index = next(i for i, step in enumerate(flow.steps) if step.key == self.key)
        here = ("processes", self.place, "steps", index)
        for finding in errors(checks.findings(self.content)):
            if finding.where[:4] == here and finding.code in _OWN:
                self.add_error(self._field(finding), telling.finding(finding, self.content))

    def _field(self, finding: Finding) -> str | None:
        name = str(finding.where[-1])
        return {"limit": "limit_amount", "timeout": "timeout_amount"}.get(name, name)
