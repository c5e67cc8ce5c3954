"""Django's admin changes units and people through the acts, within the units that one manages."""

from datetime import date

import pytest
from django import forms
from django.contrib import admin
from django.urls import reverse
from django.utils import timezone, translation

from motcua.accounts import queries
from motcua.accounts.models import Delegation, Officer, Position, RoleHolding, User
from motcua.accounts.permissions import Permission, Role
from motcua.journal.models import Event
from motcua.orgs.models import Level, Unit, UnitKind
from tests.factories.people import (
    PASSWORD,
    give_role,
    make_officer,
    make_position,
    make_title,
    make_unit,
    make_user,
)

pytestmark = pytest.mark.django_db
OURS = [m for m in admin.site._registry if m._meta.app_label in ("orgs", "accounts")]


def page(model, what, *arguments):
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{what}", args=arguments)


def day(value):
    return value.strftime("%d/%m/%Y")


def moment(field, value):
    local = timezone.localtime(value)
    return {f"{field}_0": day(local), f"{field}_1": f"{local:%H:%M:%S}"}


def errors(answer):
    return answer.context["adminform"].form.errors


@pytest.fixture
def district():
    return make_unit("huyen", kind=UnitKind.DISTRICT, level=Level.DISTRICT)


@pytest.fixture
def office(district):
    return make_unit("phong", under=district, kind=UnitKind.OFFICE, level=Level.DISTRICT)


@pytest.fixture
def elsewhere():
    return make_unit("noi-khac", kind=UnitKind.DISTRICT, level=Level.DISTRICT)


@pytest.fixture
def administrator(district):
    return make_user("quantri", role=Role.ADMINISTRATOR, unit=district, is_staff=True)


@pytest.fixture
def pages(client, administrator):
    client.force_login(administrator, backend="django.contrib.auth.backends.ModelBackend")
    return client


@pytest.mark.parametrize("model", OURS, ids=lambda m: m.__name__)
def test_every_list_and_form_opens(pages, model, office):
    officer = make_officer("Lò Thị Mai", user=make_user())
    give_role(officer, Role.SPECIALIST, office)
    assert pages.get(page(model, "changelist")).status_code == 200
    assert pages.get(page(model, "add")).status_code == 200
    row = model.objects.first()
    if row is not None:
        assert pages.get(page(model, "change", row.pk)).status_code == 200
        assert pages.get(page(model, "delete", row.pk)).status_code == 403


@pytest.mark.parametrize("model", OURS, ids=lambda m: m.__name__)
def test_who_has_no_right_sees_nothing(client, model, office):
    clerk = make_user(role=Role.SPECIALIST, unit=office, is_staff=True)
    client.force_login(clerk, backend="django.contrib.auth.backends.ModelBackend")
    assert client.get(page(model, "changelist")).status_code == 403


def test_an_act_of_every_form_and_no_way_around_it():
    for model in OURS:
        registered = admin.site._registry[model]
        forms = [f for f in (registered.add_form, registered.change_form) if f]
        assert all("act" in vars(f) or "act" in vars(f.__mro__[1]) for f in forms), model


def founding(**more):
    values = {"code": "xa", "kind": "commune", "level": "commune", "name": "Xã Mới", "short_name": "Xã Mới"}
    return values | {"valid_from": day(date(2020, 1, 1)), **more}


def test_a_unit_is_founded_renamed_and_closed(pages, district, administrator):
    pages.post(page(Unit, "add"), founding(parent=district.pk))
    unit = Unit.objects.get(code="xa")
    change = page(Unit, "change", unit.pk)
    common = {"name": "Xã Khác", "short_name": "Xã Khác", "on": day(date(2021, 1, 1))}
    assert pages.post(change, common | {"what": "rename"}).status_code == 302
    assert pages.post(change, common | {"what": "close", "on": day(date(2022, 1, 1))}).status_code == 302
    unit.refresh_from_db()
    assert (unit.name, unit.valid_to) == ("Xã Khác", date(2022, 1, 1))
    events = Event.objects.filter(subject_id="xa").order_by("seq")
    assert [e.type for e in events] == ["unit_founded", "unit_renamed", "unit_closed"]
    assert {e.actor_name for e in events} == {administrator.full_name}


def test_what_an_act_refuses_is_told_at_the_field_and_nothing_is_saved(pages, district, office):
    before = Event.objects.count()
    answer = pages.post(page(Unit, "add"), founding(parent=district.pk, code="phong"))
    assert set(errors(answer)) == {"code"}
    answer = pages.post(
        page(Unit, "change", district.pk),
        {"what": "close", "name": "h", "short_name": "h", "on": day(date(2022, 1, 1))},
    )
    assert set(errors(answer)) == {"with_units_below"}
    assert Event.objects.count() == before
    district.refresh_from_db()
    assert district.valid_to is None


