"""The last days of a one-stop office of today: whoever opens the demonstration finds desks with work on them.

The replayed year lies in units that have been merged since; its dossiers are not on the desks of now.
"""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from random import Random

from django.db import transaction

from motcua.journal.actions.record import on_set_clock
from motcua.lib.memory import remembering
from motcua.lib.times import LOCAL
from motcua.orgs import queries as orgs
from motcua.simulation import planning, setting
from motcua.simulation.district import AT_COMMUNE, District, Offer, Want, WorkClock, one_stop
from motcua.simulation.planning import DAY, Deed, Visit
from motcua.simulation.player import Player
from motcua.simulation.shares import Fate
from motcua.simulation.staff import Staff

AGENCY = "xa-yen-chau"
_VISITS = 60
_WORKING_DAYS = 10
_FATES = {
    Fate.SOLVED: 74,
    Fate.SOLVED_LATE: 8,
    Fate.SOLVED_AFTER_SUPPLEMENT: 6,
    Fate.STILL_TO_BE_COMPLETED: 4,
    Fate.GUIDED: 5,
    Fate.REFUSED_AT_RECEPTION: 3,
}


@transaction.atomic
def play_recent(at: datetime) -> int:
    """Play what came to the commune's one-stop office in the ten working days before `at` (aware), through
    the real acts; returns how many acts. All or nothing. The installation must be a demonstration.
    """
    office = _office(at.astimezone(LOCAL).date())
    known = {visit.index: visit for visit in _visits(office, at)}
    player = Player(Staff(at), 0, {})
    with remembering(), on_set_clock():
        for deed, index in sorted(_done_by(at, known, office), key=lambda pair: (pair[0].at, pair[1])):
            player.play(known[index], deed)
    return player.acts


def _office(today: date) -> District:
    area = [unit.code for unit in orgs.with_ancestors(orgs.unit(one_stop(AGENCY)), today)]
    calendar = orgs.calendar_for(one_stop(AGENCY), today)
    clock = WorkClock(calendar, today - timedelta(days=60), today + timedelta(days=365))
    return District({AGENCY: dict(_offers(area, today))}, calendar, clock)


def _offers(area: list[str], today: date) -> Iterator[tuple[Want, Offer]]:
    """What the commune still does of what it did in the replayed year."""
    for want in AT_COMMUNE:
        try:
            yield want, setting.offer(want, area, today)
        except setting.NotOfferedError:
            continue


def _visits(office: District, at: datetime) -> Iterator[Visit]:
    """Half of them in the last two days, the papers that take long as often as the quick ones."""
    rng = Random(f"recent/{at.date()}")
    now, clock = office.clock.worked(at), office.clock
    offers = list(office.offers[AGENCY].values())
    lasting = [offer for offer in offers if offer.takes_days]
    for index in range(_VISITS):
        (fate,) = rng.choices(list(_FATES), list(_FATES.values()))
        offer = rng.choice(lasting if fate is not Fate.SOLVED else offers)
        came = clock.later(clock.zero, now - int(rng.random() ** 2 * _WORKING_DAYS * DAY))
        at_once = fate is Fate.SOLVED and rng.random() < offer.want.at_once
        channel = "online" if "online" in offer.channels and not at_once and rng.random() < 0.2 else "direct"
        yield Visit(index, fate, AGENCY, offer, channel, came, 0.3 + 0.65 * rng.random(), at_once)


def _done_by(at: datetime, visits: dict[int, Visit], office: District) -> Iterator[tuple[Deed, int]]:
    ends = at + timedelta(days=300)
    for visit in visits.values():
        for deed in planning.deeds(visit, office, Random(visit.index), ends):
            if deed.at < at:
                yield deed, visit.index
