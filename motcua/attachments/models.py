"""A file that was handed in: what it is, its hash, and whether it may be opened."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from motcua.attachments.kinds import Kind
from motcua.lib.ids import new_id


class StoredFile(models.Model):
    """A file as it came; its bytes lie in the storage under `place` and never change.

    Personal data: whoever shows it checks first who may see the matter that it belongs to.
    """

    class State(models.TextChoices):
        WAITING = "waiting", _("chờ quét vi-rút")
        CLEAN = "clean", _("đã quét, sạch")
        INFECTED = "infected", _("có mã độc, đã hủy")
        UNSCANNED = "unscanned", _("không quét")
        MADE = "made", _("do hệ thống lập")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    name = models.CharField(_("tên tệp"), max_length=200)
    kind = models.CharField(_("loại"), max_length=8, choices=[(kind.value, kind.value) for kind in Kind])
    size = models.PositiveBigIntegerField(_("số byte"))
    pages = models.PositiveSmallIntegerField(_("số trang"))
    sha256 = models.CharField(max_length=64, editable=False)
    place = models.CharField(max_length=100, unique=True, editable=False)
    state = models.CharField(_("trạng thái"), max_length=10, choices=State.choices)
    signature = models.CharField(_("mã độc"), max_length=200, blank=True)
    kept_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("người đưa vào"),
    )
    kept_at = models.DateTimeField(_("đưa vào lúc"))
    scanned_at = models.DateTimeField(_("quét lúc"), null=True, blank=True)

    class Meta:
        verbose_name = _("tệp")
        verbose_name_plural = _("tệp")
        indexes = [
            models.Index(fields=["kept_at"], name="file_waiting", condition=Q(state="waiting")),
            models.Index(fields=["sha256"], name="file_hash"),
        ]
        constraints = [
            models.CheckConstraint(
                name="file_state",
                condition=Q(state__in=["waiting", "clean", "infected", "unscanned", "made"]),
            ),
            models.CheckConstraint(
                name="file_infected_says_how",
                condition=Q(state="infected") & ~Q(signature="") | ~Q(state="infected") & Q(signature=""),
            ),
            models.CheckConstraint(
                name="file_scanned_says_when",
                condition=Q(state__in=["clean", "infected"], scanned_at__isnull=False)
                | Q(state__in=["waiting", "unscanned", "made"], scanned_at__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def may_be_opened(self) -> bool:
        """Whether the file itself may leave the house."""
        return self.state in (self.State.CLEAN, self.State.MADE)

    @property
    def may_be_looked_at(self) -> bool:
        """Whether pictures of its pages may be shown."""
        return self.state in (self.State.CLEAN, self.State.MADE, self.State.UNSCANNED)
