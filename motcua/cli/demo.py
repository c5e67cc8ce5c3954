"""`motcua demo`: the demo district, ready to look at."""

import os
from datetime import UTC, datetime

import click

from motcua.cli import prepare, serve
from motcua.cli.common import Misuse, tell
from motcua.cli.prepare import Step
from motcua.lib.times import LOCAL
from motcua.server.serving import Door

# What the year brings before the middle of February: about 190 dossiers, some of them still open.
_SAMPLE = "sample of dossiers"
_YEAR, _VISITS_A_YEAR, _SEED = 2020, 1500, 2020
_UNTIL = datetime(2020, 2, 15, tzinfo=LOCAL)
_RECENT = "work of the last days"
_HALL = "xa-yen-chau-ttpvhcc"
_PEOPLE = Step("people of the demonstration", "motcua.cli.seeds:demo_people", "accounts/data/*.yaml")
_HALLS = Step("waiting halls of the demonstration", "motcua.cli.seeds:demo_halls", "queueing/data/*.yaml")


@click.command("demo")
@serve.host_option
@serve.port_option
def command(host: str, port: int) -> None:
    """Serve the demo district: real procedures, made-up people.

    At the first start a sample of dossiers is played through the real acts. Accounts are printed with their
    password, dossiers with their secret: never use it for real dossiers. Example:
    PORT=8001 motcua demo
    """
    door = Door(host, port, os.cpu_count() or 1)
    serve.run(door, begin=_begin, announce=_announce, checkpoint_minutes=60)


def _begin() -> None:
    from motcua.cli.catalogue_import import import_shipped
    from motcua.journal.actions.begin_installation import begin_installation
    from motcua.journal.events import DEMONSTRATION
    from motcua.journal.queries import installation

    found = installation()
    if found.begun_at is None:
        begin_installation(kind=DEMONSTRATION)
    elif not found.is_demonstration:
        raise Misuse(
            "This data folder holds a real installation; name another one for the demo: MOTCUA_DATA=folder"
        )
    prepare.carry_out([_PEOPLE, _HALLS])
    import_shipped()
    _play_sample()
    _play_recent()
    _record_voice()


def _play_sample() -> None:
    """The first weeks of a strained year, once; where other dossiers are already there, these stay alone."""
    from motcua.cli import replay
    from motcua.dossiers.models import Dossier
    from motcua.server.models import Preparation
    from motcua.simulation.replaying import may_go_on
    from motcua.simulation.scenario import Parameters
    from motcua.simulation.shares import Scenario

    parameters = Parameters(_YEAR, _VISITS_A_YEAR, _SEED, Scenario.STRAINED)
    if Preparation.objects.filter(step=_SAMPLE).exists():
        return
    if Dossier.objects.exists() and not may_go_on(parameters, _UNTIL):
        return
    tell(f"Playing a sample of dossiers until {_UNTIL:%Y-%m-%d} through the real acts, this once ...")
    replay.play(parameters, _UNTIL)
    Preparation.objects.create(step=_SAMPLE, fingerprint=str(parameters), prepared_at=datetime.now(UTC))


def _play_recent() -> None:
    """What came to an office of today in the last days, once: whoever signs in finds work on the desk."""
    from django.db import transaction

    from motcua.server.models import Preparation
    from motcua.simulation.hall import play_hall
    from motcua.simulation.recent import play_recent

    now = datetime.now(UTC)
    if Preparation.objects.filter(step=_RECENT).exists():
        return
    with transaction.atomic():
        play_recent(now)
        play_hall(now)
        Preparation.objects.create(step=_RECENT, fingerprint=str(now.date()), prepared_at=now)


def _record_voice() -> None:
    """The voice of the waiting halls, where the machine can speak; silence is no reason to stop."""
    import subprocess

    from motcua.cli import voice
    from motcua.queueing.recording import can_record

    if not can_record():
        return
    try:
        voice.record()
    except (OSError, subprocess.SubprocessError) as problem:
        tell(f"The waiting halls stay silent: {problem}")


def _announce() -> None:
    from django.conf import settings
    from django.db import connections

    from motcua.accounts.queries import demo_accounts
    from motcua.dossiers.public import samples
    from motcua.queueing.queries import hall_of

    accounts, dossiers = demo_accounts(datetime.now(UTC)), samples()
    hall = hall_of(_HALL)
    connections.close_all()  # the web server's process may be forked again
    tell(f"\nMột Cửa, the demo district, answers at {settings.ORIGIN}\n")
    if accounts:
        tell(f"Accounts, all with the password {accounts[0].password}")
    for account in accounts:
        tell(f"  {account.username:24} {account.full_name}, {account.role}, {account.unit}")
    if dossiers:
        tell(f"\nDossiers to follow at {settings.ORIGIN}/tra-cuu, each with its secret")
    for dossier in dossiers:
        tell(f"  {dossier.code:32} {dossier.secret}  {dossier.state}")
    if hall:
        tell("\nThe waiting hall of the commune Yên Châu")
        tell(f"  take a number: {settings.ORIGIN}/queue/kiosk/{hall.kiosk_key}")
        tell(f"  wall screen:   {settings.ORIGIN}/queue/screen/{_HALL}")
    tell("\nCtrl-C stops it.")
