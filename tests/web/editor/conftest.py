"""An editor at work on a draft of a procedure that has every part."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from motcua.accounts.permissions import Role
from motcua.catalogue import queries
from motcua.catalogue.models import ProcedureVersion
from motcua.catalogue.terms import Origin
from tests.factories.catalogue import full_content, landed
from tests.factories.people import make_user

CODE = "9.000009"


@pytest.fixture
def editor():
    client = Client()
    client.force_login(make_user("bien.tap", role=Role.CATALOGUE_EDITOR, full_name="Lò Thị Biên"))
    return client


@pytest.fixture
def draft(editor):
    """The address of a part of the draft."""
    landed(full_content(), start=date(2020, 1, 1))
    editor.post(reverse("editor:begin", args=(CODE,)), {"version": "1"})
    return lambda *tail: "/".join([f"/editor/{CODE}/draft", *map(str, tail)])


def own():
    """What the draft says now."""
    return queries.content(ProcedureVersion.objects.get(origin=Origin.LOCAL))


def sent(client, address, **given):
    """The form at `address` sent back as it came, but for `given`."""
    form = client.get(address).context["form"]
    data = {}
    for name in form.fields:
        value = form[name].value()
        boxes = isinstance(value, list) and value and isinstance(value[0], tuple)  # a date in three boxes
        data |= {f"{name}_{part}": text for part, *_, text in value} if boxes else {name: value}
    return client.post(address, {k: "" if v is None else v for k, v in (data | given).items()})
