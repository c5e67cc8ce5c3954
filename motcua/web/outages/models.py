"""What the pages of an outage remember: the file that an officer is looking through."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from motcua.dossiers.models import Outage


class Upload(models.Model):
    """The rows of a file that was read and is not entered yet; a new file takes its place.

    Holds personal data: shown to nobody but the officer who sent it, deleted once it is entered.
    """

    officer = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    outage = models.ForeignKey(Outage, on_delete=models.CASCADE, related_name="+")
    name = models.CharField(_("tên tệp"), max_length=200)
    rows = models.JSONField(_("các dòng"))
    sent_at = models.DateTimeField(_("gửi lúc"))

    class Meta:
        verbose_name = _("tệp nhập bù")
        verbose_name_plural = _("tệp nhập bù")
        constraints = [
            models.UniqueConstraint(fields=["officer", "outage"], name="upload_one_of_an_officer"),
        ]
