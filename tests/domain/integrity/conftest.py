"""Dossiers that were good until the enemy came, and the command as an inspector calls it."""

import json

import pytest
from click.testing import CliRunner

from motcua.cli.main import main
from motcua.dossiers.actions.consult import consult
from motcua.dossiers.actions.extend import extend
from motcua.dossiers.actions.record_supplement import record_supplement
from motcua.dossiers.models import Dossier
from motcua.integrity.verification import verify
from motcua.journal.actions.checkpoint import checkpoint
from motcua.worktime.limits import parse_limit
from tests.domain.dossiers.conftest import clock, local, world
from tests.domain.journal.conftest import outside
from tests.domain.reports.walking import at_office, received, solved, waiting_for_supplement

__all__ = ["clock", "outside", "world"]


@pytest.fixture
def dossiers(transactional_db, outside, world):
    """A solved one, one that was paused, moved and extended, one under a consultation; all good so far."""
    moved = waiting_for_supplement(world, received(world, "2020-06-02T09:10"), "2020-06-03")
    record_supplement(actor=world.counter, at=local("2020-06-05T09:00"), dossier=moved)
    moved = Dossier.objects.get(pk=moved.pk)
    extend(actor=world.head, at=local("2020-06-05T10:00"), dossier=moved, rule="xm", reason="Xác minh")
    asked = received(world, "2020-06-02T09:20")
    step = at_office(world, asked, "2020-06-02")
    asking = {"units": [world.district], "question": "Đất ở đâu?", "limit": parse_limit("2 wd")}
    consult(actor=world.head, at=local("2020-06-02T11:00"), step=step, **asking)
    made = {"solved": solved(world, received(world, "2020-06-02T09:00"), "2020-06-05")}
    made |= {"moved": moved, "asked": asked}
    checkpoint()
    report = verify()
    assert report.is_good, (report.tables.differences, report.journal.findings)
    assert report.tables.dossiers == 3
    return made


def commanded() -> tuple[int, dict]:
    """Exit code and the one document of `motcua verify --format json`."""
    done = CliRunner().invoke(main, ["verify", "--format", "json"])
    return done.exit_code, json.loads(done.stdout)
