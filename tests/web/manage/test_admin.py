"""Django's admin, behind its own door."""

import pytest

from tests.factories.people import make_user

pytestmark = pytest.mark.django_db


def test_strangers_are_sent_to_the_admins_own_sign_in(client):
    assert client.get("/admin/").headers["Location"].startswith("/admin/login/")


def test_officers_without_that_right_stay_outside(client):
    client.force_login(make_user("mai"))
    assert client.get("/admin/").status_code == 302


def test_administrators_come_in(client):
    user = make_user("quantri")
    user.is_staff = user.is_superuser = True
    user.save()
    client.force_login(user)
    assert client.get("/admin/").status_code == 200
    assert 'href="/admin/"' in client.get("/gallery").text
