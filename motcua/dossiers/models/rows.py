"""What all rows of a dossier share: a key, a version to compare, and which columns the journal remembers.

An act writes a row and its event from the same values (`motcua.dossiers.writing`), so the rows that figures
are counted from can be rebuilt from the events and compared column by column (statistics.md 5). Personal data
stay out of the events: these are never erased.
"""

from typing import ClassVar

from django.db import models

from motcua.lib.ids import new_id


class Row(models.Model):
    """A row of which an event tells all columns in `journaled`."""

    journaled: ClassVar[tuple[str, ...]] = ()

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)

    class Meta:
        abstract = True


class Contested(Row):
    """A row that two officers may act on at once: whoever compares an old `version` is told so."""

    version = models.PositiveIntegerField(default=0)

    class Meta:
        abstract = True
