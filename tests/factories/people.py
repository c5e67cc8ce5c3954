"""Units, officers and accounts for tests, as rows: tests of the acts themselves call the acts.

A unit, title or account that is not described is plain: in force since 2000, without an end.
"""

from datetime import UTC, date, datetime
from itertools import count

from motcua.accounts.models import Officer, Position, RoleHolding, User
from motcua.accounts.permissions import Role
from motcua.orgs.models import JobTitle, Level, Unit, UnitKind, UnitName, UnitParent

LONG_AGO = date(2000, 1, 1)
LONG_AGO_AT = datetime(2000, 1, 1, tzinfo=UTC)
PASSWORD = "một-mật-khẩu-dài"
_numbers = count(1)


def make_unit(
    code: str | None = None,
    *,
    under: Unit | None = None,
    kind: str = UnitKind.COMMUNE,
    level: str = Level.COMMUNE,
    name: str = "",
    gso_code: str = "",
    first: date = LONG_AGO,
    last: date | None = None,
) -> Unit:
    """A unit with its name and its place under `under`, from `first` to `last`."""
    code = code or f"don-vi-{next(_numbers)}"
    unit = Unit(code=code, kind=kind, level=level, name=name or code, gso_code=gso_code)
    unit.valid_from, unit.valid_to = first, last
    unit.save()
    UnitName.objects.create(
        unit=unit, name=unit.name, short_name=unit.short_name, valid_from=first, valid_to=last
    )
    if under is not None:
        UnitParent.objects.create(unit=unit, parent=under, valid_from=first, valid_to=last)
    return unit


def make_title(name: str = "Chuyên viên") -> JobTitle:
    """A title that every kind of unit has; the same for the same name."""
    code = f"chuc-danh-{next(_numbers)}"
    return JobTitle.objects.get_or_create(name=name, defaults={"code": code, "kinds": UnitKind.values})[0]


def make_officer(full_name: str | None = None, *, user: User | None = None, **fields: object) -> Officer:
    """An officer without position."""
    return Officer.objects.create(full_name=full_name or f"Lò Văn {next(_numbers)}", user=user, **fields)


def make_position(
    officer: Officer, unit: Unit, *, first: date = LONG_AGO, last: date | None = None
) -> Position:
    """A position of `officer` in `unit`."""
    return Position.objects.create(
        officer=officer, unit=unit, title=make_title(), valid_from=first, valid_to=last
    )


def make_user(
    username: str | None = None, *, role: Role | None = None, unit: Unit | None = None, **fields: object
) -> User:
    """An account; with `role`, that of an officer who holds it in `unit` (a new one when none is given)."""
    number = next(_numbers)
    name = fields.pop("full_name", f"Cà Thị {number}")
    user = User.objects.create_user(username or f"canbo.{number}", PASSWORD, full_name=name, **fields)
    if role is not None:
        officer = make_officer(user.full_name, user=user)
        give_role(officer, role, unit or make_unit())
    return user


def give_role(
    officer: Officer,
    role: Role,
    unit: Unit,
    *,
    position: Position | None = None,
    from_at: datetime = LONG_AGO_AT,
    to_at: datetime | None = None,
) -> RoleHolding:
    """`role` in `unit` by `position` (a new one in `unit` when none is given)."""
    held = position or officer.positions.filter(unit=unit).first() or make_position(officer, unit)
    return RoleHolding.objects.create(position=held, role=role, unit=unit, from_at=from_at, to_at=to_at)
