"""The first page: find a procedure."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from motcua.web.shell.access import public


@public
def home(request: HttpRequest) -> HttpResponse:
    """The search."""
    return render(request, "portal/home.html", {})
