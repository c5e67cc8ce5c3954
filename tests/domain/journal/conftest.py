"""A journal with a key and a file of its own, committed for real, and an enemy who may do everything."""

import json
import os
from contextlib import contextmanager
from types import SimpleNamespace

import psycopg
import pytest
from django.db import connections, transaction

from motcua.journal.actions.checkpoint import checkpoint
from motcua.journal.actions.record import record_many
from motcua.journal.events import Actor, Entry, Subject
from motcua.journal.verification import verify
from motcua.server import grants
from motcua.server.databases import OWNER
from tests.plugin_cluster import SUPERUSER

MAI = Actor("u1", "Lò Thị Mai")
DOSSIERS = [Subject("dossier", f"H52-{n}") for n in range(1, 6)]


@pytest.fixture
def outside(tmp_path, monkeypatch):
    """Key and file of checkpoints in a folder of this test's own."""
    monkeypatch.setenv("MOTCUA_JOURNAL_KEY", str(tmp_path / "keys" / "journal-key"))
    monkeypatch.setenv("MOTCUA_CHECKPOINTS", str(tmp_path / "checkpoints.jsonl"))
    return SimpleNamespace(key=tmp_path / "keys" / "journal-key", file=tmp_path / "checkpoints.jsonl")


@pytest.fixture
def journal(transactional_db, outside):
    """Five dossiers, three checkpoints, one event after the last; good before anybody touches it."""
    for subjects in (DOSSIERS, DOSSIERS[:3], DOSSIERS[1:4]):
        append(*subjects)
        append(*subjects)
        checkpoint()
    append(DOSSIERS[0])
    report = verify()
    assert report.is_good, report.findings
    assert (report.events, report.chains, report.checkpoints, report.uncovered) == (23, 5, 3, 1)
    return outside


def append(*subjects, **changes):
    """Record one event of each subject, committed."""
    entries = [Entry(subject, "noted", MAI, payload={"đ": [1, 2.5]}, **changes) for subject in subjects]
    with transaction.atomic():
        return record_many(entries=entries)


@contextmanager
def enemy():
    """A superuser's connection in a session of its own, for whom no trigger fires: constraints' sleep in it,
    those that keep the journal as it is are off for everybody until the test is cleaned up.
    """
    who = connections[OWNER].get_connection_params()
    who["user"] = os.environ.get(SUPERUSER, who["user"])
    with psycopg.connect(**who, autocommit=True) as own:
        own.execute("SET session_replication_role = replica")
        for table in grants.append_only_tables():
            own.execute(f'ALTER TABLE "{table}" DISABLE TRIGGER USER')
        yield own


def kinds(**options):
    """What verification finds, by kind."""
    return dict(verify(**options).found)


def named(kind, **options):
    """The subjects and numbers that findings of `kind` name."""
    found = [f for f in verify(**options).findings if f.kind == kind]
    return [(str(f.subject) if f.subject else f.checkpoint, f.seq) for f in found]


def lines(file):
    """The file's lines as documents."""
    return [json.loads(line) for line in file.read_bytes().splitlines()]


def rewrite(file, documents):
    """Put other lines into the file."""
    file.write_text("".join(json.dumps(d, ensure_ascii=False) + "\n" for d in documents), encoding="utf-8")
