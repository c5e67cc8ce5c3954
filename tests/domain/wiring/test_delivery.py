"""Each (event, reaction) has its effect once, whatever fails between; what fails for good is seen."""

from datetime import timedelta

import pytest
from django.db import OperationalError, connection

from motcua.accounts.models import User
from motcua.journal.models import Event, Outbox
from motcua.journal.queries import stuck, waiting
from motcua.wiring.delivering import STALE, deliver
from motcua.wiring.models import Delivery
from motcua.wiring.reactions import REACTIONS, Reaction
from tests.domain.dossiers.conftest import local
from tests.domain.dossiers.test_way import received

pytestmark = pytest.mark.django_db(transaction=True)
AT = local("2020-06-02T09:01")


def due_now():
    with connection.cursor() as cursor:
        cursor.execute("UPDATE journal_outbox SET available_at = clock_timestamp() WHERE status = 'pending'")


def makes_user(name):
    return Reaction(name, lambda event: User.objects.create_user(f"{name}-{event.seq}"))


class Broken(Reaction):
    """Fails after it has written, until it is mended."""

    def __init__(self, name, error=None):
        object.__setattr__(self, "error", error or ValueError("hỏng"))
        super().__init__(name, self._react)

    def _react(self, event):
        User.objects.create_user(f"{self.name}-{event.seq}")
        if self.error:
            raise self.error

    def mend(self):
        object.__setattr__(self, "error", None)


def users():
    return sorted(User.objects.filter(username__endswith="-1").values_list("username", flat=True))


def test_a_failure_repeats_nothing_that_succeeded(world):
    received(world)
    broken = Broken("second")
    table = {"receive": (makes_user("first"), broken, makes_user("third"))}
    assert deliver(AT, table=table).failed == 1
    assert users() == ["first-1", "third-1"]
    due_now()
    assert deliver(AT, table=table).failed == 1
    broken.mend()
    due_now()
    assert deliver(AT, table=table).done == 1
    assert users() == ["first-1", "second-1", "third-1"]
    assert deliver(AT, table=table).done == 0
    assert not waiting().exists()


def test_what_fails_for_good_is_stuck_and_says_why(world):
    received(world)
    table = {"receive": (makes_user("first"), Broken("second"))}
    while not stuck().exists():
        due_now()
        assert deliver(AT, table=table).failed == 1
    assert stuck().get().last_error == "ValueError: hỏng"
    assert users() == ["first-1"]


def test_a_lost_database_counts_as_a_failure_of_nobody_in_particular(world):
    received(world)
    lost = Broken("second", OperationalError("server closed the connection"))
    table = {"receive": (makes_user("first"), lost)}
    deliver(AT, table=table)
    assert users() == []
    assert not Delivery.objects.exists()
    lost.mend()
    due_now()
    deliver(AT, table=table)
    assert users() == ["first-1", "second-1"]


def test_news_of_long_ago_and_of_no_interest_is_passed_over(world):
    received(world)
    others = Event.objects.exclude(type="receive").count()
    table = {"receive": (makes_user("first"),)}
    assert deliver(AT + STALE + timedelta(minutes=1), table=table).done == 0
    assert users() == []
    assert Outbox.objects.filter(status="done").count() == others + 1


def test_events_of_the_table_are_acts_and_names_are_unique_among_an_acts():
    for reactions in REACTIONS.values():
        assert len({one.name for one in reactions}) == len(reactions)
