"""Instruments as XLSForm workbooks, for ODK and KoBo, and back.

The sheets survey, choices and settings follow the XLSForm standard. What it has no place for (title in
other languages, factors, formula) stands in a sheet `motcua`, so that nothing is lost on the way back.
"""

import io
import json
import re
from collections.abc import Iterator, Sequence
from typing import Any

from openpyxl import Workbook, load_workbook  # type: ignore[import-untyped]
from openpyxl.worksheet.worksheet import Worksheet  # type: ignore[import-untyped]

from motcua.surveys.instruments import Instrument, Item, Kind
from motcua.surveys.problems import SurveyError

LANGUAGES = {
    "vi": "Tiếng Việt (vi)",
    "en": "English (en)",
    "blt": "Tiếng Thái (blt)",
    "hmv": "Tiếng Mông (hmv)",
}
_KEPT = ("title", "source", "languages", "factors", "formula")
_SELECTED = re.compile(r"selected\(\$\{(\w+)\}, '(\w+)'\)")
_BOUND = {"least": re.compile(r"\. >= (-?\d+)"), "greatest": re.compile(r"\. <= (-?\d+)")}
_MOST = re.compile(r"count-selected\(\.\) <= (\d+)")

Row = dict[str, str]


def export(instrument: Instrument) -> bytes:
    """The workbook of `instrument`."""
    book = Workbook()
    book.remove(book.active)
    labels = [_label(language) for language in instrument.languages]
    columns = ["type", "name", *labels, "required", "relevant", "constraint"]
    _write(book.create_sheet("survey"), columns, list(_survey(instrument)))
    _write(book.create_sheet("choices"), ["list_name", "name", *labels], list(_choices(instrument)))
    settings = {
        "form_title": instrument.title["vi"],
        "form_id": instrument.code,
        "version": instrument.version,
        "default_language": LANGUAGES["vi"],
    }
    _write(book.create_sheet("settings"), list(settings), [settings])
    kept = instrument.model_dump(mode="json", include=set(_KEPT))
    rows = [{"key": key, "value": json.dumps(kept[key], ensure_ascii=False)} for key in _KEPT]
    _write(book.create_sheet("motcua"), ["key", "value"], rows)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def load(source: bytes) -> Instrument:
    """The instrument in a workbook that `export` wrote or that keeps to what it writes.

    Raises SurveyError for a type of question that instruments don't have, ValueError (pydantic's) for one
    that does not hang together.
    """
    book = load_workbook(io.BytesIO(source), read_only=True)
    [settings] = _read(book, "settings")[:1] or [{}]
    lists: dict[str, list[dict[str, Any]]] = {}
    for row in _read(book, "choices"):
        lists.setdefault(row["list_name"], []).append({"code": row["name"], "label": _words(row)})
    sections, scales = _sections(_read(book, "survey"), lists)
    kept = {row["key"]: json.loads(row["value"]) for row in _read(book, "motcua")}
    document = {
        "title": {"vi": settings.get("form_title", "")},
        **kept,
        "code": settings.get("form_id", ""),
        "version": settings.get("version", ""),
        "scales": [{"code": code, "levels": lists[code]} for code in scales],
        "sections": sections,
    }
    return Instrument.model_validate(document)


def _survey(instrument: Instrument) -> Iterator[Row]:
    for section in instrument.sections:
        yield {"type": "begin_group", "name": section.code, **_labels(section.label)}
        for item in section.items:
            yield {
                "type": _type(item),
                "name": item.code,
                **_labels(item.label),
                "required": "yes" if item.required else "",
                "relevant": _relevant(item),
                "constraint": _constraint(item),
            }
        yield {"type": "end_group"}


def _choices(instrument: Instrument) -> Iterator[Row]:
    lists = [(scale.code, scale.levels) for scale in instrument.scales]
    lists += [(item.code, item.options) for item in instrument.items()]
    for name, options in lists:
        for option in options:
            yield {"list_name": name, "name": option.code, **_labels(option.label)}


