"""Rows from a content, and the content from rows. One way each, for packs and national records alike.

Columns have the names of the content's fields. A limit is one text there and two columns here.
"""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.db import models

from motcua.catalogue import content as values
from motcua.catalogue import limits
from motcua.catalogue.content import VersionContent
from motcua.catalogue.models import parts
from motcua.catalogue.models.copying import copy_rows
from motcua.catalogue.models.procedure import ProcedureVersion
from motcua.catalogue.models.process import Process, Step, StepLink

# Field of the content (and related name of the rows) -> the rows' model.
PARTS: dict[str, type[parts.Part]] = {
    "cases": parts.Case,
    "components": parts.Component,
    "ways": parts.Way,
    "fees": parts.Fee,
    "extensions": parts.Extension,
    "area_extensions": parts.AreaExtension,
    "online_levels": parts.OnlineLevel,
    "legal_bases": parts.LegalBasis,
    "results": parts.Result,
    "raw_texts": parts.RawText,
}
LIMITS = {"limit", "extra", "timeout", "supplement_window", "applicant_deadline"}
_OUTSIDE = {"code", *PARTS, "processes"}
# None in a content, an empty text in a column.
_BLANK = {"mark", "channel"}

Rows = dict[type[models.Model], list[models.Model]]


def version_columns(content: VersionContent) -> dict[str, Any]:
    """The columns of a version that come from its content."""
    return _columns(content, leave=_OUTSIDE)


def write_parts(versions: Iterable[tuple[ProcedureVersion, VersionContent]]) -> None:
    """Insert the rows of many (draft) versions, one statement per table."""
    rows: Rows = defaultdict(list)
    for version, content in versions:
        _part_rows(version, content, rows)
    for model in [*PARTS.values(), Process, Step, StepLink]:
        copy_rows(model, rows[model])


def _part_rows(version: ProcedureVersion, content: VersionContent, rows: Rows) -> None:
    for field, model in PARTS.items():
        for position, part in enumerate(getattr(content, field), start=1):
            rows[model].append(model(version=version, position=position, **_columns(part)))
    for position, process in enumerate(content.processes, start=1):
        _process_rows(version, position, process, rows)


def _process_rows(version: ProcedureVersion, position: int, content: values.Process, rows: Rows) -> None:
    process = Process(version=version, position=position, **_columns(content, leave={"steps"}))
    rows[Process].append(process)
    steps: dict[str, Step] = {}
    for place, step in enumerate(content.steps, start=1):
        steps[step.key] = Step(process=process, position=place, **_columns(step, leave={"after"}))
    rows[Step].extend(steps.values())
    for step in content.steps:
        befores = (steps[key] for key in step.after or ())
        rows[StepLink].extend(StepLink(before=before, after=steps[step.key]) for before in befores)


def _columns(value: values.Value, *, leave: Iterable[str] = ()) -> dict[str, Any]:
    columns: dict[str, Any] = {}
    for field in type(value).model_fields.keys() - set(leave):
        given = getattr(value, field)
        if field in LIMITS:
            columns[f"{field}_amount"], columns[f"{field}_unit"] = limits.split(given)
        else:
            columns[field] = "" if given is None and field in _BLANK else _plain(given)
    return columns


def _plain(given: Any) -> Any:
    """Lists for arrays, plain JSON for values inside a row."""
    if isinstance(given, tuple):
        return [_plain(item) for item in given]
    return given.model_dump(mode="json") if isinstance(given, values.Value) else given


def with_parts(versions: "models.QuerySet[ProcedureVersion]") -> "models.QuerySet[ProcedureVersion]":
    """`versions` with every part fetched: one query more per table, however many versions."""
    steps = Step.objects.order_by("position").prefetch_related(
        models.Prefetch(
            "links_before", StepLink.objects.select_related("before").order_by("before__position")
        )
    )
    processes = Process.objects.order_by("position").prefetch_related(models.Prefetch("steps", steps))
    fetched = [models.Prefetch(f, m._default_manager.order_by("position")) for f, m in PARTS.items()]
    return versions.select_related("procedure").prefetch_related(
        *fetched, models.Prefetch("processes", processes)
    )


def content_of(version: ProcedureVersion) -> VersionContent:
    """The content that `version` (fetched by `with_parts`) was written from: equal, and of equal hash."""
    fields = _fields(version, VersionContent, leave=_OUTSIDE)
    read = {field: [_fields(row, _TYPES[field]) for row in getattr(version, field).all()] for field in PARTS}
    processes = [_process(row) for row in version.processes.all()]
    return VersionContent.model_validate(
        {"code": version.procedure.code, **fields, **read, "processes": processes}
    )


_TYPES: dict[str, type[values.Value]] = {
    "cases": values.Case,
    "components": values.Component,
    "ways": values.Way,
    "fees": values.Fee,
    "extensions": values.Extension,
    "area_extensions": values.AreaExtension,
    "online_levels": values.OnlineLevel,
    "legal_bases": values.LegalBasis,
    "results": values.Result,
    "raw_texts": values.RawText,
}


def _process(row: Process) -> dict[str, Any]:
    return {**_fields(row, values.Process, leave={"steps"}), "steps": [_step(s) for s in row.steps.all()]}


def _step(row: Step) -> dict[str, Any]:
    after = [link.before.key for link in row.links_before.all()]
    return {**_fields(row, values.Step, leave={"after"}), "after": after}


def _fields(row: models.Model, value: type[values.Value], *, leave: Iterable[str] = ()) -> dict[str, Any]:
    return {field: _field(row, field) for field in value.model_fields.keys() - set(leave)}


def _field(row: models.Model, field: str) -> Any:
    if field in LIMITS:
        return limits.join(getattr(row, f"{field}_amount"), getattr(row, f"{field}_unit"))
    stored = getattr(row, field)
    return None if stored == "" and field in _BLANK else stored
