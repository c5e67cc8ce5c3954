"""The seeds of units, identifiers and titles as values, read from the YAML beside this module."""

from datetime import date
from importlib import resources
from typing import Any

from pydantic import BaseModel, ConfigDict, Field
from ruamel.yaml import YAML


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", populate_by_name=True)


class UnitSeed(_Strict):
    """One unit; `one_stop` asks for the one-stop unit below it."""

    code: str
    kind: str
    level: str
    name: str
    short_name: str
    parent: str | None = None
    gso_code: str = ""
    mark: str
    source: str = ""
    one_stop: bool = False


class Reform(_Strict):
    """From the day `on`, each of `into` succeeds each of `old`."""

    on: date
    old: list[str] = Field(alias="from")
    into: list[str]
    mark: str
    document: str


class Move(_Strict):
    """From the day `on`, `unit` stands under `parent`."""

    unit: str
    parent: str
    on: date
    document: str


class Part(_Strict):
    """A unit that every commune of the two-tier government has."""

    suffix: str
    kind: str
    name: str
    short_name: str
    mark: str


class Parts(_Strict):
    """Which communes have which parts."""

    of: list[str]
    parts: list[Part]


class Closings(_Strict):
    """Units that end, with all units below them."""

    last_day: date
    document: str
    units: list[str]


class UnitSeeds(_Strict):
    """units.yaml: the tree of 2020, then the reforms that lead to the tree of 2025, in order."""

    first_day: date
    units: list[UnitSeed]
    early_reforms: list[Reform]
    new_first_day: date
    moves: list[Move]
    closings: Closings
    new_units: list[UnitSeed]
    new_parts: Parts
    reforms: list[Reform]


class IdentifierSeeds(_Strict):
    """The identifiers of one scheme: unit code -> value."""

    valid_from: date
    values: dict[str, str]


class TitleSeed(_Strict):
    """A title and the kinds of unit that have it."""

    code: str
    name: str
    kinds: list[str]


def units() -> UnitSeeds:
    """The units of Sơn La and Yên Châu (domain.md 11, 4.2)."""
    return UnitSeeds.model_validate(_read("units.yaml"))


def identifiers() -> dict[str, IdentifierSeeds]:
    """Identifiers by scheme; all placeholders that nobody has verified (domain.md 1.5)."""
    return {scheme: IdentifierSeeds.model_validate(v) for scheme, v in _read("identifiers.yaml").items()}


def job_titles() -> list[TitleSeed]:
    """Titles of district and commune (domain.md 4.2)."""
    return [TitleSeed.model_validate(row) for row in _read("job_titles.yaml")["titles"]]


def one_stop_of(seed: UnitSeed) -> UnitSeed:
    """The one-stop unit of an agency; a district's stands under its office and serves the whole district."""
    code, place = seed.code, _lowered(seed.short_name)
    if seed.level == "district":
        code, place = code.removesuffix("-van-phong"), f"huyện {seed.name.rsplit(' huyện ', 1)[1]}"
    return UnitSeed(
        code=f"{code}-mot-cua",
        kind="one_stop",
        level=seed.level,
        parent=seed.code,
        name=f"Bộ phận Tiếp nhận và Trả kết quả {place}",
        short_name=f"Một cửa {place}",
        mark="found",
    )


def parts_of(parts: Parts, names: dict[str, str]) -> list[UnitSeed]:
    """The parts of each commune of `parts`; `names` gives the communes' short names by code."""
    return [
        UnitSeed(
            code=f"{code}-{part.suffix}",
            kind=part.kind,
            level="commune",
            parent=code,
            name=f"{part.name} {_lowered(names[code])}",
            short_name=f"{part.short_name} {_lowered(names[code])}",
            mark=part.mark,
        )
        for code in parts.of
        for part in parts.parts
    ]


def _lowered(name: str) -> str:
    return name[0].lower() + name[1:]


def _read(name: str) -> Any:
    text = resources.files("motcua.orgs").joinpath("data", name).read_text(encoding="utf-8")
    return YAML(typ="safe", pure=True).load(text)
