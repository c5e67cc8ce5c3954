"""Who was drawn: cells of equal people, and the entries in them."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from motcua.lib.ids import new_id
from motcua.orgs.validity import Guard
from motcua.rounds.models.rounds import SurveyRound


class Cell(models.Model):
    """Everybody in the sample who looks the same to whoever holds the answers.

    An answer knows its cell and nothing else of whom it is from: stratum, cluster, unit and group, with the
    weight and the populations that estimates need. The same names as the columns of `motcua sipas sample`.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    round = models.ForeignKey(SurveyRound, on_delete=models.PROTECT, related_name="cells")
    stratum = models.CharField(_("tầng"), max_length=300)
    cluster = models.CharField(_("cụm"), max_length=300, blank=True)
    unit_code = models.CharField(_("mã đơn vị"), max_length=80)
    unit_name = models.CharField(_("đơn vị"), max_length=200)
    group = models.CharField(_("nhóm"), max_length=200, blank=True)
    probability = models.FloatField(_("xác suất chọn"))
    stage1_population = models.PositiveIntegerField(_("tổng thể cấp 1"), null=True)
    stage2_population = models.PositiveIntegerField(_("tổng thể cấp 2"), null=True)
    drawn = models.PositiveIntegerField(_("số mẫu chính"))

    class Meta:
        verbose_name = _("nhóm mẫu")
        verbose_name_plural = _("nhóm mẫu")
        ordering = ["unit_name", "stratum", "cluster", "group"]
        constraints = [
            models.UniqueConstraint(
                fields=["round", "stratum", "cluster", "unit_code", "group"], name="cell_once"
            ),
            Guard(name="cell_probability", condition=Q(probability__gt=0, probability__lte=1)),
        ]

    def __str__(self) -> str:
        return " · ".join(part for part in (self.unit_name, self.group, self.cluster) if part)

    @property
    def weight(self) -> float:
        """How many people of the frame one answer stands for, before non-response."""
        return 1 / float(self.probability)


class Disposition(models.TextChoices):
    """What became of somebody who was drawn; that he answered is said by his token alone, without a time."""

    WAITING = "waiting", _("chưa trả lời")
    REFUSED = "refused", _("từ chối trả lời")
    AWAY = "away", _("không gặp được")
    UNREACHABLE = "unreachable", _("không liên lạc được")
    INELIGIBLE = "ineligible", _("không thuộc đối tượng")


class SampleEntry(models.Model):
    """A drawn line of the frame. `row` counts lines from 1, `key` is the dossier's code or the line's.

    `reserve` 0: in the sample; 1, 2, …: its turn when another of its cell is replaced, and until then nobody
    is asked. How to reach people is not copied here. Outside the journal but for replacements: a list to work
    by, nothing is counted from it that the drawing record doesn't tell too.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    round = models.ForeignKey(SurveyRound, on_delete=models.PROTECT, related_name="entries")
    cell = models.ForeignKey(Cell, on_delete=models.PROTECT, related_name="entries")
    row = models.PositiveIntegerField(_("dòng"))
    key = models.CharField(_("mã hồ sơ"), max_length=100)
    reserve = models.PositiveIntegerField(_("thứ tự dự phòng"), default=0)
    asked = models.BooleanField(_("được hỏi"))
    disposition = models.CharField(
        _("tình trạng"), max_length=12, choices=Disposition.choices, default=Disposition.WAITING
    )
    reason = models.CharField(_("lý do"), max_length=300, blank=True)
    replaced_by = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, related_name="replaces", verbose_name=_("thay bằng")
    )
    interviewer = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("điều tra viên"),
    )

    class Meta:
        verbose_name = _("người được chọn")
        verbose_name_plural = _("người được chọn")
        ordering = ["round", "row"]
        indexes = [models.Index(fields=["round", "asked", "disposition"], name="entry_to_ask")]
        constraints = [
            models.UniqueConstraint(fields=["round", "row"], name="entry_row_once"),
            Guard(name="entry_main_is_asked", condition=Q(reserve__gt=0) | Q(asked=True)),
            Guard(
                name="entry_replaced_says_why",
                condition=Q(replaced_by__isnull=True) | ~Q(disposition="waiting"),
            ),
        ]

    def __str__(self) -> str:
        return self.key
