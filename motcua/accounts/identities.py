"""Which account a person of the shared sign-in opens: none, unless an administrator said so."""

from datetime import datetime

from motcua.accounts.actions.learn_identity import learn_identity
from motcua.accounts.models import LinkedIdentity, User
from motcua.accounts.provider import Person
from motcua.journal.events import SYSTEM
from motcua.lib.text import nfc


def normal(name: str) -> str:
    """A name at the provider as links keep it: e-mail addresses are written in either case."""
    return nfc(name.strip()).lower()


def account_of(person: Person, at: datetime) -> User | None:
    """The account of `person`; at the first time its link learns the provider's own key of the person.

    None when no link says so, or the account is switched off, or the name meanwhile belongs to another.
    """
    links = LinkedIdentity.objects.filter(issuer=person.issuer, user__is_active=True).select_related("user")
    known = links.filter(subject=person.subject).first()
    if known:
        return known.user
    name = normal(person.name)
    new = links.filter(name=name, subject="").first() if name else None
    if new is None:
        return None
    return learn_identity(link=new, subject=person.subject, actor=SYSTEM, at=at).user
