"""Draining: at least once, in order within a subject, failures counted, many at once."""

from collections import defaultdict
from threading import Lock, Thread
from time import sleep

import pytest
from django.db import DatabaseError, connection, transaction

from motcua.accounts.models import User
from motcua.journal.actions.drain import ATTEMPTS, drain
from motcua.journal.actions.record import record
from motcua.journal.actions.retry_stuck import retry_stuck
from motcua.journal.events import Subject
from motcua.journal.models import Outbox
from motcua.journal.queries import stuck, waiting
from tests.domain.journal.conftest import DOSSIERS, MAI, append

pytestmark = pytest.mark.django_db(transaction=True)
ONE, TWO = DOSSIERS[:2]


def due_now():
    with connection.cursor() as cursor:
        cursor.execute("UPDATE journal_outbox SET available_at = clock_timestamp() WHERE status = 'pending'")


def place(event):
    return event.subject_id, event.seq


def test_each_event_is_handled_once_and_in_order():
    for _ in range(3):
        append(ONE, TWO)
    seen = []
    assert drain(handler=lambda event: seen.append(place(event))).done == 6
    assert [s for s in seen if s[0] == ONE.id] == [(ONE.id, 1), (ONE.id, 2), (ONE.id, 3)]
    assert drain(handler=seen.append).done == 0
    assert not waiting().exists()


def test_no_more_than_the_limit():
    append(*DOSSIERS)
    assert drain(handler=lambda event: None, limit=2).done == 2
    assert waiting().count() == 3


def test_a_failure_undoes_the_handler_and_holds_back_its_subject_alone():
    for _ in range(2):
        append(ONE, TWO)
    seen = []

    def handler(event):
        User.objects.create_user(f"{event.subject_id}-{event.seq}")
        if event.subject_id == ONE.id:
            raise OSError("no \0mail")
        seen.append(place(event))

    drained = drain(handler=handler)
    assert (drained.done, drained.failed, drained.stuck) == (2, 1, 0)
    assert seen == [(TWO.id, 1), (TWO.id, 2)]
    assert User.objects.count() == 2
    first = Outbox.objects.get(subject_id=ONE.id, seq=1)
    assert (first.status, first.attempts, first.last_error) == ("pending", 1, "OSError: no mail")
    due_now()
    assert drain(handler=lambda event: seen.append(place(event))).done == 2
    assert seen[2:] == [(ONE.id, 1), (ONE.id, 2)]


def test_pauses_grow():
    append(ONE)

    def fail(event):
        raise ValueError

    pauses = []
    for _ in range(3):
        due_now()
        drain(handler=fail)
        with connection.cursor() as cursor:
            cursor.execute("SELECT extract(epoch FROM available_at - clock_timestamp()) FROM journal_outbox")
            pauses.append(round(cursor.fetchone()[0], -1))
    assert [int(p) for p in pauses] in ([10, 30, 60], [20, 30, 60])


def test_what_fails_for_good_is_stuck_and_the_rest_goes_on():
    append(ONE)
    append(ONE)
    seen = []

    def handler(event):
        if event.seq == 1:
            raise ValueError("never")
        seen.append(place(event))

    for _ in range(ATTEMPTS):
        due_now()
        drain(handler=handler)
    row = stuck().get()
    assert (row.event.seq, row.attempts, row.last_error) == (1, ATTEMPTS, "ValueError: never")
    assert seen == [(ONE.id, 2)]
    assert retry_stuck(event_id=row.pk)
    assert not retry_stuck(event_id=row.pk)
    assert drain(handler=lambda event: seen.append(place(event))).done == 1
    assert seen == [(ONE.id, 2), (ONE.id, 1)]


def test_a_database_error_of_the_handler_is_a_failure_like_others():
    append(ONE)

    def handler(event):
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1 / 0")

    assert drain(handler=handler).failed == 1
    assert Outbox.objects.get().attempts == 1


def test_a_process_that_dies_leaves_its_event_due():
    append(ONE)

    class Killed(BaseException):
        pass

    def handler(event):
        raise Killed

    with pytest.raises(Killed):
        drain(handler=handler)
    assert drain(handler=lambda event: None).done == 1


def test_it_does_not_drain_inside_another_transaction():
    with transaction.atomic(), pytest.raises(RuntimeError):
        drain(handler=lambda event: None)


def test_a_handler_may_record():
    append(ONE)

    def handler(event):
        record(subject=Subject("unit", "yen-chau"), type="noted", actor=MAI, payload={"of": str(event.id)})

    assert drain(handler=handler, limit=1).done == 1
    assert waiting().get().subject_kind == "unit"


def test_eight_at_once_keep_the_order_of_each_subject():
    for _ in range(6):
        append(*DOSSIERS)
    seen, lock, errors = defaultdict(list), Lock(), []

    def handler(event):
        sleep(0.02 * (event.seq % 2))  # so that the next one would overtake
        with lock:
            seen[event.subject_id].append(event.seq)

    def work():
        try:
            while waiting().exists():
                drain(handler=handler, limit=3)
        except DatabaseError as error:
            errors.append(error)
        finally:
            connection.close()

    threads = [Thread(target=work) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not errors
    assert dict(seen) == {subject.id: [1, 2, 3, 4, 5, 6] for subject in DOSSIERS}
