"""Accounts: made, changed, locked, helped when somebody can't sign in, linked to the shared sign-in."""

from typing import Any

from django import forms
from django.conf import settings
from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from motcua.accounts.actions.change_user import change_user
from motcua.accounts.actions.create_user import create_user
from motcua.accounts.actions.deactivate_user import deactivate_user
from motcua.accounts.actions.end_visits import end_visits
from motcua.accounts.actions.lift_lock_out import lift_lock_out
from motcua.accounts.actions.link_identity import link_identity
from motcua.accounts.actions.reactivate_user import reactivate_user
from motcua.accounts.actions.reset_factors import reset_factors
from motcua.accounts.actions.set_password import set_password
from motcua.accounts.actions.unlink_identity import unlink_identity
from motcua.accounts.models import LinkedIdentity, User, Visit
from motcua.web.manage.acting import ActForm
from motcua.web.manage.people import PeopleAdmin, manageable_users
from motcua.web.signin import devices

_PASSWORD = forms.PasswordInput(attrs={"autocomplete": "new-password"})


class CreateUser(ActForm):
    password = forms.CharField(
        label=_("Mật khẩu"),
        widget=_PASSWORD,
        strip=False,
        required=False,
        help_text=_("Để trống nếu chỉ đăng nhập qua nơi đăng nhập chung."),
    )

    class Meta:
        model = User
        fields = ("username", "full_name", "email", "is_staff")

    def act(self, data: dict[str, Any]) -> User:
        return create_user(**{**data, "password": data["password"] or None}, **self.by())


class ChangeUser(ActForm):
    CHANGE, PASSWORD, OFF, ON = "change", "password", "off", "on"
    LIFT, END, RESET, LINK, UNLINK = "lift", "end", "reset", "link", "unlink"
    what = forms.ChoiceField(
        label=_("Việc cần làm"),
        choices=[
            (CHANGE, _("Sửa thông tin")),
            (PASSWORD, _("Đặt lại mật khẩu")),
            (OFF, _("Khóa tài khoản")),
            (ON, _("Mở khóa tài khoản")),
            (LIFT, _("Gỡ tạm khóa do nhập sai nhiều lần")),
            (END, _("Kết thúc mọi phiên đăng nhập")),
            (RESET, _("Đặt lại xác minh hai bước (mất điện thoại)")),
            (LINK, _("Gắn với nơi đăng nhập chung")),
            (UNLINK, _("Bỏ gắn với nơi đăng nhập chung")),
        ],
        widget=forms.RadioSelect,
    )
    password = forms.CharField(label=_("Mật khẩu mới"), widget=_PASSWORD, strip=False, required=False)
    reason = forms.CharField(
        label=_("Lý do khóa, mở khóa, kết thúc, đặt lại"), max_length=200, required=False
    )
    identity = forms.CharField(
        label=_("Tên ở nơi đăng nhập chung"),
        max_length=200,
        required=False,
        help_text=_("Thường là địa chỉ thư điện tử công vụ."),
    )

    class Meta:
        model = User
        fields = ("full_name", "email", "is_staff")

    def act(self, data: dict[str, Any]) -> User:
        user = User.objects.get(pk=self.instance.pk)
        if data["what"] == self.CHANGE:
            known = {name: data[name] for name in ("full_name", "email", "is_staff")}
            return change_user(user=user, is_superuser=user.is_superuser, **known, **self.by())
        if data["what"] == self.PASSWORD:
            return set_password(user=user, password=data["password"], **self.by())
        if data["what"] == self.LINK:
            issuer = settings.OIDC["issuer"] if settings.OIDC else ""
            return link_identity(user=user, issuer=issuer, name=data["identity"], **self.by())
        if data["what"] in _PLAIN:
            return _PLAIN[data["what"]](user=user, **self.by())
        _WITH_REASON[data["what"]](user=user, reason=data["reason"], **self.by())
        return User.objects.get(pk=user.pk)


_PLAIN = {ChangeUser.LIFT: lift_lock_out, ChangeUser.UNLINK: unlink_identity}
_WITH_REASON = {
    ChangeUser.OFF: deactivate_user,
    ChangeUser.ON: reactivate_user,
    ChangeUser.END: end_visits,
    ChangeUser.RESET: reset_factors,
}


@admin.register(User)
class UserAdmin(PeopleAdmin):
    add_form, change_form = CreateUser, ChangeUser
    shown = ("username", "is_active", "is_superuser", "last_login", "signed_in_at", "opened_by")
    list_display = ("username", "full_name", "is_active", "is_staff", "last_login")
    list_filter = ("is_active", "is_staff")
    search_fields = ("username", "full_name")
    ordering = ("username",)

    def unit_of(self, obj: User) -> None:
        return None

    @admin.display(description=_("đang đăng nhập ở"))
    def signed_in_at(self, obj: User) -> str:
        """The devices with which the account is signed in now."""
        visits = Visit.objects.of(obj, timezone.now())
        return "; ".join(f"{devices.words(visit.agent)} {visit.address}".strip() for visit in visits) or "–"

    @admin.display(description=_("gắn với nơi đăng nhập chung"))
    def opened_by(self, obj: User) -> str:
        """The name at the shared sign-in that opens the account."""
        link = LinkedIdentity.objects.filter(user=obj).first()
        return link.name if link else "–"

    def get_queryset(self, request: HttpRequest) -> QuerySet[User]:
        return manageable_users(request).order_by("username")
