"""Acts on units: what they change, what they refuse, the one event of each, and all or nothing."""

from datetime import date, timedelta
from unittest import mock

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from motcua.journal.events import SYSTEM, Actor
from motcua.journal.models import Event
from motcua.journal.queries import history
from motcua.orgs import queries
from motcua.orgs.actions.assign_calendar import assign_calendar
from motcua.orgs.actions.close_unit import close_unit
from motcua.orgs.actions.found_unit import found_unit
from motcua.orgs.actions.move_unit import move_unit
from motcua.orgs.actions.rename_unit import rename_unit
from motcua.orgs.actions.set_identifier import set_identifier
from motcua.orgs.actions.set_job_title import set_job_title
from motcua.orgs.actions.succeed_units import succeed_units
from motcua.orgs.events import of_unit
from motcua.orgs.models import Level, Scheme, Unit, UnitKind
from motcua.worktime.models import Calendar
from tests.factories.people import make_unit

pytestmark = pytest.mark.django_db
WHO = Actor("quantri", "Lê Hoàng Nam")
FIRST, LAST, NEXT = date(2020, 1, 1), date(2020, 6, 30), date(2020, 7, 1)
ACTIONS = "motcua.orgs.actions"


def by(**more):
    return {"actor": WHO, "at": timezone.now(), **more}


@pytest.fixture
def district():
    return make_unit("huyen", kind=UnitKind.DISTRICT, level=Level.DISTRICT)


@pytest.fixture
def commune(district):
    return make_unit("xa", under=district)


def founded(code="moi", **more):
    values = {
        "code": code,
        "kind": UnitKind.COMMUNE,
        "level": Level.COMMUNE,
        "name": "Xã  Mới",
        "parent": None,
        "valid_from": FIRST,
    }
    return found_unit(**by(**(values | more)))


def types(code):
    return [event.type for event in history(of_unit(code))]


def refusal(act, **arguments):
    """The fields at which `act` refuses `arguments`; nothing was recorded."""
    before = Event.objects.count()
    with pytest.raises(ValidationError) as refused:
        act(**by(**arguments))
    assert Event.objects.count() == before
    return set(refused.value.error_dict)


def test_a_founded_unit_has_a_name_a_place_and_an_event(district):
    unit = founded(parent=district, gso_code="04060", document="QĐ 1")
    assert (unit.name, unit.short_name) == ("Xã Mới", "Xã Mới")
    assert queries.parent(unit, FIRST) == district
    (event,) = history(of_unit("moi"))
    assert (event.type, event.actor_name) == ("unit_founded", WHO.name)
    assert event.payload["parent"] == "huyen"


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"code": "Sai Mã"}, "code"),
        ({"code": "huyen"}, "code"),
        ({"kind": "tỉnh"}, "kind"),
        ({"gso_code": "4"}, "gso_code"),
    ],
)
def test_founding_is_refused_at_the_field(district, wrong, field):
    values = {"code": "moi", "kind": UnitKind.COMMUNE, "level": Level.COMMUNE, "name": "Mới"}
    assert refusal(found_unit, **(values | {"parent": None, "valid_from": FIRST} | wrong)) == {field}


def test_a_parent_that_does_not_exist_then_is_refused():
    late = make_unit("muon", first=date(2021, 1, 1))
    values = {"code": "moi", "kind": "commune", "level": "commune", "name": "Mới", "valid_from": FIRST}
    assert refusal(found_unit, parent=late, **values) == {"parent"}


def test_a_renamed_unit_keeps_its_earlier_name_for_the_days_before(commune):
    renamed = rename_unit(unit=commune, name="Xã Sặp Vạt", on=FIRST, **by())
    assert renamed.name == "Xã Sặp Vạt"
    assert queries.name_on(renamed, FIRST - timedelta(days=1)) == "xa"
    assert queries.name_on(renamed, FIRST) == "Xã Sặp Vạt"
    assert list(queries.search("sap vat", FIRST)) == [renamed]
    assert types("xa") == ["unit_renamed"]
    assert refusal(rename_unit, unit=renamed, name="Khác", on=FIRST) == {"on"}
    tomorrow = timezone.localdate() + timedelta(days=1)
    assert refusal(rename_unit, unit=renamed, name="Khác", on=tomorrow) == {"on"}


