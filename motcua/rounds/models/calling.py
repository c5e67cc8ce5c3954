"""Telephone calls to drawn people that did not lead to an answer.

A call that did is not written down, and what was tried before is forgotten when the person answers in
whatever way: else the calls would tell how, by whom and about when somebody answered.
"""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from motcua.lib.ids import new_id
from motcua.orgs.validity import Guard
from motcua.rounds.models.sampling import SampleEntry


class Outcome(models.TextChoices):
    """How a call ended that brought no answers."""

    NO_ANSWER = "no_answer", _("không nhấc máy")
    BUSY = "busy", _("máy bận, tắt máy")
    LATER = "later", _("hẹn gọi lại")
    WRONG_NUMBER = "wrong_number", _("nhầm số, số không dùng nữa")


class CallAttempt(models.Model):
    """One call. A list to work by, outside the journal; no figure is counted from it."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    entry = models.ForeignKey(SampleEntry, on_delete=models.CASCADE, related_name="calls")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("người gọi")
    )
    at = models.DateTimeField(_("gọi lúc"))
    outcome = models.CharField(_("kết quả"), max_length=12, choices=Outcome.choices)
    call_after = models.DateTimeField(_("gọi lại từ"), null=True, blank=True)

    class Meta:
        verbose_name = _("cuộc gọi không có trả lời")
        verbose_name_plural = _("cuộc gọi không có trả lời")
        ordering = ["at"]
        constraints = [
            Guard(name="call_outcome", condition=Q(outcome__in=Outcome.values)),
            Guard(name="call_later_says_when", condition=~Q(outcome="later") | Q(call_after__isnull=False)),
        ]
