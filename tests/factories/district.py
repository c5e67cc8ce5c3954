"""The demonstration district in small: calendars, units, people, packs, national records of the fixtures."""

from datetime import UTC, date, datetime
from pathlib import Path

from motcua.accounts.actions.load_demo_people import load_demo_people
from motcua.catalogue import pack as packs
from motcua.catalogue.actions.load_pack import load_pack
from motcua.catalogue.national.file import read_catalogue
from motcua.catalogue.national.version import content_of_record
from motcua.catalogue.queries import in_effect
from motcua.issuing.actions.load_templates import load_templates
from motcua.journal.actions.begin_installation import begin_installation
from motcua.journal.events import SYSTEM
from motcua.orgs.actions.load_units import load_units
from motcua.queueing.actions.load_demo_halls import load_demo_halls
from motcua.worktime.actions.load_calendars import load_calendars
from tests.factories.catalogue import landed

RECORDS = Path(__file__).parents[1] / "fixtures" / "national" / "records.jsonl"


def demo_district() -> None:
    """Fills an empty database; a few seconds."""
    begin_installation(kind="demonstration")
    load_calendars(actor=SYSTEM, at=datetime.now(UTC))
    load_units(actor=SYSTEM, at=datetime.now(UTC))
    load_demo_people(actor=SYSTEM, at=datetime.now(UTC))
    load_demo_halls(actor=SYSTEM, at=datetime.now(UTC))
    load_templates(actor=SYSTEM, at=datetime.now(UTC))
    for path in packs.shipped():
        load_pack(pack=packs.read_file(path).pack, actor=SYSTEM, at=datetime.now(UTC))
    national_records()  # beside the packs, as in `motcua demo`


def national_records() -> None:
    """The national records that were checked by hand, but where a pack's version stays in effect (ADR 8)."""
    reading = read_catalogue(RECORDS.read_bytes().splitlines())
    contents = [content_of_record(record) for _line, record in reading.records]
    held = set(in_effect(on=date(2025, 7, 1)).values_list("procedure__code", flat=True))
    landed(*(content for content in contents if content.code not in held), start=date(2025, 7, 1))
