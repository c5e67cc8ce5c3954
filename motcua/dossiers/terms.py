"""What the version under which a dossier is received says of it: limit, papers, process. Read once a process.

A published version never changes, so its content is kept in memory.
"""

from collections.abc import Sequence
from datetime import date
from functools import lru_cache
from uuid import UUID

from motcua.catalogue import queries as catalogue
from motcua.catalogue.content import Extension, Process, Step, VersionContent
from motcua.catalogue.models import ProcedureVersion
from motcua.catalogue.terms import Channel, Online, Role
from motcua.dossiers.deadlines import Terms
from motcua.dossiers.plan import Plan
from motcua.dossiers.policies import ComponentRule
from motcua.worktime.limits import Limit, Mode, parse_limit

TAKEN_ONLINE = frozenset({Online.LEVEL_3, Online.LEVEL_4, Online.PARTIAL, Online.FULL})
"""Levels at which a dossier can be handed in online; below them there are only information and forms
(domain.md 1.6)."""

GENERIC = Process(
    code="generic",
    name="Quy trình chung khi chưa công bố quy trình nội bộ",
    steps=(
        Step(key="receive", name="Tiếp nhận hồ sơ", role=Role.RECEIVE, office="one_stop"),
        Step(key="appraise", name="Thẩm định, thụ lý", role=Role.APPRAISE, office="agency"),
        Step(key="approve", name="Phê duyệt", role=Role.APPROVE, office="agency"),
        Step(key="seal", name="Đóng dấu, vào sổ", role=Role.SEAL, office="agency"),
        Step(key="return", name="Trả kết quả", role=Role.RETURN, office="one_stop"),
    ),
)
"""For procedures without a published process: who receives, who solves, who signs, without own limits."""


@lru_cache(maxsize=512)
def content_of(version_id: UUID) -> VersionContent:
    """The whole content of a published version."""
    return catalogue.content(version_id)


def content(version: ProcedureVersion) -> VersionContent:
    """As `content_of`."""
    return content_of(version.pk)


@lru_cache(maxsize=2048)
def plan_of(version_id: UUID, case: str) -> Plan:
    """The internal process that a dossier of this version and case follows."""
    found = _for_case(content_of(version_id).processes, case)
    return Plan.of(found[0] if found else GENERIC)


def terms_of(version: ProcedureVersion, *, case: str, channel: Channel, area: Sequence[str]) -> Terms:
    """Limit and counting mode for a case and channel, and the extra time of the area.

    `area` are the codes of the receiving unit and those above it. A case without a due date, and a version
    that states no limit, give none.
    """
    said = content(version)
    if said.no_due_date or any(c.no_due_date for c in said.cases if c.code == case):
        return Terms(None)
    ways = [w for w in _for_case(said.ways, case) if w.limit and w.channel in (channel, None)]
    extra = [e for e in _for_case(said.area_extensions, case) if set(e.units) & set(area)]
    return Terms(
        parse_limit(ways[0].limit) if ways else _limit_of_process(said, case),
        Mode(said.counting_mode.value),
        parse_limit(extra[0].extra) if extra else None,
    )


def _limit_of_process(said: VersionContent, case: str) -> Limit | None:
    found = [p.limit for p in _for_case(said.processes, case) if p.limit]
    return parse_limit(found[0]) if found else None


def open_online(version: ProcedureVersion, *, case: str, on: date) -> bool:
    """Whether a dossier of this case can be handed in online on that local day: by the level stated for the
    day, else by whether an online way is published.
    """
    said = content(version)
    levels = [x.level for x in said.online_levels if x.from_on <= on and (x.to_on is None or on < x.to_on)]
    if levels:
        return bool(TAKEN_ONLINE & set(levels))
    return any(way.channel is Channel.ONLINE for way in _for_case(said.ways, case))


def components_of(version: ProcedureVersion, case: str) -> list[ComponentRule]:
    """The published papers of a case, by their place in the list (from 1)."""
    return [
        ComponentRule(place, paper.name, paper.mandatory, paper.one_of)
        for place, paper in enumerate(content(version).components, start=1)
        if not paper.cases or case in paper.cases
    ]


def extensions_of(version: ProcedureVersion, case: str) -> list[Extension]:
    """The extensions that the version publishes for a case."""
    return _for_case(content(version).extensions, case)


def extension_of(version: ProcedureVersion, case: str, rule: str) -> Extension | None:
    """The published extension with this code; None when the version has none."""
    return next((e for e in extensions_of(version, case) if e.code == rule), None)


def _for_case(rows: Sequence[object], case: str) -> list:  # type: ignore[type-arg]
    """Rows for this case, those that name it before those for all."""
    own = [row for row in rows if case in row.cases]  # type: ignore[attr-defined]
    return own + [row for row in rows if not row.cases]  # type: ignore[attr-defined]


def forget() -> None:
    """Forget what was read; only where versions vanish, as in tests."""
    content_of.cache_clear()
    plan_of.cache_clear()
