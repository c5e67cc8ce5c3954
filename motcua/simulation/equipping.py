"""What a replay needs before it begins: people for all sixteen units, and the scenario's own procedure."""

from datetime import timedelta
from importlib import resources
from pathlib import Path

from motcua.accounts.actions.load_demo_people import load_demo_people
from motcua.catalogue import pack as packs
from motcua.catalogue.actions.load_pack import load_pack
from motcua.journal.actions.record import on_set_clock
from motcua.journal.events import Actor
from motcua.simulation.scenario import Parameters
from motcua.simulation.shares import Scenario
from motcua.simulation.staffing import send_on_leave, staff_district

_BEFORE = timedelta(days=45)


def equip(parameters: Parameters, *, actor: Actor) -> None:
    """Bring in, by the real acts and before the year begins, who and what is not there yet.

    Only in a demonstration.
    """
    at = parameters.year_begins - _BEFORE
    with on_set_clock():
        load_demo_people(actor=actor, at=at)
        staff_district(actor=actor, at=at)
        if parameters.scenario is Scenario.STRAINED:
            send_on_leave(year=parameters.year, actor=actor, at=at)
            _publish_without_limit(actor, parameters)


def _publish_without_limit(actor: Actor, parameters: Parameters) -> None:
    file = Path(str(resources.files("motcua.simulation").joinpath("data", "without-limit.yaml")))
    pack = packs.read_file(file).pack
    if pack is not None:
        load_pack(pack=pack, actor=actor, at=parameters.year_begins - _BEFORE)
