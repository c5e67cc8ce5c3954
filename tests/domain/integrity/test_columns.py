"""Every column that events tell, of every kind of row, and every column of an event: none changes unseen."""

from datetime import date, datetime, timedelta
from uuid import UUID, uuid4

import psycopg
import pytest
from psycopg import sql

from motcua.integrity.verification import compare, kinds
from motcua.journal.models import Event
from motcua.journal.verification import verify
from tests.domain.integrity.conftest import commanded
from tests.domain.journal.conftest import enemy

pytestmark = pytest.mark.django_db(transaction=True)


def others(value, field):
    """Values that are not `value`, for a column of the model's `field`."""
    if field.choices:
        return [choice for choice, _ in field.choices if choice != value]
    if value is None:
        kind = field.target_field if field.is_relation else field
        value = {"DateTimeField": datetime(2020, 6, 9, 12).astimezone(), "UUIDField": uuid4()}.get(
            kind.get_internal_type(), 7
        )
        return [value, str(value)]
    if isinstance(value, bool):
        return [not value]
    if isinstance(value, datetime | date):
        return [value + timedelta(days=1), value - timedelta(days=1)]
    if isinstance(value, UUID):
        return [uuid4()]
    return [value + 1, value + 1000] if isinstance(value, int) else [f"{value}1", "refused", "withdrawn"]


class Falsifier:
    """Changes one column of one row at a time, and puts it back."""

    def __init__(self, own):
        self.own = own

    def changed(self, table, key, column, field):
        """Whether the database let it be changed; None when there is no row."""
        names = {"table": sql.Identifier(table), "column": sql.Identifier(column)}
        read = sql.SQL("SELECT {column} FROM {table} WHERE id = %s").format(**names)
        ((before,),) = self.own.execute(read, [key]).fetchall()
        self.write = sql.SQL("UPDATE {table} SET {column} = %s WHERE id = %s").format(**names)
        self.back = [before, key]
        for value in others(before, field):
            try:
                self.own.execute(self.write, [value, key])
            except psycopg.errors.IntegrityError:
                continue
            return True
        return False

    def restore(self):
        self.own.execute(self.write, self.back)


def test_every_journaled_column_of_every_row(dossiers):
    refused, met = [], set()
    with enemy() as own:
        falsifier = Falsifier(own)
        for name, model in kinds().items():
            row = model.objects.order_by("pk").first()
            if row is None:
                continue
            met.add(name)
            dossier = str(row.pk if name == "dossier" else row.dossier_id)
            for column in model.journaled:
                field = model._meta.get_field(column.removesuffix("_id"))
                if not falsifier.changed(model._meta.db_table, row.pk, column, field):
                    refused.append(f"{name}.{column}")
                    continue
                found = {(d.dossier, d.row, d.column) for d in compare().differences}
                assert found == {(dossier, name, column)}
                falsifier.restore()
    assert met >= {"dossier", "dossiercomponent", "duedate", "pause", "leg", "step", "slip", "resultpaper"}
    # What the database itself refuses to change alone.
    assert set(refused) <= REFUSED, sorted(set(refused) - REFUSED)
    assert not compare().found


REFUSED = {
    "consultation.answer",
    "consultation.answered_at",
    "dossier.closed_at",
    "dossier.guided_at",
    "dossier.outcome",
    "dossier.returned_at",
    "duedate.ground",
    "duedate.seq",
    "resultpaper.returned_at",
}


def test_every_column_of_an_event(dossiers):
    key = str(dossiers["moved"].pk)
    (event,) = Event.objects.filter(subject_id=key, seq=3)
    changes = {
        "id": uuid4(),
        "subject_kind": "unit",
        "subject_id": "H52-1",
        "seq": 99,
        "type": "approve",
        "actor_id": "u0",
        "actor_name": "Ai đó",
        "occurred_at": event.occurred_at - timedelta(microseconds=1),
        "recorded_at": event.recorded_at - timedelta(microseconds=1),
        "payload": '{"rows": []}',
        "prev_hash": "0" * 64,
        "hash": "f" * 64,
    }
    assert set(changes) == {field.attname for field in Event._meta.concrete_fields}
    with enemy() as own:
        own.execute("DELETE FROM journal_outbox")
        for column, value in changes.items():
            change = sql.SQL("UPDATE journal_event SET {} = %s WHERE hash = %s")
            where = event.hash
            before = own.execute(
                sql.SQL("SELECT {}::text FROM journal_event WHERE hash = %s").format(sql.Identifier(column)),
                [where],
            ).fetchone()[0]
            own.execute(change.format(sql.Identifier(column)), [value, where])
            code, document = commanded()
            found = {f["subject"]["id"] for f in document["journal"]["findings"] if f["subject"]}
            assert (code, key in found) == (1, True), column
            where = value if column == "hash" else where
            own.execute(change.format(sql.Identifier(column)), [before, where])
    assert verify().is_good
