"""Recording: chains, times, the transaction, and what the database itself refuses."""

from datetime import timedelta
from threading import Barrier, Thread

import pytest
from django.apps import apps
from django.db import DatabaseError, IntegrityError, ProgrammingError, connection, connections, transaction
from django.db.transaction import TransactionManagementError
from django.utils.timezone import now

from motcua.journal.actions.begin_installation import AlreadyBegun, begin_installation
from motcua.journal.actions.log_access import log_access
from motcua.journal.actions.record import on_set_clock, record, record_many
from motcua.journal.events import GENESIS, SYSTEM, Actor, Entry, Link, Subject, TimeRefused, event_hash
from motcua.journal.models import Chain, Event, Outbox
from motcua.journal.queries import accesses_to, history, installation, late_entries, waiting
from motcua.server.databases import OWNER
from motcua.server.grants import append_only_tables

pytestmark = pytest.mark.django_db

DOSSIER = Subject("dossier", "H52-1")
MAI = Actor("u1", "Lò Thị Mai")
YEAR = timedelta(days=365)


def rehashed(event):
    return event_hash(Link(**{name: getattr(event, name) for name in Link.__slots__} | {"id": str(event.id)}))


def test_a_chain_grows_by_links():
    for number in range(3):
        record(subject=DOSSIER, type="received", actor=MAI, payload={"n": number})
    events = list(history(DOSSIER))
    assert [e.seq for e in events] == [1, 2, 3]
    assert [e.prev_hash for e in events] == [GENESIS, events[0].hash, events[1].hash]
    assert [rehashed(e) for e in events] == [e.hash for e in events]
    head = Chain.objects.get()
    assert (head.seq, head.hash) == (3, events[-1].hash)
    assert waiting().count() == 3


def test_what_is_returned_is_what_was_written():
    event = record(subject=DOSSIER, type="received", actor=MAI, payload={"b": 1.0, "a": "đ"})
    stored = Event.objects.get()
    assert str(stored.id) == event.id
    for field in ("seq", "type", "actor_name", "occurred_at", "recorded_at", "payload", "prev_hash", "hash"):
        assert getattr(stored, field) == getattr(event, field)


def test_recording_takes_two_round_trips(django_assert_num_queries):
    with django_assert_num_queries(2):
        record(subject=DOSSIER, type="received", actor=MAI)


def test_many_events_of_many_subjects_in_one_go(django_assert_num_queries):
    subjects = [Subject("procedure", f"1.{n:06d}") for n in range(600)]
    entries = [Entry(s, kind, SYSTEM) for kind in ("published", "withdrawn") for s in subjects]
    with django_assert_num_queries(6):
        events = record_many(entries=entries)
    assert len(events) == Event.objects.count() == Outbox.objects.count() == 1200
    assert [e.type for e in history(subjects[7])] == ["published", "withdrawn"]
    assert all(rehashed(e) == e.hash for e in Event.objects.all())
    assert record_many(entries=[]) == []


def test_both_times_are_the_databases_clock_unless_said():
    event = record(subject=DOSSIER, type="received", actor=MAI)
    assert event.occurred_at == event.recorded_at
    assert abs(event.recorded_at - now()) < timedelta(seconds=10)


def test_a_real_installation_keeps_its_clock():
    past = now() - YEAR
    assert not installation().is_demonstration
    for times in (
        {"recorded_at": past, "occurred_at": past},
        {"occurred_at": past},
        {"occurred_at": now() + YEAR},
    ):
        with pytest.raises(TimeRefused):
            record(subject=DOSSIER, type="received", actor=MAI, **times)
    with pytest.raises(TimeRefused), on_set_clock():
        record(subject=DOSSIER, type="received", actor=MAI, occurred_at=past)
    assert not Event.objects.exists()


def test_papers_of_an_outage_are_marked_and_listed():
    taken = now() - timedelta(days=2)
    record(subject=DOSSIER, type="received", actor=MAI)
    late = record(subject=DOSSIER, type="received", actor=MAI, occurred_at=taken, late_entry="Mất điện")
    assert late.occurred_at == taken
    assert [str(e.id) for e in late_entries()] == [late.id]


def test_a_demonstration_is_replayed_on_a_set_clock():
    begin_installation(kind="demonstration")
    assert installation().is_demonstration
    then = now() - YEAR
    with on_set_clock():
        event = record(subject=DOSSIER, type="received", actor=MAI, occurred_at=then)
    assert (
        event.recorded_at
        == event.occurred_at
        == Event.objects.get(subject_kind="dossier").recorded_at
        == then
    )


