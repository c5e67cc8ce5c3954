"""The internal process of a version (quy trình nội bộ, domain.md 4.1): steps and the order between them."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from motcua.catalogue import terms
from motcua.catalogue.models import fields
from motcua.catalogue.models.labels import choices
from motcua.catalogue.models.parts import Part
from motcua.catalogue.models.procedure import ProcedureVersion
from motcua.lib.ids import new_id


class Process(Part):
    """One process, for all cases or for those named, with the limit that its steps share out."""

    version = models.ForeignKey(ProcedureVersion, on_delete=models.CASCADE, related_name="processes")
    code = models.CharField(_("mã quy trình"), max_length=40)
    name = models.TextField(_("tên quy trình"))
    cases = fields.cases()
    limit_amount = fields.amount(_("tổng thời hạn"))
    limit_unit = fields.unit(_("đơn vị tổng thời hạn"))
    decision = models.CharField(_("quyết định phê duyệt"), max_length=200, blank=True)

    class Meta(Part.Meta):
        verbose_name = _("quy trình nội bộ")
        verbose_name_plural = _("quy trình nội bộ")
        constraints = [
            *Part.Meta.constraints,
            models.UniqueConstraint(fields=["version", "code"], name="process_code_once"),
            fields.limit_is_whole("limit", "process_limit_whole"),
        ]


class Step(models.Model):
    """One step: who does what, in how much time, with what outcome.

    The holder is told by codes, not by keys, so that one process serves every unit: `place` says of which
    agency, `office` which of its offices (`holders.office_code`), `title` which job title there.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    process = models.ForeignKey(Process, on_delete=models.CASCADE, related_name="steps")
    position = models.PositiveSmallIntegerField(_("thứ tự"))
    key = models.CharField(_("mã bước"), max_length=40)
    name = models.TextField(_("nội dung công việc"))
    role = models.CharField(_("vai trò"), max_length=12, choices=choices(terms.Role))
    place = models.CharField(
        _("tại"), max_length=9, choices=choices(terms.Place), default=terms.Place.RECEIVING
    )
    office = models.CharField(_("bộ phận"), max_length=60)
    title = models.CharField(_("mã chức danh"), max_length=60, blank=True)
    holder = models.TextField(_("người thực hiện"), blank=True)
    limit_amount = fields.amount(_("thời gian thực hiện"))
    limit_unit = fields.unit(_("đơn vị thời gian"))
    product = models.TextField(_("kết quả, sản phẩm"), blank=True)
    forms = ArrayField(models.CharField(max_length=10), verbose_name=_("biểu mẫu"), default=list, blank=True)
    may_send_back = models.BooleanField(_("được chuyển lại bước trước"), default=True)
    needs_previous_result = models.BooleanField(_("cần kết quả bước trước"), default=False)
    pause = models.CharField(
        _("tạm dừng"), max_length=10, choices=choices(terms.Pause), default="", blank=True
    )
    join = models.CharField(
        _("bắt đầu khi"), max_length=14, choices=choices(terms.Join), default=terms.Join.ALL
    )
    silence_as_consent = models.BooleanField(_("im lặng là đồng ý"), default=False)
    timeout_amount = fields.amount(_("hạn trả lời"))
    timeout_unit = fields.unit(_("đơn vị hạn trả lời"))
    # A step that happens only sometimes, and the published extension that gives it its time.
    condition = models.TextField(_("chỉ khi"), blank=True)
    extension = models.CharField(_("gia hạn dùng cho bước"), max_length=40, blank=True)
    mark = fields.mark()
    note = models.TextField(_("ghi chú"), blank=True)

    class Meta:
        verbose_name = _("bước")
        verbose_name_plural = _("các bước")
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["process", "position"], name="step_position_once"),
            models.UniqueConstraint(fields=["process", "key"], name="step_key_once"),
            fields.limit_is_whole("limit", "step_limit_whole"),
            fields.limit_is_whole("timeout", "step_timeout_whole"),
            models.CheckConstraint(
                name="step_silence_needs_time",
                condition=Q(silence_as_consent=False) | ~Q(limit_unit="") | ~Q(timeout_unit=""),
            ),
        ]


class StepLink(models.Model):
    """`before` must be done (or have timed out) before `after` begins."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    before = models.ForeignKey(Step, on_delete=models.CASCADE, related_name="links_after")
    after = models.ForeignKey(Step, on_delete=models.CASCADE, related_name="links_before")

    class Meta:
        verbose_name = _("thứ tự giữa hai bước")
        verbose_name_plural = _("thứ tự giữa các bước")
        constraints = [
            models.UniqueConstraint(fields=["before", "after"], name="step_link_once"),
            models.CheckConstraint(name="step_link_two_steps", condition=~Q(before=F("after"))),
        ]
