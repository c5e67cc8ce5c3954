"""The sample that the demonstration plays at its first start."""

import pytest

from motcua.cli import demo, replay
from motcua.simulation.models import Replay
from motcua.simulation.replaying import begin, may_go_on
from motcua.simulation.scenario import Parameters
from motcua.simulation.shares import Scenario
from tests.domain.dossiers.conftest import clock, world
from tests.domain.dossiers.test_way import received

__all__ = ["clock", "world"]
pytestmark = pytest.mark.django_db


@pytest.fixture
def played(monkeypatch):
    """The replays that were asked for, instead of played; the last one may be interrupted."""
    asked = []
    monkeypatch.setattr(replay, "play", lambda parameters, until: asked.append((parameters, until)))
    return asked


def test_the_sample_is_played_once(clock, played):
    demo._play_sample()
    demo._play_sample()
    ((parameters, until),) = played
    assert (parameters.year, parameters.scenario) == (2020, Scenario.STRAINED)
    assert until < parameters.year_ends


def test_an_interrupted_sample_goes_on(clock, played, monkeypatch):
    def interrupted(parameters, until):
        begin(parameters, until)
        raise KeyboardInterrupt

    with monkeypatch.context() as once:
        once.setattr(replay, "play", interrupted)
        with pytest.raises(KeyboardInterrupt):
            demo._play_sample()
    assert Replay.objects.exists()
    demo._play_sample()
    assert len(played) == 1


def test_what_others_brought_stays_alone(world, played):
    received(world)
    demo._play_sample()
    assert played == []


def test_a_replay_of_another_kind_is_not_gone_on_with(clock):
    parameters = Parameters(2020, 40, 1, Scenario.CALM)
    assert not may_go_on(parameters, parameters.year_ends)
    begin(parameters, parameters.year_ends)
    assert may_go_on(parameters, parameters.year_ends)
    assert not may_go_on(parameters, parameters.year_begins)
    assert not may_go_on(Parameters(2020, 41, 1, Scenario.CALM), parameters.year_ends)
