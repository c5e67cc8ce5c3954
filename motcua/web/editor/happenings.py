"""What happened to a procedure, from its chain of events, in words."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from motcua.catalogue import events
from motcua.journal.events import Kind, Subject
from motcua.journal.models import Event
from motcua.journal.queries import history
from motcua.web.editor.sections import BY_PART


@dataclass(frozen=True)
class Happening:
    """Who did what when."""

    at: datetime
    who: str
    what: str


def newest(code: str, most: int = 30) -> list[Happening]:
    """The last things that happened to the procedure, newest first."""
    rows = history(Subject(Kind.PROCEDURE, code)).order_by("-seq")[:most]
    return [Happening(event.occurred_at, event.actor_name, told(event)) for event in rows]


def told(event: Event) -> str:
    """One event in words."""
    said = event.payload
    number = {"number": said.get("number", "")}
    match event.type:
        case events.VERSION_DRAFTED:
            return _("lập bản thảo phiên bản %(number)s") % number
        case events.VERSION_DISCARDED:
            return _("bỏ bản thảo phiên bản %(number)s") % number
        case events.VERSION_REVISED:
            return _("sửa bản thảo phiên bản %(number)s: %(part)s") % {**number, "part": _part(said["part"])}
        case events.VERSION_RETIRED:
            return _("bãi bỏ phiên bản %(number)s") % number
    if decision := said.get("decision"):
        return _("công bố phiên bản %(number)s theo %(decision)s") % {**number, "decision": decision}
    return _("công bố phiên bản %(number)s") % number


def _part(part: str) -> str:
    if part in BY_PART:
        return str(BY_PART[part].title).lower()
    return {"processes": _("quy trình nội bộ")}.get(part, _("thông tin chung"))