def test_a_moved_unit_stands_elsewhere_from_the_day_on(district, commune):
    province = make_unit("tinh", kind=UnitKind.PROVINCE, level=Level.PROVINCE)
    move_unit(unit=commune, parent=province, on=NEXT, **by())
    assert queries.parent(commune, LAST) == district
    assert queries.parent(commune, NEXT) == province
    assert types("xa") == ["unit_moved"]
    assert refusal(move_unit, unit=commune, parent=district, on=NEXT) == {"on"}


def test_no_unit_comes_to_stand_below_itself_today_or_later(district, commune):
    assert refusal(move_unit, unit=district, parent=commune, on=NEXT) == {"parent"}
    assert refusal(move_unit, unit=commune, parent=commune, on=NEXT) == {"parent"}
    other = make_unit("khac", kind=UnitKind.DISTRICT, level=Level.DISTRICT)
    move_unit(unit=other, parent=commune, on=date(2022, 1, 1), **by())
    # Harmless on the day itself, a circle from 2022 on.
    assert refusal(move_unit, unit=commune, parent=other, on=date(2021, 1, 1)) == {"parent"}


def test_a_unit_with_units_below_is_closed_only_with_them(district, commune):
    assert refusal(close_unit, unit=district, last_day=LAST) == {"unit"}
    closed = close_unit(unit=district, last_day=LAST, with_units_below=True, **by())
    assert {unit.code for unit in closed} == {"huyen", "xa"}
    assert types("huyen") == types("xa") == ["unit_closed"]
    assert not queries.existing(NEXT).exists()
    assert queries.subtree("huyen", LAST).count() == 2
    district.refresh_from_db()
    assert refusal(close_unit, unit=district, last_day=LAST) == {"last_day"}


def test_who_moves_away_on_the_day_after_lives_on(district, commune):
    province = make_unit("tinh", kind=UnitKind.PROVINCE, level=Level.PROVINCE)
    move_unit(unit=commune, parent=province, on=NEXT, **by())
    close_unit(unit=district, last_day=LAST, **by())
    assert set(queries.existing(NEXT)) == {province, commune}


def test_a_reform_closes_the_old_and_names_the_new(district, commune):
    new = [make_unit("mot", first=NEXT), make_unit("hai", first=NEXT)]
    rows = succeed_units(predecessors=[commune], successors=new, on=NEXT, document="NQ 1681", **by())
    assert len(rows) == 2
    assert sorted(types("xa")) == ["unit_closed", "unit_succeeded"]
    assert queries.successors_of("xa", NEXT) == sorted(new, key=lambda u: u.sort_key)
    assert queries.predecessors_of("mot") == [commune]
    values = {"predecessors": [commune], "successors": new, "on": NEXT}
    assert refusal(succeed_units, **values) == {"successor"}
    assert refusal(succeed_units, **(values | {"on": FIRST})) == {"successors"}


