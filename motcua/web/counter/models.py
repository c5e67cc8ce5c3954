"""What the counter's screens remember by themselves: what was typed, and which form became which dossier."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from motcua.dossiers.models import Dossier


class Draft(models.Model):
    """A form that was begun and not yet sent, kept so that a closed browser loses nothing.

    Holds personal data: shown to nobody but the officer who typed it, deleted once the form is used.
    """

    key = models.UUIDField(primary_key=True, editable=False)
    officer = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    title = models.CharField(_("thủ tục"), max_length=1000)
    content = models.JSONField(_("nội dung đã gõ"))
    saved_at = models.DateTimeField(_("lưu lúc"))

    class Meta:
        verbose_name = _("bản nháp tiếp nhận")
        verbose_name_plural = _("bản nháp tiếp nhận")
        ordering = ["-saved_at"]
        indexes = [models.Index(fields=["officer", "-saved_at"], name="draft_of_officer")]


class Used(models.Model):
    """A form that became a dossier, by its key: sent once more it leads to the same dossier.

    `content_mac` tells whether what is sent is the same, without keeping what it was.
    """

    key = models.UUIDField(primary_key=True, editable=False)
    officer = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="+")
    content_mac = models.CharField(max_length=64, editable=False)
    at = models.DateTimeField(_("lúc"))

    class Meta:
        verbose_name = _("biểu mẫu đã dùng")
        verbose_name_plural = _("biểu mẫu đã dùng")
        indexes = [models.Index(fields=["officer", "-at"], name="used_by_officer")]
