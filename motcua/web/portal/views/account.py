"""One's own account: positions and roles, as they hold now."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from motcua.accounts import labels
from motcua.accounts.models import Officer, Position
from motcua.accounts.queries import held_by
from motcua.orgs.models import Unit
from motcua.web.portal import days
from motcua.web.shell.access import signed_in


@signed_in
def account(request: HttpRequest) -> HttpResponse:
    """Who is signed in, in which positions, with which roles and by what right."""
    officer = Officer.objects.filter(user=request.user).first()
    positions = Position.objects.on(days.today()).filter(officer=officer).select_related("unit", "title")
    held = held_by(request.user, days.now())
    units = Unit.objects.in_bulk({one.unit for one in held})
    context = {
        "account": request.user,
        "officer": officer,
        "positions": positions.order_by("valid_from", "id"),
        "roles": [
            (labels.ROLES[one.role], units[one.unit], labels.GROUNDS[one.kind], one.of_name) for one in held
        ],
    }
    return render(request, "portal/account.html", context)