def test_the_database_refuses_a_second_name_place_and_gso_code_at_once(commune, district):
    for rows, values in (
        (commune.names, {"name": "khác", "short_name": "khác"}),
        (commune.parents, {"parent": district}),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            rows.create(valid_from=NEXT, **values)


def test_an_identifier_follows_another_and_belongs_to_one_agency(district, commune):
    set_identifier(unit=district, scheme=Scheme.QCVN_102, value="000.00.NN.H52", valid_from=FIRST, **by())
    set_identifier(
        unit=district, scheme=Scheme.QCVN_102, value="000.00.41.H52", valid_from=NEXT, verified=True, **by()
    )
    assert queries.identifier(commune, Scheme.QCVN_102, LAST).value == "000.00.NN.H52"
    assert queries.identifier(commune, Scheme.QCVN_102, NEXT).value == "000.00.41.H52"
    taken = {"unit": commune, "scheme": Scheme.QCVN_102, "value": "000.00.41.H52", "valid_from": NEXT}
    assert refusal(set_identifier, **taken) == {"value"}
    assert refusal(set_identifier, **(taken | {"value": "H52.41"})) == {"value"}
    assert refusal(set_identifier, **(taken | {"unit": district, "value": "000.00.42.H52"})) == {"valid_from"}


def test_a_calendar_is_inherited_until_a_unit_has_its_own(district, commune):
    default, summer = (Calendar.objects.create(code=code, name=code) for code in ("vn", "mua-he"))
    with (
        mock.patch("motcua.orgs.queries.work_calendar", lambda pk: pk),
        mock.patch("motcua.orgs.queries.default_calendar", return_value=default.pk),
    ):
        assert queries.calendar_for("xa", FIRST) == default.pk
        assign_calendar(unit=district, calendar=summer, valid_from=FIRST, **by())
        assert queries.calendar_for("xa", FIRST) == summer.pk
        assign_calendar(unit=commune, calendar=default, valid_from=NEXT, **by())
        assert queries.calendar_for("xa", LAST) == summer.pk
        assert queries.calendar_for("xa", NEXT) == default.pk
        assert queries.calendar_for("huyen", NEXT) == summer.pk
    assert types("xa") == ["unit_calendar_assigned"]
    values = {"unit": commune, "calendar": summer, "valid_from": NEXT}
    assert refusal(assign_calendar, **values) == {"valid_from"}
    with pytest.raises(queries.UnknownUnitError):
        queries.calendar_for("khong-co", NEXT)


def test_a_title_is_made_and_changed():
    set_job_title(code="chuyen-vien", name="Chuyên viên", kinds=["office"], **by())
    title = set_job_title(code="chuyen-vien", name="Chuyên viên", kinds=["office", "centre"], **by())
    assert title.kinds == ["office", "centre"]
    assert refusal(set_job_title, code="khac", name="Chuyên viên", kinds=["office"]) == {"name"}
    assert "kinds" in refusal(set_job_title, code="khac", name="Khác", kinds=["không có"])


@pytest.mark.parametrize(
    ("act", "arguments"),
    [
        (found_unit, lambda u: {"code": "moi", "kind": "commune", "level": "commune", "name": "Mới",
                                "parent": u, "valid_from": FIRST}),
        (rename_unit, lambda u: {"unit": u, "name": "Tên mới", "on": FIRST}),
        (move_unit, lambda u: {"unit": u, "parent": None, "on": FIRST}),
        (close_unit, lambda u: {"unit": u, "last_day": LAST}),
        (set_identifier, lambda u: {"unit": u, "scheme": Scheme.QD_20, "value": "H52.1A",
                                     "valid_from": FIRST}),
        (succeed_units, lambda u: {"predecessors": [u], "successors": [make_unit("ke")], "on": NEXT}),
    ],
)  # fmt: skip
def test_what_can_t_be_recorded_did_not_happen(commune, act, arguments):
    values = arguments(commune)
    before = list(Unit.objects.order_by("code").values())
    recorder = "record_many" if act in (close_unit, succeed_units) else "record"
    with (
        mock.patch(f"{act.__module__}.{recorder}", side_effect=RuntimeError),
        pytest.raises(RuntimeError),
    ):
        act(**by(**values))
    assert list(Unit.objects.order_by("code").values()) == before
    assert commune.names.count() == commune.parents.count() == 1
    assert not commune.identifiers.exists()
    assert not commune.succeeded_by.exists()
    assert not Event.objects.exists()


def test_the_system_may_be_the_actor(district):
    rename_unit(unit=district, name="Huyện", on=FIRST, actor=SYSTEM, at=timezone.now())
    assert history(of_unit("huyen")).get().actor_name == SYSTEM.name
