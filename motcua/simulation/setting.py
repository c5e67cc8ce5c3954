"""Reads the district of the scenario from what the installation has published: versions, limits."""

from datetime import date

from motcua.catalogue import queries as catalogue
from motcua.catalogue.terms import Channel, SupplementMode
from motcua.dossiers import terms
from motcua.orgs import queries as orgs
from motcua.simulation.district import (
    DISTRICT,
    SHARES,
    WITHOUT_LIMIT,
    District,
    Offer,
    Want,
    WorkClock,
    one_stop,
    wants_at,
)
from motcua.simulation.shares import Scenario


class NotOfferedError(LookupError):
    """No version of a procedure that the scenario needs is in effect in that year."""


def district(year: int, scenario: Scenario) -> District:
    """The district at the beginning of `year`. Raises NotOfferedError, UnknownUnitError."""
    on = date(year, 1, 1)
    offers = {agency: _offers(agency, on, scenario) for agency in SHARES}
    calendar = orgs.calendar_for(one_stop(DISTRICT), on)
    return District(offers, calendar, WorkClock(calendar, date(year - 1, 11, 1), date(year + 2, 12, 31)))


def _offers(agency: str, on: date, scenario: Scenario) -> dict[Want, Offer]:
    area = [unit.code for unit in orgs.with_ancestors(orgs.unit(one_stop(agency)), on)]
    extra = (WITHOUT_LIMIT,) if scenario is Scenario.STRAINED else ()
    return {want: offer(want, area, on) for want in (*wants_at(agency), *extra)}


def offer(want: Want, area: list[str], on: date) -> Offer:
    """What is published on the day `on` for `want` in the `area` (codes of units). Raises NotOfferedError."""
    version = catalogue.version_on(want.procedure, on=on)
    if version is None:
        raise NotOfferedError(f"{want.procedure} {on}")
    said = terms.content(version)
    channels = {way.channel for way in said.ways if not way.cases or want.case in way.cases}
    closed = set() if terms.open_online(version, case=want.case, on=on) else {Channel.ONLINE}
    mandatory = terms.components_of(version, want.case)
    return Offer(
        want=want,
        plan=terms.plan_of(version.pk, want.case),
        terms=terms.terms_of(version, case=want.case, channel=Channel.DIRECT, area=area),
        papers=_sufficient(mandatory),
        channels=tuple(sorted(channel.value for channel in channels if channel and channel not in closed)),
        restarts=said.supplement_mode is SupplementMode.RESTART,
    )


def _sufficient(published: list) -> tuple[int, ...]:  # type: ignore[type-arg]
    """The mandatory papers; of those that replace one another the first."""
    papers: list[int] = []
    seen: set[str] = set()
    for rule in published:
        if rule.mandatory and rule.one_of not in seen:
            papers.append(rule.position)
            seen |= {rule.one_of} - {""}
    return tuple(papers)
