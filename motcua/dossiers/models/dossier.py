"""The dossier: what was brought, by whom, under which version, and the instants that are counted."""

from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Reverse, Upper
from django.utils.translation import gettext_lazy as _

from motcua.accounts.models import Officer
from motcua.catalogue.models import ProcedureVersion
from motcua.catalogue.models.labels import choices
from motcua.catalogue.terms import Channel
from motcua.dossiers.lifecycle import CLOSED, State
from motcua.dossiers.models.rows import Contested, Row
from motcua.lib.text import nfc, search_key
from motcua.orgs.models import Unit

_CLOSED = sorted(state.value for state in CLOSED)
# What waits where it was brought: for an answer, for the applicant, to be fetched.
_AT_THE_COUNTER = [s.value for s in (State.REGISTERED, State.GUIDED, State.WAITING_SUPPLEMENT, State.READY)]
_UNRECEIVED = [State.REGISTERED.value, State.GUIDED.value, State.REFUSED_AT_RECEPTION.value]


class Applicant(Row):
    """Who brought the dossier, and for whom. Personal data: never in an event, masked on public pages."""

    class Kind(models.TextChoices):
        CITIZEN = "citizen", _("công dân")
        ENTERPRISE = "enterprise", _("doanh nghiệp")
        HOUSEHOLD = "household", _("hộ kinh doanh")
        ORGANISATION = "organisation", _("tổ chức")

    kind = models.CharField(_("đối tượng"), max_length=12, choices=Kind.choices, default=Kind.CITIZEN)
    name = models.CharField(_("họ và tên, tên tổ chức"), max_length=300)
    id_number = models.CharField(_("số căn cước, hộ chiếu, mã số thuế"), max_length=40, blank=True)
    address = models.CharField(_("địa chỉ"), max_length=500, blank=True)
    phone = models.CharField(_("số điện thoại"), max_length=20, blank=True)
    email = models.EmailField(_("thư điện tử"), blank=True)
    submitter_name = models.CharField(_("người nộp thay"), max_length=300, blank=True)
    submitter_id_number = models.CharField(_("số giấy tờ người nộp thay"), max_length=40, blank=True)
    search_key = models.CharField(max_length=700, editable=False)

    class Meta:
        verbose_name = _("người nộp hồ sơ")
        verbose_name_plural = _("người nộp hồ sơ")
        indexes = [
            GinIndex(fields=["search_key"], name="applicant_search", opclasses=["gin_trgm_ops"]),
            models.Index(fields=["id_number"], name="applicant_id_number", condition=~Q(id_number="")),
            models.Index(fields=["phone"], name="applicant_phone", condition=~Q(phone="")),
        ]

    def __str__(self) -> str:
        return self.name

    def save(self, *args, **kwargs) -> None:
        self.fill()
        super().save(*args, **kwargs)

    def fill(self) -> None:
        """Set what follows from the columns given; before the row is written."""
        self.name = nfc(self.name)
        self.search_key = search_key(f"{self.name} {self.submitter_name}")[:700]


