"""Several results fetched at once, by one person or by an organisation's courier: one signature for all."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from motcua.accounts.models import User
from motcua.dossiers.actions.return_result import return_result
from motcua.dossiers.lifecycle import State
from motcua.dossiers.models import Dossier
from motcua.web.counter import collecting
from motcua.web.counter.exits import PROBLEMS, told
from motcua.web.counter.here import Here

MOST = 100


@dataclass
class Returned:
    """What became of a return: the codes that went, and which stayed, with the reason."""

    codes: list[str] = field(default_factory=list)
    stayed: list[tuple[str, str]] = field(default_factory=list)


def chosen(at: Here, codes: Sequence[str]) -> list[Dossier]:
    """Those of `codes` that wait at the officer's counters, by code."""
    return list(collecting.waiting(at).filter(code__in=codes[:MOST]).order_by("code"))


def signed_for(at: Here, codes: Sequence[str]) -> list[Dossier]:
    """Those of `codes` that were returned at the officer's counters to whoever fetched the first of them."""
    rows = Dossier.objects.filter(
        state=State.RETURNED.value, received_by_unit__in=at.units, code__in=codes[:MOST]
    )
    with_all = ("applicant", "procedure_version", "received_by_unit", "result__returned_by")
    found = list(rows.select_related(*with_all).order_by("code"))
    return [one for one in found if _receipt(one) == _receipt(found[0])]


def _receipt(dossier: Dossier) -> tuple[Any, ...]:
    """Who signs for the result of `dossier`, and when it was."""
    row = dossier.result
    return dossier.returned_at, dossier.received_by_unit_id, row.receiver_name, row.receiver_id_number


def hand_out(dossiers: Sequence[Dossier], said: Mapping[str, Any], *, actor: User, at: datetime) -> Returned:
    """Return each by itself, told the same: one that can't go does not hold the others back."""
    done = Returned()
    for dossier in dossiers:
        try:
            return_result(actor=actor, at=at, dossier=dossier, **said)
        except PROBLEMS as problem:
            done.stayed.append((dossier.code, told(problem)))
        else:
            done.codes.append(dossier.code)
    return done
