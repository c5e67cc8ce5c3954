"""`make messages`: collects the texts of sources and templates into the English catalogue.

The message id is the Vietnamese text (docs/adr/0003). GNU gettext is not needed: Babel reads Python, and
Django's own `templatize` turns a template into something that Babel reads.
"""

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

PACKAGE = Path(__file__).resolve().parents[1]
ENGLISH = PACKAGE / "locale" / "en" / "LC_MESSAGES" / "django.po"
_PASSING = tuple(
    f'"{name}'.encode()
    for name in (
        "POT-Creation",
        "PO-Revision",
        "Last-Tr",
        "Language-Team",
        "Report-",
        "Project-",
        "Generated",
    )
)
_KEYWORDS = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
}


def collected() -> Catalog:
    """Every text that the sources and templates of the package ask to have translated."""
    catalog = Catalog(locale="en", project="motcua", charset="utf-8", fuzzy=False)
    for path in [*sorted(PACKAGE.rglob("*.py")), *sorted(PACKAGE.rglob("*.html"))]:
        for line, message, comments, context in _texts(path):
            catalog.add(
                message,
                locations=[(str(path.relative_to(PACKAGE.parent)), line)],
                auto_comments=comments,
                context=context,
            )
    return catalog


def _texts(path: Path) -> Iterator[tuple]:
    source = path.read_text(encoding="utf-8")
    if path.suffix == ".html":
        # What is no text becomes rows of X, whose indentation means nothing.
        source = "\n".join(line.lstrip() for line in templatize(source, origin=str(path)).split("\n"))
    yield from extract("python", BytesIO(source.encode()), keywords=_KEYWORDS, options={"encoding": "utf-8"})


def english() -> Catalog:
    """The English catalogue as it stands."""
    with ENGLISH.open("rb") as file:
        return read_po(file, locale="en")


def renew() -> list[str]:
    """Bring the English catalogue up to date and return the texts that have no English yet."""
    catalog = english() if ENGLISH.exists() else Catalog(locale="en", fuzzy=False)
    catalog.update(collected(), no_fuzzy_matching=True)
    catalog.obsolete.clear()
    _write(catalog)
    return sorted(plain(message.id) for message in catalog if message.id and not told(message.string))


def _write(catalog: Catalog) -> None:
    """The catalogue without dates and names of people, so that an unchanged one is an unchanged file."""
    catalog.header_comment = (
        "# English texts of Một Cửa. The message id is the Vietnamese text; `make messages` renews."
    )
    text = BytesIO()
    write_po(text, catalog, width=100, sort_output=True, include_lineno=False)
    kept = [line for line in text.getvalue().splitlines(keepends=True) if not line.startswith(_PASSING)]
    ENGLISH.parent.mkdir(parents=True, exist_ok=True)
    ENGLISH.write_bytes(b"".join(kept))


def plain(message: str | tuple[str, ...]) -> str:
    """A message id; of a plural one its first form."""
    return message if isinstance(message, str) else message[0]


def told(string: str | tuple[str, ...]) -> bool:
    """Whether every form of a translation says something."""
    return bool(string) and (isinstance(string, str) or all(string))


if __name__ == "__main__":
    import sys

    missing = renew()
    sys.stdout.writelines(f"no English yet: {text}\n" for text in missing)
    sys.exit(1 if missing else 0)
