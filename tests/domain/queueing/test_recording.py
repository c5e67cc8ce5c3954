"""The voice of the hall, recorded by a real espeak-ng; and the demonstration's halls."""

import wave

from motcua.journal.events import SYSTEM
from motcua.queueing import demo
from motcua.queueing.actions.load_demo_halls import load_demo_halls
from motcua.queueing.models import Hall, Window
from motcua.queueing.recording import record_pieces
from motcua.queueing.voice import PIECES
from tests.domain.dossiers.conftest import local
from tests.factories.people import make_unit


def test_pieces_become_sound_once(requires_debian, tmp_path):
    requires_debian("espeak-ng")
    some = {name: PIECES[name] for name in ("moi-so", "chu-a", "so-7")}
    assert record_pieces(some, tmp_path / "voice") == 3
    assert record_pieces(some, tmp_path / "voice") == 0
    assert sorted(path.stem for path in (tmp_path / "voice").iterdir()) == sorted(some)
    with wave.open(str(tmp_path / "voice" / "moi-so.wav")) as sound:
        assert sound.getnframes() / sound.getframerate() > 0.2


def test_the_demonstration_has_halls_and_opens_them_once(db, clock):
    for seed in demo.halls():
        make_unit(seed.unit, kind="one_stop")
    told = {"actor": SYSTEM, "at": local("2020-06-02T07:00")}
    assert load_demo_halls(**told) == len(demo.halls())
    assert load_demo_halls(**told) == 0
    assert Hall.objects.count() == len(demo.halls())
    served = Window.objects.get(hall__unit__code="xa-yen-chau-ttpvhcc", number=1).groups
    assert sorted(served.values_list("letter", flat=True)) == ["A", "T"]
