"""Components of the pages. The gallery (`/gallery`) shows each in use; each template tells its parameters."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django import forms, template
from django.forms import BoundField
from django.template import defaultfilters
from django.utils import formats
from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.safestring import SafeString

from motcua.web.shell import diagram
from motcua.web.shell.dates import DayMonthYear
from motcua.web.shell.keptext import blocks

register = template.Library()
Text = str | SafeString | Promise


@register.simple_tag
def tag(text: Text, colour: str = "") -> SafeString:
    """A state in few words. `colour`: green, red, orange, yellow, purple, grey; blue when left out.

    Made without a template of its own: a list shows a hundred of them.
    """
    kind = f"govuk-tag govuk-tag--{colour}" if colour else "govuk-tag"
    return format_html('<strong class="{}">{}</strong>', kind, text)


@register.inclusion_tag("shell/parts/notice.html")
def notice(text: Text, kind: str = "info") -> dict[str, Any]:
    """A banner about what just happened (`success`, `warning`, `error`) or what to know (`info`)."""
    return {"text": text, "kind": kind}


@register.inclusion_tag("shell/parts/breadcrumbs.html")
def breadcrumbs(*crumbs: Text) -> dict[str, Any]:
    """The way here: address and text by turns, from the first page down; the page itself is left out."""
    return {"crumbs": list(zip(crumbs[::2], crumbs[1::2], strict=True))}


@register.inclusion_tag("shell/parts/page_header.html")
def page_header(title: Text, caption: Text = "", lead: Text = "") -> dict[str, Any]:
    """The page's one `h1`, with a quiet line above (what kind of thing) and a sentence below."""
    return {"title": title, "caption": caption, "lead": lead}


@register.inclusion_tag("shell/parts/search_line.html")
def search_line(label: Text, value: str = "", hint: Text = "") -> dict[str, Any]:
    """One big line to search by, sent as `q` by the form around it."""
    return {"label": label, "value": value, "hint": hint}


@register.filter
def grouped(number: int) -> str:
    """A whole number with its thousands parted as the language does."""
    return formats.number_format(number, force_grouping=True)


_DIGITS = {
    "H:i": "%H:%M",
    "H:i d/m": "%H:%M %d/%m",
    "H:i d/m/Y": "%H:%M %d/%m/%Y",
    "d/m/Y": "%d/%m/%Y",
}


@register.filter(expects_localtime=True)
def date(value: Any, form: str) -> str:
    """Django's `date`, quicker for times in digits: a page of a list writes up to a hundred of them."""
    if isinstance(value, datetime) and form in _DIGITS:
        return value.strftime(_DIGITS[form])
    return str(defaultfilters.date(value, form))


@register.filter
def shortened(text: str, most: int) -> str:
    """`text`, if need be cut to `most` letters, the last of which says so."""
    return text if len(text) <= most else f"{text[: most - 1].rstrip()}…"


@register.simple_tag
def querystring_of(**values: str) -> str:
    """The values as the part of an address after `?`."""
    return urlencode(values)


@register.inclusion_tag("shell/parts/error_summary.html")
def error_summary(form: forms.BaseForm) -> dict[str, Any]:
    """All that is wrong with `form`, each a link to its field; takes the focus. Nothing without errors."""
    return {
        "form": form,
        "fields": [field for field in form if field.errors],
        "general": form.non_field_errors(),
    }


_KINDS = {
    forms.CheckboxSelectMultiple: "checkboxes",  # before the radios, of which Django makes it a kind
    forms.RadioSelect: "radios",
    forms.CheckboxInput: "checkbox",
    forms.Select: "select",
    forms.Textarea: "textarea",
    DayMonthYear: "date",
    forms.ClearableFileInput: "file",
}


@register.inclusion_tag("shell/parts/field.html")
def field(bound: BoundField, width: str = "") -> dict[str, Any]:
    """A form's field with label, hint (its `help_text`) and error. `width`: 2, 4, 5, 10, 20 letters."""
    kind = next((kind for widget, kind in _KINDS.items() if isinstance(bound.field.widget, widget)), "input")
    told = [f"{bound.auto_id}-hint"] if bound.help_text else []
    told += [f"{bound.auto_id}-error"] if bound.errors else []
    widget = bound.field.widget
    return {
        "field": bound,
        "kind": kind,
        "type": getattr(widget, "input_type", "text"),
        "value": bound.value() if bound.value() is not None else "",
        "described_by": " ".join(told),
        "attrs": widget.attrs,
        "width": width,
    }


@register.inclusion_tag("shell/parts/summary_list.html")
def summary_list(rows: Iterable[tuple[Text, Text]]) -> dict[str, Any]:
    """Names and values under each other; rows whose value is empty are left out."""
    return {"rows": [row for row in rows if row[1]]}


@register.inclusion_tag("shell/parts/table.html")
def table(caption: Text, columns: Iterable[Text], rows: Iterable[Iterable[Text]], numbers: str = "") -> dict:
    """A table that turns into cards on a phone; the first column names the row.

    `numbers`: places (from 1) of the columns that are aligned as numbers, e.g. "3,4".
    """
    heads = list(columns)
    right = {int(place) for place in numbers.split(",") if place}
    flags = [place in right for place in range(1, len(heads) + 1)]
    body = [list(zip(heads, row, flags, strict=True)) for row in rows]
    return {"caption": caption, "heads": list(zip(heads, flags, strict=True)), "body": body}


@register.inclusion_tag("shell/parts/figures.html")
def figures(entries: Iterable[tuple]) -> dict[str, Any]:
    """Figures as tiles: (name, value) or (name, value, note)."""
    return {"entries": [(*entry, "")[:3] for entry in entries]}


@register.inclusion_tag("shell/parts/timeline.html")
def timeline(entries: Iterable[dict]) -> dict[str, Any]:
    """What happened, in order: dicts with `time`, `title` and perhaps `text`, `now`."""
    return {"entries": list(entries)}


@register.inclusion_tag("shell/parts/empty.html")
def empty(title: Text, text: Text = "") -> dict[str, Any]:
    """Where a list has nothing to show: says so, and what to do."""
    return {"title": title, "text": text}


@register.inclusion_tag("shell/parts/pagination.html")
def pagination(first: str = "", following: str = "") -> dict[str, Any]:
    """Keyset pages: the address of the first page (when this is a later one) and of the following one."""
    return {"first": first, "following": following}


@register.inclusion_tag("shell/parts/process.html")
def process(title: Text, steps: list[diagram.Step], name: str = "process") -> dict[str, Any]:
    """A process drawn, with the same as an ordered list. `name` makes the ids on the page unique."""
    ordered = diagram.in_order(steps)
    number = {step.key: place for place, step in enumerate(ordered, start=1)}
    return {
        "title": title,
        "name": name,
        "wide": diagram.wide(steps),
        "narrow": diagram.narrow(steps),
        "steps": [(step, [number[key] for key in step.after]) for step in ordered],
        "fronts": any(step.tone == "front" for step in steps),
    }


@register.inclusion_tag("shell/parts/kept_text.html")
def kept_text(text: str, why: Text = "") -> dict[str, Any]:
    """A text as its source had it, broken into paragraphs and lists; `why` says what to make of it."""
    return {"blocks": blocks(text), "why": why}
