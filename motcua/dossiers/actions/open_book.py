"""Open a volume of a number book: the first of the year, or the next when one is full."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from motcua.accounts import queries as accounts
from motcua.accounts.models import User
from motcua.dossiers import frame
from motcua.dossiers.books import BOOK_OPENED
from motcua.dossiers.lifecycle import Act
from motcua.dossiers.models import NumberBook
from motcua.journal.actions.record import record
from motcua.orgs.events import of_unit
from motcua.orgs.locks import locked
from motcua.orgs.models import Unit


@frame.atomically
def open_book(*, actor: User, at: datetime, unit: Unit, sign: str, name: str) -> NumberBook:
    """The book `sign` of `unit` for the local year of `at`; its volume follows those of the year.

    Whoever numbers results there opens books. Raises NotAllowedError, and ValidationError, by field, while a
    volume of the same sign is open.
    """
    ground = frame.authorise(actor, Act.FINISH, unit, at)
    unit, on = locked(unit), frame.local_day(at)
    sign, name = sign.strip(), name.strip()
    known = NumberBook.objects.filter(unit=unit, sign=sign)
    if known.filter(closed_on=None).exists():
        raise ValidationError({"sign": _("Sổ này đang mở một quyển. Hãy khóa quyển đó trước.")})
    book = NumberBook(
        unit=unit,
        sign=sign,
        name=name,
        year=on.year,
        volume=known.filter(year=on.year).count() + 1,
        opened_on=on,
    )
    book.full_clean()
    book.save(force_insert=True)
    columns = {field.attname: getattr(book, field.attname) for field in book._meta.concrete_fields}
    record(
        subject=of_unit(unit.code),
        type=BOOK_OPENED,
        actor=accounts.actor_of(actor),
        occurred_at=at,
        payload={"book": columns, "ground": ground},
    )
    return book
