"""Agencies and units with the days on which they exist, bear a name and stand under another unit.

Nothing is deleted: a unit is closed, and others succeed it (domain.md 1.9, 11.3).
"""

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from motcua.lib.ids import new_id
from motcua.lib.text import nfc, search_key, sort_key
from motcua.orgs.validity import Dated, Guard, days, no_overlap
from motcua.worktime.models import Calendar, ToldAtFields


class UnitKind(models.TextChoices):
    """What a unit is (domain.md 1.2 article 7, 1.9, 4.2)."""

    PROVINCE = "province", _("Ủy ban nhân dân tỉnh")
    DISTRICT = "district", _("Ủy ban nhân dân huyện")
    COMMUNE = "commune", _("Ủy ban nhân dân xã, phường, thị trấn")
    OFFICE = "office", _("phòng chuyên môn")
    VERTICAL = "vertical", _("cơ quan ngành dọc")
    ONE_STOP = "one_stop", _("Bộ phận Một cửa")
    CENTRE = "centre", _("Trung tâm Phục vụ hành chính công")

    @classmethod
    def receiving(cls) -> tuple["UnitKind", ...]:
        """Kinds that receive dossiers and return results."""
        return (cls.ONE_STOP, cls.CENTRE)


class Level(models.TextChoices):
    PROVINCE = "province", _("cấp tỉnh")
    DISTRICT = "district", _("cấp huyện")
    COMMUNE = "commune", _("cấp xã")


class Mark(models.TextChoices):
    """How sure a fact of the seeds is (domain.md 0)."""

    FOUND = "found", _("đã tra cứu")
    RECALLED = "recalled", _("theo hiểu biết, chưa đối chiếu")
    PROPOSED = "proposed", _("đề xuất, chưa có căn cứ")
    ENTERED = "entered", _("do đơn vị nhập")


class Scheme(models.TextChoices):
    """Systems of agency identifiers (domain.md 1.5)."""

    QCVN_102 = "qcvn_102", _("QCVN 102:2016/BTTTT (000.00.06.H56)")
    QD_20 = "qd_20", _("QĐ 20/2020/QĐ-TTg (H56.06)")


IDENTIFIER_FORMS = {
    Scheme.QCVN_102: r"[0-9A-Z]{3}\.[0-9A-Z]{2}\.[0-9A-Z]{2}\.[A-Z][0-9]{2}",
    Scheme.QD_20: r"[A-Z][0-9]{2}(\.[0-9A-Z]{2,3}){0,3}",
}

_code_form = RegexValidator(
    r"\A[a-z0-9]+(-[a-z0-9]+)*\Z", _("Mã chỉ gồm chữ thường không dấu, chữ số và dấu gạch nối.")
)


