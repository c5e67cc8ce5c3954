"""Taking checkpoints: what they state, who waits, and crashes between file and database."""

import os
import stat
from threading import Barrier, Thread

import pytest
from django.db import transaction
from psycopg.errors import InsufficientPrivilege

from motcua.journal import witness
from motcua.journal.actions import checkpoint as taking
from motcua.journal.actions.begin_installation import begin_installation
from motcua.journal.actions.checkpoint import checkpoint
from motcua.journal.checkpoints import Head, HeadsHash, key_id
from motcua.journal.events import GENESIS, Subject
from motcua.journal.keyring import NoKeyError, private_key, public_pem, trusted_keys
from motcua.journal.models import Chain, Checkpoint, CheckpointHead, Event
from motcua.journal.snapshots import own_connection, streamed
from motcua.journal.verification import verify
from tests.domain.journal.conftest import DOSSIERS, append, enemy, kinds, lines

pytestmark = pytest.mark.django_db(transaction=True)


class Crash(BaseException):
    """The process is gone."""


def crash(*args, **kwargs):
    raise Crash


def notes():
    return [note.kind for note in verify().notes]


def test_what_a_checkpoint_states(journal):
    newest = Checkpoint.objects.get(number=3)
    heads = [
        Head(c.subject_kind, c.subject_id, c.seq, c.hash)
        for c in Chain.objects.order_by("subject_kind", "subject_id")
    ]
    taken = checkpoint()
    statement = taken.statement
    assert (statement.number, statement.events, statement.chains, statement.changed) == (4, 23, 5, 1)
    assert statement.heads_hash == HeadsHash(heads).hexdigest()
    assert statement.changed_hash == HeadsHash(heads[:1]).hexdigest()
    assert statement.previous == newest.hash
    assert statement.key_id == key_id(private_key().public_key())
    assert taken.is_by(private_key().public_key())
    assert list(CheckpointHead.objects.filter(number=4).values_list("subject_id", "seq")) == [("H52-1", 5)]
    assert lines(journal.file)[-2]["heads"] == [list(heads[0])]
    assert lines(journal.file)[-1] == {"stored": 4}
    assert verify().uncovered == 0


def test_an_empty_journal_has_a_checkpoint_too(transactional_db, outside):
    assert notes() == ["no_checkpoint"]
    assert checkpoint().statement.previous == GENESIS
    assert verify().is_good


def test_a_demonstration_is_named(transactional_db, outside):
    with transaction.atomic():
        begin_installation(kind="demonstration")
    checkpoint()
    assert notes() == ["demonstration"]


def test_keys_and_file_are_their_owners_alone(journal):
    for path in (journal.key, journal.file):
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert journal.key.with_name("journal-key.pub").read_bytes() == public_pem(private_key().public_key())


def test_a_key_that_was_replaced_stays_trusted(journal):
    public = journal.key.with_name("journal-key.pub")
    old = public.read_bytes()
    journal.key.unlink()
    public.unlink()
    new = public_pem(private_key().public_key())
    assert kinds()["checkpoint_key_unknown"] == 6
    public.write_bytes(new + old)
    checkpoint()
    assert verify().is_good
    assert Checkpoint.objects.count() == 4


def test_a_file_that_holds_no_key(journal, tmp_path):
    nothing = tmp_path / "nothing.pem"
    for content in (b"", b"-----BEGIN PUBLIC KEY-----\nxx\n-----END PUBLIC KEY-----\n"):
        nothing.write_bytes(content)
        with pytest.raises(NoKeyError):
            trusted_keys(nothing)
    journal.key.write_bytes(b"nothing")
    with pytest.raises(NoKeyError):
        private_key()


