"""Waiting halls: the rule of who is next, the kiosk's address, service groups and windows."""

from typing import Any

from django import forms
from django.contrib import admin
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from motcua.accounts.permissions import Permission
from motcua.orgs.models import Unit
from motcua.queueing.actions.change_hall import change_hall
from motcua.queueing.actions.open_hall import open_hall
from motcua.queueing.actions.renew_kiosk_key import renew_kiosk_key
from motcua.queueing.actions.set_service_group import set_service_group
from motcua.queueing.actions.set_window import set_window
from motcua.queueing.models import Ground, Hall, ServiceGroup, Window, all_grounds
from motcua.web.manage.acting import ActAdmin, ActForm, managed_units


class OpenHall(ActForm):
    grounds = forms.MultipleChoiceField(
        label=_("Đối tượng ưu tiên"),
        choices=Ground.choices,
        initial=all_grounds,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )

    class Meta:
        model = Hall
        fields = ("unit", "priority_run", "return_within")

    def act(self, data: dict[str, Any]) -> Hall:
        return open_hall(**data, **self.by())


class ChangeHall(OpenHall):
    renew = forms.BooleanField(
        label=_("Đổi địa chỉ máy lấy số"),
        help_text=_("Địa chỉ cũ hết hiệu lực ngay; mở lại máy lấy số bằng địa chỉ mới."),
        required=False,
    )

    class Meta(OpenHall.Meta):
        fields = ("priority_run", "return_within")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["grounds"] = self.instance.grounds

    def act(self, data: dict[str, Any]) -> Hall:
        hall, renew = Hall.objects.get(pk=self.instance.pk), data["renew"]
        changed = change_hall(hall=hall, **{k: v for k, v in data.items() if k != "renew"}, **self.by())
        return renew_kiosk_key(hall=changed, **self.by()) if renew else changed


@admin.register(Hall)
class HallAdmin(ActAdmin):
    needs = Permission.MANAGE_QUEUES
    add_form, change_form = OpenHall, ChangeHall
    shown = ("unit", "addresses")
    list_display = ("unit", "priority_run", "return_within")
    list_select_related = ("unit",)

    @admin.display(description=_("Máy lấy số, màn hình gọi số"))
    def addresses(self, obj: Hall) -> str:
        """Where the kiosk and the wall screen are opened."""
        places = (
            (reverse("hall:kiosk", args=[obj.kiosk_key]), _("Máy lấy số")),
            (reverse("hall:screen", args=[obj.unit.code]), _("Màn hình gọi số")),
        )
        (kiosk, kiosk_name), (screen, screen_name) = places
        return format_html(
            '<a href="{}">{}</a> · <a href="{}">{}</a>', kiosk, kiosk_name, screen, screen_name
        )


class _InHall(ActAdmin):
    """Rows of a hall: whoever manages the hall's unit changes them."""

    needs = Permission.MANAGE_QUEUES

    def unit_of(self, obj: Any) -> Unit:
        return obj.hall.unit

    def choices(self, request: HttpRequest, model: type[Any]) -> Any:
        if model is Hall:
            return Hall.objects.filter(unit__in=managed_units(request, self.needs)).select_related("unit")
        return super().choices(request, model)


class AddServiceGroup(ActForm):
    class Meta:
        model = ServiceGroup
        fields = ("hall", "letter", "name", "hint", "icon", "open")

    def act(self, data: dict[str, Any]) -> ServiceGroup:
        return set_service_group(**data, **self.by())


class ChangeServiceGroup(ActForm):
    class Meta:
        model = ServiceGroup
        fields = ("name", "hint", "icon", "open")

    def act(self, data: dict[str, Any]) -> ServiceGroup:
        row = ServiceGroup.objects.select_related("hall__unit").get(pk=self.instance.pk)
        return set_service_group(hall=row.hall, letter=row.letter, group=row, **data, **self.by())


@admin.register(ServiceGroup)
class ServiceGroupAdmin(_InHall):
    add_form, change_form = AddServiceGroup, ChangeServiceGroup
    shown = ("hall", "letter")
    list_display = ("name", "letter", "hall", "open")
    list_select_related = ("hall__unit",)


class AddWindow(ActForm):
    class Meta:
        model = Window
        fields = ("hall", "number", "groups", "open")
        widgets = {"groups": forms.CheckboxSelectMultiple}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        managed = managed_units(self.request, Permission.MANAGE_QUEUES)
        rows = ServiceGroup.objects.filter(hall__unit__in=managed)
        if self.instance.hall_id:
            rows = rows.filter(hall=self.instance.hall_id)
        self.fields["groups"].queryset = rows.select_related("hall__unit")
        self.fields["groups"].label_from_instance = lambda group: f"{group} ({group.hall.unit.short_name})"

    def act(self, data: dict[str, Any]) -> Window:
        return set_window(**data, **self.by())


class ChangeWindow(AddWindow):
    class Meta(AddWindow.Meta):
        fields = ("groups", "open")

    def act(self, data: dict[str, Any]) -> Window:
        row = Window.objects.select_related("hall__unit").get(pk=self.instance.pk)
        return set_window(hall=row.hall, number=row.number, window=row, **data, **self.by())


@admin.register(Window)
class WindowAdmin(_InHall):
    add_form, change_form = AddWindow, ChangeWindow
    shown = ("hall", "number", "officer")
    list_display = ("number", "hall", "open", "officer")
    list_select_related = ("hall__unit", "officer")
