"""Roles held in units, and acting in another's place: by delegation or in an absence.

Periods are half-open instants, so that taking a role away works at once. The database refuses overlaps.
"""

from datetime import datetime
from typing import Any, Self

from django.contrib.postgres.fields import ArrayField
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from motcua.accounts.labels import ROLES
from motcua.accounts.models.staff import Officer, Position
from motcua.accounts.permissions import DELEGABLE, Role
from motcua.lib.ids import new_id
from motcua.orgs.models import Unit
from motcua.orgs.validity import Guard, hours, no_overlap
from motcua.worktime.models import ToldAtFields

ROLE_CHOICES = [(role.value, label) for role, label in ROLES.items()]
DELEGABLE_CHOICES = [(role.value, label) for role, label in ROLES.items() if role in DELEGABLE]


class TimedQuerySet(models.QuerySet[Any]):
    def at(self, time: datetime) -> Self:
        """Rows in force at `time`."""
        return self.filter(Q(to_at=None) | Q(to_at__gt=time), from_at__lte=time)


class Timed(ToldAtFields):
    """A row that holds from one instant until another; equal instants: taken back before it began."""

    from_at = models.DateTimeField(_("từ"))
    to_at = models.DateTimeField(_("đến"), null=True, blank=True, help_text=_("Để trống nếu còn hiệu lực."))

    objects = TimedQuerySet.as_manager()

    class Meta:
        abstract = True
        constraints = [
            Guard(
                name="%(app_label)s_%(class)s_times_in_order",
                condition=Q(to_at=None) | Q(to_at__gte=F("from_at")),
            )
        ]

    def clean(self) -> None:
        # Before the constraints are asked: PostgreSQL makes no range whose end lies before its beginning.
        super().clean()
        if self.from_at and self.to_at and self.to_at <= self.from_at:
            raise ValidationError({"to_at": _("Thời điểm kết thúc phải sau thời điểm bắt đầu.")})

    def holds_at(self, time: datetime) -> bool:
        """Whether the row is in force at `time`."""
        return self.from_at <= time and (self.to_at is None or time < self.to_at)