@pytest.mark.parametrize("kind", ["real", "demonstration"])
def test_an_installation_begins_once(kind):
    begin_installation(kind=kind)
    assert installation().kind == kind
    for other in ("real", "demonstration"):
        with pytest.raises(AlreadyBegun):
            begin_installation(kind=other)
    assert history(Subject("installation", "self")).count() == 1
    with pytest.raises(ValueError, match="real"):
        begin_installation(kind="play")


def test_an_installation_with_a_history_is_no_demonstration():
    record(subject=DOSSIER, type="received", actor=MAI)
    with pytest.raises(IntegrityError, match="history"), transaction.atomic():
        begin_installation(kind="demonstration")
    begin_installation(kind="real")


@pytest.mark.parametrize(
    ("times", "message"),
    [
        ("now() - interval '1 year', now() - interval '1 year'", "clock"),
        ("now() - interval '1 minute', now()", "late entry"),
        ("now() + interval '1 minute', now()", "future"),
    ],
)
def test_the_database_checks_the_times_too(times, message):
    sql = f"""INSERT INTO journal_event (id, subject_kind, subject_id, seq, type, actor_id, actor_name,
                                         payload, prev_hash, hash, occurred_at, recorded_at)
              VALUES (gen_random_uuid(), 'dossier', '1', 1, 'x', 'x', 'x',
                      '{{}}', '{GENESIS}', '{GENESIS}', {times})"""
    with pytest.raises(IntegrityError, match=message), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)


def test_accesses_are_logged_for_the_subject():
    log_access(
        subject=DOSSIER,
        actor=MAI,
        purpose="Tra cứu dân cư",
        fields=["cccd"],
        position="Công chức một cửa",
        unit="Một cửa Yên Châu",
        address="10.0.0.7",
    )
    log_access(subject=Subject("dossier", "H52-2"), actor=MAI, purpose="Xem")
    (seen,) = accesses_to(DOSSIER)
    assert (seen.actor_name, seen.fields, seen.address) == ("Lò Thị Mai", ["cccd"], "10.0.0.7")
    with pytest.raises(ValueError, match="purpose"):
        log_access(subject=DOSSIER, actor=MAI, purpose=" ")


@pytest.mark.parametrize("table", append_only_tables())
@pytest.mark.parametrize(
    "change", ["DELETE FROM {}", "TRUNCATE {} CASCADE", "UPDATE {} SET {column} = {column}"]
)
@pytest.mark.parametrize("role", ["default", OWNER])
def test_what_is_written_stays(table, change, role):
    """For every append-only table of the house: no grant for the application, a trigger for the owner."""
    model = next(m for m in apps.get_models() if m._meta.db_table == table)
    sql = change.format(table, column=model._meta.concrete_fields[-1].column)
    message = "permission denied" if role == "default" else "append-only"
    with (
        pytest.raises(ProgrammingError, match=message),
        transaction.atomic(using=role),
        connections[role].cursor() as cursor,
    ):
        cursor.execute(sql)


test_what_is_written_stays = pytest.mark.django_db(databases=["default", OWNER])(test_what_is_written_stays)


@pytest.mark.django_db(transaction=True)
class TestTransactions:
    def test_an_event_needs_a_transaction(self):
        with pytest.raises(TransactionManagementError):
            record(subject=DOSSIER, type="received", actor=MAI)

    def test_a_rollback_leaves_nothing(self):
        with transaction.atomic():
            record(subject=DOSSIER, type="received", actor=MAI)
            transaction.set_rollback(True)
        assert not Event.objects.exists()
        assert not Chain.objects.exists()
        assert not Outbox.objects.exists()

    def test_an_outbox_row_never_goes_without_its_event(self):
        with transaction.atomic():
            record(subject=DOSSIER, type="received", actor=MAI)
        assert Outbox.objects.get().event == Event.objects.get()

    def test_eight_threads_make_one_chain_without_gaps(self):
        begin, errors = Barrier(8), []

        def append(thread):
            try:
                begin.wait()
                for number in range(10):
                    with transaction.atomic():
                        record(subject=DOSSIER, type="noted", actor=MAI, payload={"t": thread, "n": number})
            except DatabaseError as error:
                errors.append(error)
            finally:
                connection.close()

        threads = [Thread(target=append, args=(n,)) for n in range(8)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert not errors
        events = list(history(DOSSIER))
        assert [e.seq for e in events] == list(range(1, 81))
        assert [e.prev_hash for e in events] == [GENESIS, *(e.hash for e in events[:-1])]
        assert sorted(events, key=lambda e: e.recorded_at) == events
