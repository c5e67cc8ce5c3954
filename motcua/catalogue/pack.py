"""Packs: procedures as readable YAML files (docs/reference/pack-format.md), read without a database.

Every problem names file, line, column and field, all of a file at once, in Vietnamese and English.
"""

import difflib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import Enum
from pathlib import Path
from typing import Any

from pydantic import BaseModel, Field, ValidationError
from pydantic_core import ErrorDetails
from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.error import MarkedYAMLError, YAMLError

from motcua.catalogue import checks
from motcua.catalogue.content import Code, Given, Text, Value, VersionContent
from motcua.catalogue.findings import Severity, Where
from motcua.catalogue.landing import Landing
from motcua.catalogue.terms import Origin

FOLDER = Path(__file__).parent / "packs"
"""The packs that come with the program: p0.yaml to p15.yaml, after domain.md 4.6."""


class PackProcedure(VersionContent):
    """A procedure in a pack: its content, and since when (until before when) it is in effect."""

    effective_from: date
    effective_to: date | None = None

    def landing(self) -> Landing:
        """The procedure on its way into the catalogue."""
        content = VersionContent.model_validate(
            self.model_dump(exclude={"effective_from", "effective_to"}, exclude_unset=True)
        )
        return Landing(content, Origin.PACK, self.effective_from, self.effective_to)


class Pack(Value):
    """One file: a key, a title, and at least one procedure."""

    pack: Code
    title: Given
    note: Text = ""
    procedures: tuple[PackProcedure, ...] = Field(min_length=1)


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong in a file, and where. Line and column count from 1; `field` as a path with dots."""

    file: str
    line: int
    column: int
    field: str
    severity: Severity
    vi: str
    en: str

    def text(self, language: str = "vi") -> str:
        """One line for a terminal: place, field, sentence."""
        sentence = self.en if language == "en" else self.vi
        kind = {"vi": ("lỗi", "lưu ý"), "en": ("error", "warning")}[language]
        word = kind[self.severity is Severity.WARNING]
        field = f" [{self.field}]" if self.field else ""
        return f"{self.file}:{self.line}:{self.column}: {word}{field}: {sentence}"


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read of a file: the pack unless there are errors, and all problems in the order of lines."""

    pack: Pack | None
    problems: tuple[Problem, ...]


def shipped() -> list[Path]:
    """The files of the packs that come with the program, p0 first."""
    return sorted(FOLDER.glob("*.yaml"), key=lambda path: int(path.stem[1:]))


def read_file(path: Path) -> Reading:
    """Read and check the pack at `path`. Raises OSError when it can't be opened."""
    return read(path.read_bytes(), name=str(path))


def read(source: bytes, *, name: str) -> Reading:
    """Read and check a pack; `name` is what problems call the file."""
    try:
        document = YAML().load(source.decode("utf-8-sig"))
    except UnicodeDecodeError:
        return _unread(name, 1, 1, "tệp không phải văn bản UTF-8", "the file is not UTF-8 text")
    except YAMLError as error:
        return _unread(name, *_yaml_problem(error))
    try:
        pack = Pack.model_validate(_plain(document))
    except ValidationError as error:
        return Reading(None, _ordered(_shape_problem(name, document, e) for e in _own(error.errors())))
    problems = _ordered(_content_problems(name, document, pack))
    failed = any(problem.severity is Severity.ERROR for problem in problems)
    return Reading(None if failed else pack, problems)


def _own(errors: list[ErrorDetails]) -> Iterator[ErrorDetails]:
    """Without the lists that are called too short only because their items have errors."""
    places = {error["loc"] for error in errors}
    for error in errors:
        below = any(len(p) > len(error["loc"]) and p[: len(error["loc"])] == error["loc"] for p in places)
        if error["type"] != "too_short" or not below:
            yield error


