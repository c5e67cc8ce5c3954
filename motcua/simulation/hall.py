"""A morning in a demonstration's waiting hall: whoever opens the waiting times finds some."""

import heapq
from datetime import date, datetime, time, timedelta
from itertools import count
from random import Random

from django.db import transaction

from motcua.accounts.permissions import Permission
from motcua.accounts.queries import actor_of, officers_with
from motcua.journal.actions.record import on_set_clock
from motcua.journal.events import Actor
from motcua.lib.times import LOCAL
from motcua.orgs import queries as orgs
from motcua.queueing import queries
from motcua.queueing.actions.begin_serving import begin_serving
from motcua.queueing.actions.call_next import call_next
from motcua.queueing.actions.finish_serving import finish_serving
from motcua.queueing.actions.issue_ticket import issue_ticket
from motcua.queueing.actions.leave_window import leave_window
from motcua.queueing.actions.skip import skip
from motcua.queueing.actions.take_window import take_window
from motcua.queueing.events import KIOSK
from motcua.queueing.lifecycle import RefusedError
from motcua.queueing.models import Ground, Hall, Window
from motcua.worktime import calc

UNIT = "xa-yen-chau-ttpvhcc"
_OPENS, _PEOPLE, _MINUTES = time(7, 30), 40, 60
_PRIORITY, _ABSENT = 0.15, 0.06
_WALKS = timedelta(seconds=40)


@transaction.atomic
def play_hall(at: datetime) -> int:
    """Play the morning of the last working day before `at` (aware) through the real acts; how many came.

    The installation must be a demonstration with its halls and people. All or nothing.
    """
    hall = queries.hall_of(UNIT)
    calendar = orgs.calendar_for(UNIT, at.astimezone(LOCAL).date())
    day = calc.previous_working_day(calendar, at.astimezone(LOCAL).date())
    with on_set_clock():
        morning = _Morning(hall, day)
        morning.sit_down(at)
        morning.play()
    return _PEOPLE


class _Morning:
    """What is still to come, in order of time: somebody arrives, or a window becomes free."""

    def __init__(self, hall: Hall, day: date) -> None:
        self.hall, self.rng = hall, Random(f"hall/{day}")
        self.begins = datetime.combine(day, _OPENS, LOCAL)
        self.ends = self.begins
        self.actors: dict[Window, Actor] = {}
        self.idle: list[Window] = []
        self._order = count()
        self._to_come: list[tuple[datetime, int, Window | None]] = []
        for _ in range(_PEOPLE):
            self._then(self.begins + timedelta(minutes=self.rng.random() * _MINUTES), None)

    def _then(self, when: datetime, window: Window | None) -> None:
        heapq.heappush(self._to_come, (when, next(self._order), window))

    def sit_down(self, at: datetime) -> None:
        """The unit's officers take the windows, one each, as far as they go."""
        officers = officers_with(Permission.CALL_NEXT, self.hall.unit, at).filter(user__isnull=False)
        seats = zip(self.hall.windows.order_by("number"), officers.order_by("user__username"), strict=False)
        for window, officer in seats:
            actor = actor_of(officer.user)
            taken = take_window(window=window, officer=officer.user, actor=actor, at=self.begins)
            self.actors[taken] = actor
        self.idle = list(self.actors)

    def play(self) -> None:
        """Until nobody comes any more and all windows are free; then the officers leave."""
        while self._to_come:
            when, _, window = heapq.heappop(self._to_come)
            self.ends = when
            if window is None:
                self._arrive(when)
            else:
                self.idle.append(window)
            self.idle = [one for one in self.idle if not self._called(one, when)]
        for window, actor in self.actors.items():
            leave_window(window=window, actor=actor, at=self.ends)

    def _arrive(self, when: datetime) -> None:
        served = {group for window in self.actors for group in window.groups.all()}
        group = self.rng.choice(sorted(served, key=lambda one: one.letter))
        ground = self.rng.choice(Ground.values) if self.rng.random() < _PRIORITY else ""
        issue_ticket(group=group, ground=ground, actor=KIOSK, at=when)

    def _called(self, window: Window, when: datetime) -> bool:
        """Call the next one and serve; False when nobody waits there."""
        actor = self.actors[window]
        try:
            ticket = call_next(window=window, actor=actor, at=when)
        except RefusedError:
            return False
        came = when + _WALKS
        if self.rng.random() < _ABSENT:
            skip(ticket=ticket, actor=actor, at=came)
            self._then(came, window)
            return True
        done = came + timedelta(minutes=self.rng.gammavariate(3.0, 2.0))
        begin_serving(ticket=ticket, actor=actor, at=came)
        finish_serving(ticket=ticket, actor=actor, at=done)
        self._then(done, window)
        return True
