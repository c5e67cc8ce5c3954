"""What an event's hash covers, and what a payload may hold."""

import hashlib
import json
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from uuid import UUID

import pytest
import rfc8785
from hypothesis import given
from hypothesis import strategies as st

from motcua.journal.events import (
    GENESIS,
    SYSTEM,
    Actor,
    Entry,
    Kind,
    Link,
    Subject,
    TimeRefused,
    canonical,
    canonical_form,
    check_times,
    event_hash,
    plain,
)
from motcua.lib.times import LOCAL

NOON = datetime(2025, 6, 2, 12, 0, tzinfo=LOCAL)
LINK = Link(
    id="01970000-0000-7000-8000-000000000001",
    subject_kind="dossier",
    subject_id="H52.24.8-250602-0001",
    seq=1,
    type="received",
    actor_id="u1",
    actor_name="Lò Thị Mai",
    occurred_at=NOON,
    recorded_at=NOON + timedelta(microseconds=7),
    payload={"đ": [1.0, 0.1, True, None], "a": "x\n"},
    prev_hash=GENESIS,
)
# Written by hand from RFC 8785: keys in order, no blanks, UTF-8 as it is, numbers as ECMAScript writes them.
FORM = (
    '{"actor_id":"u1","actor_name":"Lò Thị Mai","id":"01970000-0000-7000-8000-000000000001",'
    '"occurred_at":"2025-06-02T05:00:00.000000Z","payload":{"a":"x\\n","đ":[1,0.1,true,null]},'
    '"prev_hash":"' + "0" * 64 + '","recorded_at":"2025-06-02T05:00:00.000007Z","seq":1,'
    '"subject_id":"H52.24.8-250602-0001","subject_kind":"dossier","type":"received"}'
)


def test_the_canonical_form_is_the_one_written_by_hand():
    assert canonical_form(LINK).decode() == FORM


def test_the_hash_is_sha256_of_the_form():
    assert event_hash(LINK) == hashlib.sha256(FORM.encode()).hexdigest()


TEXTS = st.text(max_size=12) | st.sampled_from([',5.2"', '":1e5', "\ue000", "\U0001f600", "\x7f\x01\\"])
NUMBERS = st.integers() | st.integers(-(2**54), 2**54) | st.floats() | st.sampled_from([2**53, 1e22, -0.0])
JSON = st.recursive(
    st.none() | st.booleans() | NUMBERS | TEXTS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXTS, inner, max_size=4),
    max_leaves=8,
)


@given(JSON)
def test_the_quick_way_writes_what_the_reference_writes(payload):
    def written(dumps):
        try:
            return dumps({"payload": payload})
        except ValueError:
            return "refused"

    assert written(canonical) == written(rfc8785.dumps)


@pytest.mark.parametrize("column", Link.__slots__)
def test_every_column_counts(column):
    values = {name: getattr(LINK, name) for name in Link.__slots__}
    before = values[column]
    if isinstance(before, datetime):
        values[column] = before + timedelta(microseconds=1)
    elif column == "payload":
        values[column] = {**before, "a": "y"}
    else:
        values[column] = before + (1 if column == "seq" else "1")
    assert event_hash(Link(**values)) != event_hash(LINK)


def test_one_instant_has_one_hash_in_every_zone():
    values = {name: getattr(LINK, name) for name in Link.__slots__}
    for zone in (UTC, timezone(timedelta(hours=-3, minutes=-30))):
        moved = values | {"occurred_at": NOON.astimezone(zone)}
        assert event_hash(Link(**moved)) == event_hash(LINK)


def test_the_one_encoder_of_payloads():
    assert plain(
        {
            "at": datetime(2025, 6, 2, 5, 0, tzinfo=UTC),
            "on": date(2025, 6, 2),
            "fee": Decimal("1E+2"),
            "id": UUID(int=1),
            "list": (1, 2.5, Kind.UNIT),
        }
    ) == {
        "at": "2025-06-02T12:00:00+07:00",
        "on": "2025-06-02",
        "fee": "100",
        "id": "00000000-0000-0000-0000-000000000001",
        "list": [1, 2.5, "unit"],
    }
    assert json.loads(json.dumps(plain({"a": "đ", "b": -(2**53) + 1}))) == {"a": "đ", "b": -(2**53) + 1}


