"""The head of an internal process: name, cases, limit, the decision that approved it."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from motcua.catalogue import checks, models
from motcua.catalogue.codes import fresh
from motcua.catalogue.content import Process, Step, VersionContent
from motcua.catalogue.findings import errors
from motcua.catalogue.holders import ONE_STOP
from motcua.catalogue.terms import Role
from motcua.web.editor import processes, telling
from motcua.web.editor.forms.fields import Asked, asked, limit_of, made, split_limits

FIELDS = ("name", "cases", "limit", "decision")
# Told beside the table instead, where the steps can be changed.
_BESIDE = frozenset({"sum_over"})


class ProcessForm(forms.Form):
    """A process of the draft, at `place` (None: a new one); `content`: what the draft would become."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, content: VersionContent, place: int | None, **more: Any) -> None:
        self.draft, self.place = content, place
        self.flow = content.processes[place] if place is not None else None
        head = self.flow.model_dump(include=set(FIELDS)) if self.flow else {}
        super().__init__(initial=split_limits(head) | {"seen": telling.fingerprint_of(head)}, **more)
        self.fields.update(made(models.Process, FIELDS, content.cases))
        self.content = content

    @property
    def asked(self) -> list[Asked]:
        """The visible fields as a page lays them out."""
        return list(asked(self))

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        if self.flow is not None and given.get("seen") != self.initial["seen"]:
            raise ValidationError(_("Phần này vừa được người khác sửa. Hãy mở lại rồi sửa."))
        fields = {name: given[name] for name in FIELDS if name in given} | {"limit": limit_of(self, "limit")}
        if not self.errors:
            self._take(fields)
        return given

    def _take(self, fields: dict[str, Any]) -> None:
        flows = self.draft.processes
        place = len(flows) if self.place is None else self.place
        if self.flow is None:
            code = fresh(fields["name"], {flow.code for flow in flows})
            flow = Process.model_validate(fields | {"code": code, "steps": _first_and_last()})
        else:
            plain = {name: getattr(self.flow, name) for name in Process.model_fields}
            flow = Process.model_validate(plain | fields | {"mark": None})
        self.flow, self.content = flow, processes.changed(self.draft, place, flow)
        for finding in errors(checks.findings(self.content)):
            if finding.where[:2] == ("processes", place) and len(finding.where) == 3:
                self._tell(str(finding.where[2]), finding)

    def _tell(self, name: str, finding: Any) -> None:
        field = {"limit": "limit_amount"}.get(name, name)
        if field in self.fields and finding.code not in _BESIDE:
            self.add_error(field, telling.finding(finding, self.content))


def _first_and_last() -> list[Step]:
    """What every process begins and ends with."""
    receive = Step(key="tiep-nhan", name="Tiếp nhận hồ sơ", role=Role.RECEIVE, office=ONE_STOP, after=())
    give = Step(key="tra", name="Trả kết quả", role=Role.RETURN, office=ONE_STOP, after=(receive.key,))
    return [receive, give]
