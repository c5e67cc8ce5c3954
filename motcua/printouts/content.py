"""From a paper's data to what its template prints: words, labels, nothing left to decide. Pure."""

from dataclasses import fields, is_dataclass
from datetime import date, datetime
from functools import cache
from typing import Any, get_args, get_type_hints

from motcua.lib.times import LOCAL
from motcua.printouts import wording
from motcua.printouts.forms import form_in_force
from motcua.printouts.glyphs import displayable
from motcua.printouts.parts import Json, Shown, Slip


def content(slip: Slip) -> dict[str, Json]:
    """What the template of `slip` reads. Raises NoFormInForce for a slip dated before the first set."""
    source, form = form_in_force(slip.kind, slip.dated)
    kind: type = type(slip)
    printed: dict[str, Json] = {
        "form": {
            "source": source if form.number else "",
            "number": form.number,
            "title": form.title,
            "verified": form.verified,
        },
        "labels": dict(labels(kind)),
    }
    return _part(slip) | printed


@cache
def labels(part: type) -> dict[str, Json]:
    """Label of every printed field of `part`; those of a part inside it under `field.inner`."""
    found: dict[str, Json] = {}
    for name, shown, inner in printed_fields(part):
        found[name] = shown.label
        if inner:
            found |= {f"{name}.{key}": label for key, label in labels(inner).items()}
    return found


@cache
def printed_fields(part: type) -> tuple[tuple[str, Shown, type | None], ...]:
    """Name, label with mark, and the part inside (of a tuple: of its items) of each printed field."""
    hints = get_type_hints(part, include_extras=True)
    rows = []
    for field in fields(part):
        annotated = hints[field.name]
        shown = next((m for m in getattr(annotated, "__metadata__", ()) if isinstance(m, Shown)), None)
        if shown:
            rows.append((field.name, shown, _inner(annotated)))
    return tuple(rows)


def _inner(hint: Any) -> type | None:
    """The dataclass that a type hint mentions, if any."""
    if isinstance(hint, type) and is_dataclass(hint):
        return hint
    return next((found for arg in get_args(hint) if (found := _inner(arg))), None)


def _plain(value: Any) -> Json:
    if value is None or isinstance(value, bool | int):
        return value
    if isinstance(value, str):  # an Enum of words too
        return displayable(str(value))
    if isinstance(value, datetime):
        words, short, day = (
            wording.time_in_words(value),
            wording.short_time(value),
            value.astimezone(LOCAL),
        )
        return {"words": words, "short": short, "day": wording.day_in_words(day.date())}
    if isinstance(value, date):
        return {"words": wording.day_in_words(value), "short": wording.short_day(value)}
    if isinstance(value, tuple | list):
        return [_plain(item) for item in value]
    return _part(value)


def _part(part: Any) -> dict[str, Json]:
    """The fields of a part; what its `shown` says stands in place of the field of that name."""
    replaced = part.shown() if hasattr(part, "shown") else {}
    kept = {f.name: _plain(getattr(part, f.name)) for f in fields(part) if f.name not in replaced}
    return kept | {name: _replacement(value) for name, value in replaced.items()}


def _replacement(value: Json) -> Json:
    """Lines of text are made displayable, pictures are left alone."""
    if isinstance(value, list):
        return [_replacement(item) for item in value]
    if isinstance(value, str) and not value.startswith("<svg"):
        return displayable(value)
    return value
