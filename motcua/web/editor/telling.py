"""Findings and differences in words, by names instead of codes."""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

import rfc8785
from django.utils.translation import get_language
from pydantic import BaseModel
from pydantic_core import to_jsonable_python

from motcua.catalogue.content import VersionContent
from motcua.catalogue.findings import Finding
from motcua.catalogue.models.labels import LABELS
from motcua.catalogue.terms import Channel, FeeMethod
from motcua.web.shell import words

_LISTS = {"keys": ", ", "path": " → "}
_STEPS = ("key", "other", *_LISTS)
_LIMITS = ("limit", "way", "need", "given")


def fingerprint(row: BaseModel | None) -> str:
    """What tells whether a row is still the one that was shown; empty for a new one."""
    return fingerprint_of(row.model_dump()) if row is not None else ""


def fingerprint_of(given: Mapping[str, Any]) -> str:
    """The same for some fields of a content."""
    return hashlib.sha256(rfc8785.dumps(to_jsonable_python(given))).hexdigest()[:16]


def finding(found: Finding, content: VersionContent) -> str:
    """The sentence of a finding, steps, cases and limits by their names; begun with a capital."""
    language = "en" if (get_language() or "").startswith("en") else "vi"
    steps = _steps(found, content)
    values = {name: _named(name, value, steps, content) for name, value in found.values.items()}
    return words.sentence(replace(found, values=values).text(language))


def _steps(found: Finding, content: VersionContent) -> dict[str, str]:
    place = found.where[1] if len(found.where) > 1 and found.where[0] == "processes" else None
    if not isinstance(place, int):
        return {}
    return {step.key: step.name for step in content.processes[place].steps}


def _named(name: str, value: Any, steps: dict[str, str], content: VersionContent) -> Any:
    if not isinstance(value, str) or value == "":
        return value
    if steps and name in _LISTS:
        return _LISTS[name].join(steps.get(key, key) for key in value.split(_LISTS[name]))
    if steps and name in _STEPS:
        return steps.get(value, value)
    if name in _LIMITS:
        return _limit(value)
    if name in ("code", "case"):
        return _codes(content).get(value, value)
    return _label(name, value)


def _limit(value: str) -> str:
    try:
        return words.limit(value)
    except ValueError:
        return value


def _codes(content: VersionContent) -> dict[str, str]:
    rows: Iterable[Any] = (*content.extensions, *content.cases)
    return {row.code: row.name for row in rows}


def _label(name: str, value: str) -> str:
    term = {"method": FeeMethod, "channel": Channel}.get(name)
    return str(LABELS[term, value]) if term else value
