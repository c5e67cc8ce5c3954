"""`motcua journal`: what inspectors and operators ask of the journal."""

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import click

from motcua.cli.common import FoundWrong, Misuse, emit_json, format_option, tell, with_database

_FILE = click.Path(path_type=Path, dir_okay=False, exists=True)


@click.group("journal")
def group() -> None:
    """The journal of all events: is it as it was written?

    Signed checkpoints stand in the database and in a file outside it (MOTCUA_CHECKPOINTS, else
    checkpoints.jsonl in the data folder). The key that signs is kept outside too (MOTCUA_JOURNAL_KEY).
    """


def checking(command: Callable[..., Any]) -> Callable[..., Any]:
    """What every command that verifies is told: the form of its answer, the keys and the copy it trusts."""
    options = (
        click.option("--checkpoints", type=_FILE, help="Compare with this copy of the file of checkpoints."),
        click.option(
            "--public-key", type=_FILE, help="Trust only the public keys in this file (PEM), not ours."
        ),
        format_option,
    )
    for option in options:
        command = option(command)
    return command


def checked(verification: Callable[..., Any], public_key: Path | None, checkpoints: Path | None) -> Any:
    """The report of `verification` by these keys and this copy. Raises Misuse where there is no such key."""
    from motcua.journal.keyring import NoKeyError, trusted_keys

    try:
        keys = trusted_keys(public_key) if public_key else None
        return verification(path=checkpoints, keys=keys)
    except NoKeyError as error:
        raise Misuse(f"{error}.") from error


@group.command()
@checking
@with_database()
def verify(as_json: bool, public_key: Path | None, checkpoints: Path | None) -> None:
    """Check every chain and every checkpoint: exit code 0 when all is as it was written, 1 when not.

    An inspector who kept the public key and a copy of the file need not believe this machine.
    Example: motcua journal verify --public-key kept.pem --checkpoints copy.jsonl
    """
    from motcua.journal import verification

    report = checked(verification.verify, public_key, checkpoints)
    if as_json:
        emit_json(report_as_json(report))
    else:
        tell_report(report)
    if not report.is_good:
        raise FoundWrong(f"{sum(report.found.values())} contradictions: the journal was tampered with.")


@group.command()
@format_option
@with_database()
def checkpoint(as_json: bool) -> None:
    """Take a checkpoint now and print its number and hash; worth keeping elsewhere.

    Example: motcua journal checkpoint --format json
    """
    from motcua.journal.actions import checkpoint as taking
    from motcua.journal.keyring import NoKeyError

    try:
        statement = taking.checkpoint().statement
    except NoKeyError as error:
        raise Misuse(f"{error}.") from error
    if as_json:
        emit_json(_statement_as_json(statement))
    else:
        click.echo(_statement_in_words(statement))


@group.command()
@format_option
@with_database()
def key(as_json: bool) -> None:
    """Print the public key (PEM); keep it where nobody of this machine can change it.

    Example: motcua journal key > kept.pem
    """
    from motcua.journal.checkpoints import key_id
    from motcua.journal.keyring import NoKeyError, private_key, public_pem

    try:
        public = private_key().public_key()
    except NoKeyError as error:
        raise Misuse(f"{error}.") from error
    pem = public_pem(public).decode()
    if as_json:
        emit_json({"key_id": key_id(public), "public_key": pem})
    else:
        tell(f"key id {key_id(public)}")
        click.echo(pem, nl=False)


def report_as_json(report: Any) -> dict[str, Any]:
    """What verification read and found, for `--format json`."""
    return {
        "good": report.is_good,
        "events": report.events,
        "chains": report.chains,
        "checkpoints": report.checkpoints,
        "uncovered": report.uncovered,
        "demonstration": report.demonstration,
        "newest": _statement_as_json(report.newest) if report.newest else None,
        "found": dict(report.found),
        "findings": [_finding_as_json(finding) for finding in report.findings],
        "notes": [_finding_as_json(note) for note in report.notes],
    }


def _finding_as_json(finding: Any) -> dict[str, Any]:
    subject = finding.subject
    return {
        "kind": str(finding.kind),
        "subject": {"kind": subject.kind, "id": subject.id} if subject else None,
        "seq": finding.seq,
        "checkpoint": finding.checkpoint,
        "vi": finding.vi,
        "en": finding.en,
    }


def _statement_as_json(statement: Any) -> dict[str, Any]:
    return statement.as_json() | {"at": statement.at, "hash": statement.hash()}


def _statement_in_words(statement: Any) -> str:
    return (
        f"checkpoint {statement.number}: {statement.events} events in {statement.chains} chains, "
        f"{statement.changed} changed\nhash {statement.hash()}\nkey id {statement.key_id}"
    )


def tell_report(report: Any) -> None:
    """What verification read and found, on standard output."""
    click.echo(f"{report.events} events in {report.chains} chains, {report.checkpoints} checkpoints read.")
    if report.newest:
        click.echo(f"{report.uncovered} events are newer than the newest checkpoint:")
        click.echo(_statement_in_words(report.newest))
    tell_findings([*report.notes, *report.findings], sum(report.found.values()) - len(report.findings))


def tell_findings(findings: Iterable[Any], more: int) -> None:
    """What was found, in both languages; `more` is how many are not listed."""
    for finding in findings:
        click.echo(f"{finding.kind}: {finding.vi}\n    {finding.en}")
    if more > 0:
        click.echo(f"... and {more} more.")
