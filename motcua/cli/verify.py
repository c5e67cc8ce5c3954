"""`motcua verify`: is everything as it was written: the journal, and the rows figures are counted from."""

from functools import partial
from pathlib import Path
from typing import Any

import click

from motcua.cli.common import FoundWrong, emit_json, with_database
from motcua.cli.journal import checked, checking, report_as_json, tell_findings, tell_report


@click.command("verify")
@checking
@with_database()
def command(as_json: bool, public_key: Path | None, checkpoints: Path | None) -> None:
    """Check chains and checkpoints, and rebuild every row of every dossier from its events.

    Names every row and column that stands otherwise. Exit code 0 when all is as it was written, 1 when not.

    Example: motcua verify --format json
    """
    from motcua.integrity import verification

    report = checked(partial(verification.verify, on_both_cores=True), public_key, checkpoints)
    if as_json:
        emit_json(_as_json(report))
    else:
        _tell(report)
    if not report.is_good:
        wrong = sum(report.tables.found.values()) + sum(report.journal.found.values())
        raise FoundWrong(f"{wrong} contradictions: the records were tampered with.")


def _as_json(report: Any) -> dict[str, Any]:
    return {
        "good": report.is_good,
        "journal": report_as_json(report.journal),
        "dossiers": report.tables.dossiers,
        "rows": report.tables.rows,
        "found": dict(report.tables.found),
        "differences": [
            {
                "kind": str(d.kind),
                "dossier": d.dossier,
                "row": d.row,
                "id": d.id,
                "column": d.column,
                "told": d.told,
                "found": d.found,
                "vi": d.vi,
                "en": d.en,
            }
            for d in report.tables.differences
        ],
    }


def _tell(report: Any) -> None:
    tell_report(report.journal)
    click.echo(f"{report.tables.rows} rows of {report.tables.dossiers} dossiers compared with their events.")
    tables = report.tables
    tell_findings(tables.differences, sum(tables.found.values()) - len(tables.differences))
