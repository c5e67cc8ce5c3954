"""Any payload comes back from PostgreSQL's jsonb with the hash that it was written with."""

import json

import pytest
from django.db import connection
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from motcua.journal.actions.record import record
from motcua.journal.chains import ChainCheck
from motcua.journal.events import Link, Subject
from motcua.journal.parts import read_payload
from tests.domain.journal.conftest import MAI

pytestmark = pytest.mark.django_db

LARGEST = 2**53 - 1
text = st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), max_size=20)
numbers = st.integers(-LARGEST, LARGEST) | st.floats(-LARGEST, LARGEST, allow_nan=False)
values = st.recursive(
    st.none() | st.booleans() | numbers | text,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(text, inner, max_size=4),
    max_leaves=12,
)
EDGES = {
    "é": 1,
    "e\u0301": 2,
    "\ufb33": 3,
    "😀": 4,
    "\uffff": 5,
    "": [0.0, -0.0, 5e-324, 2.2250738585072014e-308, 1e-7, 1e15, 0.1 + 0.2, float(LARGEST), -LARGEST],
    "10": {"b": None, "a": True, "aa": '\u2028\x7f\x1f\\"/'},
    "9": "\ud83d\ude00".encode("utf-16", "surrogatepass").decode("utf-16"),
}


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(payload=st.dictionaries(text.filter(lambda key: key != "late_entry"), values, max_size=5))
@example(payload=EDGES)
def test_any_payload_comes_back_with_its_hash(payload):
    subject = Subject("dossier", "H52-1")
    written = record(subject=subject, type="noted", actor=MAI, payload=payload)
    columns = [getattr(written, name) for name in Link.__slots__]
    with connection.cursor() as cursor:
        cursor.execute("SELECT payload::text FROM journal_event WHERE id = %s", [written.id])
        (stored,) = cursor.fetchone()
    link = Link(*columns[:9], read_payload(stored), columns[10])
    head = (link.seq, written.hash)
    check = ChainCheck(subject, [], head, times_count=False, seq=link.seq - 1, hash=link.prev_hash)
    assert list(check.run([(link, written.hash)])) == []
    assert json.loads(stored) == json.loads(json.dumps(written.payload))
