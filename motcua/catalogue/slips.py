"""Slips of the hand: the words that somebody may have meant who typed another one. Pure."""

from collections.abc import Set
from string import ascii_lowercase

SHORTEST = 3
"""Shorter words are taken as typed: nearly every one of them is some other word after one slip."""


def meant_by(word: str, known: Set[str]) -> list[str]:
    """Those of the `known` words that one slip of the hand turns into `word`: a letter left out, doubled,
    strange or in place of another, or two neighbours swapped. Keys as of `motcua.lib.text.search_key`.

    >>> meant_by("sihn", {"sinh", "tinh", "khai"})
    ['sinh']
    """
    return sorted(_one_slip(word) & known - {word}) if len(word) >= SHORTEST else []


def _one_slip(word: str) -> set[str]:
    parts = [(word[:cut], word[cut:]) for cut in range(len(word) + 1)]
    meant = {head + tail[1:] for head, tail in parts if tail}
    meant |= {head + tail[1] + tail[0] + tail[2:] for head, tail in parts if len(tail) > 1}
    for letter in ascii_lowercase:
        meant |= {head + letter + tail[1:] for head, tail in parts if tail}
        meant |= {head + letter + tail for head, tail in parts}
    return meant
