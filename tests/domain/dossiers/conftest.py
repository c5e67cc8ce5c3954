"""A small world in which dossiers walk: a district with an office, officers, a procedure."""

from dataclasses import dataclass
from datetime import datetime, time

import pytest

from motcua.accounts.models import User
from motcua.accounts.permissions import Role
from motcua.catalogue.models import ProcedureVersion
from motcua.dossiers import offices, terms
from motcua.dossiers.values import ApplicantDetails, Brought, Request
from motcua.journal.actions.begin_installation import begin_installation
from motcua.journal.actions.record import on_set_clock
from motcua.lib.times import LOCAL
from motcua.orgs.models import AgencyIdentifier, Level, Scheme, Unit, UnitKind
from motcua.worktime.models import Calendar
from tests.factories.catalogue import a_content, landed
from tests.factories.people import LONG_AGO, make_unit, make_user


def local(text: str) -> datetime:
    """A local time of 2020, e.g. `2020-06-02T09:00`."""
    return datetime.fromisoformat(text).replace(tzinfo=LOCAL)


PROCESS = [
    {"key": "nhan", "name": "Tiếp nhận", "role": "receive", "office": "one_stop", "limit": "0.5 wd"},
    {"key": "phan-cong", "name": "Phân công", "role": "assign", "office": "tu-phap", "limit": "0.5 wd"},
    {"key": "tham-dinh", "name": "Thẩm định", "role": "appraise", "office": "tu-phap", "limit": "2.5 wd"},
    {"key": "ky", "name": "Ký", "role": "approve", "office": "agency", "limit": "1 wd"},
    {"key": "dong-dau", "name": "Đóng dấu", "role": "seal", "office": "one_stop", "limit": "0.5 wd"},
    {"key": "tra", "name": "Trả kết quả", "role": "return", "office": "one_stop"},
]


@dataclass
class World:
    """Who and what there is."""

    district: Unit
    one_stop: Unit
    office: Unit
    counter: User
    head: User
    specialist: User
    chairman: User
    clerk: User
    version: ProcedureVersion
    applicant: ApplicantDetails
    request: Request
    papers: list[Brought]


@pytest.fixture
def clock():
    """Acts are recorded at the time that they are told, as in a replay."""
    begin_installation(kind="demonstration")
    with on_set_clock():
        yield


def usual_calendar() -> None:
    """The calendar that units without one of their own keep."""
    usual = Calendar.objects.create(code="vn", name="Lịch chung")
    for weekday in range(5):
        for start, end in (time(7, 30), time(11, 30)), (time(13), time(17)):
            usual.sessions.create(weekday=weekday, starts_at=start, ends_at=end)


@pytest.fixture
def world(db, clock) -> World:
    offices.forget()
    terms.forget()
    usual_calendar()
    district = make_unit("huyen", kind=UnitKind.DISTRICT, level=Level.DISTRICT, name="UBND huyện")
    one_stop = make_unit("huyen-mot-cua", under=district, kind=UnitKind.ONE_STOP, level=Level.DISTRICT)
    office = make_unit("huyen-tu-phap", under=district, kind=UnitKind.OFFICE, level=Level.DISTRICT)
    AgencyIdentifier.objects.create(
        unit=district, scheme=Scheme.QCVN_102, value="000.00.99.H52", valid_from=LONG_AGO
    )
    content = a_content(
        "9.100001",
        "Thủ tục đi một vòng",
        levels=["district"],
        components=[{"name": "Tờ khai", "originals": 1}, {"name": "Ủy quyền", "mandatory": False}],
        ways=[{"channel": "direct", "limit": "5 wd"}, {"channel": "online", "limit": "5 wd"}],
        supplement_window="3 wd",
        on_the_spot=True,
        extensions=[
            {"code": "xm", "name": "Xác minh", "kind": "verification", "extra": "3 wd", "article": "Điều 5"}
        ],
        processes=[{"code": "chinh", "name": "Quy trình", "limit": "5 wd", "steps": PROCESS}],
    )
    (outcome,) = landed(content, start=LONG_AGO, at=local("2019-12-31T10:00"))
    assert outcome.version, outcome.reasons
    return World(
        district,
        one_stop,
        office,
        counter=make_user(role=Role.COUNTER_OFFICER, unit=one_stop),
        head=make_user(role=Role.OFFICE_LEADER, unit=office),
        specialist=make_user(role=Role.SPECIALIST, unit=office),
        chairman=make_user(role=Role.UNIT_LEADER, unit=district),
        clerk=make_user(role=Role.RECORDS_CLERK, unit=district),
        version=ProcedureVersion.objects.get(pk=outcome.version),
        applicant=ApplicantDetails("Lò Thị Ngọc Ánh", id_number="014123456789", phone="0912345678"),
        request=Request(),
        papers=[Brought(1, originals=1)],
    )
