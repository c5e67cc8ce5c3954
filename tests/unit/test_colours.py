"""Every pair of colours that text or a border is set in has the contrast of WCAG AA, in light and in dark."""

import re
from pathlib import Path

import pytest

STYLES = Path(__file__).parents[2] / "motcua" / "web" / "shell" / "static" / "shell"
_VALUE = re.compile(r"(--[\w-]+):\s*([^;]+);")


def _values(name):
    return dict(_VALUE.findall((STYLES / name).read_text(encoding="utf-8")))


LIGHT = _values("theme.css")
DARK = {**LIGHT, **_values("dark.css")}
GROUNDS = ("--mc-paper", "--mc-soft", "--mc-sunken")
INKS = (
    "--mc-ink", "--mc-ink-quiet", "--mc-danger", "--govuk-success-colour",
    "--govuk-link-colour", "--govuk-link-visited-colour", "--govuk-link-hover-colour",
)  # fmt: skip
TEXT = [(ink, ground) for ink in INKS for ground in GROUNDS] + [
    ("--mc-on-red", "--mc-red"),
    ("--mc-on-red-quiet", "--mc-red"),
    ("--mc-on-action", "--mc-action"),
    ("--mc-on-action", "--mc-action-hover"),
    ("--mc-ink", "--mc-second"),
    ("--mc-ink", "--mc-second-hover"),
    ("--mc-ink", "--mc-here"),
    ("--mc-on-demo", "--mc-demo"),
    ("--govuk-focus-text-colour", "--govuk-focus-colour"),
    *((f"--mc-on-tag-{c}", f"--mc-tag-{c}") for c in "blue green red orange yellow purple grey".split()),
]
SHAPES = [
    (shape, ground)
    for shape in ("--govuk-input-border-colour", "--mc-front", "--mc-back", "--mc-action")
    for ground in ("--mc-paper", "--mc-soft")
]


def _colour(values, name):
    text = values[name]
    while text.startswith("var("):
        text = values[text[4:-1]]
    return text


def _light(hexadecimal):
    parts = [int(hexadecimal[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _contrast(values, one, other):
    low, high = sorted(_light(_colour(values, name)) for name in (one, other))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("values", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize(("pairs", "least"), [(TEXT, 4.5), (SHAPES, 3.0)], ids=["text", "shapes"])
def test_contrast_suffices(values, pairs, least):
    assert not [pair for pair in pairs if _contrast(values, *pair) < least]


def test_the_dark_sheet_gives_every_colour_of_its_own():
    own = {name for name, value in LIGHT.items() if name.startswith("--mc-") and not value.startswith("var(")}
    assert own <= set(_values("dark.css"))
