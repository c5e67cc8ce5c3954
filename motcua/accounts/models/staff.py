"""Officers, the positions they hold in units, and their postings to one-stop units."""

from typing import Any

from django.contrib.postgres.indexes import GinIndex
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from motcua.accounts.models.users import User
from motcua.lib.ids import new_id
from motcua.lib.text import nfc, search_key, sort_key
from motcua.orgs.models import JobTitle, Unit
from motcua.orgs.validity import Dated, days, no_overlap
from motcua.worktime.models import ToldAtFields


class Rank(models.TextChoices):
    """Ngạch of civil servants (domain.md 1.2 article 11; names recalled)."""

    NONE = "none", _("không xếp ngạch")
    CLERK = "clerk", _("cán sự")
    SPECIALIST = "specialist", _("chuyên viên")
    PRINCIPAL = "principal", _("chuyên viên chính")
    SENIOR = "senior", _("chuyên viên cao cấp")
    COMMUNE = "commune", _("công chức cấp xã")
    POSTAL = "postal", _("nhân viên bưu chính công ích")

    @property
    def suffices_for_one_stop(self) -> bool:
        """Whether article 11 of NĐ 61/2018 is met: chuyên viên or higher (a commune's own staff as it is)."""
        return self in (Rank.SPECIALIST, Rank.PRINCIPAL, Rank.SENIOR, Rank.COMMUNE)


class Officer(ToldAtFields):
    """A person in the service of an agency, whether or not with an account."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    user = models.OneToOneField(
        User,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="officer",
        verbose_name=_("tài khoản"),
    )
    full_name = models.CharField(_("họ và tên"), max_length=200)
    rank = models.CharField(_("ngạch"), max_length=12, choices=Rank.choices, default=Rank.NONE)
    service_since = models.DateField(_("công tác từ ngày"), null=True, blank=True)
    phone = models.CharField(
        _("điện thoại"),
        max_length=15,
        blank=True,
        validators=[RegexValidator(r"\A\+?\d{9,14}\Z", _("Số điện thoại gồm 9 đến 14 chữ số."))],
    )
    email = models.EmailField(_("thư điện tử"), blank=True)
    personal_id = models.CharField(
        _("số định danh cá nhân"),
        max_length=12,
        blank=True,
        validators=[RegexValidator(r"\A\d{12}\Z", _("Số định danh cá nhân gồm 12 chữ số."))],
    )
    search_key = models.CharField(max_length=250, editable=False)
    sort_key = models.CharField(max_length=1200, editable=False)

    error_fields = {"accounts_officer_personal_id_once": "personal_id"}

    class Meta:
        verbose_name = _("cán bộ, công chức")
        verbose_name_plural = _("cán bộ, công chức")
        ordering = ["sort_key", "id"]
        indexes = [
            GinIndex(fields=["search_key"], name="accounts_officer_search", opclasses=["gin_trgm_ops"])
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["personal_id"],
                condition=~Q(personal_id=""),
                name="accounts_officer_personal_id_once",
                violation_error_message=_("Số định danh này đã thuộc một cán bộ khác."),
                violation_error_code="accounts_officer_personal_id_once",
            ),
        ]

    def __str__(self) -> str:
        return self.full_name

    def as_payload(self) -> dict[str, Any]:
        """What events tell of the officer: nothing private, which could never be taken back."""
        return {
            "full_name": self.full_name,
            "rank": self.rank,
            "service_since": self.service_since,
            "username": self.user.username if self.user else None,
        }

    def save(self, *args, **kwargs) -> None:
        self.full_name = nfc(self.full_name)
        self.search_key = search_key(self.full_name)
        # Vietnamese lists go by the given name, the last word.
        self.sort_key = sort_key(f"{self.full_name.split(' ')[-1]} {self.full_name}")
        super().save(*args, **kwargs)

    @property
    def masked_personal_id(self) -> str:
        """The personal number as screens show it: the last four digits."""
        return f"••••••••{self.personal_id[-4:]}" if self.personal_id else ""


class Position(Dated):
    """An officer holds a title in a unit. Roles hang on it, so they end with it."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    officer = models.ForeignKey(
        Officer, on_delete=models.PROTECT, related_name="positions", verbose_name=_("cán bộ")
    )
    unit = models.ForeignKey(
        Unit, on_delete=models.PROTECT, related_name="positions", verbose_name=_("đơn vị")
    )
    title = models.ForeignKey(
        JobTitle, on_delete=models.PROTECT, related_name="+", verbose_name=_("chức danh")
    )
    document = models.CharField(_("quyết định"), max_length=200, blank=True)

    error_fields = {"accounts_position_once": "title"}

    class Meta:
        verbose_name = _("chức vụ")
        verbose_name_plural = _("chức vụ")
        ordering = ["officer", "valid_from", "id"]
        constraints = [
            *Dated.Meta.constraints,
            no_overlap(
                "accounts_position_once",
                "officer",
                "unit",
                "title",
                period=days(),
                message=_("Trong thời gian này cán bộ đã giữ chức danh đó tại đơn vị."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.officer} – {self.title}, {self.unit.short_name}"


class Posting(Dated):
    """An agency sends an officer to work at a one-stop unit (NĐ 61/2018 article 11)."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    officer = models.ForeignKey(
        Officer, on_delete=models.PROTECT, related_name="postings", verbose_name=_("cán bộ")
    )
    by_agency = models.ForeignKey(
        Unit, on_delete=models.PROTECT, related_name="postings_out", verbose_name=_("cơ quan cử")
    )
    one_stop = models.ForeignKey(
        Unit, on_delete=models.PROTECT, related_name="postings_in", verbose_name=_("Bộ phận Một cửa")
    )
    document = models.CharField(_("quyết định"), max_length=200, blank=True)

    error_fields = {"accounts_posting_one_at_a_time": "valid_from"}

    class Meta:
        verbose_name = _("cử đến Bộ phận Một cửa")
        verbose_name_plural = _("cử đến Bộ phận Một cửa")
        ordering = ["officer", "valid_from", "id"]
        constraints = [
            *Dated.Meta.constraints,
            no_overlap(
                "accounts_posting_one_at_a_time",
                "officer",
                "one_stop",
                period=days(),
                message=_("Trong thời gian này cán bộ đã được cử đến Bộ phận Một cửa đó."),
            ),
        ]
