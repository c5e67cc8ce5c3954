"""Every way to falsify a dossier that we know, done by a superuser, and what `motcua verify` names."""

import json

import pytest
from click.testing import CliRunner

from motcua.cli.main import main
from motcua.integrity.verification import kinds, verify
from motcua.journal.events import Subject
from tests.domain.integrity.conftest import commanded
from tests.domain.journal.conftest import enemy
from tests.domain.journal.test_tampering import recompute

pytestmark = pytest.mark.django_db(transaction=True)


def named(report):
    return {(str(d.kind), d.dossier, d.row, d.column) for d in report.tables.differences}


EDITS = [
    ("moved", "duedate", "due_at", "due_at + interval '1 day'"),
    ("moved", "duedate", "article", "'Điều 9'"),
    ("moved", "duedate", "recorded_at", "recorded_at - interval '1 microsecond'"),
    ("moved", "pause", "started_at", "started_at - interval '1 hour'"),
    ("moved", "pause", "ended_at", "ended_at + interval '1 day'"),
    ("moved", "pause", "expected_end_on", "expected_end_on + 1"),
    ("solved", "dossier", "closed_at", "closed_at - interval '1 minute'"),
    ("solved", "dossier", "received_at", "received_at + interval '1 day'"),
    ("solved", "dossier", "lawful_due_at", "lawful_due_at + interval '1 day'"),
    ("solved", "dossier", "original_due_at", "original_due_at + interval '1 day'"),
    ("solved", "dossier", "channel", "'online'"),
    ("solved", "resultpaper", "number", "'1/GM'"),
    ("solved", "slip", "number", "number + 100"),
    ("solved", "leg", "due_at", "now()"),
    ("solved", "step", "owner_id", "NULL"),
    ("solved", "dossiercomponent", "originals", "originals + 1"),
    ("asked", "consultation", "due_at", "due_at + interval '1 day'"),
]


@pytest.mark.parametrize(("which", "row", "column", "value"), EDITS)
def test_an_edited_column_is_named(dossiers, which, row, column, value):
    key = dossiers[which].pk
    owner = "id" if row == "dossier" else "dossier_id"
    with enemy() as own:
        own.execute(f"UPDATE dossiers_{row} SET {column} = {value} WHERE {owner} = %s", [key])
    code, document = commanded()
    assert code == 1
    found = [(d["kind"], d["dossier"], d["row"], d["column"]) for d in document["differences"]]
    assert ("column_differs", str(key), row, column) in found
    assert {dossier for _, dossier, _, _ in found} == {str(key)}


@pytest.mark.parametrize("row", ["pause", "duedate", "step", "slip"])
def test_a_deleted_row_is_named(dossiers, row):
    key = dossiers["moved"].pk
    with enemy() as own:
        own.execute(f"DELETE FROM dossiers_{row} WHERE dossier_id = %s", [key])
    code, document = commanded()
    found = {(d["kind"], d["dossier"], d["row"]) for d in document["differences"]}
    assert (code, found) == (1, {("row_missing", str(key), row)})


def test_a_pause_slipped_in_is_named(dossiers):
    key = dossiers["solved"].pk
    with enemy() as own:
        own.execute(
            "INSERT INTO dossiers_pause (id, dossier_id, kind, started_at, started_recorded_at,"
            " expected_end_on, ended_at, ended_recorded_at)"
            " VALUES (gen_random_uuid(), %s, 'payment', now(), now(), now(), now(), now())",
            [key],
        )
    assert named(verify()) == {("row_untold", str(key), "pause", "")}


def test_a_row_moved_to_another_dossier_is_named_in_both(dossiers):
    old, new = dossiers["moved"].pk, dossiers["asked"].pk
    with enemy() as own:
        own.execute("UPDATE dossiers_pause SET dossier_id = %s WHERE dossier_id = %s", [new, old])
    assert named(verify()) == {
        ("row_missing", str(old), "pause", ""),
        ("row_untold", str(new), "pause", ""),
    }


def _remove(own, key, *, events, rows):
    if events:
        for table in ("outbox", "event", "chain"):
            own.execute(f"DELETE FROM journal_{table} WHERE subject_id = %s", [str(key)])
    if rows:
        tables = [model._meta.db_table for model in kinds().values()]
        for table in tables:
            owner = "id" if table == "dossiers_dossier" else "dossier_id"
            own.execute(f"DELETE FROM {table} WHERE {owner} = %s", [key])


def test_a_dossier_deleted_whole_is_named_by_the_checkpoint(dossiers):
    key = dossiers["moved"].pk
    with enemy() as own:
        _remove(own, key, events=True, rows=True)
    code, document = commanded()
    assert (code, document["differences"]) == (1, [])
    found = [(f["kind"], f["subject"]["id"]) for f in document["journal"]["findings"]]
    assert found == [("chain_removed", str(key))]