def test_eight_at_once_make_one_line(journal):
    begin = Barrier(8)

    def take():
        begin.wait()
        checkpoint()

    threads = [Thread(target=take) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert list(Checkpoint.objects.order_by("number").values_list("number", flat=True)) == list(range(1, 12))
    assert verify().is_good


def test_events_appended_meanwhile_are_left_out(journal, monkeypatch):
    """A checkpoint is of one moment, however long it takes to read."""

    def slow(own, sql, parameters=None):
        for number, row in enumerate(streamed(own, sql, parameters)):
            yield row
            if number == 0:
                append(*DOSSIERS)

    with monkeypatch.context() as patch:
        patch.setattr(taking, "streamed", slow)
        assert checkpoint().statement.events == 23
    assert Event.objects.count() == 23 + 5
    assert verify().is_good


def test_a_crash_before_the_file(journal, monkeypatch):
    with monkeypatch.context() as patch:
        patch.setattr(witness, "append_checkpoint", crash)
        with pytest.raises(Crash):
            checkpoint()
    assert (kinds(), notes()) == ({}, [])
    assert checkpoint().statement.number == 4


def test_a_crash_while_the_file_is_written(journal, monkeypatch):
    def torn(descriptor, data):
        os.write(descriptor, data[:100])
        raise Crash

    with monkeypatch.context() as patch:
        patch.setattr(witness, "_write_all", torn)
        with pytest.raises(Crash):
            checkpoint()
    assert (kinds(), notes()) == ({}, ["unreadable_line"])
    assert checkpoint().statement.number == 4
    assert (kinds(), notes()) == ({}, ["unreadable_line"])
    assert len(journal.file.read_bytes().splitlines()) == 9


def test_a_crash_between_file_and_database(journal, monkeypatch, caplog):
    with monkeypatch.context() as patch:
        patch.setattr(taking, "_store", crash)
        with pytest.raises(Crash):
            checkpoint()
    assert Checkpoint.objects.count() == 3
    assert (kinds(), notes()) == ({}, ["checkpoint_unfinished"])
    assert verify().newest.number == 4
    assert checkpoint().statement.number == 5
    assert Checkpoint.objects.count() == 5
    assert "in the file only" in caplog.text
    assert (kinds(), notes()) == ({}, [])


def test_a_crash_between_the_database_and_its_mark_in_the_file(journal, monkeypatch):
    with monkeypatch.context() as patch:
        patch.setattr(witness, "append_stored", crash)
        with pytest.raises(Crash):
            checkpoint()
    assert Checkpoint.objects.count() == 4
    assert (kinds(), notes()) == ({}, ["checkpoint_unfinished"])
    assert checkpoint().statement.number == 5
    assert (kinds(), notes()) == ({}, [])
    assert [d["stored"] for d in lines(journal.file) if "stored" in d] == [1, 2, 3, 4, 5]


def test_a_crash_does_not_hide_what_was_cut_meanwhile(journal, monkeypatch):
    with monkeypatch.context() as patch:
        patch.setattr(taking, "_store", crash)
        with pytest.raises(Crash):
            checkpoint()
    with enemy() as own:
        own.execute("DELETE FROM journal_outbox")
        own.execute("DELETE FROM journal_event WHERE subject_id = 'H52-1' AND seq = 5")
        own.execute(
            """UPDATE journal_chain SET seq = 4, hash = (SELECT hash FROM journal_event
               WHERE subject_id = 'H52-1' AND seq = 4) WHERE subject_id = 'H52-1'"""
        )
    assert kinds() == {"tail_cut": 1}
    checkpoint()
    assert kinds()["tail_cut"] == 1


def test_a_full_disk_takes_no_checkpoint(journal, monkeypatch):
    def full(descriptor, data):
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(witness, "_write_all", full)
        with pytest.raises(OSError, match="space"):
            checkpoint()
    assert Checkpoint.objects.count() == 3
    assert checkpoint().statement.number == 4


def test_verification_sees_one_moment_and_writes_nothing(journal):
    before = (Event.objects.count(), journal.file.read_bytes())
    verify()
    assert (Event.objects.count(), journal.file.read_bytes()) == before


def test_the_application_may_not_change_a_checkpoint(journal):
    with own_connection() as own, pytest.raises(InsufficientPrivilege, match="permission denied"):
        own.execute("UPDATE journal_checkpoint SET events = 0")


def test_subjects_in_the_order_of_code_points(transactional_db, outside):
    """Collations of databases differ; the hash over heads must not."""
    names = ["Z", "a", "É", "é", "đ", "~", "𝔸", "\uffee", "1", "10", "2", "a b"]
    append(*(Subject("dossier", name) for name in names), *(Subject("unit", name) for name in names))
    checkpoint()
    append(Subject("dossier", "đ"))
    checkpoint()
    assert verify().is_good
