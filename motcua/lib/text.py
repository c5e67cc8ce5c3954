"""Vietnamese text: one normal form, keys to search and to sort by (docs/shared vocabulary in the glossary).

PostgreSQL's collations differ between builds, so both keys are computed here and stored.
"""

import re
import unicodedata

_SPACES = re.compile(r"\s+")
_WORDS = re.compile(r"[^\w]+")
# The Vietnamese alphabet, with the foreign letters f, j, w, z at their Latin places.
_ALPHABET = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_LETTER = {letter: f"{place:02d}" for place, letter in enumerate(_ALPHABET, start=11)}
# Order of tones in Vietnamese dictionaries: none, grave, hook, tilde, acute, dot below.
_TONES = {"\u0300": "1", "\u0309": "2", "\u0303": "3", "\u0301": "4", "\u0323": "5"}


def nfc(text: str) -> str:
    """`text` in Unicode form C, outer blanks cut and inner runs of blanks made one."""
    return _SPACES.sub(" ", unicodedata.normalize("NFC", text)).strip()


def nfc_lines(text: str) -> str:
    """`text` in Unicode form C, its lines kept, without blanks at their ends and empty lines at both ends."""
    lines = unicodedata.normalize("NFC", text).replace("\r\n", "\n").split("\n")
    return "\n".join(line.rstrip() for line in lines).strip()


def search_key(text: str) -> str:
    """What a search compares: lower case, no marks, đ as d, words parted by one space.

    >>> search_key("Đăng ký khai sinh – UBND xã Chiềng Hặc")
    'dang ky khai sinh ubnd xa chieng hac'
    """
    lowered = unicodedata.normalize("NFD", text.lower().replace("đ", "d"))
    bare = "".join(c for c in lowered if not unicodedata.combining(c))
    return _WORDS.sub(" ", bare).strip()


def sort_key(text: str) -> str:
    """A string whose plain byte order is the order of a Vietnamese dictionary.

    Letters first, then tones (An, Anh, Ào, Ảo, Ão, Áo, Ạo, Ăn, Ân); case is ignored.
    """
    words = [_word_key(word) for word in nfc(text).lower().split(" ")]
    return " ".join(letters for letters, _ in words) + "\t" + " ".join(tones for _, tones in words)


def _word_key(word: str) -> tuple[str, str]:
    letters: list[str] = []
    tones: list[str] = []
    for mark in unicodedata.normalize("NFD", word):
        if mark in _TONES:
            if tones:
                tones[-1] = _TONES[mark]
        elif unicodedata.combining(mark) and letters:
            letters[-1] = unicodedata.normalize("NFC", letters[-1] + mark)
        else:
            letters.append(mark)
            tones.append("0")
    return "".join(_LETTER.get(letter, _other(letter)) for letter in letters), "".join(tones)


def _other(letter: str) -> str:
    """Digits before letters, everything else after them."""
    return f"0{letter}" if letter.isdigit() else f"9{letter}"
