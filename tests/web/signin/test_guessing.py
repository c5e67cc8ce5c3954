"""Guessing passwords: counted by account and by address, the same for names that nobody has."""

import pytest
from django.contrib.auth import authenticate
from django.utils import timezone

from motcua.accounts import lockout
from motcua.accounts.actions.lift_lock_out import lift_lock_out
from motcua.accounts.events import of_account
from motcua.journal.events import SYSTEM
from motcua.journal.queries import history
from motcua.server.models import Attempts
from tests.factories.people import PASSWORD, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def mai():
    return make_user("lò.mai")


def guess(client, name, times, address="192.0.2.7"):
    form = {"username": name, "password": "sai"}
    return [client.post("/sign-in", form, REMOTE_ADDR=address) for _ in range(times)]


def signs_in(client, address="192.0.2.7"):
    form = {"username": "lò.mai", "password": PASSWORD}
    return client.post("/sign-in", form, REMOTE_ADDR=address).status_code == 302


def types(user):
    return [event.type for event in history(of_account(user.pk))]


def test_the_tenth_wrong_password_locks_the_account_here_and_says_until_when(client, mai):
    answers = guess(client, "lò.mai", lockout.MOST_HERE)
    assert [a.status_code for a in answers] == [422] * 9 + [429]
    until = timezone.localtime(Attempts.objects.first().begun_at + lockout.WINDOW)
    assert f"{until:%H:%M}" in answers[-1].text
    assert not signs_in(client)
    assert signs_in(client, address="198.51.100.1"), "elsewhere its owner comes in"


def test_a_name_that_nobody_has_is_locked_in_the_same_words(client, mai):
    known, unknown = (guess(client, name, 11)[-1] for name in ("lò.mai", "không.ai"))
    assert (known.status_code, unknown.status_code) == (429, 429)
    assert known.text == unknown.text


def test_many_places_together_lock_the_account_everywhere(client, mai):
    for n in range(6):
        guess(client, "lò.mai", 5, address=f"192.0.2.{n}")
    assert not signs_in(client, address="198.51.100.1")


def test_an_address_that_tries_many_names_is_locked(client, mai):
    for n in range(12):
        guess(client, f"ai.{n}", 5)
    assert not signs_in(client)
    assert signs_in(client, address="198.51.100.1")


def test_a_lock_is_journaled_once_and_holds_no_address(client, mai):
    guess(client, "lò.mai", 14)
    assert types(mai) == ["locked_out"]
    assert "192.0.2.7" not in str(history(of_account(mai.pk))[0].payload)


def test_an_administrator_lifts_it(client, mai):
    guess(client, "lò.mai", 10)
    lift_lock_out(user=mai, actor=SYSTEM, at=timezone.now())
    assert signs_in(client)
    assert types(mai) == ["locked_out", "lock_lifted"]


def test_it_ends_by_itself(client, mai):
    guess(client, "lò.mai", 10)
    Attempts.objects.update(begun_at=timezone.now() - lockout.WINDOW)
    assert signs_in(client)


def test_who_signs_in_starts_anew(client, mai):
    guess(client, "lò.mai", 9)
    assert signs_in(client)
    client.post("/sign-out")
    assert guess(client, "lò.mai", 1)[0].status_code == 422


def test_what_was_typed_as_name_is_not_kept(client, mai):
    guess(client, PASSWORD, 1)
    assert not Attempts.objects.filter(key__contains=PASSWORD).exists()
    assert authenticate(username="lò.mai", password=PASSWORD) == mai


def test_behind_a_proxy_the_visitors_address_counts(client, mai, settings):
    settings.BEHIND_PROXY = True
    form = {"username": "lò.mai", "password": "sai"}
    for _ in range(10):
        client.post("/sign-in", form, headers={"x-forwarded-for": "10.9.9.9, 192.0.2.7"})
    right = {"username": "lò.mai", "password": PASSWORD}
    locked = client.post("/sign-in", right, headers={"x-forwarded-for": "10.1.1.1, 192.0.2.7"})
    free = client.post("/sign-in", right, headers={"x-forwarded-for": "198.51.100.1"})
    assert (locked.status_code, free.status_code) == (429, 302)
