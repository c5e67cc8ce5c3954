"""The office in which the cases of a log are played: its calendar, units, people, procedure, by real acts.

Every day of its calendar is worked around the clock, because the log's municipality has other holidays than
ours and its deadlines fall on any day: so a limit in calendar days ends on the log's own day.
"""

from datetime import date, datetime, time
from random import Random
from typing import Any

from django.db import transaction

from motcua.accounts.permissions import Role
from motcua.catalogue.actions.load_pack import load_pack
from motcua.catalogue.pack import Pack
from motcua.catalogue.terms import Channel
from motcua.journal.actions.record import on_set_clock
from motcua.journal.events import Actor
from motcua.lib.times import LOCAL
from motcua.orgs.actions.assign_calendar import assign_calendar
from motcua.orgs.actions.found_unit import found_unit
from motcua.orgs.actions.set_identifier import set_identifier
from motcua.orgs.models import JobTitle, Level, Scheme, Unit, UnitKind
from motcua.simulation import names
from motcua.simulation.district import one_stop
from motcua.simulation.staffing import employ
from motcua.worktime.actions.open_calendar import open_calendar
from motcua.worktime.events import WeeklyHours

AGENCY = "nhat-ky"
PROCEDURE = "TD.000002"
_IDENTIFIER = "000.00.01.T99"
_LAST = date(2030, 12, 31)
_PEOPLE = (
    ("motcua", "tu-phap-ho-tich", (Role.COUNTER_OFFICER,), True),
    ("thuly", "dia-chinh", (Role.SPECIALIST,), False),
    ("lanhdao", "chu-tich", (Role.UNIT_LEADER,), False),
    ("vanthu", "van-thu", (Role.RECORDS_CLERK,), False),
)


def case_of(days: int) -> str:
    """The procedure's case with a limit of so many calendar days."""
    return f"{days}-ngay"


@transaction.atomic
def equip(limits: set[int], *, first: date, actor: Actor) -> None:
    """Bring in what is not there yet, from the day `first` on. Only in a demonstration."""
    at = datetime.combine(first, time(), LOCAL)
    with on_set_clock():
        if not Unit.objects.filter(code=AGENCY).exists():
            _found_office(first, actor, at)
        load_pack(pack=_pack(limits, first), actor=actor, at=at)


def _found_office(first: date, actor: Actor, at: datetime) -> None:
    told: dict[str, Any] = {"actor": actor, "at": at}
    whole_day = {"starts_at": time.min, "ends_at": time.max}
    hours = [WeeklyHours(weekday=day, **whole_day) for day in range(7)]
    calendar = open_calendar(code="moi-ngay", name="Ngày nào cũng làm việc (trình diễn)", hours=hours, **told)
    common: dict[str, Any] = {"level": Level.COMMUNE.value, "valid_from": first, **told}
    agency = found_unit(
        code=AGENCY,
        kind=UnitKind.COMMUNE.value,
        name="Cơ quan trong nhật ký (trình diễn)",
        parent=None,
        **common,
    )
    counter = found_unit(
        code=one_stop(AGENCY),
        kind=UnitKind.ONE_STOP.value,
        name="Bộ phận Một cửa trong nhật ký (trình diễn)",
        parent=agency,
        **common,
    )
    set_identifier(unit=agency, scheme=Scheme.QCVN_102.value, value=_IDENTIFIER, valid_from=first, **told)
    for unit in (agency, counter):
        assign_calendar(unit=unit, calendar=calendar, valid_from=first, **told)
    for name, title, roles, at_counter in _PEOPLE:
        username = f"{name}.{AGENCY.replace('-', '')}"
        employ(
            username,
            names.person(Random(username)),
            agency,
            JobTitle.objects.get(code=title),
            counter if at_counter else agency,
            roles,
            actor,
            at,
            lasts=(first, _LAST),
        )


def _pack(limits: set[int], first: date) -> Pack:
    channels = [channel.value for channel in Channel]
    procedure = {
        "code": PROCEDURE,
        "effective_from": first,
        "name": "Giải quyết vụ việc trong nhật ký (trình diễn)",
        "field": "Trình diễn",
        "levels": ["commune"],
        "mark": "proposed",
        "cases": [{"code": case_of(days), "name": f"Thời hạn {days} ngày"} for days in sorted(limits)],
        "ways": [
            {"channel": channel, "limit": f"{days} d", "cases": [case_of(days)]}
            for days in sorted(limits)
            for channel in channels
        ],
        "online_levels": [{"level": "full", "from_on": first}],
        "results": [{"name": "Văn bản trả lời"}],
    }
    title = "Thủ tục chung cho các vụ việc của một nhật ký, chỉ dùng khi diễn lại"
    return Pack.model_validate({"pack": "nhat-ky", "title": title, "procedures": [procedure]})
