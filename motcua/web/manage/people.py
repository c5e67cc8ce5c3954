"""Officers, positions, postings, roles, delegations and absences."""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from motcua.accounts.actions.appoint_officer import appoint_officer
from motcua.accounts.actions.change_officer import change_officer
from motcua.accounts.actions.delegate_role import delegate_role
from motcua.accounts.actions.end_absence import end_absence
from motcua.accounts.actions.end_delegation import end_delegation
from motcua.accounts.actions.end_position import end_position
from motcua.accounts.actions.end_posting import end_posting
from motcua.accounts.actions.end_role import end_role
from motcua.accounts.actions.give_role import give_role
from motcua.accounts.actions.post_officer import post_officer
from motcua.accounts.actions.record_absence import record_absence
from motcua.accounts.actions.register_officer import register_officer
from motcua.accounts.labels import PERMISSIONS, POSTING_REMARKS
from motcua.accounts.models import (
    AbsenceSubstitution,
    Delegation,
    Officer,
    Position,
    Posting,
    RoleHolding,
    User,
)
from motcua.accounts.permissions import DELEGABLE, GRANTS, Permission
from motcua.accounts.queries import remarks_on, units_where
from motcua.lib.text import search_key
from motcua.web.manage.acting import ActAdmin, ActForm

_LENDABLE = {p for role in DELEGABLE for p in GRANTS[role]}


def managed_officers(request: HttpRequest) -> QuerySet[Officer]:
    """Officers with a position in a unit that one manages, and those who have none yet."""
    now = timezone.now()
    units = units_where(request.user, Permission.MANAGE_OFFICERS, now)
    inside = Position.objects.filter(unit__in=units).values("officer")
    return Officer.objects.filter(Q(pk__in=inside) | Q(positions=None))


class PeopleAdmin(ActAdmin):
    """Asks for the right to manage officers, and offers those of one's own units."""

    needs = Permission.MANAGE_OFFICERS

    def choices(self, request: HttpRequest, model: Any) -> Any:
        if model is Officer:
            return managed_officers(request)
        if model is Position:
            held = Position.objects.on(timezone.localdate()).filter(officer__in=managed_officers(request))
            return held.select_related("officer", "title", "unit")
        if model is User:
            return manageable_users(request)
        return super().choices(request, model)


def manageable_users(request: HttpRequest) -> QuerySet[User]:
    """Accounts without officer or of officers that one manages; a superuser's only for superusers."""
    users = User.objects.filter(Q(officer=None) | Q(officer__in=managed_officers(request)))
    return users if request.user.is_superuser else users.filter(is_superuser=False)


_OFFICER_FIELDS = ("full_name", "rank", "service_since", "phone", "email", "personal_id", "user")


class RegisterOfficer(ActForm):
    class Meta:
        model = Officer
        fields = _OFFICER_FIELDS

    def act(self, data: dict[str, Any]) -> Officer:
        return register_officer(**data, **self.by())


class ChangeOfficer(ActForm):
    renamed = {"personal_id": "new_personal_id"}
    # Not under the model's name: a field of that name would begin with the number in it.
    new_personal_id = forms.CharField(
        label=_("Số định danh cá nhân mới"),
        max_length=12,
        required=False,
        help_text=_("Để trống nếu giữ nguyên."),
    )

    class Meta:
        model = Officer
        fields = tuple(name for name in _OFFICER_FIELDS if name != "personal_id")

    def act(self, data: dict[str, Any]) -> Officer:
        officer = Officer.objects.get(pk=self.instance.pk)
        known = {name: value for name, value in data.items() if name != "new_personal_id"}
        known["personal_id"] = data["new_personal_id"] or officer.personal_id
        return change_officer(officer=officer, **known, **self.by())


@admin.register(Officer)
class OfficerAdmin(PeopleAdmin):
    add_form, change_form = RegisterOfficer, ChangeOfficer
    shown = ("masked_personal_id",)
    list_display = ("full_name", "rank", "service_since", "user")
    list_filter = ("rank",)
    list_select_related = ("user",)
    search_fields = ("search_key",)

    def unit_of(self, obj: Officer) -> None:
        return None

    @admin.display(description=_("số định danh cá nhân"))
    def masked_personal_id(self, obj: Officer) -> str:
        """The last four digits: nobody needs to see more."""
        return obj.masked_personal_id or "–"

    def get_queryset(self, request: HttpRequest) -> QuerySet[Officer]:
        return managed_officers(request)

    def get_search_results(self, request: HttpRequest, queryset: Any, search_term: str) -> Any:
        return super().get_search_results(request, queryset, search_key(search_term))


class AppointOfficer(ActForm):
    class Meta:
        model = Position
        fields = ("officer", "unit", "title", "valid_from", "valid_to", "document")

    def act(self, data: dict[str, Any]) -> Position:
        return appoint_officer(**data, **self.by())


class EndPosition(ActForm):
    renamed = {"last_day": "valid_to"}
    asked = ("valid_to",)

    class Meta:
        model = Position
        fields = ("valid_to", "document")

    def act(self, data: dict[str, Any]) -> Position:
        position = Position.objects.get(pk=self.instance.pk)
        return end_position(
            position=position, last_day=data["valid_to"], document=data["document"], **self.by()
        )


