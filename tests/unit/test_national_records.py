"""40 records of the national catalogue, read by hand (fixtures/national), field by field."""

import json
import unicodedata
from pathlib import Path

import pytest
from ruamel.yaml import YAML

from motcua.catalogue.national.components import Label, Paper
from motcua.catalogue.national.limits import LimitKind
from motcua.catalogue.national.record import parse_record, read_line
from motcua.catalogue.national.version import content_of_record

FIXTURES = Path(__file__).resolve().parents[1] / "fixtures" / "national"
EXPECTED = YAML(typ="safe").load((FIXTURES / "expected.yaml").read_text(encoding="utf-8"))
LINES = (FIXTURES / "records.jsonl").read_bytes().splitlines()
RECORDS = {json.loads(line)["ma_thu_tuc"]: parse_record(read_line(line)) for line in LINES}


@pytest.fixture(params=EXPECTED)
def pair(request):
    return RECORDS[request.param], EXPECTED[request.param]


class Abridged(str):
    """A text of which the middle may be left out: " … " stands for it. Marks may stand apart from letters."""

    __hash__ = str.__hash__

    def __eq__(self, other):
        other = unicodedata.normalize("NFC", str(other))
        begin, gap, end = unicodedata.normalize("NFC", str(self)).partition(" … ")
        if not gap:
            return other == begin
        return len(other) > len(begin + end) and other.startswith(begin) and other.endswith(end)


def abridged(value):
    return [abridged(one) for one in value] if isinstance(value, list) else Abridged(value)


def test_there_are_forty():
    assert len(EXPECTED) == 40
    assert RECORDS.keys() == EXPECTED.keys()


def read_limit(limit):
    """The limit in the words of the fixtures."""
    names = {LimitKind.NOT_STATED: "none", LimitKind.GLUED: "glued", LimitKind.UNIT_LOST: f"{limit.amount} ?"}
    return names.get(limit.kind) or limit.notation or limit.text


def test_ways(pair):
    record, expected = pair
    wanted = [
        [channel, way["l"], Abridged(way["f"]), way.get("a")]
        + [Abridged(way.get(key, "")) for key in ("n", "d")]
        for way in expected["ways"]
        for channel in way["c"].split()
    ]
    found = [
        [way.channel, read_limit(way.limit), way.fee.text, way.fee.amount, way.fee.note, way.description]
        for way in record.ways.rows
    ]
    assert found == wanted


def test_papers(pair):
    record, expected = pair
    groups = []
    for part in record.components.rows:
        if isinstance(part, Label):
            groups.append([part.name, []])
        elif isinstance(part, Paper):
            groups[-1][1].append([part.name, f"{part.originals}+{part.copies}", *part.forms])
    found = [group for group in groups if group[1]]
    assert found == abridged(expected["papers"])


def test_legal_bases(pair):
    record, expected = pair
    assert [[basis.title, basis.code] for basis in record.legal.rows] == abridged(expected["legal"])


def test_results(pair):
    record, expected = pair
    found = [[outcome.name, outcome.code] for outcome in record.results.table.rows]
    assert found == abridged(expected["results"])


def test_what_stays_text(pair):
    record, expected = pair
    tables = {
        "ways": record.ways,
        "components": record.components,
        "legal": record.legal,
        "results": record.results.table,
    }
    kept = expected.get("kept", {})
    for name, table in tables.items():
        assert [one.text for one in table.kept] == abridged(kept.get(name, []))


def test_the_record_itself(pair):
    record, expected = pair
    content = content_of_record(record)
    assert [str(level) for level in content.levels] == expected["levels"]
    assert list(content.target_groups) == expected.get("groups", list(content.target_groups))
    assert content.keywords == Abridged(expected.get("keywords", ""))
    assert content.description == Abridged(expected.get("description", ""))
