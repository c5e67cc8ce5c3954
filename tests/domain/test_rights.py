"""Who may do what: own roles, delegations, substitutions, and everything else refused."""

from datetime import date, datetime, timedelta

import pytest

from motcua.accounts import queries
from motcua.accounts.models import AbsenceSubstitution, Delegation
from motcua.accounts.permissions import Permission, Role
from motcua.accounts.policies import GroundKind
from motcua.lib.times import LOCAL
from motcua.orgs.models import Level, UnitKind
from tests.factories.people import give_role, make_officer, make_position, make_unit, make_user

pytestmark = pytest.mark.django_db
AT = datetime(2020, 6, 1, 9, 0, tzinfo=LOCAL)
DAY = timedelta(days=1)


@pytest.fixture
def district():
    return make_unit("huyen", kind=UnitKind.DISTRICT, level=Level.DISTRICT)


@pytest.fixture
def office(district):
    return make_unit("phong", under=district, kind=UnitKind.OFFICE, level=Level.DISTRICT)


@pytest.fixture
def commune(district):
    return make_unit("xa", under=district)


@pytest.fixture
def tax(district):
    return make_unit("thue", under=district, kind=UnitKind.VERTICAL, level=Level.DISTRICT)


def test_nobody_may_do_anything_without_a_role(office):
    plain, officer = make_user(), make_user()
    make_position(make_officer(user=officer), office)
    for user in (plain, officer):
        assert queries.permissions_of(user, office, AT) == frozenset()
        assert queries.units_where(user, Permission.VIEW_DOSSIERS, AT) == set()


def test_a_role_counts_where_it_is_held_and_as_far_as_the_table_says(district, office, commune, tax):
    chairman = make_user(role=Role.UNIT_LEADER, unit=district)
    assert queries.may(chairman, Permission.APPROVE_RESULT, office, AT)
    assert not queries.may(chairman, Permission.APPROVE_RESULT, commune, AT)
    assert queries.may(chairman, Permission.VIEW_DOSSIERS, commune, AT)
    assert not queries.may(chairman, Permission.VIEW_DOSSIERS, tax, AT)
    where = queries.units_where(chairman, Permission.VIEW_DOSSIERS, AT)
    assert where == {district.pk, office.pk, commune.pk}
    assert queries.units_where(chairman, Permission.APPROVE_RESULT, AT) == {district.pk, office.pk}


@pytest.mark.parametrize("role", [Role.UNIT_LEADER, Role.SPECIALIST])
def test_a_list_and_a_single_question_agree(role, district, office, commune, tax):
    units = (district, office, commune, tax)
    asked = (Permission.APPROVE_RESULT, Permission.VIEW_DOSSIERS, Permission.TAKE_STEP)
    for held_in in units:
        user = make_user(role=role, unit=held_in)
        for permission in asked:
            where = queries.units_where(user, permission, AT)
            assert where == {u.pk for u in units if queries.may(user, permission, u, AT)}


def test_an_account_switched_off_may_nothing(office):
    user = make_user(role=Role.SPECIALIST, unit=office, is_active=False)
    assert queries.permissions_of(user, office, AT) == frozenset()
    assert not queries.may(user, Permission.TAKE_STEP, office, AT)


def test_a_role_ends_at_its_instant_and_with_its_position(office):
    user = make_user()
    officer = make_officer(user=user)
    make_position(officer, office)  # in service otherwise
    ended = make_position(officer, make_unit(), last=date(2020, 5, 31))
    give_role(officer, Role.SPECIALIST, office, position=ended)
    assert not queries.may(user, Permission.TAKE_STEP, office, AT)
    assert queries.may(user, Permission.TAKE_STEP, office, AT - DAY)
    give_role(officer, Role.CASH_DESK, office, from_at=AT - DAY, to_at=AT)
    assert not queries.may(user, Permission.RECORD_PAYMENT, office, AT)
    assert queries.may(user, Permission.RECORD_PAYMENT, office, AT - timedelta(seconds=1))


