"""Plain text of a source made readable: paragraphs and lists, no word changed. Pure."""

import re
from dataclasses import dataclass

_ITEM = re.compile(r"^\s*(?:[-–—•+*●○▪]|o(?=\s{2}))\s*(?=\S)")
_BREAKS = re.compile(r"\r\n?|\u2028|\u2029")


@dataclass(frozen=True)
class Block:
    """A paragraph (one part) or, when `listed`, the items of a list."""

    parts: tuple[str, ...]
    listed: bool = False


def blocks(text: str) -> list[Block]:
    """`text` as paragraphs and lists: a line that begins with a dash, a dot or a plus is an item.

    >>> blocks("Nộp:\\n- Tờ khai\\n- Giấy tờ")
    [Block(parts=('Nộp:',), listed=False), Block(parts=('Tờ khai', 'Giấy tờ'), listed=True)]
    """
    found: list[Block] = []
    for line in _BREAKS.sub("\n", text).split("\n"):
        bare = " ".join(line.split())
        if not bare:
            continue
        listed = bool(_ITEM.match(bare))
        part = _ITEM.sub("", bare)
        if listed and found and found[-1].listed:
            found[-1] = Block((*found[-1].parts, part), listed=True)
        else:
            found.append(Block((part,), listed))
    return found
