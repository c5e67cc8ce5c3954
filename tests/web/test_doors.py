"""Every address × every role: the door opens exactly as the table of permissions says."""

import pytest
from django.core.exceptions import PermissionDenied
from django.test import RequestFactory
from django.urls import ResolverMatch

from motcua.accounts.permissions import GRANTS, Role
from motcua.web.shell import access
from tests.conformance.test_access import VIEWS
from tests.factories.people import make_unit, make_user

pytestmark = pytest.mark.django_db


def passes(user, view, namespaces):
    """Whether the door lets `user` through to `view`."""
    request = RequestFactory().get("/")
    request.user, request.session = user, {}
    request.resolver_match = ResolverMatch(view, (), {}, namespaces=namespaces)
    try:
        return access.AccessMiddleware(view).process_view(request, view, (), {}) is None
    except PermissionDenied:
        return False


def meant(role, declared):
    """Whether the tables let a holder of `role` at the top of the tree through."""
    return declared.permission is None or declared.permission in GRANTS[role]


@pytest.mark.parametrize("role", Role)
def test_each_role_passes_exactly_the_doors_of_its_permissions(role):
    user = make_user(role=role, unit=make_unit(kind="one_stop"))
    doors = {address: access.declared(view, names) for address, view, names in VIEWS}
    open_to = {address for address, view, names in VIEWS if passes(user, view, names)}
    assert open_to == {address for address, declared in doors.items() if meant(role, declared)}


def test_who_is_below_the_top_decides_nothing_for_all():
    top = make_unit("tinh", kind="province", level="province")
    user = make_user(role=Role.CATALOGUE_EDITOR, unit=make_unit("xa", under=top))
    for_all = [v for v in VIEWS if access.declared(v[1], v[2]).kind == access.FOR_ALL]
    assert for_all
    assert not [address for address, view, names in for_all if passes(user, view, names)]
