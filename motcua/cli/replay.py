"""`motcua replay`: a district's year through the real acts."""

import sys
import time
from bisect import bisect
from datetime import datetime
from pathlib import Path
from typing import Any

import click
from click.core import ParameterSource

from motcua.cli.common import FoundWrong, Misuse, emit_json, format_option, tell, with_database
from motcua.lib.times import LOCAL

_PUBLISHED = 100_244
_WIDTH = 40


@click.command("replay")
@click.option("--year", type=click.IntRange(2020, 2024), help="The year to play, e.g. 2020.")
@click.option(
    "--dossiers",
    type=click.IntRange(1, 1_000_000),
    default=_PUBLISHED,
    show_default=True,
    help="How many dossiers are brought.",
)
@click.option("--seed", type=int, default=2020, show_default=True, help="Another seed, another year.")
@click.option(
    "--scenario",
    type=click.Choice(["calm", "strained"]),
    default="calm",
    show_default=True,
    help="As the district published it, or with everything that can go wrong.",
)
@click.option(
    "--until",
    type=click.DateTime(["%Y-%m-%d"]),
    help="Play what happens before this day [default: 1 January of the next year].",
)
@click.option(
    "--log",
    type=click.Path(path_type=Path, dir_okay=False, exists=True),
    help="Instead of a year: the cases of this log (CSV, also gzipped), with their own deadlines.",
)
@format_option
@click.pass_context
def command(
    context: click.Context,
    year: int | None,
    dossiers: int,
    seed: int,
    scenario: str,
    until: datetime | None,
    log: Path | None,
    as_json: bool,
) -> None:
    """Play a district's year through the real acts: who comes when is made up, what is counted is not.
    Or play the cases of a log, and compare what is late by the system and by the log.

    The installation becomes a demonstration for good; a real one is refused. Interrupted, the same command
    goes on where it was; other parameters on the same data, a later --until excepted, are an error. Example:
    motcua replay --year 2020 --dossiers 3000
    """
    if (year is None) == (log is None):
        raise Misuse("Say what to play: --year YEAR or --log FILE.")
    if log is not None:
        _refuse_beside_log(context)
        from motcua.cli import replay_log

        with with_database():
            replay_log.play(log, as_json)
        return
    with with_database():
        _play(year, dossiers, seed, scenario, until, as_json)


def _refuse_beside_log(context: click.Context) -> None:
    given = [
        f"--{name}"
        for name in ("dossiers", "seed", "scenario", "until")
        if context.get_parameter_source(name) is ParameterSource.COMMANDLINE
    ]
    if given:
        raise Misuse(f"A log says itself who comes when: leave out {', '.join(given)}.")


def _play(year: int, dossiers: int, seed: int, name: str, until: datetime | None, as_json: bool) -> None:
    from motcua.simulation.scenario import Parameters
    from motcua.simulation.shares import Scenario

    parameters = Parameters(year, dossiers, seed, Scenario(name))
    end = until.replace(tzinfo=LOCAL) if until else parameters.year_ends
    acts, seconds = play(parameters, end)
    _tell_result(parameters, acts, seconds, as_json)


def play(parameters: Any, end: datetime) -> tuple[int, float]:
    """Begin the replay of a year or go on with it until `end`, showing how far it is; how many acts, in how
    many seconds. Raises Misuse where nothing may be replayed, FoundWrong when it was interrupted.
    """
    from motcua.journal.events import SYSTEM
    from motcua.simulation import replaying, workers
    from motcua.simulation.equipping import equip

    begin(parameters, end)
    equip(parameters, actor=SYSTEM)
    tell("Drawing up who comes when ...")
    try:
        district, lanes = replaying.prepared(parameters)
        started = time.monotonic()
        bar = _Bar([visit.at for visits in lanes for visit in visits], end)
        acts = workers.play(lanes, parameters, district, end, watch=bar.show)
    except workers.LaneFailedError as failed:
        raise FoundWrong("The replay stopped; what was committed stays.") from failed
    except KeyboardInterrupt:
        raise FoundWrong("\nInterrupted. The same command goes on from here.") from None
    seconds = time.monotonic() - started
    bar.end()
    if acts:
        sign()
    return acts, seconds


