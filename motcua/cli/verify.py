"""`motcua verify`: is everything as it was written: the journal, and the rows figures are counted from."""

from pathlib import Path
from typing import Any

import click

from motcua.cli.common import FoundWrong, Misuse, emit_json, format_option, with_database
from motcua.cli.journal import report_as_json, tell_report

_FILE = click.Path(path_type=Path, dir_okay=False, exists=True)


@click.command("verify")
@format_option
@click.option("--public-key", type=_FILE, help="Trust only the public keys in this file (PEM), not ours.")
@click.option("--checkpoints", type=_FILE, help="Compare with this copy of the file of checkpoints.")
@with_database()
def command(as_json: bool, public_key: Path | None, checkpoints: Path | None) -> None:
    """Check chains and checkpoints, and rebuild every row of every dossier from its events.

    Names every row and column that stands otherwise. Exit code 0 when all is as it was written, 1 when not.

    Example: motcua verify --format json
    """
    from motcua.integrity import verification
    from motcua.journal.keyring import NoKeyError, trusted_keys

    try:
        keys = trusted_keys(public_key) if public_key else None
        report = verification.verify(path=checkpoints, keys=keys, on_both_cores=True)
    except NoKeyError as error:
        raise Misuse(f"{error}.") from error
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
    for difference in report.tables.differences:
        click.echo(f"{difference.kind}: {difference.vi}\n    {difference.en}")
    more = sum(report.tables.found.values()) - len(report.tables.differences)
    if more > 0:
        click.echo(f"... and {more} more.")
