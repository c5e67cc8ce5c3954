"""`motcua journal` as inspectors and operators use it."""

import json

import pytest
from click.testing import CliRunner

from motcua.cli.main import main
from motcua.journal.keyring import private_key, public_pem
from tests.domain.journal.conftest import enemy

pytestmark = pytest.mark.django_db(transaction=True)


def motcua(*arguments):
    return CliRunner().invoke(main, ["journal", *map(str, arguments)], catch_exceptions=False)


def test_a_good_journal(journal):
    result = motcua("verify", "--format", "json")
    report = json.loads(result.stdout)
    assert (result.exit_code, result.stderr) == (0, "")
    assert report["good"] is True
    assert (report["events"], report["chains"], report["checkpoints"], report["uncovered"]) == (23, 5, 3, 1)
    assert report["newest"]["number"] == 3
    assert report["newest"]["at"].endswith("+07:00")
    assert "23 events in 5 chains" in motcua("verify").stdout


def test_a_bad_journal_names_the_dossier_and_exits_with_1(journal):
    with enemy() as own:
        own.execute("UPDATE journal_event SET type = 'x' WHERE subject_id = 'H52-2' AND seq = 3")
    result = motcua("verify", "--format", "json")
    report = json.loads(result.stdout)
    assert result.exit_code == 1
    assert "tampered" in result.stderr
    (finding,) = report["findings"]
    assert finding["kind"] == "event_changed"
    assert (finding["subject"], finding["seq"]) == ({"kind": "dossier", "id": "H52-2"}, 3)
    assert "đã bị sửa" in finding["vi"]
    text = motcua("verify")
    assert text.exit_code == 1
    assert "dossier H52-2: sự kiện số 3 đã bị sửa" in text.stdout


def test_an_inspector_brings_key_and_copy(journal, tmp_path):
    kept, copy = tmp_path / "kept.pem", tmp_path / "copy.jsonl"
    kept.write_text(motcua("key").stdout)
    assert kept.read_bytes() == public_pem(private_key().public_key())
    copy.write_bytes(journal.file.read_bytes())
    assert motcua("verify", "--public-key", kept, "--checkpoints", copy).exit_code == 0
    journal.file.write_text("")
    assert motcua("verify").exit_code == 1
    assert motcua("verify", "--checkpoints", copy).exit_code == 0


def test_another_key_is_not_trusted(journal, tmp_path, monkeypatch):
    with monkeypatch.context() as patch:
        patch.setenv("MOTCUA_JOURNAL_KEY", str(tmp_path / "other-key"))
        private_key()
    result = motcua("verify", "--format", "json", "--public-key", tmp_path / "other-key.pub")
    assert result.exit_code == 1
    assert json.loads(result.stdout)["found"] == {"checkpoint_key_unknown": 6}


def test_misuse(journal, tmp_path):
    nothing = tmp_path / "nothing.pem"
    nothing.write_text("")
    absent = tmp_path / "absent"
    for option, file in (("--public-key", nothing), ("--public-key", absent), ("--checkpoints", absent)):
        result = motcua("verify", option, file)
        assert (result.exit_code, result.stdout) == (2, "")
    journal.key.write_text("nothing")
    for command in ("checkpoint", "key"):
        result = motcua(command)
        assert (result.exit_code, result.stdout) == (2, "")
        assert "holds no private key" in result.stderr


def test_a_checkpoint_on_demand(journal):
    taken = json.loads(motcua("checkpoint", "--format", "json").stdout)
    assert (taken["number"], taken["events"], taken["changed"]) == (4, 23, 1)
    assert taken["hash"] in motcua("verify").stdout
    assert "checkpoint 5: 23 events in 5 chains, 0 changed" in motcua("checkpoint").stdout
    assert json.loads(motcua("key", "--format", "json").stdout)["key_id"] == taken["key_id"]
