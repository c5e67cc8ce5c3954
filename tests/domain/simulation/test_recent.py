"""The last days of an office of today: desks with work on them, by the real acts, told by the journal."""

from collections import Counter
from datetime import datetime

import pytest
from django.db import transaction

from motcua.accounts.models import User
from motcua.dossiers import queries
from motcua.dossiers.models import Dossier, Step
from motcua.dossiers.rebuilding import differences, rebuild
from motcua.journal.events import Subject
from motcua.journal.queries import history
from motcua.lib.times import LOCAL
from motcua.simulation.recent import play_recent
from tests.factories.district import demo_district

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def district(django_db_setup, django_db_blocker):
    """The demonstration district, taken back after the module."""
    with django_db_blocker.unblock(), transaction.atomic():
        demo_district()
        yield
        transaction.set_rollback(True)


@pytest.mark.usefixtures("district")
@pytest.mark.parametrize("day", ["2026-11-23T10:30", "2026-03-08T20:00", "2026-02-25T08:00"])
def test_desks_have_work_on_any_day_and_nothing_lies_in_the_future(day):
    at = datetime.fromisoformat(day).replace(tzinfo=LOCAL)
    acts = play_recent(at)
    states = Counter(Dossier.objects.values_list("state", flat=True))
    assert acts > 200
    assert states["processing"] >= 5
    assert states["returned"] >= 5
    assert not Dossier.objects.filter(received_at__gte=at).exists()
    held = Step.objects.filter(ended_at=None, owner__user__username="chuyenvien.tuphap")
    assert held.count() >= 3
    seen = queries.visible_to(User.objects.get(username="chuyenvien.tuphap"), at)
    assert set(held.values_list("dossier", flat=True)) <= set(seen.values_list("pk", flat=True))


@pytest.mark.usefixtures("district")
def test_every_step_is_told_by_the_journal():
    play_recent(datetime(2026, 11, 23, 10, 30, tzinfo=LOCAL))
    for dossier in Dossier.objects.all():
        events = history(Subject("dossier", str(dossier.pk)))
        told = rebuild((event.recorded_at, event.payload) for event in events)
        for row in Step.objects.filter(dossier=dossier).values():
            assert differences(told["step", str(row["id"])], row) == []