def sign() -> None:
    """A checkpoint of all chains: from now on nobody changes what was played without being found."""
    from motcua.journal.actions.checkpoint import checkpoint

    statement = checkpoint().statement
    tell(f"Checkpoint {statement.number} signed: {statement.events} events in {statement.chains} chains.")


def begin(parameters: Any, until: datetime) -> None:
    """Begin the replay or go on with it; what forbids it is told in words."""
    from motcua.simulation import replaying

    try:
        replaying.begin(parameters, until)
    except replaying.RealInstallationError as refused:
        raise Misuse(
            "This is a real installation: nothing is replayed into it. Name another data folder: "
            "MOTCUA_DATA=folder"
        ) from refused
    except replaying.OtherDossiersError as refused:
        raise Misuse(
            "There are dossiers already that no replay brought; replay into empty data."
        ) from refused
    except replaying.OtherParametersError as refused:
        raise Misuse(
            f"This data was replayed otherwise; go on with: {_again(refused.begun)}\n"
            "For another replay name an empty data folder: MOTCUA_DATA=folder"
        ) from refused


def _again(begun: Any) -> str:
    if begun.scenario == "log":
        return f"motcua replay --log FILE, the file of {begun.dossiers} cases that it was begun with"
    return (
        f"motcua replay --year {begun.year} --dossiers {begun.dossiers} --seed {begun.seed} "
        f"--scenario {begun.scenario} --until {begun.until.astimezone(LOCAL):%Y-%m-%d} (or later)"
    )


class _Bar:
    """How far the replay is, on standard error: the share of the visits whose time has come."""

    def __init__(self, arrivals: list[datetime], until: datetime) -> None:
        self.arrivals = sorted(at for at in arrivals if at < until)
        self.started = time.monotonic()

    def show(self, progress: Any) -> None:
        """Draw it anew; nothing where nobody looks."""
        if not sys.stderr.isatty() or None in progress.reached:
            return
        slowest = min(progress.reached)
        share = bisect(self.arrivals, slowest) / max(len(self.arrivals), 1)
        full = int(share * _WIDTH)
        speed = progress.acts / max(time.monotonic() - self.started, 0.001)
        day = slowest.astimezone(LOCAL)
        line = f"\r[{'#' * full}{'.' * (_WIDTH - full)}] {share:4.0%}  {day:%Y-%m-%d}  {speed:5.0f} acts/s "
        click.echo(line, nl=False, err=True)

    @staticmethod
    def end() -> None:
        """The next message begins a new line."""
        if sys.stderr.isatty():
            tell("")


def _tell_result(parameters: Any, acts: int, seconds: float, as_json: bool) -> None:
    from motcua.dossiers.models import Dossier
    from motcua.journal.events import Kind
    from motcua.journal.models import Event
    from motcua.reports import documents

    dossiers = Dossier.objects.count()
    events = Event.objects.filter(subject_kind=Kind.DOSSIER.value).count()
    at_once = Dossier.objects.filter(on_the_spot=True).count()
    result = {
        "dossiers": dossiers,
        "events": events,
        "events_per_dossier": round(events / max(dossiers, 1), 2),
        "answered_on_the_spot": round(at_once / max(dossiers, 1), 4),
        "acts_of_this_run": acts,
        "seconds": round(seconds, 1),
        "acts_per_second": round(acts / max(seconds, 0.001), 1),
    }
    scope, figures = _figures(parameters)
    if as_json:
        emit_json({**result, "summary": figures})
        return
    click.echo(
        f"{dossiers} dossiers with {events} events ({result['events_per_dossier']} each), "
        f"{at_once / max(dossiers, 1):.1%} answered on the spot; {acts} acts in {seconds:.0f} s, "
        f"{result['acts_per_second']} acts/s."
    )
    click.echo(documents.sentence(scope, figures))


def _figures(parameters: Any) -> tuple[Any, dict[str, int]]:
    """The year's published sentence as it was at the year's turn, counted by the reports."""
    from motcua.orgs import queries as orgs
    from motcua.reports import documents
    from motcua.reports.facts import Period
    from motcua.reports.queries import Scope
    from motcua.simulation.district import DISTRICT

    period = Period(parameters.year_begins, parameters.year_ends, parameters.year_ends)
    scope = Scope(period, orgs.unit(DISTRICT))
    return scope, documents.summary(scope)