class EndPosting(EndPosition):
    class Meta:
        model = Posting
        fields = ("valid_to", "document")

    def act(self, data: dict[str, Any]) -> Posting:
        posting = Posting.objects.get(pk=self.instance.pk)
        return end_posting(posting=posting, last_day=data["valid_to"], document=data["document"], **self.by())


@admin.register(Position)
class PositionAdmin(PeopleAdmin):
    add_form, change_form = AppointOfficer, EndPosition
    shown = ("officer", "unit", "title", "valid_from")
    list_display = ("officer", "title", "unit", "valid_from", "valid_to")
    list_select_related = ("officer", "title", "unit")
    list_filter = ("title",)
    search_fields = ("officer__search_key", "unit__search_key")


class PostOfficer(ActForm):
    class Meta:
        model = Posting
        fields = ("officer", "by_agency", "one_stop", "valid_from", "valid_to", "document")

    def act(self, data: dict[str, Any]) -> Posting:
        return post_officer(**data, **self.by())


@admin.register(Posting)
class PostingAdmin(PeopleAdmin):
    add_form, change_form = PostOfficer, EndPosting
    shown = ("officer", "by_agency", "one_stop", "valid_from")
    list_display = ("officer", "by_agency", "one_stop", "valid_from", "valid_to")
    list_select_related = ("officer", "by_agency", "one_stop")

    def unit_of(self, obj: Posting) -> Any:
        return obj.one_stop

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        super().save_model(request, obj, form, change)
        for remark in remarks_on(obj):
            messages.warning(request, POSTING_REMARKS[remark])


class GiveRole(ActForm):
    class Meta:
        model = RoleHolding
        fields = ("position", "role", "unit", "from_at", "to_at")

    def act(self, data: dict[str, Any]) -> RoleHolding:
        return give_role(**data, **self.by())


class _EndForm(ActForm):
    asked = ("to_at",)
    reason = forms.CharField(label=_("Lý do"), max_length=200, required=False)


class EndRole(_EndForm):
    class Meta:
        model = RoleHolding
        fields = ("to_at",)

    def act(self, data: dict[str, Any]) -> RoleHolding:
        return end_role(holding=RoleHolding.objects.get(pk=self.instance.pk), **data, **self.by())


@admin.register(RoleHolding)
class RoleHoldingAdmin(PeopleAdmin):
    add_form, change_form = GiveRole, EndRole
    shown = ("position", "role", "unit", "from_at")
    list_display = ("position", "role", "unit", "from_at", "to_at")
    list_select_related = ("position__officer", "position__title", "position__unit", "unit")
    list_filter = ("role",)
    search_fields = ("position__officer__search_key", "unit__search_key")


class DelegateRole(ActForm):
    permissions = forms.MultipleChoiceField(
        label=_("Chỉ các quyền"),
        choices=[(p.value, label) for p, label in PERMISSIONS.items() if p in _LENDABLE],
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text=_("Để trống nếu ủy quyền toàn bộ vai trò."),
    )

    class Meta:
        model = Delegation
        fields = (
            "from_officer",
            "to_officer",
            "role",
            "unit",
            "permissions",
            "from_at",
            "to_at",
            "document",
        )

    def act(self, data: dict[str, Any]) -> Delegation:
        return delegate_role(**data, **self.by())


class EndDelegation(_EndForm):
    class Meta:
        model = Delegation
        fields = ("to_at",)

    def act(self, data: dict[str, Any]) -> Delegation:
        return end_delegation(delegation=Delegation.objects.get(pk=self.instance.pk), **data, **self.by())


@admin.register(Delegation)
class DelegationAdmin(PeopleAdmin):
    add_form, change_form = DelegateRole, EndDelegation
    shown = ("from_officer", "to_officer", "role", "unit", "document", "from_at")
    list_display = ("from_officer", "to_officer", "role", "unit", "from_at", "to_at", "document")
    list_select_related = ("from_officer", "to_officer", "unit")
    list_filter = ("role",)


class RecordAbsence(ActForm):
    class Meta:
        model = AbsenceSubstitution
        fields = ("absent", "substitute", "from_at", "to_at", "reason", "document")

    def act(self, data: dict[str, Any]) -> AbsenceSubstitution:
        return record_absence(**data, **self.by())


class EndAbsence(_EndForm):
    class Meta:
        model = AbsenceSubstitution
        fields = ("to_at",)

    def act(self, data: dict[str, Any]) -> AbsenceSubstitution:
        row = AbsenceSubstitution.objects.get(pk=self.instance.pk)
        return end_absence(absence=row, **data, **self.by())


@admin.register(AbsenceSubstitution)
class AbsenceSubstitutionAdmin(PeopleAdmin):
    add_form, change_form = RecordAbsence, EndAbsence
    shown = ("absent", "substitute", "from_at", "document")
    list_display = ("absent", "substitute", "from_at", "to_at", "reason")
    list_select_related = ("absent", "substitute")

    def unit_of(self, obj: AbsenceSubstitution) -> Any:
        first = obj.absent.positions.on(timezone.localdate()).select_related("unit").first()
        return first.unit if first else None
