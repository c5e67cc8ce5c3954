"""Every way to falsify the journal that we know, done by a superuser, and what verification calls it."""

import json
import shutil

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from motcua.journal import parts
from motcua.journal.actions.checkpoint import checkpoint
from motcua.journal.checkpoints import Head, HeadsHash, sign, statement_from_json
from motcua.journal.events import GENESIS, Link, event_hash
from motcua.journal.keyring import private_key, trusted_keys
from motcua.journal.verification import verify
from tests.domain.journal.conftest import DOSSIERS, append, enemy, kinds, lines, named, rewrite

pytestmark = pytest.mark.django_db(transaction=True)


TABLES = ("outbox", "event", "chain", "checkpoint_head")


def recompute(own, subject, *, payload):
    """Write the subject's whole chain anew, consistently, with another payload in its first event."""
    rows = own.execute(
        """SELECT id::text, subject_kind, subject_id, seq, type, actor_id, actor_name,
                  occurred_at, recorded_at, payload::text
           FROM journal_event WHERE subject_id = %s ORDER BY seq""",
        [subject.id],
    ).fetchall()
    before = GENESIS
    for *columns, text in rows:
        seq = columns[3]
        content = payload if seq == 1 else json.loads(text)
        hash = event_hash(Link(*columns, payload=content, prev_hash=before))
        own.execute(
            "UPDATE journal_event SET payload = %s, prev_hash = %s, hash = %s WHERE id = %s",
            [json.dumps(content), before, hash, columns[0]],
        )
        before = hash
    own.execute("UPDATE journal_chain SET hash = %s WHERE subject_id = %s", [before, subject.id])
    return before


def remove(own, subject, *, tables=TABLES):
    for table in tables:
        own.execute(f"DELETE FROM journal_{table} WHERE subject_id = %s", [subject.id])


@pytest.mark.parametrize(
    "change",
    [
        "payload = jsonb_set(payload, '{đ}', '[1, 2.6]')",
        "payload = payload || '{\"n\": 123456789012345678901234567890}'",
        "actor_name = 'Ai đó'",
        "occurred_at = occurred_at - interval '1 day'",
        "recorded_at = recorded_at + interval '1 microsecond'",
        "type = 'approved'",
        "id = gen_random_uuid()",
    ],
)
def test_an_event_changed(journal, change):
    with enemy() as own:
        own.execute("DELETE FROM journal_outbox")
        own.execute(f"UPDATE journal_event SET {change} WHERE subject_id = 'H52-2' AND seq = 3")
    assert named("event_changed") == [("dossier H52-2", 3)]


def test_an_event_moved_to_another_dossier(journal):
    with enemy() as own:
        own.execute("UPDATE journal_event SET subject_id = 'H 52/7' WHERE subject_id = 'H52-5'")
    assert named("event_changed") == [("dossier H 52/7", 1), ("dossier H 52/7", 2)]
    assert named("chain_removed") == [("dossier H52-5", None)]


def test_an_event_deleted_from_the_middle(journal):
    with enemy() as own:
        own.execute("DELETE FROM journal_outbox")
        own.execute("DELETE FROM journal_event WHERE subject_id = 'H52-2' AND seq = 3")
    assert kinds() == {"event_missing": 1}
    assert named("event_missing") == [("dossier H52-2", 3)]


def test_the_first_events_deleted(journal):
    with enemy() as own:
        own.execute("DELETE FROM journal_outbox")
        own.execute("DELETE FROM journal_event WHERE subject_id = 'H52-2' AND seq <= 2")
    assert "1–2" in verify().findings[0].en
    assert named("event_missing") == [("dossier H52-2", 1)]


def test_a_tail_cut(journal):
    with enemy() as own:
        own.execute("DELETE FROM journal_outbox")
        own.execute("DELETE FROM journal_event WHERE subject_id = 'H52-2' AND seq > 4")
    assert named("tail_cut") == [("dossier H52-2", 4)]
    with enemy() as own:
        own.execute(
            """UPDATE journal_chain SET seq = 4, hash = (SELECT hash FROM journal_event
               WHERE subject_id = 'H52-2' AND seq = 4) WHERE subject_id = 'H52-2'"""
        )
    assert named("tail_cut") == [("dossier H52-2", 4)]


def test_a_tail_cut_after_the_last_checkpoint_leaves_the_head(journal):
    with enemy() as own:
        own.execute("DELETE FROM journal_outbox")
        own.execute("DELETE FROM journal_event WHERE subject_id = 'H52-1' AND seq = 5")
    assert named("tail_cut") == [("dossier H52-1", 4)]


