"""The first fence: no address without a declared access, and a view that declares nothing stays shut."""

import pytest
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.test import RequestFactory
from django.urls import URLPattern, URLResolver, get_resolver

from motcua.web.shell import access


def walk(patterns, namespaces=(), prefix=""):
    """Every view of the installation with the namespaces it is reached under."""
    for entry in patterns:
        here = f"{prefix}{entry.pattern}"
        if isinstance(entry, URLResolver):
            inner = (*namespaces, entry.namespace) if entry.namespace else namespaces
            yield from walk(entry.url_patterns, inner, here)
        elif isinstance(entry, URLPattern):
            yield here, entry.callback, list(namespaces)


VIEWS = list(walk(get_resolver().url_patterns))


def test_there_are_addresses():
    assert len(VIEWS) > 10


@pytest.mark.parametrize(("address", "view", "namespaces"), VIEWS, ids=[v[0] or "/" for v in VIEWS])
def test_every_address_declares_its_access(address, view, namespaces):
    assert access.declared(view, namespaces) is not None


def test_a_view_that_declares_nothing_stays_shut(caplog):
    def forgotten(request):
        return HttpResponse("secret")

    request = RequestFactory().get("/forgotten")
    request.resolver_match = None
    door = access.AccessMiddleware(forgotten)
    with pytest.raises(PermissionDenied):
        door.process_view(request, forgotten, (), {})
    assert "declares no access" in caplog.text


def test_a_view_declares_its_access_once():
    with pytest.raises(ValueError, match="twice"):
        access.signed_in(access.public(lambda request: HttpResponse()))
