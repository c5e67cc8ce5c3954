"""What happened to a dossier, each event of its chain as a sentence."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from motcua.dossiers.deadlines import Timeliness
from motcua.dossiers.labels import ACTS, TIMELINESS
from motcua.dossiers.lifecycle import Act
from motcua.dossiers.models import Telling
from motcua.dossiers.plan import Plan
from motcua.journal.events import LATE_ENTRY
from motcua.journal.models import Event


@dataclass(frozen=True)
class Told:
    """One event for people. `instead_of` names whose right was used, `late` why it was entered later."""

    at: datetime
    who: str
    what: str
    detail: str
    instead_of: str
    late: str


@dataclass(frozen=True)
class Names:
    """What events name by code: units by their code, steps by their key in the process.

    `tellings`: what was told to whom, which events do not say, by the key of its row; empty for who may not
    know.
    """

    units: Mapping[str, str]
    plan: Plan
    tellings: Mapping[str, str] = field(default_factory=dict)

    def unit(self, code: str) -> str:
        """The unit's short name; its code where it is unknown."""
        return self.units.get(code, code)

    def step(self, key: str) -> str:
        """What is done in the step; its key where the process has none."""
        step = self.plan.steps.get(key)
        return step.name if step else key


def codes_in(events: Iterable[Event]) -> set[str]:
    """Codes of the units that `events` name."""
    found: set[str] = set()
    for event in events:
        to = event.payload.get("to", [])
        found |= {to} if isinstance(to, str) else set(to)
        found |= set(event.payload.get("units", [])) | {event.payload.get("unit", "")}
    return found - {""}


def told(events: Iterable[Event], names: Names) -> list[Told]:
    """`events` as people read them, in their order."""
    return [_told(event, names) for event in events]


def _told(event: Event, names: Names) -> Told:
    payload = event.payload
    label = ACTS.get(Act(event.type)) if event.type in set(Act) else None
    detail = _DETAILS.get(event.type, _plain)(payload, names)
    reason = str(payload.get("reason") or payload.get("note") or payload.get("document") or "")
    return Told(
        at=event.occurred_at,
        who=event.actor_name,
        what=str(label or event.type),
        detail=". ".join(part for part in (detail, reason) if part),
        instead_of=str(payload.get("ground", {}).get("of_name", "")),
        late=str(payload.get(LATE_ENTRY, {}).get("reason", "")),
    )


def _plain(payload: Mapping[str, Any], names: Names) -> str:
    return names.step(payload["step"]) if payload.get("step") else ""


def _assign(payload: Mapping[str, Any], names: Names) -> str:
    told = {"officer": payload.get("officer", ""), "step": _plain(payload, names)}
    return _("%(step)s, giao cho %(officer)s") % told


def _hand_over(payload: Mapping[str, Any], names: Names) -> str:
    return _("đến %(units)s") % {"units": ", ".join(names.unit(code) for code in payload.get("to", []))}


def _transfer(payload: Mapping[str, Any], names: Names) -> str:
    return _("đến %(units)s") % {"units": names.unit(payload.get("to", ""))}


def _consult(payload: Mapping[str, Any], names: Names) -> str:
    return _("hỏi %(units)s") % {"units": ", ".join(names.unit(code) for code in payload.get("units", []))}


def _unit(payload: Mapping[str, Any], names: Names) -> str:
    return names.unit(payload.get("unit", ""))


def _finish(payload: Mapping[str, Any], names: Names) -> str:
    return str(TIMELINESS[Timeliness(payload["timeliness"])]) if "timeliness" in payload else ""


def _apologise(payload: Mapping[str, Any], names: Names) -> str:
    timely = _("trong thời gian quy định") if payload.get("timely") else _("muộn so với quy định")
    return _("%(timely)s, người ký: %(signer)s") % {"timely": timely, "signer": payload["signer"]}


def _tell(payload: Mapping[str, Any], names: Names) -> str:
    (row,) = payload["rows"]
    said = row["set"]
    told = {
        "about": Telling.About(said["about"]).label,
        "means": Telling.Means(said["means"]).label,
        "outcome": Telling.Outcome(said["outcome"]).label,
    }
    line = _("%(about)s, %(means)s: %(outcome)s") % told
    return "; ".join(part for part in (line, names.tellings.get(row["id"], "")) if part)


_DETAILS: Mapping[str, Callable[[Mapping[str, Any], Names], str]] = {
    Act.ASSIGN: _assign,
    Act.HAND_OVER: _hand_over,
    Act.TRANSFER: _transfer,
    Act.CONSULT: _consult,
    Act.ANSWER_CONSULTATION: _unit,
    Act.COUNT_SILENCE: _unit,
    Act.FINISH: _finish,
    Act.APOLOGISE: _apologise,
    Act.TELL_APPLICANT: _tell,
}
