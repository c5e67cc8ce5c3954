"""Close a volume of a number book: no number comes from it any more."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from motcua.accounts import queries as accounts
from motcua.accounts.models import User
from motcua.dossiers import books, frame
from motcua.dossiers.lifecycle import Act
from motcua.dossiers.models import NumberBook
from motcua.journal.actions.record import record
from motcua.orgs.events import of_unit


@frame.atomically
def close_book(*, actor: User, at: datetime, book: NumberBook) -> None:
    """The event keeps the last number given. Raises NotAllowedError, ValidationError when it is closed."""
    ground = frame.authorise(actor, Act.FINISH, book.unit, at)
    now = NumberBook.objects.select_for_update().get(pk=book.pk)
    if now.closed_on is not None:
        raise ValidationError(_("Quyển này đã khóa."))
    closed = {"closed_on": frame.local_day(at)}
    NumberBook.objects.filter(pk=book.pk).update(**closed)
    record(
        subject=of_unit(book.unit.code),
        type=books.BOOK_CLOSED,
        actor=accounts.actor_of(actor),
        occurred_at=at,
        payload={"book": {"id": book.pk, **closed}, "last": books.last_number(book), "ground": ground},
    )
