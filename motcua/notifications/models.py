"""Notices to officers. They are no record: what they tell of stands in the dossier and its journal."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from motcua.accounts.models import Officer
from motcua.dossiers.models import Dossier
from motcua.lib.ids import new_id


class Notice(models.Model):
    """One officer is told one thing about one dossier, once: `about` names what it is about."""

    class Kind(models.TextChoices):
        NEW_WORK = "new_work", _("Việc mới")
        SENT_BACK = "sent_back", _("Hồ sơ bị chuyển lại")
        OPINION_ASKED = "opinion_asked", _("Được hỏi ý kiến")
        SUPPLEMENT_PROPOSED = "supplement_proposed", _("Có đề nghị bổ sung hồ sơ")
        COMING_DUE = "coming_due", _("Sắp đến hạn")
        OVERDUE = "overdue", _("Quá hạn, chưa xin lỗi")
        PAUSE_OVER = "pause_over", _("Chờ quá ngày dự kiến")
        FILE_INFECTED = "file_infected", _("Tệp có mã độc, đã hủy")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    officer = models.ForeignKey(Officer, on_delete=models.CASCADE, related_name="notices")
    kind = models.CharField(_("loại"), max_length=20, choices=Kind.choices)
    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="+")
    about = models.CharField(max_length=60)
    at = models.DateTimeField(_("lúc"))
    due_at = models.DateTimeField(_("hạn"), null=True)
    read_at = models.DateTimeField(_("đã đọc lúc"), null=True)
    mailed_at = models.DateTimeField(_("đã gửi thư lúc"), null=True)

    class Meta:
        verbose_name = _("thông báo")
        verbose_name_plural = _("thông báo")
        ordering = ["-at", "-id"]
        constraints = [
            models.UniqueConstraint(fields=["officer", "kind", "dossier", "about"], name="notice_once"),
        ]
        indexes = [
            models.Index(fields=["officer", "-at", "-id"], name="notice_of_officer"),
            models.Index(fields=["officer"], name="notice_unread", condition=Q(read_at__isnull=True)),
            models.Index(
                fields=["officer", "at"],
                name="notice_unmailed",
                condition=Q(mailed_at__isnull=True, read_at__isnull=True),
            ),
        ]


class MailChoice(models.Model):
    """Whether an officer wants the daily letter; without a row he gets it."""

    officer = models.OneToOneField(
        Officer, primary_key=True, on_delete=models.CASCADE, related_name="mail_choice"
    )
    digest = models.BooleanField(_("nhận thư tóm tắt hằng ngày"), default=True)

    class Meta:
        verbose_name = _("lựa chọn nhận thư")
        verbose_name_plural = _("lựa chọn nhận thư")