class Unit(Dated):
    """An agency, an office, a commune or a one-stop unit while it exists.

    `code` is ours, never changes and is never given twice. `gso_code` is the statistics office's number of an
    area: 04075 was the commune Viêng Lán and is now the commune Yên Châu, so it is a key only with its days.
    `name` is the name in force; earlier ones stand in `UnitName`.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    code = models.CharField(_("mã"), max_length=80, unique=True, validators=[_code_form])
    kind = models.CharField(_("loại"), max_length=16, choices=UnitKind.choices)
    level = models.CharField(_("cấp"), max_length=16, choices=Level.choices)
    name = models.CharField(_("tên"), max_length=200)
    short_name = models.CharField(_("tên gọn"), max_length=80)
    gso_code = models.CharField(
        _("mã đơn vị hành chính (Tổng cục Thống kê)"),
        max_length=5,
        blank=True,
        validators=[RegexValidator(r"\A\d{2,5}\Z", _("Mã gồm 2 đến 5 chữ số."))],
    )
    mark = models.CharField(_("độ tin cậy"), max_length=10, choices=Mark.choices, default=Mark.ENTERED)
    source = models.CharField(_("nguồn, ghi chú"), max_length=300, blank=True)
    search_key = models.CharField(max_length=400, editable=False)
    sort_key = models.CharField(max_length=1000, editable=False)

    error_fields = {"orgs_unit_gso_code_once": "gso_code"}

    class Meta:
        verbose_name = _("đơn vị")
        verbose_name_plural = _("đơn vị")
        ordering = ["sort_key", "code"]
        indexes = [GinIndex(fields=["search_key"], name="orgs_unit_search", opclasses=["gin_trgm_ops"])]
        constraints = [
            *Dated.Meta.constraints,
            no_overlap(
                "orgs_unit_gso_code_once",
                "gso_code",
                period=days(),
                condition=~Q(gso_code=""),
                message=_("Mã đơn vị hành chính này đang thuộc một đơn vị khác trong thời gian đó."),
            ),
            Guard(name="orgs_unit_kind", condition=Q(kind__in=UnitKind.values)),
            Guard(name="orgs_unit_level", condition=Q(level__in=Level.values)),
        ]

    def __str__(self) -> str:
        return self.name

    def save(self, *args, **kwargs) -> None:
        self.name, self.short_name = nfc(self.name), nfc(self.short_name) or nfc(self.name)[:80]
        self.search_key = search_key(f"{self.name} {self.short_name} {self.code}")[:400]
        self.sort_key = sort_key(self.short_name)
        super().save(*args, **kwargs)

    @property
    def receives(self) -> bool:
        """Whether dossiers are received and results returned here."""
        return self.kind in UnitKind.receiving()


class UnitName(Dated):
    """The name that a unit bore from one day to another."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="names", verbose_name=_("đơn vị"))
    name = models.CharField(_("tên"), max_length=200)
    short_name = models.CharField(_("tên gọn"), max_length=80)
    document = models.CharField(_("văn bản"), max_length=200, blank=True)

    error_fields = {"orgs_unitname_one_at_a_time": "valid_from"}

    class Meta:
        verbose_name = _("tên đơn vị")
        verbose_name_plural = _("tên đơn vị")
        ordering = ["unit", "valid_from"]
        constraints = [
            *Dated.Meta.constraints,
            no_overlap(
                "orgs_unitname_one_at_a_time",
                "unit",
                period=days(),
                message=_("Trong thời gian này đơn vị đã có tên khác."),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class UnitParent(Dated):
    """Under which unit a unit stood from one day to another; the top of the tree has no such row."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="parents", verbose_name=_("đơn vị"))
    parent = models.ForeignKey(
        Unit, on_delete=models.PROTECT, related_name="children", verbose_name=_("đơn vị cấp trên")
    )
    document = models.CharField(_("văn bản"), max_length=200, blank=True)

    error_fields = {
        "orgs_unitparent_one_at_a_time": "valid_from",
        "orgs_unitparent_not_itself": "parent",
    }

    class Meta:
        verbose_name = _("đơn vị cấp trên")
        verbose_name_plural = _("đơn vị cấp trên")
        ordering = ["unit", "valid_from"]
        constraints = [
            *Dated.Meta.constraints,
            no_overlap(
                "orgs_unitparent_one_at_a_time",
                "unit",
                period=days(),
                message=_("Trong thời gian này đơn vị đã có đơn vị cấp trên khác."),
            ),
            models.CheckConstraint(
                name="orgs_unitparent_not_itself",
                condition=~Q(unit=F("parent")),
                violation_error_message=_("Một đơn vị không thể trực thuộc chính nó."),
                violation_error_code="orgs_unitparent_not_itself",
            ),
        ]


class Succession(ToldAtFields):
    """From the day `on`, `successor` carries on the work of `predecessor`: many to many in a reform."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    predecessor = models.ForeignKey(
        Unit, on_delete=models.PROTECT, related_name="succeeded_by", verbose_name=_("đơn vị cũ")
    )
    successor = models.ForeignKey(
        Unit, on_delete=models.PROTECT, related_name="succeeds", verbose_name=_("đơn vị kế thừa")
    )
    on = models.DateField(_("từ ngày"))
    document = models.CharField(_("văn bản"), max_length=200, blank=True)
    mark = models.CharField(_("độ tin cậy"), max_length=10, choices=Mark.choices, default=Mark.ENTERED)

    error_fields = {"orgs_succession_not_itself": "successor", "orgs_succession_once": "successor"}

    class Meta:
        verbose_name = _("kế thừa đơn vị")
        verbose_name_plural = _("kế thừa đơn vị")
        ordering = ["on", "predecessor", "successor"]
        constraints = [
            models.UniqueConstraint(
                fields=["predecessor", "successor"],
                name="orgs_succession_once",
                violation_error_message=_("Quan hệ kế thừa này đã được ghi."),
                violation_error_code="orgs_succession_once",
            ),
            models.CheckConstraint(
                name="orgs_succession_not_itself",
                condition=~Q(predecessor=F("successor")),
                violation_error_message=_("Một đơn vị không thể kế thừa chính nó."),
                violation_error_code="orgs_succession_not_itself",
            ),
        ]


class AgencyIdentifier(Dated):
    """The electronic identifier of an agency: configuration, since many numbers are not known to us."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    unit = models.ForeignKey(
        Unit, on_delete=models.PROTECT, related_name="identifiers", verbose_name=_("đơn vị")
    )
    scheme = models.CharField(_("hệ thống mã"), max_length=10, choices=Scheme.choices)
    value = models.CharField(_("mã định danh"), max_length=20)
    verified = models.BooleanField(
        _("đã đối chiếu"), default=False, help_text=_("Chưa đối chiếu: mã tạm, không dùng khi vận hành thật.")
    )
    document = models.CharField(_("văn bản"), max_length=200, blank=True)

    error_fields = {
        "orgs_agencyidentifier_unit_once": "valid_from",
        "orgs_agencyidentifier_value_once": "value",
        "orgs_agencyidentifier_form": "value",
    }

    class Meta:
        verbose_name = _("mã định danh điện tử")
        verbose_name_plural = _("mã định danh điện tử")
        ordering = ["scheme", "value", "valid_from"]
        constraints = [
            *Dated.Meta.constraints,
            no_overlap(
                "orgs_agencyidentifier_unit_once",
                "unit",
                "scheme",
                period=days(),
                message=_("Trong thời gian này đơn vị đã có mã định danh khác của cùng hệ thống mã."),
            ),
            no_overlap(
                "orgs_agencyidentifier_value_once",
                "scheme",
                "value",
                period=days(),
                message=_("Mã định danh này đang thuộc một đơn vị khác."),
            ),
            models.CheckConstraint(
                name="orgs_agencyidentifier_form",
                condition=Q(scheme=Scheme.QCVN_102, value__regex=f"^{IDENTIFIER_FORMS[Scheme.QCVN_102]}$")
                | Q(scheme=Scheme.QD_20, value__regex=f"^{IDENTIFIER_FORMS[Scheme.QD_20]}$"),
                violation_error_message=_("Mã không đúng dạng của hệ thống mã đã chọn."),
                violation_error_code="orgs_agencyidentifier_form",
            ),
        ]

    def __str__(self) -> str:
        return self.value


class UnitCalendar(Dated):
    """The working calendar of a unit, and of those below it that have none of their own, by dates."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    unit = models.ForeignKey(
        Unit, on_delete=models.PROTECT, related_name="calendars", verbose_name=_("đơn vị")
    )
    calendar = models.ForeignKey(
        Calendar, on_delete=models.PROTECT, related_name="+", verbose_name=_("lịch làm việc")
    )
    document = models.CharField(_("văn bản"), max_length=200, blank=True)

    error_fields = {"orgs_unitcalendar_one_at_a_time": "valid_from"}

    class Meta:
        verbose_name = _("lịch của đơn vị")
        verbose_name_plural = _("lịch của đơn vị")
        ordering = ["unit", "valid_from"]
        constraints = [
            *Dated.Meta.constraints,
            no_overlap(
                "orgs_unitcalendar_one_at_a_time",
                "unit",
                period=days(),
                message=_("Trong thời gian này đơn vị đã có lịch khác."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.unit.short_name}: {self.calendar}"


class JobTitle(models.Model):
    """A position's title, and the kinds of unit that have it (domain.md 4.2)."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    code = models.CharField(_("mã"), max_length=60, unique=True, validators=[_code_form])
    name = models.CharField(_("chức danh"), max_length=120, unique=True)
    kinds = ArrayField(
        models.CharField(max_length=16, choices=UnitKind.choices), verbose_name=_("loại đơn vị")
    )
    mark = models.CharField(_("độ tin cậy"), max_length=10, choices=Mark.choices, default=Mark.ENTERED)
    sort_key = models.CharField(max_length=600, editable=False)

    class Meta:
        verbose_name = _("chức danh")
        verbose_name_plural = _("chức danh")
        ordering = ["sort_key"]

    def __str__(self) -> str:
        return self.name

    def save(self, *args, **kwargs) -> None:
        self.name = nfc(self.name)
        self.sort_key = sort_key(self.name)
        super().save(*args, **kwargs)
