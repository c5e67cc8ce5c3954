"""The way of a dossier: legs between agencies, steps with one owner each, opinions asked in parallel."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from motcua.accounts.models import Officer
from motcua.catalogue.models.labels import choices
from motcua.catalogue.terms import Role
from motcua.dossiers.models.dossier import Dossier
from motcua.dossiers.models.rows import Contested, Row
from motcua.orgs.models import Unit


class Leg(Contested):
    """The time a dossier spends at one unit, from the hand-over to the next: a row of the control slip.

    Its own clock: being late is charged to the leg's unit (domain.md 4.3).
    """

    journaled = (
        "seq",
        "from_unit_id",
        "unit_id",
        "giver_id",
        "receiver_id",
        "handed_at",
        "hand_over_due_at",
        "accepted_at",
        "due_at",
        "closed_at",
    )

    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="legs")
    seq = models.PositiveSmallIntegerField(_("thứ tự"))
    from_unit = models.ForeignKey(Unit, on_delete=models.PROTECT, null=True, related_name="+")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+", verbose_name=_("đơn vị"))
    giver = models.ForeignKey(Officer, on_delete=models.PROTECT, null=True, related_name="+")
    receiver = models.ForeignKey(Officer, on_delete=models.PROTECT, null=True, related_name="+")
    handed_at = models.DateTimeField(_("giao lúc"))
    hand_over_due_at = models.DateTimeField(_("phải giao trước"), null=True, blank=True)
    accepted_at = models.DateTimeField(_("nhận lúc"), null=True, blank=True)
    due_at = models.DateTimeField(_("hạn"), null=True, blank=True)
    closed_at = models.DateTimeField(_("xong lúc"), null=True, blank=True)
    note = models.TextField(_("ghi chú"), blank=True)

    class Meta:
        verbose_name = _("chặng")
        verbose_name_plural = _("các chặng")
        ordering = ["dossier", "seq"]
        constraints = [models.UniqueConstraint(fields=["dossier", "seq"], name="leg_seq_once")]


class Step(Contested):
    """A step that has begun: who holds it, until when, and what came of it."""

    class State(models.TextChoices):
        OFFERED = "offered", _("đã chuyển, chờ nhận")
        OPEN = "open", _("đang làm")
        DONE = "done", _("đã xong")
        SENT_BACK = "sent_back", _("đã chuyển lại")
        DROPPED = "dropped", _("không còn cần")

    journaled = (
        "leg_id",
        "key",
        "round",
        "role",
        "unit_id",
        "owner_id",
        "state",
        "limit",
        "opened_at",
        "due_at",
        "ended_at",
    )

    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="steps")
    leg = models.ForeignKey(Leg, on_delete=models.PROTECT, related_name="steps")
    key = models.CharField(_("mã bước"), max_length=40)
    round = models.PositiveSmallIntegerField(_("lần"), default=1)
    name = models.TextField(_("nội dung công việc"))
    role = models.CharField(_("vai trò"), max_length=12, choices=choices(Role))
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+", verbose_name=_("đơn vị"))
    owner = models.ForeignKey(
        Officer, on_delete=models.PROTECT, null=True, related_name="+", verbose_name=_("người giữ")
    )
    state = models.CharField(_("tình trạng"), max_length=10, choices=State.choices)
    limit = models.CharField(_("thời hạn"), max_length=40, blank=True)
    opened_at = models.DateTimeField(_("từ"))
    due_at = models.DateTimeField(_("hạn"), null=True, blank=True)
    ended_at = models.DateTimeField(_("đến"), null=True, blank=True)
    opinion = models.TextField(_("ý kiến"), blank=True)

    class Meta:
        verbose_name = _("bước đang xử lý")
        verbose_name_plural = _("các bước đang xử lý")
        ordering = ["dossier", "opened_at", "key"]
        indexes = [
            models.Index(
                fields=["unit", "due_at"], name="step_open_of_unit", condition=Q(ended_at__isnull=True)
            ),
            models.Index(
                fields=["owner", "due_at"], name="step_open_of_owner", condition=Q(ended_at__isnull=True)
            ),
        ]
        constraints = [
            models.UniqueConstraint(fields=["dossier", "key", "round"], name="step_round_once"),
            models.UniqueConstraint(
                fields=["dossier", "key"], name="step_one_open", condition=Q(ended_at__isnull=True)
            ),
            models.CheckConstraint(
                name="step_ended_when_over",
                condition=Q(state__in=["offered", "open"], ended_at__isnull=True)
                | Q(state__in=["done", "sent_back", "dropped"], ended_at__isnull=False),
            ),
            models.CheckConstraint(
                name="step_in_order", condition=Q(ended_at__isnull=True) | Q(ended_at__gte=F("opened_at"))
            ),
        ]


class Consultation(Contested):
    """An opinion asked of another unit beside a step; silence may count as consent (domain.md 4.3)."""

    class Answer(models.TextChoices):
        CONSENT = "consent", _("đồng ý")
        OBJECTION = "objection", _("không đồng ý")
        OPINION = "opinion", _("ý kiến khác")
        SILENCE = "silence", _("quá hạn không trả lời, coi như đồng ý")
        DROPPED = "dropped", _("không còn cần trả lời")

    GIVEN = (Answer.CONSENT, Answer.OBJECTION, Answer.OPINION)
    """What the unit that was asked says itself."""

    journaled = ("step_id", "unit_id", "asked_at", "due_at", "silence_as_consent", "answered_at", "answer")

    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="consultations")
    step = models.ForeignKey(Step, on_delete=models.PROTECT, related_name="consultations")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+", verbose_name=_("đơn vị"))
    question = models.TextField(_("nội dung hỏi"))
    asked_by = models.ForeignKey(Officer, on_delete=models.PROTECT, null=True, related_name="+")
    asked_at = models.DateTimeField(_("hỏi lúc"))
    due_at = models.DateTimeField(_("hạn trả lời"))
    silence_as_consent = models.BooleanField(_("im lặng là đồng ý"), default=False)
    answered_at = models.DateTimeField(_("trả lời lúc"), null=True, blank=True)
    answer = models.CharField(_("trả lời"), max_length=10, choices=Answer.choices, blank=True)
    answer_text = models.TextField(_("nội dung trả lời"), blank=True)
    answered_by = models.ForeignKey(Officer, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name = _("lấy ý kiến")
        verbose_name_plural = _("lấy ý kiến")
        ordering = ["dossier", "asked_at", "id"]
        indexes = [
            models.Index(fields=["due_at"], name="consultation_open", condition=Q(answered_at__isnull=True)),
            models.Index(
                fields=["unit", "due_at"],
                name="consultation_open_of_unit",
                condition=Q(answered_at__isnull=True),
            ),
            models.Index(
                fields=["step"], name="consultation_open_step", condition=Q(answered_at__isnull=True)
            ),
        ]
        constraints = [
            models.UniqueConstraint(fields=["step", "unit"], name="consultation_once"),
            models.CheckConstraint(
                name="consultation_answered_whole",
                condition=Q(answered_at__isnull=True, answer="")
                | (Q(answered_at__isnull=False) & ~Q(answer="")),
            ),
        ]


class Transfer(Row):
    """Where a dossier lay before a successor took it over, so that figures of the past keep their unit."""

    journaled = ("received_by_unit_id", "agency_id", "document", "transferred_at", "recorded_at")

    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="transfers")
    received_by_unit = models.ForeignKey(
        Unit, on_delete=models.PROTECT, related_name="+", verbose_name=_("nơi tiếp nhận cũ")
    )
    agency = models.ForeignKey(
        Unit, on_delete=models.PROTECT, related_name="+", verbose_name=_("cơ quan giải quyết cũ")
    )
    document = models.TextField(_("văn bản"))
    transferred_at = models.DateTimeField(_("chuyển lúc"))
    recorded_at = models.DateTimeField(_("ghi lúc"))

    class Meta:
        verbose_name = _("lần chuyển sang đơn vị kế thừa")
        verbose_name_plural = _("các lần chuyển sang đơn vị kế thừa")
        ordering = ["dossier", "recorded_at"]
        indexes = [models.Index(fields=["recorded_at"], name="transfer_recorded")]
