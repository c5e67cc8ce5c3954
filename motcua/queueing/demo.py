"""The waiting halls of the demonstration district as values, read from the YAML beside this module."""

from importlib import resources

from pydantic import BaseModel, ConfigDict
from ruamel.yaml import YAML


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid")


class GroupSeed(_Strict):
    """One service group."""

    letter: str
    name: str
    hint: str
    icon: str


class HallSeed(_Strict):
    """One hall; `windows`: number -> letters of the groups that the window serves."""

    unit: str
    groups: list[GroupSeed]
    windows: dict[int, str]


class HallSeeds(_Strict):
    halls: list[HallSeed]


def halls() -> list[HallSeed]:
    """The halls, in the order of the file."""
    text = resources.files("motcua.queueing").joinpath("data/halls.yaml").read_text(encoding="utf-8")
    return HallSeeds.model_validate(YAML(typ="safe").load(text)).halls
