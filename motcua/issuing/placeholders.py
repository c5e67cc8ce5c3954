"""Placeholders in templates of results: `{{chu_ho_so}}` becomes the name of whose dossier it is. Pure."""

import re
from collections.abc import Mapping

from motcua.dossiers.values import ResultText

_PLACEHOLDER = re.compile(r"\{\{\s*(\w+)\s*\}\}")
BLANK = "……"
"""Stands where the dossier says nothing, to be seen and filled in by hand."""


def named(text: ResultText) -> set[str]:
    """The placeholders that `text` names, known or not.

    >>> sorted(named(ResultText("", "{{ thu_tuc }}", "", "", "{{ma}} {{thu_tuc}}", "")))
    ['ma', 'thu_tuc']
    """
    return {name for part in text.kept().values() for name in _PLACEHOLDER.findall(part)}


def filled(text: ResultText, values: Mapping[str, str]) -> ResultText:
    """`text` with every placeholder replaced; what has no value is left blank to be seen.

    >>> filled(ResultText("", "", "", "", "Ông {{ten}}, {{so}}", ""), {"ten": "A {{so}}", "so": ""}).body
    'Ông A {{so}}, ……'
    """

    def value(found: re.Match[str]) -> str:
        return values.get(found[1], "") or BLANK

    return ResultText.of({name: _PLACEHOLDER.sub(value, part) for name, part in text.kept().items()})
