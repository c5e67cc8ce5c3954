"""Number books: the series from which results and certifications get their numbers (sổ, quyển số)."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from motcua.lib.ids import new_id
from motcua.orgs.models import Unit


class NumberBook(models.Model):
    """One volume of a book of a unit. Numbers run on through the volumes of a year and begin anew with it."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+", verbose_name=_("đơn vị"))
    sign = models.CharField(_("ký hiệu sổ"), max_length=30)
    name = models.CharField(_("tên sổ"), max_length=200)
    year = models.PositiveSmallIntegerField(_("năm"))
    volume = models.PositiveSmallIntegerField(_("quyển số"))
    opened_on = models.DateField(_("mở ngày"))
    closed_on = models.DateField(_("khóa ngày"), null=True, blank=True)

    class Meta:
        verbose_name = _("sổ cấp số")
        verbose_name_plural = _("sổ cấp số")
        ordering = ["unit", "sign", "-year", "-volume"]
        constraints = [
            models.UniqueConstraint(fields=["unit", "sign", "year", "volume"], name="book_volume_once"),
            models.UniqueConstraint(
                fields=["unit", "sign"], name="book_one_open", condition=Q(closed_on__isnull=True)
            ),
            models.CheckConstraint(
                name="book_closed_after_opened",
                condition=Q(closed_on__isnull=True) | Q(closed_on__gte=F("opened_on")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name}, {self.volume:02d}/{self.year}-{self.sign}"