class Dossier(Contested):
    """One dossier. Codes are given to everything brought, also to what was only guided or refused.

    `*_recorded_at` is when the installation wrote what happened at `*_at`: a figure for a past time uses what
    was recorded before it (statistics.md 2).
    """

    journaled = (
        "code",
        "state",
        "procedure_version_id",
        "case",
        "channel",
        "received_by_unit_id",
        "agency_id",
        "contact_id",
        "on_the_spot",
        "return_channel",
        "book_unit_id",
        "book_year",
        "book_number",
        "postal_item",
        "submitted_at",
        "received_at",
        "received_recorded_at",
        "guided_at",
        "guided_recorded_at",
        "turned_away_at",
        "turned_away_recorded_at",
        "closed_at",
        "closed_recorded_at",
        "outcome",
        "returned_at",
        "returned_recorded_at",
        "limit",
        "mode",
        "original_due_at",
        "lawful_due_at",
        "promised_at",
    )

    code = models.CharField(_("mã hồ sơ"), max_length=60, unique=True)
    secret = models.CharField(max_length=12, editable=False)
    state = models.CharField(_("trạng thái"), max_length=24, choices=[(s.value, s.value) for s in State])
    procedure_version = models.ForeignKey(
        ProcedureVersion, on_delete=models.PROTECT, related_name="+", verbose_name=_("thủ tục")
    )
    case = models.CharField(_("trường hợp"), max_length=40, blank=True)
    channel = models.CharField(_("hình thức nộp"), max_length=6, choices=choices(Channel))
    summary = models.CharField(_("trích yếu"), max_length=500, blank=True)
    sets = models.PositiveSmallIntegerField(_("số bộ"), default=1)
    applicant = models.ForeignKey(
        Applicant, on_delete=models.PROTECT, related_name="dossiers", verbose_name=_("người nộp")
    )
    received_by_unit = models.ForeignKey(
        Unit, on_delete=models.PROTECT, related_name="+", verbose_name=_("nơi tiếp nhận")
    )
    agency = models.ForeignKey(
        Unit, on_delete=models.PROTECT, related_name="+", verbose_name=_("cơ quan giải quyết")
    )
    contact = models.ForeignKey(
        Officer, on_delete=models.PROTECT, null=True, related_name="+", verbose_name=_("đầu mối")
    )
    on_the_spot = models.BooleanField(_("giải quyết ngay"), default=False)
    return_channel = models.CharField(
        _("đăng ký nhận kết quả"), max_length=6, choices=choices(Channel), default=Channel.DIRECT.value
    )
    # Where it stands in the register (Mẫu 06): the book is that of a unit and a year.
    book_unit = models.ForeignKey(
        Unit, on_delete=models.PROTECT, null=True, related_name="+", verbose_name=_("sổ theo dõi của")
    )
    book_year = models.PositiveSmallIntegerField(_("năm của sổ"), null=True)
    book_number = models.PositiveIntegerField(_("số thứ tự trong sổ"), null=True)

    postal_item = models.CharField(_("số hiệu bưu gửi"), max_length=20, blank=True)
    submitted_at = models.DateTimeField(_("gửi đến lúc"), null=True, blank=True)
    received_at = models.DateTimeField(_("tiếp nhận lúc"), null=True, blank=True)
    received_recorded_at = models.DateTimeField(null=True, blank=True)
    guided_at = models.DateTimeField(_("hướng dẫn hoàn thiện lúc"), null=True, blank=True)
    guided_recorded_at = models.DateTimeField(null=True, blank=True)
    turned_away_at = models.DateTimeField(_("từ chối tiếp nhận lúc"), null=True, blank=True)
    turned_away_recorded_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(_("xong lúc"), null=True, blank=True)
    closed_recorded_at = models.DateTimeField(null=True, blank=True)
    outcome = models.CharField(_("kết thúc"), max_length=24, blank=True)
    returned_at = models.DateTimeField(_("trả kết quả lúc"), null=True, blank=True)
    returned_recorded_at = models.DateTimeField(null=True, blank=True)

    limit = models.CharField(_("thời hạn"), max_length=40, blank=True)
    mode = models.CharField(_("cách tính ngày"), max_length=12, blank=True)
    original_due_at = models.DateTimeField(_("hẹn trả ban đầu"), null=True, blank=True)
    lawful_due_at = models.DateTimeField(_("hạn theo quy định"), null=True, blank=True)
    promised_at = models.DateTimeField(_("ngày hẹn trả"), null=True, blank=True)

    class Meta:
        verbose_name = _("hồ sơ")
        verbose_name_plural = _("hồ sơ")
        ordering = ["received_at", "code"]
        indexes = [
            models.Index(fields=["received_at"], name="dossier_received"),
            models.Index(fields=["closed_at"], name="dossier_closed"),
            models.Index(
                fields=["returned_at"], name="dossier_returned", condition=Q(returned_at__isnull=False)
            ),
            # Typed by hand: in small letters, or the last digits only.
            models.Index(Upper("code"), name="dossier_code_typed"),
            models.Index(OpClass(Reverse("code"), "text_pattern_ops"), name="dossier_code_backwards"),
            models.Index(
                fields=["lawful_due_at", "code"], name="dossier_open_due", condition=Q(closed_at__isnull=True)
            ),
            models.Index(
                fields=["received_by_unit", "state"],
                name="dossier_at_the_counter",
                condition=Q(state__in=_AT_THE_COUNTER),
            ),
            models.Index(
                fields=["contact"], name="dossier_open_contact", condition=Q(closed_at__isnull=True)
            ),
            models.Index(
                fields=["received_by_unit"], name="dossier_open_here", condition=Q(closed_at__isnull=True)
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["book_unit", "book_year", "book_number"], name="dossier_book_number_once"
            ),
            models.CheckConstraint(
                name="dossier_book_entry_whole",
                condition=Q(book_unit__isnull=True, book_year__isnull=True, book_number__isnull=True)
                | Q(
                    received_at__isnull=False,
                    book_unit__isnull=False,
                    book_year__isnull=False,
                    book_number__isnull=False,
                ),
            ),
            models.CheckConstraint(name="dossier_state", condition=Q(state__in=[s.value for s in State])),
            models.CheckConstraint(
                name="dossier_received_unless_turned_away",
                condition=Q(received_at__isnull=False) | Q(state__in=[*_UNRECEIVED, State.WITHDRAWN.value]),
            ),
            models.CheckConstraint(
                name="dossier_closed_says_how",
                condition=Q(closed_at__isnull=True, outcome="")
                | Q(closed_at__isnull=False, outcome__in=_CLOSED),
            ),
            models.CheckConstraint(
                name="dossier_closed_state",
                condition=Q(closed_at__isnull=True) | Q(state__in=_CLOSED),
            ),
            models.CheckConstraint(
                name="dossier_returned_after_ready",
                condition=Q(returned_at__isnull=True)
                | Q(state=State.RETURNED.value, outcome=State.READY.value, returned_at__gte=F("closed_at")),
            ),
            models.CheckConstraint(
                name="dossier_closed_after_received",
                condition=Q(closed_at__isnull=True)
                | Q(received_at__isnull=True)
                | Q(closed_at__gte=F("received_at")),
            ),
            models.CheckConstraint(
                name="dossier_times_recorded",
                condition=Q(received_at__isnull=True, received_recorded_at__isnull=True)
                | Q(received_at__isnull=False, received_recorded_at__isnull=False),
            ),
            models.CheckConstraint(
                name="dossier_due_dates_together",
                condition=Q(
                    original_due_at__isnull=True, lawful_due_at__isnull=True, promised_at__isnull=True
                )
                | Q(
                    original_due_at__isnull=False,
                    lawful_due_at__isnull=False,
                    promised_at__isnull=False,
                ),
            ),
        ]

    def __str__(self) -> str:
        return self.code


class DossierComponent(Row):
    """A paper that was brought, by the published list of the version."""

    journaled = ("position", "originals", "certified", "copies", "electronic")

    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="components")
    position = models.PositiveSmallIntegerField(_("thứ tự"))
    name = models.TextField(_("tên giấy tờ"))
    originals = models.PositiveSmallIntegerField(_("bản chính"), default=0)
    certified = models.PositiveSmallIntegerField(_("bản chứng thực"), default=0)
    copies = models.PositiveSmallIntegerField(_("bản sao"), default=0)
    electronic = models.PositiveSmallIntegerField(_("bản điện tử"), default=0)

    class Meta:
        verbose_name = _("giấy tờ đã nộp")
        verbose_name_plural = _("giấy tờ đã nộp")
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["dossier", "position"], name="dossier_component_once"),
        ]
