"""How keyboards type Vietnamese: the letters' keys by Telex and VNI, one after the other or tone last.

A plain table, letter by letter, so that the reading of keys is not checked against itself.
"""

import unicodedata

TELEX = {
    "\u0302": None,  # the letter once more
    "\u0306": "w",
    "\u031b": "w",
    "\u0300": "f",
    "\u0301": "s",
    "\u0303": "x",
    "\u0309": "r",
    "\u0323": "j",
}
VNI = {
    "\u0302": "6",
    "\u0306": "8",
    "\u031b": "7",
    "\u0300": "2",
    "\u0301": "1",
    "\u0303": "4",
    "\u0309": "3",
    "\u0323": "5",
}
TONES = "\u0300\u0301\u0303\u0309\u0323"


def typed(text: str, method: str, *, tone_last: bool = False) -> str:
    """The keys of `text`; `tone_last`: the tone after the last letter of its syllable."""
    return "".join(
        part if not part.isalpha() else _word(part, method, tone_last=tone_last) for part in _parts(text)
    )


def _parts(text: str) -> list[str]:
    parts: list[str] = []
    for letter in unicodedata.normalize("NFC", text):
        if parts and parts[-1].isalpha() and letter.isalpha():
            parts[-1] += letter
        else:
            parts.append(letter)
    return parts


def _word(word: str, method: str, *, tone_last: bool) -> str:
    keys, tone = "", ""
    for letter in word:
        if letter in "đĐ":
            keys += {"telex": {"đ": "dd", "Đ": "DD"}, "vni": {"đ": "d9", "Đ": "D9"}}[method][letter]
            continue
        base, *marks = unicodedata.normalize("NFD", letter)
        keys += base
        for mark in sorted(marks, key=TONES.__contains__):
            key = (TELEX if method == "telex" else VNI)[mark] or base.lower()
            if mark in TONES and tone_last:
                tone = key
            else:
                keys += key
    return keys + tone
