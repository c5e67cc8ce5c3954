"""`motcua transfer`: open dossiers of a unit go to its successor, previewed before anything is done."""

from collections.abc import Sequence
from datetime import UTC, date, datetime
from typing import Any

import click

from motcua.cli.common import UNIT_CODE, FoundWrong, Misuse, emit_json, format_option, tell, with_database
from motcua.lib.times import LOCAL


@click.command("transfer")
@click.option("--unit", "old", type=UNIT_CODE, required=True, help="The unit that ends, with all below it.")
@click.option("--to", "new", type=UNIT_CODE, required=True, help="The unit that takes over, with all below.")
@click.option("--on", type=click.DateTime(["%Y-%m-%d"]), required=True, help="Whose successors hold.")
@click.option("--dossier", "codes", multiple=True, help="Only this dossier; may be given again.")
@click.option("--apply", "wanted", is_flag=True, help="Do it; without, it is only shown.")
@click.option("--document", default="", help="The decision on which it is done; needed to do it.")
@click.option("--as", "username", default="", help="Account of whoever does it; needed to do it.")
@format_option
def command(
    old: str,
    new: str,
    on: datetime,
    codes: Sequence[str],
    wanted: bool,
    document: str,
    username: str,
    as_json: bool,
) -> None:
    """Show which open dossiers of a unit would go where at a reform; with --apply, move them.

    Due dates stay as they are, and lateness until then stays charged to the old unit. All are moved or
    none. Example:
    motcua transfer --unit chieng-dong --to xa-yen-chau --on 2025-07-01
    """
    with with_database():
        moves = _moves(old, new, on.date(), codes)
        if wanted:
            _apply(old, new, on.date(), codes, document, username)
        _tell(moves, wanted, as_json)


def _moves(old: str, new: str, on: date, codes: Sequence[str]) -> list[Any]:
    from motcua.dossiers import transferring
    from motcua.orgs import queries as orgs

    try:
        moves = transferring.preview(orgs.unit(old), orgs.unit(new), on, codes)
    except (orgs.UnknownUnitError, transferring.NoHeirError, transferring.AmbiguousHeirError) as error:
        raise Misuse(str(error)) from error
    missing = set(codes) - {move.dossier.code for move in moves}
    if missing:
        raise Misuse(f"These do not lie at {old}, or have ended: {', '.join(sorted(missing))}")
    return moves


def _apply(old: str, new: str, on: date, codes: Sequence[str], document: str, username: str) -> None:
    from motcua.accounts.models import User
    from motcua.dossiers.actions.transfer_unit import transfer_unit
    from motcua.dossiers.frame import NotAllowedError
    from motcua.dossiers.policies import RefusedError
    from motcua.orgs import queries as orgs

    now = datetime.now(UTC)
    user = User.objects.filter(username=username).first()
    if user is None or not document.strip():
        raise Misuse("Name who does it (--as USERNAME) and by which decision (--document TEXT).")
    if on > now.astimezone(LOCAL).date():
        raise Misuse(f"The successors take over on {on}; until then it can only be shown.")
    try:
        transfer_unit(
            actor=user, at=now, old=orgs.unit(old), new=orgs.unit(new), document=document, codes=codes
        )
    except (NotAllowedError, RefusedError) as error:
        raise FoundWrong(f"Nothing was moved: {error}") from error


def _tell(moves: Sequence[Any], done: bool, as_json: bool) -> None:
    if as_json:
        emit_json({"applied": done, "dossiers": [_row(move) for move in moves]})
        return
    for move in moves:
        row = _row(move)
        ways = ", ".join(f"{old} -> {new}" for old, new in row["ways"])
        due = f"{move.due_at.astimezone(LOCAL):%d/%m/%Y %H:%M}" if move.due_at else "-"
        click.echo(f"{row['code']}  {row['state']:18}  due {due}  {ways}")
    tell(f"{len(moves)} dossiers {'were moved' if done else 'would be moved; --apply does it'}.")


def _row(move: Any) -> dict[str, Any]:
    return {
        "code": move.dossier.code,
        "state": move.dossier.state,
        "due_at": move.due_at,
        "ways": [(old.code, new.code) for old, new in move.ways],
    }
