"""Codes of dossiers by a configurable pattern, and the secret of the tracking page. Pure; domain.md 1.5."""

import re
import secrets
from datetime import date

DEFAULT_PATTERN = "{agency}-{yyMMdd}-{seq:04d}"
SECRET_LENGTH = 8
# Without letters and digits that are mistaken for one another when read from paper.
_ALPHABET = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"
_FIELD = re.compile(r"\{(agency|yyMMdd|yyyyMMdd|yyyy|seq:0(\d)d)\}")


class BadPatternError(ValueError):
    """A pattern of codes that would not give every dossier a code of its own."""


def check_pattern(pattern: str) -> None:
    """Raises BadPatternError unless the pattern has agency, day or year, and sequence, each once."""
    fields = [match[1].split(":")[0] for match in _FIELD.finditer(pattern)]
    rest = _FIELD.sub("", pattern)
    dated = [f for f in fields if f.startswith("yy")]
    if fields.count("agency") != 1 or fields.count("seq") != 1 or len(dated) != 1:
        raise BadPatternError("a code needs {agency}, one of {yyMMdd} {yyyyMMdd} {yyyy}, and {seq:04d}")
    if not re.fullmatch(r"[A-Za-z0-9./_-]*", rest):
        raise BadPatternError(f"between the fields of a code stand letters, digits and . / _ -: {rest!r}")


def code(pattern: str, *, agency: str, on: date, seq: int) -> str:
    """The code number `seq` of the agency on the local day `on`; wider than the pattern, never wrapped.

    >>> code(DEFAULT_PATTERN, agency="000.00.06.H56", on=date(2023, 10, 27), seq=361)
    '000.00.06.H56-231027-0361'
    >>> code(DEFAULT_PATTERN, agency="H52", on=date(2020, 1, 2), seq=10_000)
    'H52-200102-10000'
    """
    values = {"agency": agency, "yyMMdd": f"{on:%y%m%d}", "yyyyMMdd": f"{on:%Y%m%d}", "yyyy": f"{on:%Y}"}

    def fill(match: re.Match[str]) -> str:
        return f"{seq:0{match[2]}d}" if match[2] else values[match[1]]

    return _FIELD.sub(fill, pattern)


def series(pattern: str, *, agency: str, on: date) -> str:
    """The name of the row of numbers from which the code's sequence is drawn: per agency, and day or year."""
    period = f"{on:%Y}" if "{yyyy}" in pattern else f"{on:%Y-%m-%d}"
    return f"code:{agency}:{period}"


def new_secret() -> str:
    """A secret that nobody guesses: with the code it opens the tracking page."""
    return "".join(secrets.choice(_ALPHABET) for _ in range(SECRET_LENGTH))
