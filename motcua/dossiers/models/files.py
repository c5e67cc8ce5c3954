"""Files of a dossier: the scan or upload that proves a paper."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from motcua.attachments.models import StoredFile
from motcua.dossiers.models.dossier import Dossier
from motcua.dossiers.models.rows import Row


class Attachment(Row):
    """A file that proves the paper at `position` of the published list; 0 for one that proves none of them.

    The hash stands here too, so that the dossier's own events say which bytes were handed in.
    """

    journaled = ("position", "file_id", "sha256", "attached_at")

    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="attachments")
    position = models.PositiveSmallIntegerField(_("giấy tờ số"))
    file = models.OneToOneField(
        StoredFile, on_delete=models.PROTECT, related_name="attachment", verbose_name=_("tệp")
    )
    sha256 = models.CharField(max_length=64, editable=False)
    attached_at = models.DateTimeField(_("đính kèm lúc"))

    class Meta:
        verbose_name = _("tệp của hồ sơ")
        verbose_name_plural = _("tệp của hồ sơ")
        ordering = ["position", "attached_at"]
