"""A row as the journal is told of it: every column by its name."""

from typing import Any

from django.db.models import Model


def columns(row: Model) -> dict[str, Any]:
    """Values of all columns of `row` by their names."""
    return {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields}
