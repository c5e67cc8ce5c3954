"""Due dates and pauses: each move of a promised date is a row with its ground (statistics.md 1)."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from motcua.dossiers.deadlines import Ground
from motcua.dossiers.models.dossier import Dossier
from motcua.dossiers.models.rows import Row

_ORIGINAL, _EXTENSION = Ground.ORIGINAL.value, Ground.EXTENSION.value
_CALENDAR, _APOLOGY = Ground.CALENDAR.value, Ground.APOLOGY.value


class DueDate(Row):
    """From this row on the due date is `due_at`; an apology alone does not move the lawful one."""

    journaled = ("seq", "ground", "due_at", "article", "document", "occurred_at", "recorded_at")

    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="due_dates")
    seq = models.PositiveSmallIntegerField(_("thứ tự"))
    ground = models.CharField(_("căn cứ"), max_length=12, choices=[(g.value, g.value) for g in Ground])
    due_at = models.DateTimeField(_("hẹn trả"))
    article = models.CharField(_("điều khoản"), max_length=300, blank=True)
    document = models.CharField(_("văn bản"), max_length=200, blank=True)
    occurred_at = models.DateTimeField(_("từ lúc"))
    recorded_at = models.DateTimeField(_("ghi lúc"))

    class Meta:
        verbose_name = _("ngày hẹn trả")
        verbose_name_plural = _("ngày hẹn trả")
        ordering = ["dossier", "seq"]
        constraints = [
            models.UniqueConstraint(fields=["dossier", "seq"], name="due_date_seq_once"),
            models.UniqueConstraint(
                fields=["dossier", "ground"],
                name="due_date_ground_once",
                condition=Q(ground__in=[_ORIGINAL, _EXTENSION, _APOLOGY]),
            ),
            models.CheckConstraint(
                name="due_date_original_first",
                condition=Q(seq=0, ground=_ORIGINAL) | (Q(seq__gt=0) & ~Q(ground=_ORIGINAL)),
            ),
            models.CheckConstraint(
                name="due_date_extension_names_article",
                condition=~Q(ground=_EXTENSION, article=""),
            ),
            models.CheckConstraint(
                name="due_date_calendar_names_document",
                condition=~Q(ground=_CALENDAR, document=""),
            ),
        ]


class Pause(Row):
    """The clock stands still from `started_at` until the applicant has done what is asked (half-open)."""

    class Kind(models.TextChoices):
        SUPPLEMENT = "supplement", _("chờ bổ sung hồ sơ")
        PAYMENT = "payment", _("chờ thực hiện nghĩa vụ tài chính")

    journaled = (
        "kind",
        "started_at",
        "started_recorded_at",
        "expected_end_on",
        "ended_at",
        "ended_recorded_at",
    )

    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="pauses")
    kind = models.CharField(_("lý do"), max_length=12, choices=Kind.choices)
    started_at = models.DateTimeField(_("từ"))
    started_recorded_at = models.DateTimeField()
    expected_end_on = models.DateField(_("dự kiến đến ngày"))
    ended_at = models.DateTimeField(_("đến"), null=True, blank=True)
    ended_recorded_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("tạm dừng tính thời gian")
        verbose_name_plural = _("tạm dừng tính thời gian")
        ordering = ["dossier", "started_at"]
        indexes = [
            models.Index(
                fields=["expected_end_on"], name="pause_open_expected", condition=Q(ended_at__isnull=True)
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["dossier"], name="pause_one_open", condition=Q(ended_at__isnull=True)
            ),
            # One request for supplement in processing, without override (domain.md 12.3).
            models.UniqueConstraint(
                fields=["dossier"], name="pause_one_supplement", condition=Q(kind="supplement")
            ),
            models.CheckConstraint(
                name="pause_in_order", condition=Q(ended_at__isnull=True) | Q(ended_at__gte=F("started_at"))
            ),
        ]
