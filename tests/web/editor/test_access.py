"""The catalogue is shared by all units: a right in one of them does not open it."""

import pytest

from motcua.accounts.permissions import Role
from tests.factories.people import make_unit, make_user

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("inside", [False, True])
def test_only_an_editor_for_all_units_comes_in(client, inside):
    top = make_unit("tinh", kind="province", level="province")
    unit = make_unit("xa", under=top) if inside else top
    client.force_login(make_user(role=Role.CATALOGUE_EDITOR, unit=unit))
    assert client.get("/editor/").status_code == (403 if inside else 200)
    assert ("Quản lý thủ tục" in client.get("/gallery").text) is not inside
