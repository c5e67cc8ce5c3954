"""Vietnamese letters from the keys that Telex or VNI writes them with. Pure.

Scanners that type like a keyboard often send keys instead of letters, one letter after the other ("Thij",
"Thi5") or with the tone at the end of the syllable. Where both spellings of a tone exist (hoà, hòa), the
older one is written, as on most identity papers.
"""

import re
import unicodedata
from enum import StrEnum

_WORD = re.compile(r"[A-Za-z][A-Za-z0-9]*")
_VOWELS = "aeiouyAEIOUY"
_CIRCUMFLEX, _BREVE, _HORN = "\u0302", "\u0306", "\u031b"
_TELEX_TONES = {"f": "\u0300", "s": "\u0301", "x": "\u0303", "r": "\u0309", "j": "\u0323"}
_VNI_TONES = {"2": "\u0300", "1": "\u0301", "4": "\u0303", "3": "\u0309", "5": "\u0323"}
_VNI_MARKS = {"6": ("aeo", _CIRCUMFLEX), "7": ("ou", _HORN), "8": ("a", _BREVE)}
_VNI_KEY = {mark: key for key, mark in _VNI_TONES.items()} | {
    mark: key for key, (_, mark) in _VNI_MARKS.items()
}


class Method(StrEnum):
    """A way of writing Vietnamese letters with plain keys."""

    TELEX = "telex"
    VNI = "vni"


def from_keys(text: str, method: Method) -> str:
    """`text`, typed by `method`, as it is meant; words that no method typed stay as they are.

    >>> from_keys("Lof Thij Ngocj", Method.TELEX)
    'Lò Thị Ngọc'
    >>> from_keys("Nguye6n4 Va8n Ho2a", Method.VNI)
    'Nguyễn Văn Hòa'
    """
    return _WORD.sub(lambda word: _Syllable(method).typed(word[0]), text)


def with_numbers_back(text: str) -> str:
    """Undo what VNI made of numbers with letters: a vowel beside digits was a letter and a digit.

    >>> with_numbers_back("Số 12Á, ngõ É0, bản Hượn")
    'Số 12A1, ngõ E10, bản Hượn'
    """
    return " ".join(_spelt(word) if re.search(r"\d", word) else word for word in text.split(" "))


def _spelt(word: str) -> str:
    return "".join(_VNI_KEY.get(mark, mark) for mark in unicodedata.normalize("NFD", word))


class _Syllable:
    """The letters of one word with their marks, and the tone with the place at which it was typed."""

    def __init__(self, method: Method) -> None:
        self.letters: list[str] = []
        self.tone = ""
        self.tone_after = 0
        self._press = self._telex if method is Method.TELEX else self._vni

    def typed(self, word: str) -> str:
        for key in word:
            if not self._press(key):
                self.letters.append(key)
        if self.tone:
            self.letters[self._tone_place()] += self.tone
        return unicodedata.normalize("NFC", "".join(self.letters))

    def _telex(self, key: str) -> bool:
        low = key.lower()
        if low in _TELEX_TONES:
            return self._set_tone(_TELEX_TONES[low])
        if low in "aeo":
            return self._mark_last(low, _CIRCUMFLEX)
        if low == "d":
            return self._stroke(last_only=True)
        if low != "w":
            return False
        if self._mark_last("a", _BREVE) or self._horn():
            return True
        self.letters.append(("U" if key == "W" else "u") + _HORN)
        return True

    def _vni(self, key: str) -> bool:
        if key in _VNI_TONES:
            return self._set_tone(_VNI_TONES[key])
        if key == "7":
            return self._horn()
        if key in _VNI_MARKS:
            return any(self._mark_last(base, _VNI_MARKS[key][1]) for base in _VNI_MARKS[key][0])
        return key == "9" and self._stroke(last_only=False)

    def _set_tone(self, tone: str) -> bool:
        if not self._nucleus():
            return False
        self.tone, self.tone_after = tone, len(self.letters) - 1
        return True

    def _mark_last(self, base: str, mark: str) -> bool:
        if not self.letters or self.letters[-1].lower() != base:
            return False
        self.letters[-1] += mark
        return True

    def _horn(self) -> bool:
        if not self.letters or self.letters[-1].lower() not in ("o", "u"):
            return False
        if len(self.letters) > 1 and self.letters[-1].lower() == "o" and self.letters[-2].lower() == "u":
            self.letters[-2] += _HORN
        self.letters[-1] += _HORN
        return True

    def _stroke(self, *, last_only: bool) -> bool:
        places = [i for i, letter in enumerate(self.letters) if letter.lower() == "d"]
        if not places or (last_only and places[-1] != len(self.letters) - 1):
            return False
        self.letters[places[-1]] = "Đ" if self.letters[places[-1]] == "D" else "đ"
        return True

    def _nucleus(self) -> list[int]:
        """Places of the vowels, without the u of qu and the i of gi before another vowel."""
        places = [i for i, letter in enumerate(self.letters) if letter[0] in _VOWELS]
        start = "".join(self.letters[:2]).lower()
        return places[1:] if len(places) > 1 and start in ("qu", "gi") else places

    def _tone_place(self) -> int:
        nucleus = self._nucleus()
        if self.tone_after in nucleus and self.tone_after < len(self.letters) - 1:
            return self.tone_after
        marked = [i for i in nucleus if len(self.letters[i]) > 1]
        if marked or len(nucleus) == 1:
            return (marked or nucleus)[-1]
        has_coda = nucleus[-1] < len(self.letters) - 1
        return nucleus[-1] if has_coda else nucleus[-2]
