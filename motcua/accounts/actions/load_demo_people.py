"""Bring the made-up people of the demonstration district in, each by the acts that real people come by."""

from datetime import date, datetime, time

from django.contrib.auth.hashers import make_password
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from motcua.accounts import demo
from motcua.accounts.actions.appoint_officer import appoint_officer
from motcua.accounts.actions.create_user import create_user
from motcua.accounts.actions.give_role import give_role
from motcua.accounts.actions.post_officer import post_officer
from motcua.accounts.actions.register_officer import register_officer
from motcua.accounts.models import Officer, User
from motcua.journal.events import Actor
from motcua.journal.queries import installation
from motcua.lib.times import LOCAL
from motcua.orgs.models import JobTitle, Unit


@transaction.atomic
def load_demo_people(*, actor: Actor, at: datetime) -> int:
    """How many people were added; those whose user name exists are left as they are.

    They share one published password, so it is refused (PermissionDenied) where the installation is not a
    demonstration. Needs the units of `load_units`.
    """
    if not installation().is_demonstration:
        raise PermissionDenied(_("Chỉ bản trình diễn mới có tài khoản dùng chung mật khẩu."))
    seed = demo.people()
    have = set(User.objects.values_list("username", flat=True))
    loader = _Loader(seed, actor, at)
    added = [loader.add(person) for person in seed.people if person.username not in have]
    # One hash for all: the password is published anyway, and each hash would cost a fifth of a second.
    User.objects.filter(pk__in=[user.pk for user in added]).update(password=make_password(seed.password))
    return len(added)


class _Loader:
    """The units and titles by code, who loads, and when."""

    def __init__(self, seed: demo.DemoPeople, actor: Actor, at: datetime) -> None:
        self.seed, self.actor, self.at = seed, actor, at
        self.units = {unit.code: unit for unit in Unit.objects.all()}
        self.titles = {title.code: title for title in JobTitle.objects.all()}

    def add(self, person: demo.Person) -> User:
        user = create_user(
            username=person.username,
            full_name=person.name,
            password=None,
            is_staff=person.staff,
            actor=self.actor,
            at=self.at,
        )
        officer = register_officer(
            full_name=person.name,
            rank=person.rank,
            service_since=person.since,
            user=user,
            actor=self.actor,
            at=self.at,
        )
        if person.then:
            self._employ(officer, person.then, self.seed.then_first, self.seed.then_last)
        if person.now:
            self._employ(officer, person.now, self.seed.now_first, None)
        return user

    def _employ(self, officer: Officer, post: demo.Post, first: date, last: date | None) -> None:
        unit, held_at = self.units[post.unit], self.units[post.at or post.unit]
        last = min((day for day in (last, unit.valid_to) if day), default=None)
        position = appoint_officer(
            officer=officer,
            unit=unit,
            title=self.titles[post.title],
            valid_from=first,
            valid_to=last,
            actor=self.actor,
            at=self.at,
        )
        if held_at.receives and held_at != unit:
            post_officer(
                officer=officer,
                by_agency=unit,
                one_stop=held_at,
                valid_from=first,
                valid_to=last,
                actor=self.actor,
                at=self.at,
            )
        for role in post.roles:
            give_role(
                position=position,
                role=role,
                unit=held_at,
                from_at=datetime.combine(first, time(), LOCAL),
                actor=self.actor,
                at=self.at,
            )