def _type(item: Item) -> str:
    if item.kind is Kind.MULTIPLE:
        return f"select_multiple {item.code}"
    if item.kind in (Kind.SCALE, Kind.SINGLE):
        return f"select_one {item.scale or item.code}"
    return item.kind.value


def _relevant(item: Item) -> str:
    if item.when is None:
        return ""
    return " or ".join(f"selected(${{{item.when.item}}}, '{answer}')" for answer in item.when.answers)


def _constraint(item: Item) -> str:
    parts = [
        f"count-selected(.) <= {item.most}" if item.most is not None else "",
        f". >= {item.least}" if item.least is not None else "",
        f". <= {item.greatest}" if item.greatest is not None else "",
    ]
    return " and ".join(part for part in parts if part)


def _sections(
    rows: Sequence[Row], lists: dict[str, list[dict[str, Any]]]
) -> tuple[list[dict[str, Any]], list[str]]:
    """The sections as documents, and the codes of the scales that their items use, in order of use."""
    sections: list[dict[str, Any]] = []
    scales: dict[str, None] = {}
    for number, row in enumerate(rows):
        if row["type"] == "begin_group":
            sections.append({"code": row["name"], "label": _words(row), "items": []})
        elif row["type"] != "end_group":
            item = _item(row, number, lists)
            if "scale" in item:
                scales[item["scale"]] = None
            if not sections:
                raise SurveyError(
                    f"survey: câu “{row['name']}” không thuộc nhóm nào.",
                    f"survey: {row['name']} is in no group.",
                    row=number,
                )
            sections[-1]["items"].append(item)
    return sections, list(scales)


def _item(row: Row, number: int, lists: dict[str, list[dict[str, Any]]]) -> dict[str, Any]:
    kind, _, name = row["type"].partition(" ")
    item: dict[str, Any] = {"code": row["name"], "label": _words(row)}
    if kind == "select_one" and name != row["name"] and _is_scale(lists.get(name, [])):
        item |= {"kind": "scale", "scale": name}
    elif kind in ("select_one", "select_multiple"):
        item |= {"kind": "single" if kind == "select_one" else "multiple", "options": lists.get(name, [])}
    elif kind in ("integer", "text"):
        item["kind"] = kind
    else:
        raise SurveyError(
            f"survey: kiểu câu hỏi “{row['type']}” chưa dùng được.",
            f"survey: questions of type {row['type']} are not known.",
            row=number,
        )
    constraint = row.get("constraint", "")
    if most := _MOST.search(constraint):
        item["most"] = int(most[1])
    elif kind == "integer":
        item |= {key: int(found[1]) for key, bound in _BOUND.items() if (found := bound.search(constraint))}
    if conditions := _SELECTED.findall(row.get("relevant", "")):
        item["when"] = {"item": conditions[0][0], "answers": [answer for _, answer in conditions]}
    return item | {"required": row.get("required", "") in ("yes", "true", "true()")}


def _is_scale(options: Sequence[dict[str, Any]]) -> bool:
    return len(options) > 1 and [o["code"] for o in options] == [str(i + 1) for i in range(len(options))]


def _label(language: str) -> str:
    return f"label::{LANGUAGES.get(language, f'{language} ({language})')}"


def _labels(words: dict[str, str]) -> Row:
    return {_label(language): text for language, text in words.items()}


def _words(row: Row) -> dict[str, str]:
    found = {
        key.rpartition("(")[2].rstrip(")"): text for key, text in row.items() if key.startswith("label::")
    }
    if "label" in row:
        found.setdefault("vi", row["label"])
    return found


def _write(sheet: Worksheet, columns: Sequence[str], rows: Sequence[Row]) -> None:
    sheet.append(list(columns))
    for row in rows:
        sheet.append([row.get(column, "") for column in columns])


def _read(book: Workbook, name: str) -> list[Row]:
    """Rows of a sheet by header, empty cells left out; none if there is no such sheet."""
    if name not in book.sheetnames:
        return []
    head, *rows = [[str(cell) if cell is not None else "" for cell in row] for row in book[name].values]
    found = [{key: cell for key, cell in zip(head, row, strict=True) if key and cell} for row in rows]
    return [row for row in found if row]