@pytest.mark.parametrize("value", [b"x", {1, 2}, object(), timedelta(1), {1: "x"}, {None: 1}, 1j])
def test_types_without_one_meaning_in_json_are_refused(value):
    with pytest.raises(TypeError):
        plain({"x": value})


@pytest.mark.parametrize(
    "value",
    [
        *(float("nan"), float("inf"), 2**53, -(2**53), 1e300, Decimal("NaN")),
        *("a\0b", "\ud800", {"a\0": 1}, datetime(2025, 6, 2)),
    ],
)
def test_values_that_would_not_come_back_are_refused(value):
    with pytest.raises(ValueError, match=r"."):
        plain({"x": value})


def test_a_payload_has_a_bottom():
    deep: list = []
    for _ in range(40):
        deep = [deep]
    with pytest.raises(ValueError, match="levels"):
        plain(deep)


@pytest.mark.parametrize(
    ("kind", "id"), [("", "1"), ("Dossier", "1"), ("dossier", ""), ("dossier", "a\nb"), ("d", "x" * 201)]
)
def test_a_subject_is_named_plainly(kind, id):
    with pytest.raises(ValueError, match="subject"):
        Subject(kind, id)


def test_an_actor_has_id_and_name():
    for id, name in [("", "x"), ("x", ""), ("x", "a\0")]:
        with pytest.raises(ValueError, match="actor"):
            Actor(id, name)


def test_the_mark_of_a_late_entry_is_set_by_its_argument_alone():
    subject = Subject(Kind.DOSSIER, "1")
    entry = Entry(subject, "received", SYSTEM, NOON, {"a": 1}, late_entry="Mất điện ngày 2/6")
    assert entry.plain_payload() == {"a": 1, "late_entry": {"reason": "Mất điện ngày 2/6"}}
    with pytest.raises(ValueError, match="late_entry"):
        Entry(subject, "received", SYSTEM, NOON, {"late_entry": {}}).plain_payload()
    with pytest.raises(ValueError, match="reason"):
        Entry(subject, "received", SYSTEM, NOON, late_entry=" ")
    with pytest.raises(ValueError, match="zone"):
        Entry(subject, "received", SYSTEM, datetime(2025, 6, 2))


S = timedelta(seconds=1)


def check(**changes):
    usual = {
        "occurred_at": NOON,
        "recorded_at": NOON,
        "clock": NOON,
        "began": NOON,
        "late_entry": False,
        "demonstration": False,
    }
    check_times(**usual | changes)


def test_times_that_may_be_recorded():
    check()
    check(occurred_at=NOON - 10 * S)
    check(occurred_at=NOON + 10 * S)
    check(recorded_at=NOON + 10 * S)
    check(occurred_at=NOON - 100 * S, began=NOON - 95 * S)  # waited for a lock
    check(occurred_at=NOON - 100 * S, late_entry=True)
    check(occurred_at=NOON - 10**7 * S, recorded_at=NOON - 10**7 * S, demonstration=True)


@pytest.mark.parametrize(
    "changes",
    [
        {"recorded_at": NOON - 11 * S},
        {"recorded_at": NOON + 11 * S},
        {"occurred_at": NOON - 11 * S},
        {"occurred_at": NOON + 11 * S},
        {"occurred_at": NOON + 11 * S, "late_entry": True},
        {"occurred_at": NOON - 11 * S, "demonstration": True},
        {"occurred_at": NOON + 11 * S, "demonstration": True},
        {"occurred_at": NOON - 99 * S, "recorded_at": NOON - 99 * S, "late_entry": True},
    ],
)
def test_times_that_may_not(changes):
    with pytest.raises(TimeRefused):
        check(**changes)
