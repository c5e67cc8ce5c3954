"""Take a checkpoint: sign what all chains are now, into the file outside the database and into the database.

The file comes first. What a crash left between the two is completed before the next one is taken; what was
taken away is not put back, and stays for verification to find.
"""

import logging
from pathlib import Path

import psycopg

from motcua.journal import witness
from motcua.journal.checkpoints import Head, HeadsHash, Signed, Statement, Written, follows, key_id, sign
from motcua.journal.events import GENESIS
from motcua.journal.keyring import private_key, trusted_keys
from motcua.journal.snapshots import own_connection, streamed, wait_for_others

_log = logging.getLogger(__name__)

_NEWEST_FIRST = """
SELECT number, at, events, chains, heads_hash, changed, changed_hash, previous, key_id, signature
FROM journal_checkpoint ORDER BY number DESC
"""
_HEADS = """
SELECT chain.subject_kind, chain.subject_id, chain.seq, chain.hash,
       (known.seq, known.hash) IS DISTINCT FROM (chain.seq, chain.hash)
FROM journal_chain chain LEFT JOIN LATERAL (
    SELECT seq, hash FROM journal_checkpoint_head head
    WHERE head.subject_kind = chain.subject_kind AND head.subject_id = chain.subject_id AND head.number <= %s
    ORDER BY head.number DESC LIMIT 1
) known ON true
WHERE chain.seq > 0 ORDER BY chain.subject_kind, chain.subject_id
"""
_STORE = """
INSERT INTO journal_checkpoint (number, at, events, chains, heads_hash, changed, changed_hash,
                                previous, key_id, hash, signature)
VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s)
"""


def checkpoint(*, path: Path | None = None) -> Signed:
    """Take the next checkpoint and return it; others wait, so that two never follow the same one.

    `path` is the file outside the database (default: witness.default_path). Only what is committed is seen.
    Raises OSError when the file can't be written, psycopg.Error when the database can't; the next call
    completes what was begun.
    """
    path = path or witness.default_path()
    with own_connection() as own:
        wait_for_others(own)
        before = _complete(own, path)
        with own.transaction():
            taken = _state(own, before)
            witness.append_checkpoint(path, taken.signed, taken.heads)
            _store(own, taken)
        witness.append_stored(path, taken.signed.statement.number)
    return taken.signed


def _complete(own: psycopg.Connection, path: Path) -> Statement | None:
    """Finish what a crash left unfinished; the newest statement of ours in database or file."""
    stored = _newest_stored(own)
    written, marked = witness.last(path)
    if written is None or not _is_ours(written.signed):
        return stored
    statement = written.signed.statement
    if not marked:
        if follows(statement, stored):
            with own.transaction():
                _store(own, written)
            stored = statement
            _log.warning("checkpoint %s was in the file only; it is in the database now", statement.number)
        if stored == statement:
            witness.append_stored(path, statement.number)
    return stored if stored and stored.number > statement.number else statement


def _newest_stored(own: psycopg.Connection) -> Statement | None:
    with own.transaction():
        for *values, signature in streamed(own, _NEWEST_FIRST):
            signed = Signed(Statement(*values), signature)
            if _is_ours(signed):
                return signed.statement
    return None


def _is_ours(signed: Signed) -> bool:
    return any(signed.is_by(key) for key in trusted_keys())


def _state(own: psycopg.Connection, before: Statement | None) -> Written:
    """What all chains are in this transaction's snapshot, as the signed statement after `before`."""
    all_heads, changed, events, chains = HeadsHash(), [], 0, 0
    for *values, is_changed in streamed(own, _HEADS, [before.number if before else 0]):
        head = Head(*values)
        all_heads.add(head)
        chains, events = chains + 1, events + head.seq
        if is_changed:
            changed.append(head)
    key = private_key()
    (at,) = own.execute("SELECT clock_timestamp()").fetchone()
    statement = Statement(
        number=before.number + 1 if before else 1,
        at=at,
        events=events,
        chains=chains,
        heads_hash=all_heads.hexdigest(),
        changed=len(changed),
        changed_hash=HeadsHash(changed).hexdigest(),
        previous=before.hash() if before else GENESIS,
        key_id=key_id(key.public_key()),
    )
    return Written(sign(statement, key), tuple(changed))


def _store(own: psycopg.Connection, taken: Written) -> None:
    statement = taken.signed.statement
    values = [getattr(statement, name) for name in Statement.__slots__]
    own.execute(_STORE, [*values, statement.hash(), taken.signed.signature])
    heads = "COPY journal_checkpoint_head (number, subject_kind, subject_id, seq, hash) FROM STDIN"
    with own.cursor() as cursor, cursor.copy(heads) as rows:
        for head in taken.heads:
            rows.write_row((statement.number, *head))