def _ordered(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    return tuple(sorted(problems, key=lambda p: (p.line, p.column)))


def _unread(name: str, line: int, column: int, vi: str, en: str) -> Reading:
    return Reading(None, (Problem(name, line, column, "", Severity.ERROR, vi, en),))


def _yaml_problem(error: YAMLError) -> tuple[int, int, str, str]:
    mark = error.problem_mark or error.context_mark if isinstance(error, MarkedYAMLError) else None
    detail = str(getattr(error, "problem", None) or error).splitlines()[0]
    line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
    return line, column, f"không đọc được YAML: {detail}", f"this is not YAML: {detail}"


def _plain(node: Any) -> Any:
    """The document without places; scalars of the reader as their plain types."""
    if isinstance(node, CommentedMap):
        return {str(key): _plain(value) for key, value in node.items()}
    if isinstance(node, CommentedSeq):
        return [_plain(value) for value in node]
    for plain in (str, bool, int, float):
        if isinstance(node, plain):
            return plain(node)
    return node


def _content_problems(name: str, document: Any, pack: Pack) -> Iterator[Problem]:
    for i, procedure in enumerate(pack.procedures):
        at: Where = ("procedures", i)
        if procedure.effective_to and procedure.effective_to <= procedure.effective_from:
            vi, en = "ngày hết hiệu lực phải sau ngày hiệu lực", "the end must come after the beginning"
            yield _problem(name, document, (*at, "effective_to"), Severity.ERROR, vi, en)
        for found in checks.findings(procedure):
            where, vi, en = (*at, *found.where), found.text(), found.text("en")
            yield _problem(name, document, where, found.severity, vi, en)


def _problem(name: str, document: Any, where: Where, severity: Severity, vi: str, en: str) -> Problem:
    line, column = _place(document, where)
    return Problem(name, line, column, ".".join(map(str, where)), severity, vi, en)


def _place(document: Any, where: Where) -> tuple[int, int]:
    """Line and column (from 1) of the key or item that `where` leads to, or of the nearest thing above it."""
    place, node = (0, 0), document
    for part in where:
        if isinstance(node, CommentedMap) and part in node:
            place = node.lc.key(part)
        elif isinstance(node, CommentedSeq) and isinstance(part, int) and part < len(node):
            place = node.lc.item(part)
        else:
            break
        node = node[part]
    return place[0] + 1, place[1] + 1


def _shape_problem(name: str, document: Any, error: ErrorDetails) -> Problem:
    vi, en = _told(error)
    return _problem(name, document, error["loc"], Severity.ERROR, vi, en)


# Type of pydantic's error -> Vietnamese and English; {…} from the error's context.
_SHAPE: dict[str, tuple[str, str]] = {
    "missing": ("thiếu mục này", "this key is missing"),
    "limit": (
        "không phải thời hạn; viết 30 min, 4 h, same_day, 3 wd, 15 d hoặc 2 mo",
        "not a limit; write 30 min, 4 h, same_day, 3 wd, 15 d or 2 mo",
    ),
    "way_channel": (
        "cách thức đã tách được thì phải có hình thức nộp (channel)",
        "a way that was taken apart needs its channel",
    ),
    "nul": ("chữ có ký tự rỗng", "the text holds a NUL character"),
    "enum": ("phải là một trong: {expected}", "must be one of: {expected}"),
    "bool_type": ("phải là true hoặc false", "must be true or false"),
    "bool_parsing": ("phải là true hoặc false", "must be true or false"),
    "int_type": ("phải là số nguyên", "must be a whole number"),
    "int_from_float": ("phải là số nguyên", "must be a whole number"),
    "date_type": ("phải là ngày, viết 2019-01-06", "must be a date such as 2019-01-06"),
    "date_from_datetime_parsing": ("phải là ngày, viết 2019-01-06", "must be a date such as 2019-01-06"),
    "tuple_type": ("phải là một danh sách", "must be a list"),
    "dict_type": ("phải là các cặp khóa: giá trị", "must be keys with values"),
    "model_type": ("phải là các cặp khóa: giá trị", "must be keys with values"),
    "string_pattern_mismatch": (
        "mã chỉ gồm chữ không dấu, số, dấu chấm, gạch nối, gạch dưới, tối đa 40 ký tự",
        "a code is made of plain letters, digits, dots, hyphens and underscores, at most 40",
    ),
    "string_too_short": ("không được để trống", "must not be empty"),
    "too_short": ("cần ít nhất một mục", "needs at least one item"),
    "string_too_long": ("dài quá {max_length} ký tự", "is longer than {max_length} characters"),
    "greater_than_equal": ("phải từ {ge} trở lên", "must be {ge} or more"),
    "less_than_equal": ("không được quá {le}", "must be {le} or less"),
}


def _told(error: ErrorDetails) -> tuple[str, str]:
    kind, given = error["type"], error["input"]
    if kind == "extra_forbidden":
        return _unknown_key(error)
    if kind == "string_type":
        return _not_text(given)
    vi, en = _SHAPE.get(kind, (f"giá trị không đúng ({error['msg']})", error["msg"]))
    context = {k: v for k, v in error.get("ctx", {}).items() if not isinstance(v, Exception)}
    return vi.format(**context), en.format(**context)


def _not_text(given: Any) -> tuple[str, str]:
    if isinstance(given, int | float):
        return (
            f'phải là chữ; đặt trong dấu nháy, ví dụ "{given}"',
            f'must be text; put it in quotes, such as "{given}"',
        )
    return "phải là chữ", "must be text"


def _unknown_key(error: ErrorDetails) -> tuple[str, str]:
    key = str(error["loc"][-1])
    near = difflib.get_close_matches(key, _known_keys(error["loc"][:-1]), n=1, cutoff=0.6)
    vi, en = f"không có mục “{key}”", f"there is no key “{key}”"
    return (f"{vi}; có phải “{near[0]}”?", f"{en}; do you mean “{near[0]}”?") if near else (vi, en)


def _known_keys(where: Iterable[str | int]) -> list[str]:
    """The keys that are known at a place of a pack."""
    model: type[BaseModel] = Pack
    for part in where:
        if isinstance(part, str):
            model = _model_below(model, part) or model
    return list(model.model_fields)


def _model_below(model: type[BaseModel], field: str) -> type[BaseModel] | None:
    annotation = model.model_fields[field].annotation if field in model.model_fields else None
    found = [a for a in getattr(annotation, "__args__", ()) if isinstance(a, type)]
    return next((a for a in found if issubclass(a, BaseModel) and not issubclass(a, Enum)), None)
