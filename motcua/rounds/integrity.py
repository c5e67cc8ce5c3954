"""Whether the answers of a closed round are still those that were there when it was closed."""

import hashlib
from collections.abc import Iterable

from motcua.journal.events import canonical
from motcua.rounds.models import Response, SurveyRound


def answers_hash(responses: Iterable[Response]) -> str:
    """SHA-256 over all columns of `responses` in the order of their keys, which is an order by chance."""
    found = hashlib.sha256()
    for row in sorted(responses, key=lambda row: row.pk):
        told = {
            "id": str(row.pk),
            "cell": str(row.cell_id),
            "mode": row.mode,
            "interviewer": str(row.interviewer_id or ""),
            "on": row.on.isoformat(),
            "seconds": row.seconds,
            "answers": row.answers,
        }
        found.update(canonical(told) + b"\n")
    return found.hexdigest()


def is_untouched(survey: SurveyRound) -> bool:
    """Whether the answers of a closed round have the hash that its last event told."""
    return answers_hash(Response.objects.filter(cell__round=survey)) == survey.answers_sha256
