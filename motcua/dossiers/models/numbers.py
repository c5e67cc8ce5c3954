"""Numbers: dossier codes by agency and day; slips, books and serials by unit, form and year."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from motcua.accounts.models import Officer
from motcua.dossiers.models.dossier import Dossier
from motcua.dossiers.models.rows import Row
from motcua.orgs.models import Unit


class Counter(models.Model):
    """The last number given in a series; whoever wants the next one holds the row until the commit."""

    series = models.CharField(primary_key=True, max_length=120)
    last = models.PositiveBigIntegerField(default=0)

    class Meta:
        verbose_name = _("dãy số")
        verbose_name_plural = _("dãy số")


class Slip(Row):
    """A numbered paper of the dossier: the forms of TT 01/2018, from 15/09/2025 of TT 03/2025."""

    class Form(models.TextChoices):
        RECEIPT = "receipt", _("Giấy tiếp nhận hồ sơ và hẹn trả kết quả")
        SUPPLEMENT = "supplement", _("Phiếu yêu cầu bổ sung, hoàn thiện hồ sơ")
        REFUSAL = "refusal", _("Phiếu từ chối tiếp nhận, giải quyết hồ sơ")
        APOLOGY = "apology", _("Phiếu xin lỗi và hẹn lại ngày trả kết quả")
        STOP = "stop", _("Thông báo dừng giải quyết hồ sơ")

    class Stage(models.TextChoices):
        RECEPTION = "reception", _("tiếp nhận")
        PROCESSING = "processing", _("giải quyết")

    journaled = ("form", "stage", "unit_id", "year", "number", "issued_at", "officer_id", "signer_id")

    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="slips")
    form = models.CharField(_("loại"), max_length=12, choices=Form.choices)
    stage = models.CharField(_("giai đoạn"), max_length=10, choices=Stage.choices)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+", verbose_name=_("đơn vị"))
    year = models.PositiveSmallIntegerField(_("năm"))
    number = models.PositiveIntegerField(_("số"))
    issued_at = models.DateTimeField(_("lập lúc"))
    officer = models.ForeignKey(Officer, on_delete=models.PROTECT, null=True, related_name="+")
    # Of the solving agency, where another than who issued the slip signs it: Mẫu 04 (domain.md 2.4).
    signer = models.ForeignKey(Officer, on_delete=models.PROTECT, null=True, related_name="+")
    # What the paper says beyond the dossier itself: items asked for, reason, new date.
    content = models.JSONField(_("nội dung"), default=dict, blank=True)

    class Meta:
        verbose_name = _("phiếu")
        verbose_name_plural = _("các phiếu")
        ordering = ["dossier", "issued_at"]
        constraints = [
            models.UniqueConstraint(fields=["unit", "form", "year", "number"], name="slip_number_once"),
            # One of each form for each stage: one request, one apology (domain.md 12.3, 12.4).
            models.UniqueConstraint(fields=["dossier", "form", "stage"], name="slip_once_a_stage"),
            models.CheckConstraint(
                condition=~models.Q(form="apology") | models.Q(signer__isnull=False),
                name="slip_apology_signed",
            ),
        ]
