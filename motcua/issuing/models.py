"""Templates of results: data that an administrator writes, in versions that never change."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from motcua.dossiers.values import ResultText
from motcua.lib.ids import new_id


class Template(models.Model):
    """A template for the results of one procedure, or of any where `procedure` is empty.

    `motcua verify` does not compare it: its events tell the hash of every version.
    """

    code = models.SlugField(_("mã mẫu"), max_length=60, primary_key=True)
    procedure = models.CharField(_("mã thủ tục"), max_length=60, blank=True)
    retired_at = models.DateTimeField(_("thôi dùng từ"), null=True, blank=True)

    class Meta:
        verbose_name = _("mẫu kết quả")
        verbose_name_plural = _("mẫu kết quả")
        ordering = ["code"]

    def __str__(self) -> str:
        return self.code


class TemplateVersion(models.Model):
    """One wording of a template; a change is the next version."""

    append_only = True

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    template = models.ForeignKey(Template, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField(_("phiên bản"))
    name = models.CharField(_("tên mẫu"), max_length=200)
    text = models.JSONField(_("nội dung"))
    saved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    saved_at = models.DateTimeField(_("lưu lúc"))

    class Meta:
        verbose_name = _("phiên bản mẫu kết quả")
        verbose_name_plural = _("phiên bản mẫu kết quả")
        ordering = ["template", "number"]
        constraints = [
            models.UniqueConstraint(fields=["template", "number"], name="template_number_once"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def words(self) -> ResultText:
        """The text in its parts, with placeholders."""
        return ResultText.of(self.text)
