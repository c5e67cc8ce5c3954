"""The officers whom a year of a hundred thousand dossiers needs beside the people of the demonstration.

They come by the acts that real people come by. Their names are made up (`names`).
"""

from datetime import date, datetime, time, timedelta
from random import Random

from django.db import transaction

from motcua.accounts.actions.appoint_officer import appoint_officer
from motcua.accounts.actions.create_user import create_user
from motcua.accounts.actions.give_role import give_role
from motcua.accounts.actions.post_officer import post_officer
from motcua.accounts.actions.record_absence import record_absence
from motcua.accounts.actions.register_officer import register_officer
from motcua.accounts.models import AbsenceSubstitution, Officer, User
from motcua.accounts.permissions import Role
from motcua.journal.events import Actor
from motcua.lib.times import LOCAL
from motcua.orgs.models import JobTitle, Unit
from motcua.simulation import names
from motcua.simulation.district import DISTRICT, SHARES, one_stop

_FIRST, _LAST = date(2016, 1, 4), date(2024, 12, 31)
_SINCE = date(2010, 1, 4)
_COUNTER = (Role.COUNTER_OFFICER, Role.CASH_DESK)
_POSTS = (
    ("hotich", "tu-phap-ho-tich", (Role.SPECIALIST,), False),
    ("vanhoaxahoi", "van-hoa-xa-hoi", (Role.SPECIALIST,), False),
    ("motcua", "tu-phap-ho-tich", _COUNTER, True),
    ("phochutich", "pho-chu-tich", (Role.SPECIALIST,), False),
)
_AT_DISTRICT = (("motcua5", "chuyen-vien", _COUNTER, True), ("motcua6", "chuyen-vien", _COUNTER, True))


@transaction.atomic
def staff_district(*, actor: Actor, at: datetime) -> int:
    """How many officers were added; those whose user name exists are left as they are."""
    have = set(User.objects.values_list("username", flat=True))
    units = {unit.code: unit for unit in Unit.objects.all()}
    titles = {title.code: title for title in JobTitle.objects.all()}
    added = 0
    for agency in SHARES:
        for post, title, roles, at_counter in _AT_DISTRICT if agency == DISTRICT else _POSTS:
            username = f"{post}.{agency.replace('-', '')}"
            if username in have:
                continue
            held_at = units[one_stop(agency)] if at_counter else units[agency]
            employer = units[f"{DISTRICT}-van-phong"] if agency == DISTRICT else units[agency]
            name = names.person(Random(username))
            employ(username, name, employer, titles[title], held_at, roles, actor, at)
            added += 1
    return added


@transaction.atomic
def send_on_leave(*, year: int, actor: Actor, at: datetime) -> None:
    """Every chairman is away for a week between March and October, his deputy does his daily work.

    `at` lies before March of `year`. Leaves that are recorded stay as they are.
    """
    officers = {o.user.username: o for o in Officer.objects.exclude(user=None).select_related("user")}
    for number, agency in enumerate(SHARES):
        place = agency.replace("-", "")
        first = datetime(year, 3 + number % 8, 8 + number // 8, tzinfo=LOCAL)
        absent = officers[f"chutich.{place}"]
        if AbsenceSubstitution.objects.filter(absent=absent, from_at=first).exists():
            continue
        record_absence(
            absent=absent,
            substitute=officers[f"phochutich.{place}"],
            from_at=first,
            to_at=first + timedelta(days=7),
            reason="Nghỉ phép năm",
            actor=actor,
            at=at,
        )


def employ(
    username: str,
    name: str,
    employer: Unit,
    title: JobTitle,
    held_at: Unit,
    roles: tuple[Role, ...],
    actor: Actor,
    at: datetime,
    *,
    lasts: tuple[date, date] = (_FIRST, _LAST),
) -> None:
    """A new officer of `employer` with `roles` at `held_at`, from the first day to the second.

    The account has no password: nobody signs in as one of them.
    """
    told = {"actor": actor, "at": at}
    days = {"valid_from": lasts[0], "valid_to": lasts[1]}
    user = create_user(username=username, full_name=name, password=None, **told)
    officer = register_officer(full_name=name, rank="commune", service_since=_SINCE, user=user, **told)
    position = appoint_officer(officer=officer, unit=employer, title=title, **days, **told)
    if held_at.receives and held_at != employer:
        post_officer(officer=officer, by_agency=employer, one_stop=held_at, **days, **told)
    for role in roles:
        from_at = datetime.combine(lasts[0], time(), LOCAL)
        give_role(position=position, role=role, unit=held_at, from_at=from_at, **told)