@pytest.mark.parametrize("kept", [(), ("chain",), ("checkpoint_head",)])
def test_a_whole_chain_removed(journal, kept):
    with enemy() as own:
        remove(
            own,
            DOSSIERS[4],
            tables=[t for t in ("outbox", "event", "chain", "checkpoint_head") if t not in kept],
        )
    assert named("chain_removed") == [("dossier H52-5", None)]


def test_a_chain_computed_anew(journal):
    with enemy() as own:
        recompute(own, DOSSIERS[3], payload={"đ": "khác"})
    assert kinds() == {"chain_recomputed": 2}
    assert named("chain_recomputed") == [("dossier H52-4", 2), ("dossier H52-4", 4)]


def test_a_chain_computed_anew_with_its_heads(journal):
    with enemy() as own:
        recompute(own, DOSSIERS[4], payload={"đ": "khác"})
        own.execute(
            """UPDATE journal_checkpoint_head head SET hash = event.hash FROM journal_event event
               WHERE (event.subject_kind, event.subject_id, event.seq)
                   = (head.subject_kind, head.subject_id, head.seq)"""
        )
    assert named("chain_recomputed") == [("dossier H52-5", 2)]
    (heads,) = [f for f in verify().findings if f.kind == "heads_changed_in_database"]
    assert heads.checkpoint == 1
    assert "H52-5" in heads.vi


def test_a_chain_computed_anew_and_then_checkpointed(journal):
    with enemy() as own:
        recompute(own, DOSSIERS[3], payload={"đ": "khác"})
    checkpoint()
    append(DOSSIERS[3])
    checkpoint()
    assert ("dossier H52-4", 4) in named("chain_recomputed")


def test_a_chain_cut_and_grown_again_and_then_checkpointed(journal):
    with enemy() as own:
        remove(own, DOSSIERS[4], tables=("outbox", "event", "chain"))
    append(DOSSIERS[4])
    append(DOSSIERS[4])
    append(DOSSIERS[4])
    checkpoint()
    assert named("chain_recomputed") == [("dossier H52-5", 2)]


def test_the_row_of_a_head_changed_or_removed(journal):
    with enemy() as own:
        own.execute("UPDATE journal_chain SET hash = %s WHERE subject_id = 'H52-1'", [GENESIS])
        own.execute("DELETE FROM journal_chain WHERE subject_id = 'H52-2'")
    assert named("head_differs") == [("dossier H52-1", 5), ("dossier H52-2", 6)]


def test_an_event_written_between_with_an_old_time(journal):
    """Linked and hashed well, after the last checkpoint, but bearing a time from before it."""
    with enemy() as own:
        own.execute(
            """UPDATE journal_event SET recorded_at = recorded_at - interval '2 days'
               WHERE subject_id = 'H52-1' AND seq = 5"""
        )
        recompute(own, DOSSIERS[0], payload={"đ": [1, 2.5]})
    assert kinds() == {"time_runs_back": 1, "recorded_too_early": 1}


@pytest.mark.parametrize("number", [1, 2, 3])
def test_a_checkpoint_removed_from_the_table(journal, number):
    with enemy() as own:
        own.execute("DELETE FROM journal_checkpoint WHERE number = %s", [number])
    if number == 3:
        assert kinds() == {"database_older": 1}
    else:
        assert named("checkpoint_not_in_database") == [(number, None)]
    with enemy() as own:
        own.execute("DELETE FROM journal_checkpoint_head WHERE number = %s", [number])
    assert sum(kinds().values()) == 1


def test_all_checkpoints_removed_from_the_table(journal):
    with enemy() as own:
        own.execute("DELETE FROM journal_checkpoint")
        own.execute("DELETE FROM journal_checkpoint_head")
        remove(own, DOSSIERS[1])
    assert named("chain_removed") == [("dossier H52-2", None)]
    assert kinds()["database_older"] == 1
    checkpoint()
    assert named("chain_removed") == [("dossier H52-2", None)]
    assert named("checkpoint_not_in_database") == [(1, None), (2, None), (3, None)]


def test_a_row_of_a_checkpoint_changed(journal):
    with enemy() as own:
        own.execute("UPDATE journal_checkpoint SET events = events + 1 WHERE number = 2")
    assert kinds() == {"checkpoint_forged": 1}
    assert "cơ sở dữ liệu" in verify().findings[0].vi
    with enemy() as own:
        own.execute(
            "UPDATE journal_checkpoint SET events = events - 1, hash = %s WHERE number = 2", [GENESIS]
        )
    assert kinds() == {"checkpoint_row_changed": 1}