def delegated(office, *, only=(), role=Role.OFFICE_LEADER):
    giver, taker = make_user(role=role, unit=office), make_user()
    make_position(make_officer(user=taker), office)
    row = Delegation.objects.create(
        from_officer=giver.officer,
        to_officer=taker.officer,
        role=role,
        unit=office,
        permissions=list(only),
        document="12/QĐ-UBND ngày 29/5/2020",
        from_at=AT - DAY,
        to_at=AT + DAY,
    )
    return giver, taker, row


def test_a_delegation_gives_the_role_for_its_time_and_names_itself(office):
    giver, taker, row = delegated(office)
    ground = queries.ground_for(taker, Permission.ASSIGN_DOSSIER, office, AT)
    assert (ground.kind, ground.reference, ground.document) == (GroundKind.DELEGATION, row.pk, row.document)
    assert ground.of_officer == giver.officer.pk
    assert ground.as_payload()["of_name"] == giver.full_name
    assert not queries.may(taker, Permission.ASSIGN_DOSSIER, office, AT + DAY)


def test_a_delegation_of_some_permissions_gives_these_alone(office):
    _, taker, _ = delegated(office, only=[Permission.ASSIGN_DOSSIER])
    assert queries.permissions_of(taker, office, AT) == {Permission.ASSIGN_DOSSIER}


def test_a_delegation_ends_with_the_office_of_who_gave_it(office):
    giver, taker, _ = delegated(office)
    giver.officer.positions.update(valid_to=date(2020, 5, 31))
    assert not queries.may(taker, Permission.ASSIGN_DOSSIER, office, AT)


def test_a_substitute_does_the_daily_work_of_all_roles_but_holds_no_keys(office, district):
    absent, substitute = make_user(role=Role.SPECIALIST, unit=office), make_user()
    give_role(absent.officer, Role.ADMINISTRATOR, district)
    make_position(make_officer(user=substitute), office)
    row = AbsenceSubstitution.objects.create(
        absent=absent.officer, substitute=substitute.officer, from_at=AT, to_at=AT + DAY
    )
    ground = queries.ground_for(substitute, Permission.COMPLETE_STEP, office, AT)
    assert (ground.kind, ground.reference) == (GroundKind.SUBSTITUTION, row.pk)
    assert not queries.may(substitute, Permission.MANAGE_UNITS, district, AT)


def test_what_came_from_another_goes_no_further(office):
    _, middle, _ = delegated(office)
    last = make_user()
    make_position(make_officer(user=last), office)
    AbsenceSubstitution.objects.create(
        absent=middle.officer, substitute=last.officer, from_at=AT - DAY, to_at=AT + DAY
    )
    assert not queries.may(last, Permission.ASSIGN_DOSSIER, office, AT)


def test_the_own_role_is_the_ground_when_there_are_two(office):
    _, taker, _ = delegated(office)
    give_role(taker.officer, Role.OFFICE_LEADER, office)
    assert queries.ground_for(taker, Permission.ASSIGN_DOSSIER, office, AT).kind is GroundKind.OWN_ROLE


def test_a_superuser_administers_and_has_no_part_in_dossiers(office):
    root = make_user(is_superuser=True)
    assert queries.ground_for(root, Permission.MANAGE_UNITS, office, AT).kind is GroundKind.SUPERUSER
    assert not queries.may(root, Permission.VIEW_DOSSIERS, office, AT)
    assert queries.units_where(root, Permission.MANAGE_UNITS, AT)
    assert queries.units_where(root, Permission.APPROVE_RESULT, AT) == set()


def test_one_question_costs_few_statements(office, django_assert_max_num_queries):
    _, taker, _ = delegated(office)
    with django_assert_max_num_queries(2):
        assert queries.may(taker, Permission.ASSIGN_DOSSIER, office, AT)
