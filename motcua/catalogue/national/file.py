"""The national file: JSON lines, plain or gzip, read whole and sorted into records and refused lines."""

import gzip
import hashlib
import zlib
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from motcua.catalogue.national.record import (
    CODE,
    TABLES,
    Record,
    RecordRefused,
    parse_record,
    read_line,
    state_of,
)

SHIPPED = Path(__file__).parent.parent / "data" / "national-catalogue-2026.jsonl.gz"
"""The catalogue that comes with the program."""

IN_EFFECT_FROM = date(2025, 7, 1)
"""Records carry no date of effect. They describe the two tiers of government, which began on this day."""

_GZIP = b"\x1f\x8b"
_BYTE_ORDER_MARK = b"\xef\xbb\xbf"


class FileRefused(ValueError):
    """The file can't be read to its end; the message is Vietnamese and says why."""


@dataclass(frozen=True, slots=True)
class Refusal:
    """A line that is not in the catalogue, and why (Vietnamese). Lines count from 1."""

    line: int
    code: str
    reason: str


@dataclass(slots=True)
class Reading:
    """What a file holds: `read` lines that are not blank, the records by line, and the refused lines.

    `repeated` counts lines that say again, word for word, what an earlier line said.
    """

    read: int = 0
    records: list[tuple[int, Record]] = field(default_factory=list)
    refused: list[Refusal] = field(default_factory=list)
    repeated: int = 0

    def tables(self) -> dict[str, dict[str, int]]:
        """For each of the four tables: in how many records it was taken apart, in how many it stayed text."""
        counts = Counter(item for _, record in self.records for item in state_of(record).items())
        return {
            table: {"parsed": counts[table, True], "kept_as_text": counts[table, False]} for table in TABLES
        }


def lines_of(path: Path) -> list[bytes]:
    """The lines of the file, unpacked when it is gzip by its first bytes. Raises FileRefused."""
    try:
        data = path.read_bytes()
        if data.startswith(_GZIP):
            data = gzip.decompress(data)
    except FileNotFoundError:
        raise FileRefused(f"không có tệp {path}") from None
    except (EOFError, zlib.error, gzip.BadGzipFile):
        raise FileRefused(f"tệp nén {path} bị hỏng hoặc bị cắt cụt") from None
    except OSError as error:
        raise FileRefused(f"không đọc được tệp {path}: {error.strerror or error}") from None
    return data.removeprefix(_BYTE_ORDER_MARK).splitlines()


def fingerprint(path: Path) -> str:
    """SHA-256 (hex) of the file as it lies there. Raises FileRefused."""
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError as error:
        raise FileRefused(f"không đọc được tệp {path}: {error.strerror or error}") from None


def read_catalogue(lines: Iterable[bytes]) -> Reading:
    """The records and refused lines; blank lines don't count. Of lines with one code the first stands."""
    reading = Reading()
    first: dict[str, tuple[int, Mapping[str, str]]] = {}
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        reading.read += 1
        try:
            _take(reading, first, number, line)
        except RecordRefused as refused:
            reading.refused.append(Refusal(number, refused.code, str(refused)))
    return reading


def _take(
    reading: Reading, first: dict[str, tuple[int, Mapping[str, str]]], number: int, line: bytes
) -> None:
    texts = read_line(line)
    code = texts[CODE].strip()
    if code not in first:
        first[code] = number, texts
        reading.records.append((number, parse_record(texts)))
    elif first[code][1] == texts:
        reading.repeated += 1
    else:
        raise RecordRefused(f"mã trùng với dòng {first[code][0]} nhưng nội dung khác", code)
