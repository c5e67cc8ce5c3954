"""How far the background work is: reactions that are done with, jobs and when they ran."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from motcua.journal.models import Event


class Delivery(models.Model):
    """A reaction that succeeded on an event of which another one failed: it is not repeated with that one."""

    pk = models.CompositePrimaryKey("event_id", "reaction")
    event = models.ForeignKey(Event, on_delete=models.PROTECT, related_name="+")
    reaction = models.CharField(_("phản ứng"), max_length=60)

    class Meta:
        verbose_name = _("phản ứng đã xong")
        verbose_name_plural = _("phản ứng đã xong")


class ScheduledJob(models.Model):
    """A job of the schedule: until when it has done what was due, and what went wrong since."""

    name = models.CharField(_("tên"), primary_key=True, max_length=60)
    done_until = models.DateTimeField(_("đã làm đến"))
    done = models.PositiveIntegerField(_("số việc lần cuối"), default=0)
    failures = models.PositiveSmallIntegerField(_("số lần lỗi liên tiếp"), default=0)
    retry_at = models.DateTimeField(_("làm lại lúc"), null=True, blank=True)
    last_error = models.TextField(_("lỗi cuối"), blank=True)

    class Meta:
        verbose_name = _("việc theo lịch")
        verbose_name_plural = _("việc theo lịch")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name
