"""Acts on people: positions, postings, roles, delegations, absences; refusals, events, all or nothing."""

from contextlib import suppress
from datetime import date, timedelta
from threading import Barrier, BrokenBarrierError, Thread
from unittest import mock

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from motcua.accounts import demo, models, queries
from motcua.accounts.actions.appoint_officer import appoint_officer
from motcua.accounts.actions.change_officer import change_officer
from motcua.accounts.actions.change_user import change_user
from motcua.accounts.actions.create_user import create_user
from motcua.accounts.actions.deactivate_user import deactivate_user
from motcua.accounts.actions.delegate_role import delegate_role
from motcua.accounts.actions.end_absence import end_absence
from motcua.accounts.actions.end_delegation import end_delegation
from motcua.accounts.actions.end_position import end_position
from motcua.accounts.actions.end_posting import end_posting
from motcua.accounts.actions.end_role import end_role
from motcua.accounts.actions.give_role import give_role
from motcua.accounts.actions.load_demo_people import load_demo_people
from motcua.accounts.actions.post_officer import post_officer
from motcua.accounts.actions.reactivate_user import reactivate_user
from motcua.accounts.actions.record_absence import record_absence
from motcua.accounts.actions.register_officer import register_officer
from motcua.accounts.actions.set_password import set_password
from motcua.accounts.events import of_account, of_person
from motcua.accounts.models import AbsenceSubstitution, Delegation, Posting, RoleHolding, User
from motcua.accounts.permissions import Permission, Role
from motcua.journal.actions.begin_installation import begin_installation
from motcua.journal.events import SYSTEM, Actor
from motcua.journal.models import Event
from motcua.journal.queries import history
from motcua.lib.ids import new_id
from motcua.orgs.actions.load_units import load_units
from motcua.orgs.models import Level, UnitKind
from tests.factories import people
from tests.factories.people import PASSWORD, make_officer, make_position, make_title, make_unit

pytestmark = pytest.mark.django_db
WHO = Actor("quantri", "Lê Hoàng Nam")
DAY = timedelta(days=1)


def by(**more):
    return {"actor": WHO, "at": timezone.now(), **more}


def refusal(act, **arguments):
    """The fields at which `act` refuses `arguments`; nothing was recorded."""
    before = Event.objects.count()
    with pytest.raises(ValidationError) as refused:
        act(**by(**arguments))
    assert Event.objects.count() == before
    return set(refused.value.error_dict)


def types(officer):
    return [event.type for event in history(of_person(officer.pk))]


@pytest.fixture
def office():
    return make_unit("phong", kind=UnitKind.OFFICE, level=Level.DISTRICT)


@pytest.fixture
def one_stop():
    return make_unit("mot-cua", kind=UnitKind.ONE_STOP, level=Level.DISTRICT)


@pytest.fixture
def leader(office):
    officer = make_officer("Cầm Văn Thịnh", user=people.make_user())
    people.give_role(officer, Role.OFFICE_LEADER, office)
    return officer


@pytest.fixture
def specialist(office):
    officer = make_officer("Sồng A Dếnh", user=people.make_user())
    people.give_role(officer, Role.SPECIALIST, office)
    return officer


def test_an_account_comes_changes_and_goes():
    user = create_user(username=" Lò.Mai ", full_name="Lò Thị Mai", password=PASSWORD, **by())
    assert user.username == "lò.mai"
    change_user(user=user, full_name="Lò Mai", email="", is_staff=True, is_superuser=False, **by())
    set_password(user=user, password="một-mật-khẩu-khác", **by())
    assert not deactivate_user(user=user, reason="chuyển công tác", **by()).is_active
    assert reactivate_user(user=user, reason="trở lại", **by()).is_active
    assert User.objects.get().check_password("một-mật-khẩu-khác")
    events = list(history(of_account(user.pk)))
    assert [e.type for e in events] == [
        "user_created", "user_changed", "password_set", "user_deactivated", "user_reactivated",
    ]  # fmt: skip
    assert "mật-khẩu" not in str([e.payload for e in events])


