"""What people decided about odd responses; the responses themselves are never changed or deleted."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from motcua.lib.ids import new_id
from motcua.orgs.validity import Guard
from motcua.rounds.models.collecting import Response


class Verdict(models.TextChoices):
    """What becomes of a response; the latest verdict counts."""

    KEPT = "kept", _("giữ, không có gì sai")
    ASKED_AGAIN = "asked_again", _("đã hỏi lại, đúng như phiếu")
    SET_ASIDE = "set_aside", _("để ra ngoài, không tính")


class QualityDecision(models.Model):
    """One verdict on one response, with its reason; its event tells the same."""

    append_only = True

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    # Responses of a small rest are written anew when a round is closed; the database checks at the commit.
    response = models.ForeignKey(Response, on_delete=models.DO_NOTHING, related_name="decisions")
    verdict = models.CharField(_("quyết định"), max_length=12, choices=Verdict.choices)
    reason = models.CharField(_("lý do"), max_length=500)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("người quyết định"),
    )
    at = models.DateTimeField(_("lúc"))

    class Meta:
        verbose_name = _("quyết định về phiếu")
        verbose_name_plural = _("quyết định về phiếu")
        ordering = ["at", "id"]
        constraints = [
            Guard(name="decision_verdict", condition=models.Q(verdict__in=Verdict.values)),
            Guard(name="decision_says_why", condition=~models.Q(reason="")),
        ]
