from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from motcua.catalogue import models
from motcua.journal.admin import LookedAt


class PartInline(LookedAt, admin.TabularInline):
    """Parts of a version; shown only."""

    extra = 0
    show_change_link = False

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return super().get_queryset(request).order_by("position")


_PARTS = [
    models.Case,
    models.Component,
    models.Way,
    models.Fee,
    models.Extension,
    models.AreaExtension,
    models.OnlineLevel,
    models.LegalBasis,
    models.Result,
    models.RawText,
    models.Process,
]


@admin.register(models.Procedure)
class ProcedureAdmin(LookedAt, admin.ModelAdmin):
    """Procedures come and go by the catalogue's own acts; here they are looked at."""

    list_display = ["code", "name", "origin", "current"]
    list_filter = ["origin"]
    list_select_related = ["current"]
    search_fields = ["search_key", "code"]
    ordering = ["sort_key", "id"]
    list_per_page = 50


@admin.register(models.ProcedureVersion)
class ProcedureVersionAdmin(LookedAt, admin.ModelAdmin):
    """Versions with all their parts; shown only, drafts are changed by the editor's acts."""

    list_display = ["procedure", "number", "state", "effective_from", "effective_to", "mark"]
    list_filter = ["state", "origin", "mark"]
    list_select_related = ["procedure"]
    search_fields = ["procedure__search_key", "procedure__code"]
    ordering = ["procedure__sort_key", "-number"]
    inlines = [type(f"{model.__name__}Inline", (PartInline,), {"model": model}) for model in _PARTS]
    list_per_page = 50


class StepInline(LookedAt, admin.TabularInline):
    """The steps of a process, in their order; shown only."""

    model = models.Step
    extra = 0
    fields = ["position", "key", "name", "role", "place", "office", "title", "limit_amount", "limit_unit"]


@admin.register(models.Process)
class ProcessAdmin(LookedAt, admin.ModelAdmin):
    """Internal processes with their steps; shown only, they change with a new version."""

    list_display = ["name", "version", "limit_amount", "limit_unit"]
    list_select_related = ["version"]
    search_fields = ["version__procedure__search_key"]
    ordering = ["version__procedure__sort_key", "position"]
    inlines = [StepInline]
