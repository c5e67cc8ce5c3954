"""Eight processes, each with a connection of its own, that act at the same moment.

They are forked once for a module of tests from a server that has imported Django and holds no connection, and
are told by a pipe what to do. Rows are named by model and key, and read before all begin: so everybody has
seen the same.
"""

import multiprocessing
import os
from contextlib import contextmanager
from importlib import import_module
from typing import Any, NamedTuple

import django
from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import connection

if not apps.ready:  # in the process from which the racers are forked, which nobody else has set up
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.test")
    django.setup()

from motcua.dossiers import offices, terms
from motcua.dossiers.frame import NotAllowedError
from motcua.dossiers.lifecycle import NotPossibleError
from motcua.dossiers.policies import RefusedError
from motcua.dossiers.writing import StaleError
from motcua.journal.actions.record import on_set_clock

RACERS = 8
_PATIENCE = 60  # seconds that one process waits for the others


class Row(NamedTuple):
    """A row by the name of its model and its key."""

    model: str
    key: str


class Done(NamedTuple):
    """What came of an act: `error` is the name of the exception, empty where there was none."""

    error: str
    why: str = ""


def row(instance) -> Row:
    """How a row is named to another process."""
    return Row(instance._meta.label, str(instance.pk))


def act(name: str, /, **arguments: Any) -> tuple[str, dict[str, Any]]:
    """The act `name` of motcua.dossiers.actions, or `payments.NAME` of those; model instances go as rows."""
    given = {key: row(value) if hasattr(value, "_meta") else value for key, value in arguments.items()}
    return name, given


class Racers:
    """The processes; `run` gives each its acts and waits for what came of them."""

    def __init__(self, database: str) -> None:
        server = multiprocessing.get_context("forkserver")
        server.set_forkserver_preload([__name__])
        self.barrier = server.Barrier(RACERS)  # kept: gone here, it is gone for those who start
        self.pipes, self.processes = [], []
        for _ in range(RACERS):
            here, there = server.Pipe()
            process = server.Process(target=_serve, args=(there, self.barrier, database), daemon=True)
            process.start()
            self.pipes.append(here)
            self.processes.append(process)

    def run(self, *todo: list[tuple[str, dict[str, Any]]]) -> list[list[Done]]:
        """`todo` are the acts of each process, one after the other; those without any only start together."""
        shares = [*todo, *([[]] * (RACERS - len(todo)))]
        for pipe, acts in zip(self.pipes, shares, strict=True):
            pipe.send(acts)
        answers = [self._answer(pipe) for pipe in self.pipes]
        return answers[: len(todo)]

    def _answer(self, pipe) -> list[Done]:
        if not pipe.poll(2 * _PATIENCE):
            raise TimeoutError("a racer does not answer")
        answer = pipe.recv()
        if isinstance(answer, str):
            raise AssertionError(answer)
        return answer

    def stop(self) -> None:
        """End the processes and wait for them."""
        for pipe in self.pipes:
            pipe.send(None)
        for process in self.processes:
            process.join(_PATIENCE)
            assert process.exitcode == 0


@contextmanager
def racers(database: str):
    """Racers on the database with that name."""
    found = Racers(database)
    try:
        yield found
    finally:
        found.stop()


def _serve(pipe, barrier, database: str) -> None:
    connection.settings_dict["NAME"] = database
    while (acts := pipe.recv()) is not None:
        pipe.send(_raced(barrier, acts))
    connection.close()


def _raced(barrier, acts) -> list[Done] | str:
    offices.forget()
    terms.forget()
    try:
        ready = [(name, {key: _found(value) for key, value in given.items()}) for name, given in acts]
        barrier.wait(_PATIENCE)
        with on_set_clock():
            return [_done(name, given) for name, given in ready]
    except Exception as error:  # what nobody expects is told to the test, which fails
        return f"{type(error).__name__}: {error}"


def _found(value):
    if not isinstance(value, Row):
        return value
    model = apps.get_model(value.model)
    related = [f.name for f in model._meta.fields if f.name in ("dossier", "unit", "leg")]
    rows = model.objects.select_related(*related) if related else model.objects
    return rows.get(pk=value.key)


def _done(name, given) -> Done:
    room, _, name = name.rpartition(".")
    run = getattr(import_module(f"motcua.{room or 'dossiers'}.actions.{name}"), name)
    try:
        run(**given)
    except (StaleError, RefusedError, NotPossibleError, NotAllowedError, ValidationError) as error:
        return Done(type(error).__name__, str(error))
    return Done("")
