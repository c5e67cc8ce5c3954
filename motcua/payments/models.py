"""Sheets of the cash desk: what an officer took on a day, counted and closed. Nothing on them changes."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from motcua.accounts.models import Officer
from motcua.dossiers.models import Settlement
from motcua.lib.ids import new_id
from motcua.orgs.models import Unit
from motcua.payments.calc import Kind


class DaySheet(models.Model):
    """Bảng kê thu phí, lệ phí of one officer at one unit for one local day; amounts in whole đồng."""

    append_only = True

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+", verbose_name=_("đơn vị"))
    officer = models.ForeignKey(
        Officer, on_delete=models.PROTECT, related_name="+", verbose_name=_("người thu")
    )
    on = models.DateField(_("ngày"))
    # What was taken after the day was closed comes on a second sheet of the day.
    round = models.PositiveSmallIntegerField(_("lần"))
    receipts = models.PositiveIntegerField(_("số biên lai"))
    void = models.PositiveIntegerField(_("biên lai hủy"))
    cash_taken = models.BigIntegerField(_("thu tiền mặt"))
    transfer_taken = models.BigIntegerField(_("thu chuyển khoản"))
    cash_back = models.BigIntegerField(_("hoàn trả tiền mặt"))
    transfer_back = models.BigIntegerField(_("hoàn trả chuyển khoản"))
    counted_cash = models.BigIntegerField(_("tiền mặt kiểm đếm"))
    explanation = models.CharField(_("giải thích chênh lệch"), max_length=1000, blank=True)
    closed_at = models.DateTimeField(_("chốt lúc"))

    class Meta:
        verbose_name = _("bảng kê thu phí, lệ phí")
        verbose_name_plural = _("bảng kê thu phí, lệ phí")
        ordering = ["-on", "unit", "officer", "round"]
        constraints = [
            models.UniqueConstraint(fields=["unit", "officer", "on", "round"], name="sheet_once"),
            models.CheckConstraint(
                name="sheet_difference_explained",
                condition=Q(counted_cash=F("cash_taken") - F("cash_back")) | ~Q(explanation=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.unit.code} {self.on} {self.round}"

    @property
    def expected_cash(self) -> int:
        """What the cash had to come to."""
        return self.cash_taken - self.cash_back

    @property
    def difference(self) -> int:
        """Counted less expected: below nothing where cash was missing."""
        return self.counted_cash - self.expected_cash


class SheetLine(models.Model):
    """One movement of money on a sheet; `amount` with its sign. Each is on one sheet only."""

    append_only = True

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    sheet = models.ForeignKey(DaySheet, on_delete=models.PROTECT, related_name="lines")
    settlement = models.ForeignKey(Settlement, on_delete=models.PROTECT, related_name="sheet_lines")
    kind = models.CharField(_("loại"), max_length=8, choices=[(kind.value, kind.value) for kind in Kind])
    means = models.CharField(_("hình thức"), max_length=8, choices=Settlement.Means.choices)
    amount = models.BigIntegerField(_("số tiền"))

    class Meta:
        verbose_name = _("dòng bảng kê")
        verbose_name_plural = _("dòng bảng kê")
        constraints = [
            models.UniqueConstraint(fields=["settlement", "kind"], name="sheet_line_once"),
            models.UniqueConstraint(
                fields=["settlement"], name="sheet_line_taken_once", condition=Q(kind__in=["taken", "void"])
            ),
            models.CheckConstraint(
                name="sheet_line_sign",
                condition=(Q(kind="taken", amount__gt=0))
                | Q(kind="void", amount=0)
                | Q(kind__in=["refunded", "reversed"], amount__lt=0),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.settlement_id} {self.kind}"
