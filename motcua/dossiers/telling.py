"""Who must still be told: papers are asked for, an apology was issued, a result waits, and nobody said so."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from django.db.models import F

from motcua.catalogue.queries import with_names
from motcua.dossiers.lifecycle import OPEN
from motcua.dossiers.models import Dossier, Telling
from motcua.orgs.models import Unit
from motcua.server.prepared import fetched


@dataclass(frozen=True)
class ToTell:
    """What the applicant of `dossier` must hear, since when; the last try, when there was one."""

    dossier: Dossier
    about: Telling.About
    since: datetime
    last: Telling | None = None


# States stand in the text: the indexes over what lies at the counter and what is open are found by them.
_TO_TELL = """
SELECT dossier, about, since FROM (
    SELECT d.id AS dossier, 'supplement' AS about, s.issued_at AS since, d.code
    FROM dossiers_dossier d JOIN dossiers_slip s ON s.dossier_id = d.id
    WHERE d.received_by_unit_id = ANY(%(units)s::uuid[]) AND d.state = 'waiting_supplement'
      AND s.form = 'supplement' AND s.stage = 'processing'
    UNION ALL
    SELECT d.id, 'delay', s.issued_at, d.code
    FROM dossiers_dossier d JOIN dossiers_slip s ON s.dossier_id = d.id
    WHERE d.received_by_unit_id = ANY(%(units)s::uuid[]) AND d.closed_at IS NULL
      AND d.state = ANY(%(open)s::text[]) AND s.form = 'apology'
    UNION ALL
    SELECT d.id, 'result', d.closed_at, d.code FROM dossiers_dossier d
    WHERE d.received_by_unit_id = ANY(%(units)s::uuid[]) AND d.state = 'ready'
) waiting WHERE NOT EXISTS (
    SELECT 1 FROM dossiers_telling t
    WHERE t.dossier_id = waiting.dossier AND t.about = waiting.about AND t.outcome = 'told'
      AND t.told_at >= waiting.since
) ORDER BY since, code LIMIT %(most)s
"""


def to_tell(units: Collection[Unit], most: int) -> list[ToTell]:
    """What people who handed in at `units` have not been told, the longest waiting first, at most `most`."""
    values = {
        "units": [unit.pk for unit in units],
        "open": [state.value for state in OPEN],
        "most": most,
    }
    found = fetched(_TO_TELL, values)
    rows = with_names(Dossier.objects.filter(pk__in={key for key, *_ in found})).select_related("applicant")
    dossiers = {row.pk: row for row in rows}
    return _with_tries([ToTell(dossiers[key], Telling.About(about), since) for key, about, since in found])


def _with_tries(rows: Sequence[ToTell]) -> list[ToTell]:
    tries: dict[tuple[object, str], Telling] = {}
    of_them = Telling.objects.filter(dossier__in=[one.dossier.pk for one in rows])
    for row in of_them.order_by(F("told_at").asc()):
        tries[row.dossier_id, row.about] = row
    return [replace(one, last=_since(one, tries.get((one.dossier.pk, one.about.value)))) for one in rows]


def _since(one: ToTell, last: Telling | None) -> Telling | None:
    return last if last and last.told_at >= one.since else None
