"""The guards themselves can fail."""

import pytest
from django.template import engines
from django.test import Client

from motcua.accounts.models import User
from motcua.web.portal.views import home


def test_an_undefined_variable_is_seen():
    with pytest.raises(AssertionError, match="nowhere"):
        engines["django"].from_string("{{ nowhere }}").render({})


@pytest.mark.django_db
def test_a_get_that_writes_is_seen(monkeypatch):
    def writing(*args, **kwargs):
        User.objects.create_user("x", "mật-khẩu-rất-dài", full_name="X")

    monkeypatch.setattr(home.search, "facets", writing)
    with pytest.raises(AssertionError, match="accounts_user"):
        Client().get("/")
