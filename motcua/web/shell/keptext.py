"""Plain text of a source made readable: paragraphs, steps and lists, no word changed. Pure."""

import re
from dataclasses import dataclass

_ITEM = re.compile(r"^([-–—•+*●○▪])\s*(?=\S)")
_STEP = re.compile(r"^Bước\s+\d+\b")
_BREAKS = re.compile(r"\r\n?|\u2028|\u2029")


@dataclass(frozen=True)
class Block:
    """A line of the text: `kind` is text, step ("Bước 1: …") or item; an item's `depth` counts from 0."""

    text: str
    kind: str = "text"
    depth: int = 0

    @property
    def lead(self) -> str:
        """The "Bước 1" of a step."""
        found = _STEP.match(self.text)
        return found.group() if found and self.kind == "step" else ""

    @property
    def rest(self) -> str:
        """What follows the lead."""
        return self.text[len(self.lead) :]


def blocks(text: str) -> list[Block]:
    """The lines of `text` that say something.

    A line that begins with a dash, a dot or a plus is an item; signs that appear later in the text than
    others stand deeper, since sources mark levels by their sign: "-" and under it "+".

    >>> blocks("Nộp:\\n- Tờ khai\\n + Mẫu số 1")
    [Block(text='Nộp:', kind='text', depth=0), Block(text='Tờ khai', kind='item', depth=0), \
Block(text='Mẫu số 1', kind='item', depth=1)]
    """
    signs: list[str] = []
    return [
        _block(line, signs) for raw in _BREAKS.sub("\n", text).split("\n") if (line := " ".join(raw.split()))
    ]


def _block(line: str, signs: list[str]) -> Block:
    found = _ITEM.match(line)
    if not found:
        return Block(line, "step" if _STEP.match(line) else "text")
    sign = found.group(1).replace("–", "-").replace("—", "-")
    if sign not in signs:
        signs.append(sign)
    return Block(line[found.end() :], "item", min(signs.index(sign), 2))
