"""Who does a step, told for everybody: the title and the office, without naming one district or commune."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from motcua.catalogue.content import Step, VersionContent
from motcua.catalogue.holders import AGENCY, ONE_STOP
from motcua.catalogue.models.labels import label
from motcua.catalogue.terms import Level, Place
from motcua.orgs.models import JobTitle, Unit, UnitKind
from motcua.web.shell import words

# "Phòng Kinh tế xã Yên Châu" is "Phòng Kinh tế" of any commune.
_WHOSE = re.compile(r"\s(?:xã|phường|thị trấn|huyện|thành phố)\s\S.*$")
_ABOVE = {Level.COMMUNE: Level.DISTRICT, Level.DISTRICT: Level.PROVINCE, Level.PROVINCE: Level.MINISTRY}


@dataclass(frozen=True)
class Names:
    """Names of job titles by code, and of offices by the level and the end of their code."""

    titles: Mapping[str, str]
    offices: Mapping[tuple[str, str], str]


def names_for(content: VersionContent) -> Names:
    """The names that the steps of `content` need; two queries, none without steps."""
    steps = [step for process in content.processes for step in process.steps]
    if not steps:
        return Names({}, {})
    titles = JobTitle.objects.filter(code__in={step.title for step in steps})
    return Names(dict(titles.values_list("code", "name")), _offices({step.office for step in steps}))


def _offices(wanted: Iterable[str]) -> dict[tuple[str, str], str]:
    found: dict[tuple[str, str], str] = {}
    kinds = (UnitKind.OFFICE, UnitKind.VERTICAL)
    units = Unit.objects.filter(kind__in=kinds).order_by("code")
    for code, level, name in units.values_list("code", "level", "short_name"):
        for office in wanted:
            if code.endswith(f"-{office}"):
                found.setdefault((level, office), without_area(name))
    return found


def without_area(name: str) -> str:
    """An office's name without the district or commune whose office it is."""
    return _WHOSE.sub("", name)


def does(step: Step, content: VersionContent, names: Names) -> str:
    """Who does `step`: its holder as written, else title and office; at least the role."""
    person = step.holder or names.titles.get(step.title, "") or label(step.role)
    told = ", ".join(part for part in (person, _office(step, content, names)) if part)
    return words.sentence(told)


def _office(step: Step, content: VersionContent, names: Names) -> str:
    level = content.levels[0] if content.levels else None
    if step.place is Place.SUPERIOR:
        level = _ABOVE.get(level)
    if step.office == ONE_STOP:
        higher = step.place is Place.SUPERIOR and level
        return f"{_('Bộ phận Một cửa')} {label(level).lower()}" if higher else _("Bộ phận Một cửa")
    if step.office == AGENCY:
        return _("Ủy ban nhân dân %(level)s") % {"level": label(level).lower()} if level else ""
    return names.offices.get((level or "", step.office), "")
