"""Drafts: what was typed, kept on the server while the officer types."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import QuerySet
from django.http import QueryDict

from motcua.accounts.models import User
from motcua.web.counter.models import Draft, Used
from motcua.web.counter.once import FormKey

_NOT_KEPT = {"csrfmiddlewaretoken", "key", "do", "scan", "use", "papers_of"}
_TYPED = (
    "name id_number phone address email submitter_name submitter_id_number summary items refuse_reason"
    " legal_basis result_number receiver_name"
).split()
_KEPT_FOR = timedelta(days=30)


def content_of(data: QueryDict) -> dict[str, list[str]]:
    """What a form says, without what belongs to the sending."""
    return {name: list(values) for name, values in sorted(data.lists()) if name not in _NOT_KEPT}


def save(data: QueryDict, *, key: FormKey, officer: User, title: str, at: datetime) -> datetime | None:
    """Keep what was typed; returns when it was last kept, None while there is nothing worth keeping.

    A form that was used is not kept again by a request that comes late. What lay for a month goes: personal
    data is not hoarded.
    """
    if not any(data.get(name, "").strip() for name in _TYPED):
        return None
    content = content_of(data)
    found = Draft.objects.filter(key=key.id, officer=officer).first()
    if found is not None and found.content == content:
        return found.saved_at
    if Used.objects.filter(key=key.id).exists():
        return None
    Draft.objects.filter(officer=officer, saved_at__lt=at - _KEPT_FOR).delete()
    values = {"title": title, "content": content, "saved_at": at}
    Draft.objects.update_or_create(key=key.id, officer=officer, defaults=values)
    return at


def of(officer: User) -> QuerySet[Draft]:
    """The officer's drafts, the latest first; nobody else's."""
    return Draft.objects.filter(officer=officer)


def one(officer: User, key: str) -> Draft | None:
    """One of the officer's drafts."""
    try:
        return of(officer).filter(key=UUID(key)).first()
    except ValueError:
        return None


def as_initial(content: Mapping[str, Sequence[str]]) -> dict[str, object]:
    """Kept content as the initial values of a form, which then shows no errors yet."""
    return {name: list(v) if name == "claims" else (v[-1] if v else "") for name, v in content.items()}
