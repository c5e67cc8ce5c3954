"""A hall with three groups and two windows, at a set time."""

from dataclasses import dataclass

import pytest

from motcua.accounts.models import User
from motcua.accounts.permissions import Role
from motcua.accounts.queries import actor_of
from motcua.journal.events import SYSTEM
from motcua.orgs.models import Level, Unit, UnitKind
from motcua.queueing.actions.begin_serving import begin_serving
from motcua.queueing.actions.call_next import call_next
from motcua.queueing.actions.finish_serving import finish_serving
from motcua.queueing.actions.issue_ticket import issue_ticket
from motcua.queueing.actions.open_hall import open_hall
from motcua.queueing.actions.set_service_group import set_service_group
from motcua.queueing.actions.set_window import set_window
from motcua.queueing.actions.take_window import take_window
from motcua.queueing.events import KIOSK
from motcua.queueing.models import Hall, Window
from tests.domain.dossiers.conftest import clock, local
from tests.factories.people import make_unit, make_user

__all__ = ["clock", "local"]
EARLY = local("2020-06-02T07:00")
T0 = "2020-06-02T"


@dataclass
class Waiting:
    """The hall, its groups by letter, its windows with who sits there, and short ways to act."""

    unit: Unit
    hall: Hall
    groups: dict
    windows: list[Window]
    officers: list[User]

    def ticket(self, letter, at, ground=""):
        return issue_ticket(group=self.groups[letter], ground=ground, actor=KIOSK, at=local(at))

    def call(self, window, at):
        place = self.windows[window]
        return call_next(window=place, actor=actor_of(self.officers[window]), at=local(at))

    def serve(self, ticket, begin, end):
        begin_serving(ticket=ticket, actor=SYSTEM, at=local(begin))
        return finish_serving(ticket=ticket, actor=SYSTEM, at=local(end))


def make_hall(unit):
    """Groups A, B, C; window 1 serves A and B, window 2 serves A."""
    told = {"actor": SYSTEM, "at": EARLY}
    hall = open_hall(unit=unit, **told)
    groups = {
        letter: set_service_group(hall=hall, letter=letter, name=name, **told)
        for letter, name in (("A", "Hộ tịch – chứng thực"), ("B", "Đất đai"), ("C", "Trả kết quả"))
    }
    windows = [
        set_window(hall=hall, number=number, groups=[groups[letter] for letter in letters], **told)
        for number, letters in ((1, "AB"), (2, "A"))
    ]
    officers = [make_user(role=Role.COUNTER_OFFICER, unit=unit) for _ in windows]
    for window, officer in zip(windows, officers, strict=True):
        take_window(window=window, officer=officer, **told)
    return Waiting(unit, hall, groups, windows, officers)


@pytest.fixture
def hall(db, clock):
    return make_hall(make_unit("huyen-mot-cua", kind=UnitKind.ONE_STOP, level=Level.DISTRICT))