@pytest.mark.parametrize(
    "change",
    [
        "DELETE FROM journal_checkpoint_head WHERE number = 2 AND subject_id = 'H52-3'",
        "UPDATE journal_checkpoint_head SET seq = 1 WHERE number = 2 AND subject_id = 'H52-3'",
        "UPDATE journal_checkpoint_head SET number = 3 WHERE number = 2 AND subject_id = 'H52-1'",
        "UPDATE journal_checkpoint_head SET hash = repeat('a', 64) WHERE number = 2 AND subject_id = 'H52-3'",
    ],
)
def test_heads_changed_in_the_table(journal, change):
    with enemy() as own:
        own.execute(change)
    assert set(kinds()) == {"heads_changed_in_database"}
    assert "dossier H52-" in verify().findings[0].en


def test_heads_of_no_checkpoint(journal):
    with enemy() as own:
        own.execute(
            "INSERT INTO journal_checkpoint_head VALUES (99, 'dossier', 'H52-1', 77, repeat('a', 64))"
        )
    assert named("heads_without_checkpoint") == [(99, None)]
    assert kinds() == {"heads_without_checkpoint": 1}


@pytest.mark.parametrize("number", [1, 2, 3])
def test_a_checkpoint_removed_from_the_file(journal, number):
    rewrite(journal.file, [d for d in lines(journal.file) if d.get("statement", {}).get("number") != number])
    assert named("checkpoint_not_in_file") == [(number, None)]
    assert sum(kinds().values()) == 1
    checkpoint()
    assert named("checkpoint_not_in_file") == [(number, None)]


def test_a_file_cut_after_the_second(journal):
    rewrite(journal.file, lines(journal.file)[:4])
    assert kinds() == {"checkpoint_not_in_file": 1}
    checkpoint()
    assert named("checkpoint_not_in_file") == [(3, None)]


def test_a_checkpoint_removed_from_both(journal):
    rewrite(
        journal.file,
        [
            d
            for d in lines(journal.file)
            if "2" not in str(d.get("statement", d).get("number", d.get("stored")))
        ],
    )
    with enemy() as own:
        own.execute("DELETE FROM journal_checkpoint WHERE number = 2")
        own.execute("DELETE FROM journal_checkpoint_head WHERE number = 2")
    assert named("checkpoint_nowhere") == [(2, None)]


def test_the_file_removed(journal):
    journal.file.unlink()
    assert kinds() == {"file_missing": 1}
    checkpoint()
    assert named("checkpoint_not_in_file") == [(1, None), (2, None), (3, None)]


@pytest.mark.parametrize(
    ("edit", "expected"),
    [
        (lambda d: d["statement"].update(events=7), {"checkpoint_forged": 1}),
        (lambda d: d["statement"].update(at="2020-01-01T00:00:00.000000Z"), {"checkpoint_forged": 1}),
        (lambda d: d["statement"].update(key_id="0" * 16), {"checkpoint_key_unknown": 1}),
        (lambda d: d.update(signature=""), {"checkpoint_forged": 1}),
        (lambda d: d.update(signature="đ"), {"checkpoint_forged": 1}),
        (lambda d: d["heads"][0].__setitem__(2, 9), {"heads_changed_in_file": 1}),
        (lambda d: d["heads"].pop(), {"heads_changed_in_file": 1}),
        (lambda d: d["heads"][0].__setitem__(1, "\ud800"), {}),
        (lambda d: d["statement"].pop("events"), {}),
        (lambda d: d["statement"].update(number="2"), {}),
        (lambda d: d["statement"].update(at="2020-01-01"), {}),
        (lambda d: d.clear(), {}),
    ],
)
def test_a_line_of_the_file_edited(journal, edit, expected):
    documents = lines(journal.file)
    edit(documents[2])
    journal.file.write_text("".join(json.dumps(d) + "\n" for d in documents))
    missing = {} if "heads_changed_in_file" in expected else {"checkpoint_not_in_file": 1}
    assert kinds() == expected | missing
    unreadable = [n.kind for n in verify().notes]
    assert unreadable == ([] if expected else ["unreadable_line"])


def test_nonsense_in_the_file_is_told_but_harmless(journal):
    with journal.file.open("ab") as file:
        file.write(b"\xff\xfe[1, 2]\n[]\n7\nnull\n" + b"[" * 100_000 + b"\n")
    report = verify()
    assert report.is_good
    assert [n.kind for n in report.notes] == ["unreadable_line"] * 5


