"""Files that are being looked through: kept, read again, thrown away."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from motcua.accounts.models import User
from motcua.dossiers.models import Outage
from motcua.web.outages.models import Upload
from motcua.web.outages.reading import Cell, Row

_KEPT_FOR = timedelta(days=30)


def keep(rows: Sequence[Row], *, officer: User, outage: Outage, name: str, at: datetime) -> None:
    """Keep `rows` instead of what the officer sent before. What lay for a month goes: personal data is not
    hoarded.
    """
    Upload.objects.filter(sent_at__lt=at - _KEPT_FOR).delete()
    values = {"name": name[:200], "rows": [_plain(row) for row in rows], "sent_at": at}
    Upload.objects.update_or_create(officer=officer, outage=outage, defaults=values)


def _plain(row: Row) -> list[Any]:
    return [row.place, {key: list(cell) for key, cell in row.cells.items()}]


def of(officer: User, outage: Outage) -> Upload | None:
    """What the officer sent for the outage; nobody else's."""
    return Upload.objects.filter(officer=officer, outage=outage).first()


def rows_of(upload: Upload) -> list[Row]:
    """The rows as they were read."""
    return [Row(place, {key: Cell(*cell) for key, cell in cells.items()}) for place, cells in upload.rows]