def test_units_of_others_are_seen_and_not_changed(pages, district, elsewhere):
    change = page(Unit, "change", elsewhere.pk)
    assert pages.get(change).status_code == 200
    values = {"what": "rename", "name": "Chiếm", "short_name": "Chiếm", "on": day(date(2020, 1, 1))}
    assert pages.post(change, values).status_code == 403
    answer = pages.post(page(Unit, "add"), founding(parent=elsewhere.pk))
    assert set(errors(answer)) == {"parent"}
    assert set(errors(pages.post(page(Unit, "add"), founding()))) == {"parent"}


def test_an_account_is_made_and_switched_off(pages):
    values = {"username": "Mai", "full_name": "Lò Thị Mai", "password": "123"}
    assert set(errors(pages.post(page(User, "add"), values))) == {"password"}
    pages.post(page(User, "add"), values | {"password": PASSWORD})
    user = User.objects.get(username="mai")
    assert user.check_password(PASSWORD)
    answer = pages.post(page(User, "change", user.pk), {"what": "off", "full_name": "Lò Thị Mai"})
    assert answer.status_code == 302
    user.refresh_from_db()
    assert not user.is_active


def test_a_superuser_is_out_of_an_administrator_s_hands(pages):
    root = make_user("root", is_superuser=True)
    answer = pages.post(
        page(User, "change", root.pk), {"what": "password", "full_name": "x", "password": PASSWORD + "x"}
    )
    assert answer.status_code == 302
    root.refresh_from_db()
    assert root.check_password(PASSWORD)


def test_officers_of_others_are_not_found(pages, elsewhere):
    other = make_officer(user=make_user())
    make_position(other, elsewhere)
    answer = pages.post(page(Officer, "change", other.pk), {"full_name": "x", "rank": "none"})
    assert answer.status_code == 302
    assert Officer.objects.get(pk=other.pk).full_name == other.full_name
    assert other.full_name not in pages.get(page(Officer, "changelist")).content.decode()


def test_the_personal_number_is_shown_masked_and_kept_when_left_empty(pages):
    officer = make_officer("Lò Thị Mai", personal_id="014090001234")
    change = page(Officer, "change", officer.pk)
    shown = pages.get(change).content.decode()
    assert "1234" in shown
    assert "014090001234" not in shown
    pages.post(change, {"full_name": "Lò Mai", "rank": "specialist"})
    officer.refresh_from_db()
    assert (officer.full_name, officer.personal_id) == ("Lò Mai", "014090001234")


def test_from_position_to_role_to_delegation_and_back(pages, office):
    giver, taker = (
        make_officer("Cầm Văn Thịnh", user=make_user()),
        make_officer("Sồng A Dếnh", user=make_user()),
    )
    for officer in (giver, taker):
        values = {"officer": officer.pk, "unit": office.pk, "title": make_title().pk}
        pages.post(page(Position, "add"), values | {"valid_from": day(date(2020, 1, 1))})
    now = timezone.now()
    position = giver.positions.get()
    role = {"position": position.pk, "role": "office_leader", "unit": office.pk}
    answer = pages.post(page(RoleHolding, "add"), role | moment("from_at", now))
    assert answer.status_code == 302, errors(answer)
    lent = {"from_officer": giver.pk, "to_officer": taker.pk, "role": "office_leader", "unit": office.pk}
    times = moment("from_at", now) | moment("to_at", now + timezone.timedelta(days=1))
    answer = pages.post(page(Delegation, "add"), lent | times)
    assert set(errors(answer)) == {"document"}
    assert pages.post(page(Delegation, "add"), lent | times | {"document": "12/QĐ"}).status_code == 302
    answer = pages.post(page(Delegation, "add"), lent | times | {"document": "13/QĐ"})
    assert "đã được ủy quyền" in str(errors(answer)["from_at"])
    assert queries.may(taker.user, Permission.ASSIGN_DOSSIER, office, timezone.now())
    holding = RoleHolding.objects.get(position=position)
    end = page(RoleHolding, "change", holding.pk)
    assert pages.post(end, moment("to_at", timezone.now())).status_code == 302
    assert not queries.may(taker.user, Permission.ASSIGN_DOSSIER, office, timezone.now())


def test_an_end_is_asked_for(pages, office):
    officer = make_officer()
    position = make_position(officer, office)
    answer = pages.post(page(Position, "change", position.pk), {})
    assert set(errors(answer)) == {"valid_to"}


@pytest.mark.parametrize("language", ["vi", "en"])
def test_the_day_comes_first(language):
    with translation.override(language):
        assert forms.DateField().clean("05/06/2020") == date(2020, 6, 5)
