"""Transfer all that lies at a unit, or below it, to the units that take over: one act for each dossier."""

from collections.abc import Collection
from datetime import datetime

from motcua.accounts.models import User
from motcua.dossiers import frame, transferring
from motcua.dossiers.actions.transfer import transfer
from motcua.orgs.models import Unit


@frame.atomically
def transfer_unit(
    *, actor: User, at: datetime, old: Unit, new: Unit, document: str, codes: Collection[str] = ()
) -> list[transferring.Move]:
    """What `transferring.preview` shows for the day of `at` is done, all of it or nothing; returns it.

    With `codes` only these dossiers. Raises NoHeirError, AmbiguousHeirError, and what `transfer` raises.
    """
    moves = transferring.preview(old, new, frame.local_day(at), codes)
    for move in moves:
        for heir in move.heirs:
            transfer(actor=actor, at=at, dossier=move.dossier, successor=heir, document=document)
    return moves
