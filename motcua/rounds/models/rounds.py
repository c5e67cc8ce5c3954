"""The questionnaire, the round that asks it, and the frame that the round draws from."""

from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from motcua.lib.ids import new_id
from motcua.orgs.models import Unit
from motcua.orgs.validity import Guard
from motcua.rounds.lifecycle import State
from motcua.surveys.instruments import Instrument

LEAST_BATCH = 5
_STATES = {
    State.PLANNED: _("đang chuẩn bị"),
    State.FRAMED: _("đã chốt danh sách"),
    State.DRAWN: _("đã bốc mẫu"),
    State.OPEN: _("đang thu phiếu"),
    State.CLOSED: _("đã khóa phiếu"),
}


class InstrumentVersion(models.Model):
    """A published questionnaire; a change is another version: a past year can be asked again as it was.

    `definition` is the whole of `surveys.instruments.Instrument`; `fingerprint` the SHA-256 of its canonical
    JSON, which the event of its publication tells too.
    """

    append_only = True

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    code = models.CharField(_("mã"), max_length=32)
    version = models.CharField(_("phiên bản"), max_length=20)
    title = models.CharField(_("tên phiếu"), max_length=300)
    definition = models.JSONField(_("nội dung"))
    fingerprint = models.CharField(max_length=64)
    published_at = models.DateTimeField(_("ban hành lúc"))

    class Meta:
        verbose_name = _("phiếu khảo sát")
        verbose_name_plural = _("phiếu khảo sát")
        ordering = ["code", "published_at"]
        constraints = [models.UniqueConstraint(fields=["code", "version"], name="instrument_version_once")]

    def __str__(self) -> str:
        return f"{self.title} ({self.version})"

    def instrument(self) -> Instrument:
        """The questionnaire as a value."""
        return Instrument.model_validate(self.definition)


class SurveyRound(models.Model):
    """One survey: who finished a dossier in which period, asked with which questionnaire.

    Its events tell every column but the times; `motcua verify` doesn't rebuild it.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    code = models.CharField(
        _("mã đợt"),
        max_length=40,
        unique=True,
        validators=[
            RegexValidator(r"\A[a-z0-9]+(-[a-z0-9]+)*\Z", _("Chỉ gồm chữ thường không dấu, số và gạch nối."))
        ],
    )
    title = models.CharField(_("tên đợt khảo sát"), max_length=200)
    unit = models.ForeignKey(
        Unit, on_delete=models.PROTECT, related_name="survey_rounds", verbose_name=_("phạm vi")
    )
    instrument = models.ForeignKey(
        InstrumentVersion, on_delete=models.PROTECT, related_name="rounds", verbose_name=_("phiếu khảo sát")
    )
    # Both days belong to the period.
    period_first = models.DateField(_("hồ sơ xong từ ngày"))
    period_last = models.DateField(_("đến hết ngày"))
    smallest_batch = models.PositiveSmallIntegerField(
        _("số phiếu ít nhất mở cùng một lần"),
        default=10,
        validators=[MinValueValidator(LEAST_BATCH), MaxValueValidator(200)],
        help_text=_("Phiếu chỉ được mở khi có ngần này phiếu cùng nhóm, để không ai biết phiếu nào của ai."),
    )
    state = models.CharField(_("trạng thái"), max_length=8, choices=[(s.value, _STATES[s]) for s in State])
    seed = models.CharField(_("số gieo"), max_length=100, blank=True)
    plan = models.JSONField(_("cách bốc mẫu"), null=True, blank=True)
    record = models.JSONField(_("biên bản bốc mẫu"), null=True, blank=True)
    answers_sha256 = models.CharField(max_length=64, blank=True)
    planned_at = models.DateTimeField(_("lập lúc"))
    drawn_at = models.DateTimeField(_("bốc mẫu lúc"), null=True, blank=True)
    opened_at = models.DateTimeField(_("mở lúc"), null=True, blank=True)
    closed_at = models.DateTimeField(_("khóa lúc"), null=True, blank=True)
    published_at = models.DateTimeField(_("công bố lúc"), null=True, blank=True)
    decision = models.CharField(_("quyết định công bố"), max_length=100, blank=True)
    decided_on = models.DateField(_("ngày quyết định"), null=True, blank=True)

    class Meta:
        verbose_name = _("đợt khảo sát")
        verbose_name_plural = _("đợt khảo sát")
        ordering = ["-period_last", "code"]
        constraints = [
            Guard(name="round_state", condition=Q(state__in=[s.value for s in State])),
            Guard(name="round_period", condition=Q(period_last__gte=F("period_first"))),
            Guard(name="round_batch", condition=Q(smallest_batch__range=(LEAST_BATCH, 200))),
            Guard(
                name="round_drawn_says_how",
                condition=Q(drawn_at__isnull=True)
                | (Q(plan__isnull=False, record__isnull=False) & ~Q(seed="")),
            ),
            Guard(
                name="round_times_of_its_state",
                condition=Q(state__in=["planned", "framed"], drawn_at__isnull=True)
                | Q(state="drawn", drawn_at__isnull=False, opened_at__isnull=True)
                | Q(state="open", opened_at__isnull=False, closed_at__isnull=True)
                | Q(state="closed", closed_at__isnull=False),
            ),
            Guard(
                name="round_published_by_a_decision",
                condition=Q(published_at__isnull=True, decision="", decided_on__isnull=True)
                | (Q(state="closed", published_at__isnull=False, decided_on__isnull=False) & ~Q(decision="")),
            ),
        ]

    def __str__(self) -> str:
        return self.title


class Frame(models.Model):
    """The list that a round draws from, as the very bytes of a CSV file whose SHA-256 makes the lots.

    Holds what strata need and a key of each line; no names.
    """

    round = models.OneToOneField(
        SurveyRound, on_delete=models.PROTECT, primary_key=True, related_name="frame", verbose_name=_("đợt")
    )
    packed = models.BinaryField()
    """The file, compressed by gzip."""
    sha256 = models.CharField(max_length=64)
    rows = models.PositiveIntegerField(_("số dòng"))
    origin = models.CharField(_("nguồn"), max_length=200)

    class Meta:
        verbose_name = _("danh sách chọn mẫu")
        verbose_name_plural = _("danh sách chọn mẫu")
