"""Are the procedures still what they were when they were published, of which dossiers took their promises?

The event of publishing holds the hash of the whole content: limits, papers, fees, steps, and the field under
which dossiers are counted.
"""

from collections.abc import Iterator
from uuid import UUID

from django.db import connection
from pydantic import ValidationError

from motcua.catalogue import queries as catalogue
from motcua.catalogue.content import content_hash
from motcua.catalogue.events import VERSION_PUBLISHED
from motcua.integrity.findings import Contradiction, Difference

_USED = """
SELECT v.id, p.code, e.payload ->> 'content_hash'
FROM (SELECT DISTINCT procedure_version_id AS id FROM dossiers_dossier) d
JOIN catalogue_procedureversion v USING (id)
JOIN catalogue_procedure p ON p.id = v.procedure_id
LEFT JOIN journal_event e ON e.subject_kind = 'procedure' AND e.subject_id = p.code COLLATE "C"
    AND e.type = %s AND e.payload ->> 'version' = v.id::text
ORDER BY p.code, v.id
"""


def changed_versions() -> Iterator[Difference]:
    """The versions of which there are dossiers and whose content is not the published one."""
    with connection.cursor() as cursor:
        cursor.execute(_USED, [VERSION_PUBLISHED])
        used = cursor.fetchall()
    for version, code, told in used:
        found = _hash(version)
        if told is None or found != told:
            yield Difference(
                Contradiction.VERSION_CHANGED, code, "procedureversion", str(version), "content", told, found
            )


def _hash(version: UUID) -> str | None:
    """None for content that can't be read: what stands there was never published."""
    try:
        return content_hash(catalogue.content(version))
    except (ValidationError, ValueError, KeyError):
        return None