def test_a_weak_password_or_a_taken_name_is_refused_at_its_field():
    values = {"username": "mai", "full_name": "Lò Thị Mai"}
    assert refusal(create_user, password="12345", **values) == {"password"}
    create_user(password=None, **values, **by())
    assert refusal(create_user, password=None, **values) == {"username"}
    assert refusal(set_password, user=User.objects.get(), password="12345") == {"password"}


def test_events_of_officers_hold_nothing_private():
    private = {"phone": "0912345678", "email": "mai@example.vn", "personal_id": "014090001234"}
    officer = register_officer(full_name="Lò Thị Mai", rank="specialist", **private, **by())
    values = {"officer": officer, "full_name": "Lò Thị Mai", "rank": "principal", "service_since": None}
    change_officer(**values, user=None, **(private | {"phone": "0987654321"}), **by())
    payloads = str([e.payload for e in history(of_person(officer.pk))])
    assert not [v for v in [*private.values(), "0987654321"] if v in payloads]
    assert history(of_person(officer.pk)).last().payload["private_fields_changed"] == ["phone"]
    assert officer.masked_personal_id == "••••••••1234"
    assert refusal(register_officer, full_name="Ai", personal_id="014090001234") == {"personal_id"}
    assert refusal(register_officer, full_name="Ai", personal_id="12") == {"personal_id"}


def test_officers_are_listed_by_their_given_names():
    for name in ("Vì Thị Hoan", "Cà Văn Ăn", "Lò Thị Ánh"):
        make_officer(name)
    assert [str(o) for o in models.Officer.objects.all()] == ["Lò Thị Ánh", "Cà Văn Ăn", "Vì Thị Hoan"]


def test_a_position_begins_ends_and_is_not_held_twice(office):
    officer, title = make_officer(), make_title()
    values = {"officer": officer, "unit": office, "title": title}
    position = appoint_officer(**values, valid_from=date(2020, 1, 1), **by())
    assert refusal(appoint_officer, **values, valid_from=date(2021, 1, 1)) == {"title"}
    end_position(position=position, last_day=date(2020, 12, 31), **by())
    appoint_officer(**values, valid_from=date(2021, 1, 1), **by())
    assert types(officer) == ["officer_appointed", "position_ended", "officer_appointed"]
    assert refusal(end_position, position=position, last_day=date(2019, 1, 1)) == {"valid_to"}


def test_a_title_has_to_suit_the_unit_and_the_unit_to_exist(office):
    title = make_title("Chủ tịch UBND")
    title.kinds = [UnitKind.COMMUNE]
    values = {"officer": make_officer(), "unit": office, "valid_from": date(2020, 1, 1)}
    assert refusal(appoint_officer, title=title, **values) == {"title"}
    closed = make_unit(kind=UnitKind.OFFICE, last=date(2019, 12, 31))
    assert refusal(appoint_officer, title=make_title(), **(values | {"unit": closed})) == {"valid_from"}


def test_a_posting_that_falls_short_of_the_decree_is_recorded_with_its_remarks(office, one_stop):
    officer = make_officer(rank="clerk", service_since=date(2019, 1, 1))
    values = {"officer": officer, "by_agency": office, "one_stop": one_stop}
    days = {"valid_from": date(2020, 1, 1), "valid_to": date(2020, 3, 31)}
    posting = post_officer(**values, **days, **by())
    remarks = ["rank_too_low", "service_too_short", "posting_too_short"]
    assert history(of_person(officer.pk)).get().payload["remarks"] == remarks
    assert refusal(post_officer, **values, **days) == {"valid_from"}
    assert refusal(post_officer, **(values | {"one_stop": office}), **days) == {"one_stop"}
    end_posting(posting=posting, last_day=date(2020, 2, 1), **by())
    assert Posting.objects.get().valid_to == date(2020, 2, 1)


