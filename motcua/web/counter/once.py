"""A form makes one dossier, however often it is sent: double clicks, lost answers, the Back button."""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.core import signing
from django.db import connection, transaction
from django.utils.crypto import salted_hmac

from motcua.accounts.models import User
from motcua.dossiers.models import Dossier
from motcua.lib.ids import new_id
from motcua.web.counter.models import Draft, Used

_SALT = "motcua.web.counter.form"
_SIGNER = signing.Signer(salt=_SALT)
Content = Mapping[str, Sequence[str]]


@dataclass(frozen=True)
class FormKey:
    """The key of one form: who may not be chosen by a browser is signed, and so is when it was begun."""

    id: UUID
    begun_at: datetime

    @classmethod
    def new(cls, now: datetime) -> "FormKey":
        """A key for a form that is begun at `now`."""
        return cls(new_id(), now)

    @classmethod
    def read(cls, text: str) -> "FormKey | None":
        """The key as a form sent it; None when this installation did not give it."""
        try:
            id, begun = _SIGNER.unsign_object(text)
        except signing.BadSignature:
            return None
        return cls(UUID(id), datetime.fromisoformat(begun))

    def __str__(self) -> str:
        return _SIGNER.sign_object([str(self.id), self.begun_at.isoformat()])


class UsedOtherwiseError(Exception):
    """The form became `dossier` before, and now says something else."""

    def __init__(self, dossier: Dossier) -> None:
        super().__init__(dossier.code)
        self.dossier = dossier


@transaction.atomic
def once(
    key: FormKey, *, officer: User, content: Content, at: datetime, act: Callable[[], Dossier]
) -> tuple[Dossier, bool]:
    """The dossier of the form, made by `act` the first time; True when this was the first time.

    The draft goes in the same transaction. Of two that come at once the second waits for the first. Raises
    UsedOtherwiseError when the form was used by another officer or for other content, and what `act` raises.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [key.id.int >> 65])
    mac = _mac(content)
    used = Used.objects.select_related("dossier").filter(key=key.id).first()
    if used is not None:
        if used.officer_id != officer.pk or used.content_mac != mac:
            raise UsedOtherwiseError(used.dossier)
        return used.dossier, False
    dossier = act()
    Used.objects.create(key=key.id, officer=officer, dossier=dossier, content_mac=mac, at=at)
    Draft.objects.filter(key=key.id, officer=officer).delete()
    return dossier, True


def _mac(content: Content) -> str:
    said = {name: list(values) for name, values in content.items() if any(values)}
    return salted_hmac(_SALT, json.dumps(said, sort_keys=True), algorithm="sha256").hexdigest()
