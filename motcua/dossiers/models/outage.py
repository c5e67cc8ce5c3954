"""Outages: when papers were taken by hand because the system could not be used, and what was entered later.

statistics.md 1: what happened then and is written down now is marked, bounded and approved.
"""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateTimeRangeField, RangeOperators
from django.db import models
from django.db.models import F, Func, Q, Value
from django.utils.translation import gettext_lazy as _

from motcua.accounts.models import Officer
from motcua.dossiers.models.dossier import Dossier
from motcua.dossiers.models.rows import Row
from motcua.lib.ids import new_id
from motcua.orgs.models import Unit


class Outage(models.Model):
    """A time in which a receiving unit worked on paper, recorded by its head: only papers of such a time may
    be entered later. Times of one unit never overlap, so a paper belongs to one outage.
    """

    append_only = True

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+", verbose_name=_("đơn vị"))
    began_at = models.DateTimeField(_("từ"))
    ended_at = models.DateTimeField(_("đến"))
    ground = models.CharField(_("lý do, văn bản"), max_length=500)
    approved_by = models.ForeignKey(Officer, on_delete=models.PROTECT, null=True, related_name="+")
    approved_at = models.DateTimeField(_("duyệt lúc"))

    class Meta:
        verbose_name = _("thời gian mất hệ thống")
        verbose_name_plural = _("thời gian mất hệ thống")
        ordering = ["-began_at", "id"]
        constraints = [
            models.CheckConstraint(
                name="outage_over_when_approved",
                condition=Q(began_at__lt=F("ended_at"), ended_at__lte=F("approved_at")),
            ),
            models.CheckConstraint(name="outage_has_its_ground", condition=~Q(ground="")),
            ExclusionConstraint(
                name="outage_no_overlap",
                expressions=[
                    ("unit", RangeOperators.EQUAL),
                    (
                        Func(
                            "began_at",
                            "ended_at",
                            Value("[]"),
                            function="tstzrange",
                            output_field=DateTimeRangeField(),
                        ),
                        RangeOperators.OVERLAPS,
                    ),
                ],
            ),
        ]

    def __str__(self) -> str:
        return self.ground


class OutagePaper(Row):
    """A dossier that was taken on paper and entered later: which number the paper bears, when it was entered
    and by whom. When it was taken is the dossier's `received_at`.
    """

    journaled = ("outage_id", "number", "entered_at", "entered_by_id")

    dossier = models.OneToOneField(Dossier, on_delete=models.PROTECT, related_name="outage_paper")
    outage = models.ForeignKey(Outage, on_delete=models.PROTECT, related_name="papers")
    number = models.CharField(_("số trên giấy"), max_length=40)
    entered_at = models.DateTimeField(_("nhập lúc"))
    entered_by = models.ForeignKey(Officer, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name = _("hồ sơ nhập sau")
        verbose_name_plural = _("hồ sơ nhập sau")
        constraints = [
            models.UniqueConstraint(fields=["outage", "number"], name="outage_paper_once"),
            models.CheckConstraint(name="outage_paper_numbered", condition=~Q(number="")),
        ]
