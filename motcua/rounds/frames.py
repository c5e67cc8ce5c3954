"""Frames as CSV: from solved dossiers, or brought as a file. The bytes are what is hashed and drawn from."""

import csv
import gzip
import io
from collections.abc import Iterable

from motcua.dossiers.finished import Finished
from motcua.rounds.models import Frame
from motcua.surveys import tables
from motcua.surveys.problems import ChoiceError
from motcua.surveys.tables import Table

NAME = "frame.csv"
KEY, UNIT, UNIT_NAME, ONE = "key", "unit", "unit_name", "one"
COLUMNS = (KEY, UNIT, UNIT_NAME, "field", "unit_field", "channel", "finished_on", ONE)
"""Of a frame made of dossiers. `one` lets clusters be drawn in proportion to their dossiers."""
PERSONAL = frozenset({"name", "full_name", "ho_ten", "phone", "dien_thoai", "email", "address", "dia_chi"})
MOST_BYTES = 40_000_000


def as_csv(dossiers: Iterable[Finished]) -> bytes:
    """The frame of `dossiers`, one a line."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(COLUMNS)
    for one in dossiers:
        both = f"{one.unit_code} {one.field}".strip()
        writer.writerow(
            (one.code, one.unit_code, one.unit_name, one.field, both, one.channel, one.finished_on, 1)
        )
    return text.getvalue().encode()


def read(source: bytes) -> Table:
    """The frame in `source`, checked: every line has a key of its own and a unit, and there are no people.

    Raises SurveyError that says what to do.
    """
    table = tables.parse(source, name=NAME)
    people = [column for column in table.header if column.lower() in PERSONAL]
    if people:
        raise ChoiceError(
            f"Hãy bỏ cột {', '.join(people)}: danh sách chọn mẫu không chứa họ tên, cách liên hệ.",
            f"Leave out {', '.join(people)}: a frame holds no names and no contacts.",
        )
    keys = table.texts(KEY)
    table.texts(UNIT)
    if len(set(keys)) < len(keys):
        raise ChoiceError(
            f"Cột “{KEY}” phải khác nhau ở mỗi dòng.", f"Column {KEY} is different in every line."
        )
    return table


def pack(source: bytes) -> bytes:
    """`source` as it is kept."""
    return gzip.compress(source, mtime=0)


def unpack(frame: Frame) -> bytes:
    """The file of `frame`."""
    return gzip.decompress(bytes(frame.packed))