def test_a_statement_without_truth_signed_by_somebody_else(journal):
    """Consistent and well linked, in both places, but not with our key."""
    stranger = Ed25519PrivateKey.generate()
    documents = lines(journal.file)
    genuine = statement_from_json(documents[4]["statement"])
    forged = sign(genuine, stranger).signature
    documents[4]["signature"] = forged
    rewrite(journal.file, documents)
    with enemy() as own:
        own.execute("UPDATE journal_checkpoint SET signature = %s WHERE number = 3", [forged])
    assert kinds()["checkpoint_forged"] == 2


def test_all_checkpoints_signed_anew_by_somebody_else_are_seen_with_the_kept_key(journal, monkeypatch):
    """Whoever replaces the key, the file and the table is found by him who kept the public key."""
    kept = trusted_keys()
    shutil.rmtree(journal.key.parent)
    journal.file.unlink()
    with enemy() as own:
        own.execute("DELETE FROM journal_checkpoint")
        own.execute("DELETE FROM journal_checkpoint_head")
    checkpoint()
    assert verify().is_good
    assert kinds(keys=kept)["checkpoint_key_unknown"] == 2


def test_a_checkpoint_that_follows_another_one(journal):
    """Signed with our key, but not after the one before: the enemy has stolen the key for once."""
    documents = lines(journal.file)
    statement = statement_from_json(documents[4]["statement"] | {"previous": GENESIS})
    signed = sign(statement, private_key())
    documents[4] |= {"statement": statement.as_json(), "signature": signed.signature}
    rewrite(journal.file, documents)
    assert kinds() == {"checkpoint_row_changed": 1, "checkpoint_link_broken": 1}
    documents.insert(
        5,
        lines(journal.file)[4]
        | {"statement": statement_from_json(documents[2]["statement"] | {"number": 3}).as_json()},
    )


def test_a_statement_that_counts_wrongly(journal):
    """Signed with our key over other heads than there were."""
    documents = lines(journal.file)
    heads = [Head(*head) for head in documents[4]["heads"][:-1]]
    values = {"changed": len(heads), "changed_hash": HeadsHash(heads).hexdigest()}
    statement = statement_from_json(documents[4]["statement"] | values)
    documents[4] = {
        "statement": statement.as_json(),
        "signature": sign(statement, private_key()).signature,
        "heads": heads,
    }
    rewrite(journal.file, documents)
    assert {"counts_differ", "heads_hash_differs", "checkpoint_row_changed"} <= kinds().keys()


def test_an_older_database_under_a_newer_file(journal, tmp_path):
    """What a restore of yesterday's backup looks like: rows gone, file ahead."""
    with enemy() as own:
        own.execute("DELETE FROM journal_outbox")
        own.execute("DELETE FROM journal_checkpoint WHERE number > 1")
        own.execute("DELETE FROM journal_checkpoint_head WHERE number > 1")
        own.execute("DELETE FROM journal_event WHERE seq > 2")
        own.execute(
            """UPDATE journal_chain chain SET seq = 2, hash = event.hash FROM journal_event event
               WHERE event.subject_id = chain.subject_id AND event.seq = 2"""
        )
    found = kinds()
    assert found.pop("database_older") == 1
    assert found == {"tail_cut": 4}
    append(*DOSSIERS)
    taken = checkpoint()
    assert taken.statement.number == 4
    after = kinds()
    assert after["tail_cut"] == 4
    assert after["checkpoint_not_in_database"] == 2


def test_parts_of_one_subject_find_what_one_part_finds(journal, monkeypatch):
    with enemy() as own:
        own.execute("DELETE FROM journal_outbox")
        own.execute("UPDATE journal_event SET type = 'approved' WHERE subject_id = 'H52-2' AND seq = 3")
        own.execute("DELETE FROM journal_event WHERE subject_id IN ('H52-1', 'H52-5')")
        own.execute("DELETE FROM journal_chain WHERE subject_id = 'H52-5'")
        own.execute("DELETE FROM journal_checkpoint_head WHERE subject_id = 'H52-4' AND number = 3")
        own.execute("UPDATE journal_event SET subject_id = 'z' WHERE subject_id = 'H52-3' AND seq > 2")
    whole = verify()
    assert len(whole.found) > 3
    monkeypatch.setattr(parts, "CHAINS", 1)
    divided = verify()
    assert divided == whole


@pytest.mark.parametrize("column", ["occurred_at", "recorded_at"])
@pytest.mark.parametrize("never", ["infinity", "-infinity", "4000-01-01 BC", "20000-01-01"])
def test_a_time_that_no_calendar_of_ours_has(journal, column, never):
    with enemy() as own:
        own.execute(f"UPDATE journal_event SET {column} = '{never}' WHERE subject_id = 'H52-2' AND seq = 3")
    assert ("dossier H52-2", 3) in named("event_changed")
