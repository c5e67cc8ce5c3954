"""Which roles sign in only with a second factor; decided for the whole installation."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from motcua.accounts.actions.set_factor_rule import set_factor_rule
from motcua.accounts.models import FactorRule
from motcua.accounts.permissions import Permission, Role
from motcua.web.manage.acting import ActAdmin, ActForm


class SetRule(ActForm):
    class Meta:
        model = FactorRule
        fields = ("role", "required")

    def act(self, data: dict[str, Any]) -> FactorRule:
        return set_factor_rule(role=Role(data["role"]), required=data["required"], **self.by())


class ChangeRule(SetRule):
    class Meta:
        model = FactorRule
        fields = ("required",)

    def act(self, data: dict[str, Any]) -> FactorRule:
        return super().act({**data, "role": self.instance.pk})


@admin.register(FactorRule)
class FactorRuleAdmin(ActAdmin):
    """For first administrators alone: who administers a commune decides nothing for the district."""

    needs = Permission.MANAGE_OFFICERS
    add_form, change_form = SetRule, ChangeRule
    shown = ("role",)
    list_display = ("role", "required")

    def unit_of(self, obj: FactorRule) -> None:
        return None

    def has_module_permission(self, request: HttpRequest) -> bool:
        return bool(request.user.is_superuser)

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return bool(request.user.is_superuser)

    has_add_permission = has_module_permission

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return bool(request.user.is_superuser)
