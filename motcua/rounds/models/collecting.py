"""How an answer comes in without being anybody's: token, letter in the box, response.

No response refers to a token, an entry, a dossier or a person, and none has a time: only the day on which its
batch was dealt. See docs/algorithms/anonymity.md for what this promises and what it can't.
"""

from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from motcua.orgs.validity import Guard
from motcua.rounds.models.rounds import SurveyRound
from motcua.rounds.models.sampling import Cell, SampleEntry


class Mode(models.TextChoices):
    """How a form was filled."""

    WEB = "web", _("tự trả lời trên mạng")
    PAPER = "paper", _("phiếu giấy")
    PHONE = "phone", _("qua điện thoại")
    INTERVIEW = "interview", _("phỏng vấn trực tiếp")


class Token(models.Model):
    """The right to answer once. Kept as a hash; `used` says that, not when. Erased at the round's end."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    entry = models.ForeignKey(SampleEntry, on_delete=models.CASCADE, related_name="tokens")
    number = models.PositiveSmallIntegerField(_("lần cấp"))
    digest = models.CharField(max_length=64, unique=True)
    used = models.BooleanField(_("đã dùng"), default=False)
    cancelled = models.BooleanField(_("đã hủy"), default=False)

    class Meta:
        verbose_name = _("mã trả lời")
        verbose_name_plural = _("mã trả lời")
        constraints = [
            models.UniqueConstraint(fields=["entry", "number"], name="token_number_once"),
            models.UniqueConstraint(fields=["entry"], condition=Q(used=True), name="token_one_used"),
            models.UniqueConstraint(
                fields=["entry"], condition=Q(used=False, cancelled=False), name="token_one_good"
            ),
        ]


class Letter(models.Model):
    """An answer in the box: padded, and sealed under the installation's key, which stands in no table.

    Waits until enough others of its cell, mode and interviewer lie there too.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    cell = models.ForeignKey(Cell, on_delete=models.PROTECT, related_name="letters")
    mode = models.CharField(max_length=10, choices=Mode.choices)
    interviewer = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    sealed = models.BinaryField()

    class Meta:
        verbose_name = _("phiếu trong hòm")
        verbose_name_plural = _("phiếu trong hòm")
        indexes = [models.Index(fields=["cell", "mode", "interviewer"], name="letter_batch")]


class Receipt(models.Model):
    """That a form sent by a device has arrived, so that sending it again changes nothing."""

    digest = models.CharField(max_length=64, primary_key=True)
    round = models.ForeignKey(SurveyRound, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("biên nhận phiếu gửi lên")
        verbose_name_plural = _("biên nhận phiếu gửi lên")


class Response(models.Model):
    """One person's answers, dealt out of the box in a shuffled batch.

    `answers` as `surveys.answers.Answers` plain; `on` is the local day of dealing, the same for the whole
    batch; `seconds` how long an interview took. Not in the journal, on purpose; the round's last event tells
    a hash over all of them. Keys are random (version 4): nothing follows from their order.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    cell = models.ForeignKey(Cell, on_delete=models.PROTECT, related_name="responses")
    mode = models.CharField(_("hình thức"), max_length=10, choices=Mode.choices)
    interviewer = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("điều tra viên"),
    )
    on = models.DateField(_("ngày mở"))
    answers = models.JSONField(_("trả lời"))
    seconds = models.PositiveIntegerField(_("thời lượng (giây)"), null=True)

    class Meta:
        verbose_name = _("phiếu")
        verbose_name_plural = _("phiếu")
        ordering = ["id"]
        constraints = [
            Guard(name="response_mode", condition=Q(mode__in=Mode.values)),
            Guard(
                name="response_interview_by_somebody",
                condition=Q(mode__in=["web", "paper"]) | Q(interviewer__isnull=False),
            ),
        ]
