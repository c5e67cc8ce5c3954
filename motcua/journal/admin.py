from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from motcua.journal.models import Access, Checkpoint, Event


class LookedAt:
    """What is only looked at in the administration, on pages of its own or inside another."""

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


class ReadOnly(LookedAt, admin.ModelAdmin):
    """Lists for looking only; the database would refuse anything else."""

    actions = None
    show_full_result_count = False


@admin.register(Event)
class EventAdmin(ReadOnly):
    list_display = (
        "recorded_at",
        "occurred_at",
        "subject_kind",
        "subject_id",
        "seq",
        "type",
        "actor_name",
    )
    list_filter = ("subject_kind",)
    search_fields = ("=subject_id", "=actor_id")
    search_help_text = "Mã đối tượng hoặc mã người thực hiện, viết đầy đủ"
    ordering = ("-recorded_at", "subject_kind", "subject_id", "-seq")


@admin.register(Checkpoint)
class CheckpointAdmin(ReadOnly):
    list_display = ("number", "at", "events", "chains", "changed", "key_id", "hash")
    ordering = ("-number",)


@admin.register(Access)
class AccessAdmin(ReadOnly):
    list_display = (
        "at",
        "actor_name",
        "position",
        "unit",
        "subject_kind",
        "subject_id",
        "purpose",
        "address",
    )
    list_filter = ("subject_kind",)
    search_fields = ("=subject_id", "=actor_id")
    search_help_text = "Mã đối tượng hoặc mã người xem, viết đầy đủ"
    ordering = ("-at", "pk")
