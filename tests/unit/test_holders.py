"""Who holds a step, by codes."""

import pytest

from motcua.catalogue import pack
from motcua.catalogue.holders import Agency, NoSuperiorError, unit_code
from motcua.catalogue.terms import Level, Place
from motcua.orgs import seeds

COMMUNE = Agency("chieng-on", "chieng-on-mot-cua")
DISTRICT = Agency("yen-chau", "yen-chau-mot-cua")


@pytest.mark.parametrize(
    ("place", "office", "code"),
    [
        (Place.RECEIVING, "one_stop", "chieng-on-mot-cua"),
        (Place.RECEIVING, "agency", "chieng-on"),
        (Place.SUPERIOR, "one_stop", "yen-chau-mot-cua"),
        (Place.SUPERIOR, "lao-dong", "yen-chau-lao-dong"),
        (Place.SUPERIOR, "agency", "yen-chau"),
        (Place.AGENCY, "son-la-ttpvhcc", "son-la-ttpvhcc"),
    ],
)
def test_codes(place, office, code):
    assert unit_code(place, office, receiving=COMMUNE, superior=DISTRICT) == code


def test_above_the_top_there_is_nobody():
    with pytest.raises(NoSuperiorError):
        unit_code(Place.SUPERIOR, "one_stop", receiving=DISTRICT, superior=None)


KNOWN = {unit.code for unit in seeds.units().units} | {COMMUNE.one_stop, DISTRICT.one_stop}
TITLES = {title.code for title in seeds.job_titles()}


@pytest.mark.parametrize("path", pack.shipped(), ids=lambda path: path.stem)
def test_every_step_of_the_packs_finds_a_unit_and_a_title_in_the_demo_district(path):
    for procedure in pack.read_file(path).pack.procedures:
        at_commune = Level.COMMUNE in procedure.levels
        receiving, superior = (COMMUNE, DISTRICT) if at_commune else (DISTRICT, None)
        for step in (step for process in procedure.processes for step in process.steps):
            assert unit_code(step.place, step.office, receiving=receiving, superior=superior) in KNOWN
            assert step.title in TITLES or step.pause
        assert {unit for area in procedure.area_extensions for unit in area.units} <= KNOWN
