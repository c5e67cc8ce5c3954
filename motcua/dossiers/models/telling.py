"""The contact log: what the one-stop unit told the applicant, when, how, and whether it was heard."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from motcua.accounts.models import Officer
from motcua.dossiers.models.dossier import Dossier
from motcua.dossiers.models.rows import Row


class Telling(Row):
    """One try to tell the applicant something. Whom and in which words stay out of the events."""

    class About(models.TextChoices):
        SUPPLEMENT = "supplement", _("phải bổ sung hồ sơ")
        DELAY = "delay", _("trễ hẹn, hẹn lại")
        RESULT = "result", _("đã có kết quả")
        OTHER = "other", _("việc khác")

    class Means(models.TextChoices):
        PHONE = "phone", _("điện thoại")
        MESSAGE = "message", _("tin nhắn")
        IN_PERSON = "in_person", _("gặp trực tiếp")
        POST = "post", _("bưu chính")
        EMAIL = "email", _("thư điện tử")

    class Outcome(models.TextChoices):
        TOLD = "told", _("đã báo được")
        NO_ANSWER = "no_answer", _("không liên lạc được")
        WRONG_NUMBER = "wrong_number", _("sai số, sai địa chỉ")

    journaled = ("told_at", "officer_id", "about", "means", "outcome")

    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="tellings")
    told_at = models.DateTimeField(_("báo lúc"))
    officer = models.ForeignKey(Officer, on_delete=models.PROTECT, null=True, related_name="+")
    about = models.CharField(_("báo việc gì"), max_length=10, choices=About.choices)
    means = models.CharField(_("báo bằng cách nào"), max_length=10, choices=Means.choices)
    outcome = models.CharField(_("kết quả liên lạc"), max_length=12, choices=Outcome.choices)
    person = models.CharField(_("báo cho ai"), max_length=300, blank=True)
    note = models.CharField(_("ghi chú"), max_length=500, blank=True)

    class Meta:
        verbose_name = _("lần báo tin")
        verbose_name_plural = _("các lần báo tin")
        ordering = ["dossier", "told_at"]
        constraints = [
            models.CheckConstraint(name="telling_person_named", condition=~Q(outcome="told") | ~Q(person="")),
        ]