def test_a_role_is_given_and_taken_back_at_once(office, one_stop):
    officer = make_officer(user=people.make_user())
    position = make_position(officer, office)
    now = timezone.now()
    values = {"position": position, "role": Role.SPECIALIST, "unit": office}
    holding = give_role(**values, from_at=now - DAY, **by())
    assert refusal(give_role, **values, from_at=now) == {"role"}
    assert queries.may(officer.user, Permission.TAKE_STEP, office, timezone.now())
    end_role(holding=holding, to_at=timezone.now(), **by())
    assert not queries.may(officer.user, Permission.TAKE_STEP, office, timezone.now())
    assert refusal(end_role, holding=holding, to_at=now - DAY) == {"to_at"}
    assert refusal(end_role, holding=holding, to_at=now + DAY) == {"to_at"}
    reception = {**values, "role": Role.COUNTER_OFFICER, "from_at": now}
    assert refusal(give_role, **reception) == {"unit"}
    give_role(**(reception | {"unit": one_stop}), **by())
    assert types(officer) == ["role_given", "role_ended", "role_given"]


def test_a_role_that_has_not_begun_never_comes_into_force(office):
    position = make_position(make_officer(), office)
    later = timezone.now() + DAY
    holding = give_role(position=position, role=Role.SPECIALIST, unit=office, from_at=later, **by())
    ended = end_role(holding=holding, to_at=timezone.now(), **by())
    assert ended.to_at == ended.from_at == later
    give_role(position=position, role=Role.SPECIALIST, unit=office, from_at=later, **by())


def delegation(leader, specialist, office, **more):
    now = timezone.now()
    values = {"from_officer": leader, "to_officer": specialist, "role": Role.OFFICE_LEADER, "unit": office}
    return {**values, "from_at": now, "to_at": now + DAY, "document": "12/QĐ", **more}


def test_a_delegation_works_and_ends_before_its_time(leader, specialist, office):
    row = delegate_role(**delegation(leader, specialist, office), **by())
    assert queries.may(specialist.user, Permission.ASSIGN_DOSSIER, office, timezone.now())
    end_delegation(delegation=row, to_at=timezone.now(), **by())
    assert not queries.may(specialist.user, Permission.ASSIGN_DOSSIER, office, timezone.now())
    assert types(leader) == ["role_delegated", "delegation_ended"]


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"role": Role.UNIT_LEADER}, "role"),
        ({"role": Role.ADMINISTRATOR}, "role"),
        ({"permissions": [Permission.APPROVE_RESULT]}, "permissions"),
        ({"document": ""}, "document"),
        ({"to_at": None}, "to_at"),
    ],
)
def test_what_can_t_be_delegated_is_refused_at_its_field(leader, specialist, office, change, field):
    assert refusal(delegate_role, **delegation(leader, specialist, office, **change)) == {field}


def test_nobody_delegates_to_himself_in_the_past_or_to_somebody_out_of_service(leader, specialist, office):
    assert refusal(delegate_role, **delegation(leader, leader, office)) == {"to_officer"}
    assert refusal(delegate_role, **delegation(leader, make_officer(), office)) == {"to_officer"}
    past = delegation(leader, specialist, office, from_at=timezone.now() - DAY)
    assert refusal(delegate_role, **past) == {"from_at"}


def test_what_was_delegated_is_not_delegated_on(leader, specialist, office):
    delegate_role(**delegation(leader, specialist, office), **by())
    third = make_officer()
    make_position(third, office)
    assert refusal(delegate_role, **delegation(specialist, third, office)) == {"role"}


def test_nobody_delegates_longer_than_he_holds(leader, specialist, office):
    RoleHolding.objects.filter(position__officer=leader).update(to_at=timezone.now() + DAY / 2)
    assert refusal(delegate_role, **delegation(leader, specialist, office)) == {"role"}


