"""Windows and kiosks that act at the same moment, each over a connection of its own."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from threading import Barrier

import pytest
from django.db import connection

from motcua.journal.actions.begin_installation import begin_installation
from motcua.journal.events import SYSTEM
from motcua.queueing.actions.call_next import call_next
from motcua.queueing.actions.issue_ticket import issue_ticket
from motcua.queueing.actions.set_window import set_window
from motcua.queueing.actions.take_window import take_window
from motcua.queueing.events import KIOSK
from motcua.queueing.lifecycle import RefusedError
from motcua.queueing.models import Call, Ticket
from tests.domain.queueing.conftest import make_hall
from tests.factories.people import make_unit, make_user

pytestmark = pytest.mark.django_db(transaction=True)
AT_ONCE = 4


def together(acts):
    """Each of `acts` in a thread of its own, begun at the same moment; what came of each, None if refused."""
    barrier = Barrier(len(acts))

    def run(act):
        try:
            connection.ensure_connection()
            barrier.wait(20)
            return act()
        except RefusedError:
            return None
        finally:
            connection.close()

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(run, acts))


def now():
    return datetime.now(UTC)


@pytest.fixture
def hall(monkeypatch):
    begin_installation(kind="demonstration")
    monkeypatch.setattr("tests.domain.queueing.conftest.EARLY", now())
    found = make_hall(make_unit("huyen-mot-cua", kind="one_stop"))
    for number in range(3, AT_ONCE + 1):
        told = {"actor": SYSTEM, "at": now()}
        window = set_window(hall=found.hall, number=number, groups=found.groups.values(), **told)
        take_window(window=window, officer=make_user(), **told)
        found.windows.append(window)
    return found


def test_nobody_is_called_twice_and_no_number_given_twice(hall):
    group = hall.groups["A"]
    grounds = ["", "elderly", "", ""]

    def issue(ground):
        return lambda: [issue_ticket(group=group, ground=ground, actor=KIOSK, at=now()) for _ in range(3)]

    together([issue(ground) for ground in grounds])
    assert sorted(Ticket.objects.values_list("number", flat=True)) == list(range(1, 13))

    def call(window):
        return lambda: call_next(window=window, actor=SYSTEM, at=now())

    called = together([call(window) for window in hall.windows])
    assert len({ticket.pk for ticket in called}) == AT_ONCE
    assert Call.objects.count() == AT_ONCE
    # Two of the three with priority, then one without, then the third: one rule for all windows together.
    assert sorted(ticket.priority for ticket in called) == [False, True, True, True]


def test_one_window_pressed_twice_calls_one(hall):
    for _ in range(3):
        issue_ticket(group=hall.groups["A"], actor=KIOSK, at=now())
    window = hall.windows[0]
    called = together([lambda: call_next(window=window, actor=SYSTEM, at=now())] * AT_ONCE)
    assert sum(ticket is not None for ticket in called) == 1
    assert Ticket.objects.filter(state="called").count() == 1
