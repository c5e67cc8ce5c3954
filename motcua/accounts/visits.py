"""Where Django keeps sessions: rows of `Visit`, which say whose they are.

A session that somebody signed in with holds the note `VISIT`; the row's columns follow from it at every save.
"""

from datetime import datetime
from typing import Any, NotRequired, TypedDict

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore as DatabaseStore

from motcua.accounts.models import Visit

VISIT = "visit"


class Note(TypedDict):
    """What a session says of the sign-in; times are ISO 8601 with offset."""

    method: str
    address: str
    agent: str
    began: str
    seen: str
    confirmed: NotRequired[str]


class SessionStore(DatabaseStore):
    """Django's own store over the table `Visit`."""

    @classmethod
    def get_model_class(cls) -> type[Visit]:
        return Visit

    def create_model_instance(self, data: dict[str, Any]) -> Visit:
        visit: Visit = super().create_model_instance(data)
        visit.user_id = data.get(SESSION_KEY)
        note: Note | None = data.get(VISIT)
        if note and visit.user_id:
            visit.method, visit.address, visit.agent = note["method"], note["address"], note["agent"]
            visit.began_at = datetime.fromisoformat(note["began"])
            visit.seen_at = datetime.fromisoformat(note["seen"])
        return visit