def test_the_same_role_is_not_delegated_twice_at_a_time(leader, specialist, office):
    row = delegate_role(**delegation(leader, specialist, office), **by())
    third = make_officer()
    make_position(third, office)
    assert refusal(delegate_role, **delegation(leader, third, office)) == {"from_at"}
    with pytest.raises(IntegrityError, match="one_at_a_time"), transaction.atomic():
        Delegation.objects.bulk_create([copy_of(row, Delegation)])
    after = delegation(leader, third, office, from_at=row.to_at, to_at=row.to_at + DAY)
    delegate_role(**after, **by())


def copy_of(row, model):
    values = {f.attname: getattr(row, f.attname) for f in model._meta.fields if not f.primary_key}
    return model(pk=new_id(), **values)


def raw_copy(table, pk):
    """Copy a row past Django and past the acts."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT column_name FROM information_schema.columns WHERE table_name = '{table}'")
        names = ", ".join(name for (name,) in cursor.fetchall() if name != "id")
        cursor.execute(f"INSERT INTO {table} (id, {names}) SELECT %s, {names} FROM {table} WHERE id = %s",
                       [new_id(), pk])  # fmt: skip


def test_the_database_refuses_overlaps_and_self_service_from_raw_sql(leader, specialist, office):
    given = delegate_role(**delegation(leader, specialist, office), **by())
    away = absence(leader, specialist)
    for table, pk in (("accounts_delegation", given.pk), ("accounts_absencesubstitution", away.pk)):
        with pytest.raises(IntegrityError), transaction.atomic():
            raw_copy(table, pk)
    for table, giver, taker in (
        ("accounts_delegation", "from_officer_id", "to_officer_id"),
        ("accounts_absencesubstitution", "absent_id", "substitute_id"),
    ):
        with (
            pytest.raises(IntegrityError),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(f"UPDATE {table} SET {taker} = {giver}")


def absence(absent, substitute, **more):
    now = timezone.now()
    times = {"from_at": now, "to_at": now + DAY, **more}
    return record_absence(absent=absent, substitute=substitute, **times, **by())


def test_an_absence_lets_another_work_until_the_return(leader, specialist, office):
    row = absence(leader, specialist)
    assert queries.ground_for(
        specialist.user, Permission.ASSIGN_DOSSIER, office, timezone.now()
    ).as_payload() == {
        "kind": "substitution",
        "role": "office_leader",
        "unit": "phong",
        "reference": str(row.pk),
        "of_officer": str(leader.pk),
        "of_name": "Cầm Văn Thịnh",
    }
    end_absence(absence=row, to_at=timezone.now(), **by())
    assert not queries.may(specialist.user, Permission.ASSIGN_DOSSIER, office, timezone.now())
    assert types(leader) == ["absence_recorded", "absence_ended"]


def test_absences_that_make_no_sense_are_refused(leader, specialist, office):
    now = timezone.now()
    third = make_officer()
    make_position(third, office)
    absence(leader, specialist)
    times = {"from_at": now + DAY / 2, "to_at": now + DAY * 2}
    assert refusal(record_absence, absent=leader, substitute=third, **times) == {"from_at"}
    assert refusal(record_absence, absent=specialist, substitute=third, **times) == {"absent"}
    assert refusal(record_absence, absent=third, substitute=leader, **times) == {"substitute"}
    assert refusal(record_absence, absent=third, substitute=make_officer(), **times) == {"substitute"}
    assert refusal(record_absence, absent=third, substitute=third, **times) == {"substitute"}
    past = times | {"from_at": now - DAY}
    assert refusal(record_absence, absent=third, substitute=specialist, **past) == {"from_at"}


@pytest.mark.django_db(transaction=True)
def test_of_two_overlapping_delegations_at_once_one_wins():
    office = make_unit("phong", kind=UnitKind.OFFICE, level=Level.DISTRICT)
    giver = make_officer()
    people.give_role(giver, Role.OFFICE_LEADER, office)
    takers = [make_officer(), make_officer()]
    for taker in takers:
        make_position(taker, office)

    def delegate(taker):
        delegate_role(**delegation(giver, taker, office), **by())

    assert sorted(at_once(delegate, takers)) == ["ValidationError", "done"]
    assert Delegation.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_of_two_officers_naming_each_other_at_once_one_wins():
    office = make_unit("phong", kind=UnitKind.OFFICE, level=Level.DISTRICT)
    pair = [make_officer(), make_officer()]
    for officer in pair:
        make_position(officer, office)
    outcome = at_once(lambda officer: absence(officer, pair[officer == pair[0]]), pair)
    assert sorted(outcome) == ["ValidationError", "done"]
    assert AbsenceSubstitution.objects.count() == 1


def at_once(act, arguments):
    """What became of `act`, done with each of two arguments in two threads.

    Who has acted waits a second for the other before the commit: acts that do not wait for each other meet
    there, both unseen by the other.
    """
    start, acted, outcome = Barrier(2), Barrier(2), []

    def run(argument):
        start.wait()
        try:
            with transaction.atomic():
                act(argument)
                with suppress(BrokenBarrierError):
                    acted.wait(timeout=1)
            outcome.append("done")
        except (ValidationError, IntegrityError) as error:
            outcome.append(type(error).__name__)
        finally:
            connection.close()

    threads = [Thread(target=run, args=(argument,)) for argument in arguments]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return outcome


@pytest.mark.parametrize(
    ("act", "arguments", "rows"),
    [
        (register_officer, lambda o, u: {"full_name": "Ai"}, "Officer"),
        (create_user, lambda o, u: {"username": "ai", "full_name": "Ai", "password": None}, "User"),
        (delegate_role, lambda o, u: delegation(o, u[0], u[1]), "Delegation"),
        (
            record_absence,
            lambda o, u: {
                "absent": o,
                "substitute": u[0],
                "from_at": timezone.now(),
                "to_at": timezone.now() + DAY,
            },
            "AbsenceSubstitution",
        ),
        (
            give_role,
            lambda o, u: {
                "position": o.positions.get(),
                "role": Role.SPECIALIST,
                "unit": u[1],
                "from_at": timezone.now(),
            },
            "RoleHolding",
        ),
    ],
)
def test_what_can_t_be_recorded_did_not_happen(leader, specialist, office, act, arguments, rows):
    values = arguments(leader, (specialist, office))
    count = getattr(models, rows).objects.count()
    with mock.patch(f"{act.__module__}.record", side_effect=RuntimeError), pytest.raises(RuntimeError):
        act(**by(**values))
    assert getattr(models, rows).objects.count() == count
    assert not Event.objects.exists()


def test_demo_people_are_refused_in_a_real_installation():
    with pytest.raises(PermissionDenied):
        load_demo_people(**by())
    assert not User.objects.exists()
    assert queries.demo_accounts(timezone.now()) == []


def test_demo_people_come_once_and_may_do_their_work():
    begin_installation(kind="demonstration")
    load_units(actor=SYSTEM, at=timezone.now())
    added = load_demo_people(**by())
    assert added == len(demo.people().people) == User.objects.count()
    assert load_demo_people(**by()) == 0
    accounts = {a.username: a for a in queries.demo_accounts(timezone.now())}
    assert {"canbo.yenchau", "quantri", "chutich.yenchau"} <= set(accounts)
    counter = User.objects.get(username="canbo.yenchau")
    assert counter.check_password(accounts["canbo.yenchau"].password)
    then = timezone.make_aware(timezone.datetime(2020, 6, 1, 9))
    old, new = (queries.orgs.unit(code) for code in ("yen-chau-mot-cua", "xa-yen-chau-ttpvhcc"))
    assert queries.may(counter, Permission.RECEIVE_DOSSIER, old, then)
    assert not queries.may(counter, Permission.RECEIVE_DOSSIER, new, then)
    assert queries.may(counter, Permission.RECEIVE_DOSSIER, new, timezone.now())
    assert not queries.may(counter, Permission.RECEIVE_DOSSIER, old, timezone.now())
    for one_stop in queries.orgs.existing(then.date()).filter(kind=UnitKind.ONE_STOP):
        assert queries.officers_with(Permission.RECEIVE_DOSSIER, one_stop, then).exists()
