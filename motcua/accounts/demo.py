"""The made-up people of the demonstration district as values, read from the YAML beside this module."""

from datetime import date
from importlib import resources

from pydantic import BaseModel, ConfigDict
from ruamel.yaml import YAML

from motcua.accounts.permissions import Role


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid")


class Post(_Strict):
    """A position with its roles, held in `unit` or, when given, `at` another unit."""

    unit: str
    title: str
    roles: list[Role]
    at: str | None = None


class Person(_Strict):
    """Somebody with an account: what he was in the three tiers and is in the two."""

    username: str
    name: str
    rank: str
    since: date
    staff: bool = False
    shown: bool = False
    then: Post | None = None
    now: Post | None = None


class Commune(_Strict):
    """The four people of a commune that every one has."""

    code: str
    into: str
    chairman: str
    counter: str
    land: str
    clerk: str
    chairman_now: str | None = None
    shown: bool = False


class DemoPeople(_Strict):
    """demo_people.yaml."""

    password: str
    then_first: date
    then_last: date
    now_first: date
    people: list[Person]
    communes: list[Commune]


def people() -> DemoPeople:
    """All demonstration people, those of the communes spelled out in `people` too."""
    text = resources.files("motcua.accounts").joinpath("data", "demo_people.yaml").read_text(encoding="utf-8")
    read = DemoPeople.model_validate(YAML(typ="safe", pure=True).load(text))
    spelled = [person for commune in read.communes for person in _of_commune(commune)]
    return read.model_copy(update={"people": [*read.people, *spelled]})


def _of_commune(commune: Commune) -> list[Person]:
    """The counter officer, the land officer and the clerk go on in the successor commune."""
    code, into, place = commune.code, commune.into, commune.code.replace("-", "")
    leads = [Role.UNIT_LEADER]
    chairman_now = commune.chairman_now
    return [
        Person(
            username=f"chutich.{place}",
            name=commune.chairman,
            rank="commune",
            since=date(2000, 5, 2),
            shown=commune.shown,
            then=Post(unit=code, title="chu-tich", roles=leads),
            now=Post(unit=into, title=chairman_now, roles=leads) if chairman_now else None,
        ),
        Person(
            username=f"canbo.{place}",
            name=commune.counter,
            rank="commune",
            since=date(2009, 3, 2),
            shown=commune.shown,
            then=Post(
                unit=code,
                title="tu-phap-ho-tich",
                roles=[Role.COUNTER_OFFICER, Role.CASH_DESK, Role.SPECIALIST],
                at=f"{code}-mot-cua",
            ),
            now=Post(
                unit=f"{into}-ttpvhcc", title="chuyen-vien", roles=[Role.COUNTER_OFFICER, Role.CASH_DESK]
            ),
        ),
        Person(
            username=f"diachinh.{place}",
            name=commune.land,
            rank="commune",
            since=date(2011, 6, 1),
            then=Post(unit=code, title="dia-chinh", roles=[Role.SPECIALIST]),
            now=Post(unit=f"{into}-kinh-te", title="chuyen-vien", roles=[Role.SPECIALIST]),
        ),
        Person(
            username=f"vanthu.{place}",
            name=commune.clerk,
            rank="commune",
            since=date(2012, 10, 1),
            then=Post(unit=code, title="van-phong-thong-ke", roles=[Role.RECORDS_CLERK, Role.SPECIALIST]),
            now=Post(unit=f"{into}-van-phong", title="chuyen-vien", roles=[Role.RECORDS_CLERK], at=into),
        ),
    ]
