"""Forms and pages of Django's admin that change rows through the acts, so that each change is an event.

A form rehearses its act in a transaction that is rolled back: whatever the act refuses is told at the field
before anything is saved.
"""

from typing import Any

from django import forms
from django.contrib import admin
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import models, transaction
from django.http import HttpRequest
from django.utils import timezone

from motcua.accounts.permissions import Permission
from motcua.accounts.queries import actor_of, may, units_where
from motcua.orgs.models import Unit


class _Rehearsed(Exception):
    """Ends a rehearsal: its transaction is rolled back."""


class ActForm(forms.ModelForm):
    """A form whose `act` makes or changes the row.

    `renamed`: argument of the act -> field of the form; `asked`: fields that the model lets be empty, but
    the act does not.
    """

    request: HttpRequest
    renamed: dict[str, str] = {}
    asked: tuple[str, ...] = ()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in self.asked:
            self.fields[name].required = True

    def act(self, data: dict[str, Any]) -> models.Model:
        """Do it with the cleaned `data`; the row as it is then."""
        raise NotImplementedError

    def by(self) -> dict[str, Any]:
        """Who acts, and when."""
        return {"actor": actor_of(self.request.user), "at": timezone.now()}

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if not self.errors:
            try:
                with transaction.atomic():
                    self.act(data)
                    raise _Rehearsed
            except _Rehearsed:
                pass
            except ValidationError as refused:
                self._tell(refused)
        return data

    def _post_clean(self) -> None:
        """The act has validated the row; Django's own validation would not know what the act does."""

    def _tell(self, refused: ValidationError) -> None:
        by_field = refused.error_dict if hasattr(refused, "error_dict") else {NON_FIELD_ERRORS: refused}
        for name, errors in by_field.items():
            field = self.renamed.get(name, name)
            self.add_error(field if field in self.fields else None, errors)

    def perform(self) -> models.Model:
        """The act in earnest."""
        return self.act(self.cleaned_data)


class ActAdmin(admin.ModelAdmin):
    """Rows of one model: nothing is deleted, and only what lies in the units that one manages is changed."""

    needs: Permission
    add_form: type[ActForm]
    change_form: type[ActForm] | None = None
    actions = None
    list_per_page = 50

    def unit_of(self, obj: Any) -> Unit | None:
        """The unit by which it is decided who may change `obj`; None: whoever manages any unit."""
        return getattr(obj, "unit", None)

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:
        # Who may only look has no form: Django then shows all `fields` as text.
        chosen = (self.change_form if change else self.add_form) or ActForm
        if change and not self.has_change_permission(request, obj):
            chosen = ActForm
        kwargs["form"] = type(chosen.__name__, (chosen,), {"request": request})
        return super().get_form(request, obj, change=change, **kwargs)

    def get_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        if obj is None:
            return list(self.add_form.base_fields)
        if self.change_form is None:
            return self.shown
        if not self.has_change_permission(request, obj):
            return [*self.shown, *(self.change_form._meta.fields or ())]
        return [*self.get_readonly_fields(request, obj), *self.change_form.base_fields]

    shown: tuple[str, ...] = ()

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        if obj is None:
            return ()
        editable = set(self.change_form.base_fields) if self.change_form else set()
        return tuple(name for name in self.shown if name not in editable)

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        row = form.perform()
        obj.__dict__.update({k: v for k, v in row.__dict__.items() if k != "_state"})
        obj._state.adding = False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        if not super().has_change_permission(request, obj) or (obj is not None and not self.change_form):
            return False
        unit = self.unit_of(obj) if obj is not None else None
        return unit is None or may(request.user, self.needs, unit, timezone.now())

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        choices = self.choices(request, db_field.related_model)
        if choices is not None:
            kwargs["queryset"] = choices
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def choices(self, request: HttpRequest, model: type[models.Model]) -> Any:
        """What a field that points to `model` offers: units that one manages."""
        return managed_units(request, self.needs) if model is Unit else None


def managed_units(request: HttpRequest, permission: Permission) -> Any:
    """The units in which the signed-in administrator has `permission` now."""
    return Unit.objects.filter(pk__in=units_where(request.user, permission, timezone.now()))