class RoleHolding(Timed):
    """By a position, an officer has a role in a unit (his own or, when posted, the one-stop unit)."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    position = models.ForeignKey(
        Position, on_delete=models.PROTECT, related_name="roles", verbose_name=_("chức vụ")
    )
    role = models.CharField(_("vai trò"), max_length=20, choices=ROLE_CHOICES)
    unit = models.ForeignKey(
        Unit, on_delete=models.PROTECT, related_name="roles", verbose_name=_("tại đơn vị")
    )

    error_fields = {"accounts_roleholding_once": "role"}

    class Meta:
        verbose_name = _("vai trò")
        verbose_name_plural = _("vai trò")
        ordering = ["unit", "role", "from_at", "id"]
        indexes = [models.Index(fields=["unit", "role"])]
        constraints = [
            *Timed.Meta.constraints,
            no_overlap(
                "accounts_roleholding_once",
                "position",
                "role",
                "unit",
                period=hours(),
                message=_("Trong thời gian này chức vụ đó đã có vai trò này tại đơn vị."),
            ),
            Guard(name="accounts_roleholding_role", condition=Q(role__in=[role.value for role in Role])),
        ]

    def __str__(self) -> str:
        return f"{self.position.officer} – {self.get_role_display()}, {self.unit.short_name}"


class Delegation(Timed):
    """An officer lets another exercise one of his roles in a unit for a time, by a written document.

    Only an own role: what came by delegation or substitution goes no further.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    from_officer = models.ForeignKey(
        Officer, on_delete=models.PROTECT, related_name="delegations_given", verbose_name=_("người ủy quyền")
    )
    to_officer = models.ForeignKey(
        Officer,
        on_delete=models.PROTECT,
        related_name="delegations_received",
        verbose_name=_("người được ủy quyền"),
    )
    role = models.CharField(_("vai trò"), max_length=20, choices=DELEGABLE_CHOICES)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+", verbose_name=_("tại đơn vị"))
    permissions = ArrayField(
        models.CharField(max_length=32),
        default=list,
        blank=True,
        verbose_name=_("chỉ các quyền"),
        help_text=_("Để trống nếu ủy quyền toàn bộ vai trò."),
    )
    document = models.CharField(_("văn bản ủy quyền"), max_length=200)

    error_fields = {
        "accounts_delegation_one_at_a_time": "from_at",
        "accounts_delegation_not_to_self": "to_officer",
        "accounts_delegation_has_an_end": "to_at",
        "accounts_delegation_document": "document",
    }

    class Meta:
        verbose_name = _("ủy quyền")
        verbose_name_plural = _("ủy quyền")
        ordering = ["-from_at", "id"]
        constraints = [
            *Timed.Meta.constraints,
            no_overlap(
                "accounts_delegation_one_at_a_time",
                "from_officer",
                "role",
                "unit",
                period=hours(),
                message=_("Vai trò này đã được ủy quyền cho người khác trong thời gian đó."),
            ),
            models.CheckConstraint(
                name="accounts_delegation_not_to_self",
                condition=~Q(from_officer=F("to_officer")),
                violation_error_message=_("Không thể tự ủy quyền cho chính mình."),
                violation_error_code="accounts_delegation_not_to_self",
            ),
            Guard(name="accounts_delegation_role", condition=Q(role__in=sorted(r.value for r in DELEGABLE))),
            models.CheckConstraint(
                name="accounts_delegation_has_an_end",
                condition=Q(to_at__isnull=False),
                violation_error_message=_("Ủy quyền phải có thời hạn kết thúc."),
                violation_error_code="accounts_delegation_has_an_end",
            ),
            models.CheckConstraint(
                name="accounts_delegation_document",
                condition=~Q(document=""),
                violation_error_message=_("Hãy ghi số và ngày của văn bản ủy quyền."),
                violation_error_code="accounts_delegation_document",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.from_officer} → {self.to_officer}: {self.get_role_display()} ({self.document})"


class AbsenceSubstitution(Timed):
    """While `absent` is away, `substitute` may do the daily work of all his own roles."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    absent = models.ForeignKey(
        Officer, on_delete=models.PROTECT, related_name="absences", verbose_name=_("người vắng mặt")
    )
    substitute = models.ForeignKey(
        Officer, on_delete=models.PROTECT, related_name="substitutions", verbose_name=_("người thay thế")
    )
    reason = models.CharField(_("lý do"), max_length=200, blank=True)
    document = models.CharField(_("văn bản"), max_length=200, blank=True)

    error_fields = {
        "accounts_absence_one_at_a_time": "from_at",
        "accounts_absence_not_by_self": "substitute",
        "accounts_absence_has_an_end": "to_at",
    }

    class Meta:
        verbose_name = _("thay thế khi vắng mặt")
        verbose_name_plural = _("thay thế khi vắng mặt")
        ordering = ["-from_at", "id"]
        constraints = [
            *Timed.Meta.constraints,
            no_overlap(
                "accounts_absence_one_at_a_time",
                "absent",
                period=hours(),
                message=_("Trong thời gian này người vắng mặt đã có người thay thế."),
            ),
            models.CheckConstraint(
                name="accounts_absence_not_by_self",
                condition=~Q(absent=F("substitute")),
                violation_error_message=_("Người thay thế phải là người khác."),
                violation_error_code="accounts_absence_not_by_self",
            ),
            models.CheckConstraint(
                name="accounts_absence_has_an_end",
                condition=Q(to_at__isnull=False),
                violation_error_message=_("Hãy ghi thời điểm trở lại làm việc."),
                violation_error_code="accounts_absence_has_an_end",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.absent} → {self.substitute}"
