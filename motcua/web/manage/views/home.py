"""Where an administrator begins: everything that can be administered, each with what it is for."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from motcua.accounts.permissions import Permission
from motcua.accounts.queries import may_somewhere
from motcua.web.shell.access import signed_in
from motcua.worktime.models import Calendar

_PARTS = (
    ("units", Permission.MANAGE_UNITS),
    ("officers", Permission.MANAGE_OFFICERS),
    ("calendars", Permission.MANAGE_CALENDARS),
    ("transfers", Permission.TRANSFER_TO_SUCCESSOR),
)


@signed_in
def home(request: HttpRequest) -> HttpResponse:
    """The parts of the administration that the officer has a right to; a word when there is none."""
    at = timezone.now()
    may = {name: may_somewhere(request.user, permission, at) for name, permission in _PARTS}
    calendars = Calendar.objects.order_by("name", "code") if may["calendars"] else ()
    return render(request, "manage/home.html", {"may": may, "calendars": calendars})
