"""Survey data in CSV files: UTF-8 with a header; errors name the line as an editor counts it."""

import csv
import hashlib
import io
import math
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from motcua.surveys.design import Floats
from motcua.surveys.problems import ChoiceError, SurveyError
from motcua.surveys.variance import Groups

MISSING = frozenset({"", "NA", "NaN", "nan"})
"""What stands for a value that is not there."""
_DELIMITERS = ",;\t"


@dataclass(frozen=True, slots=True)
class Table:
    """The cells of a file as text, the line on which each row begins, and the SHA-256 of the file's bytes."""

    name: str
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    lines: tuple[int, ...]
    sha256: str

    def column(self, name: str) -> int:
        """Where column `name` stands. Raises ChoiceError when there is none, or several."""
        count = self.header.count(name)
        if count == 1:
            return self.header.index(name)
        listed = ", ".join(self.header)
        if count:
            raise ChoiceError(
                f"{self.name}: có {count} cột tên “{name}”.",
                f"{self.name}: {count} columns are called {name}.",
            )
        raise ChoiceError(
            f"{self.name}: không có cột “{name}”. Các cột: {listed}.",
            f"{self.name}: there is no column {name}. There are: {listed}.",
        )

    def numbers(self, name: str, *, missing: bool = True) -> Floats:
        """Column `name` as numbers, NaN where missing. Raises SurveyError for text, for infinite values, and
        for missing ones unless `missing`."""
        column = self.column(name)
        found = np.empty(len(self.rows))
        for row, cells in enumerate(self.rows):
            cell = cells[column].strip()
            if cell in MISSING:
                found[row] = self._absent(name, row) if not missing else math.nan
            else:
                found[row] = self._number(name, row, cell)
        return found

    def texts(self, name: str, *, missing: bool = False) -> NDArray[np.str_]:
        """Column `name` as text, '' where missing. Raises SurveyError for missing values unless `missing`."""
        column = self.column(name)
        found = [cells[column].strip() for cells in self.rows]
        for row, cell in enumerate(found):
            if cell in MISSING:
                found[row] = "" if missing else self._absent(name, row)
        return np.asarray(found, dtype=np.str_)

    def groups(self, name: str) -> tuple[Groups, list[str]]:
        """Rows grouped by column `name`, and the groups' names: numbers by size, else in order of text.
        A missing value is in no group."""
        values = self.texts(name, missing=True)
        names = sorted({str(value) for value in values} - {""}, key=_natural)
        place = {value: code for code, value in enumerate(names)}
        code = np.asarray([place.get(str(value), -1) for value in values], dtype=np.intp)
        return Groups(code, len(names)), names

    def at(self, error: SurveyError) -> SurveyError:
        """`error` with the file and the line of its row in front."""
        where = f"{self.name}:{self.lines[error.row]}: " if error.row is not None else ""
        return type(error)(where + error.remark.vi, where + error.remark.en)

    def _number(self, name: str, row: int, cell: str) -> float:
        try:
            value = float(cell)
        except ValueError:
            value = math.inf
        if not math.isfinite(value):
            hint = " (dấu thập phân là dấu chấm)" if "," in cell else ""
            raise self.at(
                SurveyError(
                    f"cột “{name}”: “{cell}” không phải là số{hint}.",
                    f"column {name}: {cell!r} is no number{' (decimals have a point)' if hint else ''}.",
                    row=row,
                )
            )
        return value

    def _absent(self, name: str, row: int) -> Any:
        raise self.at(
            SurveyError(f"cột “{name}” thiếu giá trị.", f"column {name} has no value here.", row=row)
        )


def read(path: Path) -> Table:
    """The CSV file at `path`, with commas, semicolons or tabs as its header has them.

    Raises SurveyError when it is no such table, OSError when it can't be opened.
    """
    return parse(path.read_bytes(), name=path.name)


def parse(source: bytes, *, name: str) -> Table:
    """The CSV table in `source`; `name` is what errors call it."""
    try:
        text = source.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = source[: error.start].count(b"\n") + 1
        raise SurveyError(
            f"{name}:{line}: tệp không phải văn bản UTF-8.", f"{name}:{line}: the file is not UTF-8 text."
        ) from error
    first = text.partition("\n")[0]
    delimiter = max(_DELIMITERS, key=first.count)
    rows: list[tuple[str, ...]] = []
    lines: list[int] = []
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    begins = 1
    try:
        for cells in reader:
            if cells:
                rows.append(tuple(cells))
                lines.append(begins)
            begins = reader.line_num + 1
    except csv.Error as error:
        raise SurveyError(f"{name}:{begins}: {error}", f"{name}:{begins}: {error}") from error
    return _table(name, rows, lines, hashlib.sha256(source).hexdigest())


def _table(name: str, rows: list[tuple[str, ...]], lines: list[int], sha256: str) -> Table:
    if len(rows) < 2:
        raise SurveyError(f"{name}: tệp không có dòng số liệu nào.", f"{name}: the file has no rows of data.")
    header = tuple(cell.strip() for cell in rows[0])
    for cells, line in zip(rows, lines, strict=True):
        if len(cells) != len(header):
            raise SurveyError(
                f"{name}:{line}: có {len(cells)} ô, dòng tiêu đề có {len(header)}.",
                f"{name}:{line}: {len(cells)} cells, the header has {len(header)}.",
            )
    return Table(name, header, tuple(rows[1:]), tuple(lines[1:]), sha256)


def _natural(text: str) -> tuple[int, float, str]:
    try:
        return (0, float(text), text)
    except ValueError:
        return (1, 0.0, text)