def test_rows_without_any_event_are_named(dossiers):
    key = dossiers["moved"].pk
    with enemy() as own:
        _remove(own, key, events=True, rows=False)
    assert ("row_untold", str(key), "dossier", "") in named(verify())


def test_events_without_any_row_are_named(dossiers):
    key = dossiers["moved"].pk
    with enemy() as own:
        _remove(own, key, events=False, rows=True)
    report = verify()
    assert ("row_missing", str(key), "dossier", "") in named(report)
    assert report.journal.is_good


@pytest.mark.parametrize(
    ("statement", "kind"),
    [
        ("UPDATE journal_event SET payload = payload || '{{\"x\": 1}}' WHERE {last}", "event_changed"),
        ('UPDATE journal_event SET payload = \'{{"rows": [{{"row": 5}}]}}\' WHERE {last}', "event_changed"),
        ("UPDATE journal_event SET payload = '[[1]]' WHERE {last}", "event_changed"),
        ("DELETE FROM journal_event WHERE subject_id = '{key}' AND seq = 2", "event_missing"),
        ("DELETE FROM journal_event WHERE {last}", "tail_cut"),
    ],
)
def test_a_falsified_event_is_named(dossiers, statement, kind):
    key = str(dossiers["moved"].pk)
    last = f"subject_id = '{key}' AND seq = (SELECT max(seq) FROM journal_event WHERE subject_id = '{key}')"
    with enemy() as own:
        own.execute("DELETE FROM journal_outbox")
        own.execute(statement.format(key=key, last=last))
    code, document = commanded()
    assert code == 1
    named = {(f["kind"], f["subject"]["id"]) for f in document["journal"]["findings"]}
    assert (kind, key) in named


def test_a_tail_cut_with_its_head_and_rows_is_named(dossiers):
    """The dossier as if it had never been solved: last event, head and rows agree with each other."""
    key = str(dossiers["solved"].pk)
    with enemy() as own:
        own.execute("DELETE FROM journal_outbox")
        ((seq, before),) = own.execute(
            "DELETE FROM journal_event WHERE subject_id = %s AND type = 'finish' RETURNING seq, prev_hash",
            [key],
        ).fetchall()
        own.execute(
            "UPDATE journal_chain SET seq = %s, hash = %s WHERE subject_id = %s", [seq - 1, before, key]
        )
    code, document = commanded()
    assert code == 1
    assert ("tail_cut", key) in {(f["kind"], f["subject"]["id"]) for f in document["journal"]["findings"]}


def test_a_chain_computed_anew_with_the_rows_to_match_is_named(dossiers):
    """A plain hash stops nobody who can compute it; what the checkpoint has signed does."""
    key = str(dossiers["solved"].pk)
    with enemy() as own:
        ((payload,),) = own.execute(
            "SELECT payload::text FROM journal_event WHERE subject_id = %s AND seq = 1", [key]
        ).fetchall()
        payload = json.loads(payload)
        for told in payload["rows"]:
            if told["row"] == "dossier":
                told["set"]["channel"] = "online"
        recompute(own, Subject("dossier", key), payload=payload)
        own.execute("UPDATE dossiers_dossier SET channel = 'online' WHERE id = %s", [key])
    code, document = commanded()
    assert (code, document["differences"]) == (1, [])
    assert {(f["kind"], f["subject"]["id"]) for f in document["journal"]["findings"]} == {
        ("chain_recomputed", key)
    }


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE catalogue_procedureversion SET field = 'Khác' WHERE {this}",
        "UPDATE catalogue_way SET limit_amount = 50 WHERE version_id = '{version}'",
        "DELETE FROM catalogue_component WHERE version_id = '{version}'",
    ],
)
def test_a_procedure_changed_after_publication_is_named(dossiers, change):
    version = dossiers["solved"].procedure_version_id
    with enemy() as own:
        own.execute(change.format(this=f"id = '{version}'", version=version))
    code, document = commanded()
    assert code == 1
    assert [(d["kind"], d["dossier"], d["id"]) for d in document["differences"]] == [
        ("version_changed", "9.100001", str(version))
    ]


def test_the_command_exits_1_and_names_the_row(dossiers):
    good = CliRunner().invoke(main, ["verify", "--format", "json"])
    assert good.exit_code == 0, good.output
    assert json.loads(good.stdout)["good"] is True
    with enemy() as own:
        own.execute("UPDATE dossiers_duedate SET due_at = due_at + interval '1 day' WHERE seq = 0")
    bad = CliRunner().invoke(main, ["verify", "--format", "json"])
    assert bad.exit_code == 1
    document = json.loads(bad.stdout)
    assert document["found"] == {"column_differs": 3}
    assert {d["column"] for d in document["differences"]} == {"due_at"}
    words = CliRunner().invoke(main, ["verify"])
    assert (words.exit_code, "column_differs" in words.stdout) == (1, True)


def test_every_kind_of_row_is_compared():
    assert set(kinds()) >= {"dossier", "duedate", "pause", "leg", "step", "slip", "transfer", "resultpaper"}
