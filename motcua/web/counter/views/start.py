"""The counter's first page: what waits here, the most urgent first."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache

from motcua.accounts.permissions import Permission
from motcua.accounts.queries import may_somewhere
from motcua.dossiers import telling
from motcua.dossiers.models import Dossier
from motcua.lib.memory import remembering
from motcua.lib.times import LOCAL
from motcua.web.counter import arrivals, collecting, drafts, handing
from motcua.web.counter.here import Here, here
from motcua.web.shell.access import requires

_FEW = 5
_MANY = 30


@requires(Permission.RECEIVE_DOSSIER)
@never_cache
def start(request: HttpRequest) -> HttpResponse:
    """Today's figures and everything that waits for the officer at his counters."""
    at = here(request)
    with remembering():
        context = {
            "units": at.units,
            "today": _today(at),
            "drafts": drafts.of(at.user),
            "arrivals": arrivals.waiting(at),
            "guided": arrivals.guided(at),
            "to_hand_over": handing.ready(at).count(),
            "results": collecting.first(at, _FEW),
            "results_count": collecting.waiting(at).count(),
            "proposed": arrivals.proposed(at),
            "supplements": arrivals.supplements(at),
            "to_tell": telling.to_tell(at.units, _MANY),
            "leads_cash": may_somewhere(at.user, Permission.CANCEL_CLOSED_RECEIPT, at.at),
            "takes_money": may_somewhere(at.user, Permission.RECORD_PAYMENT, at.at),
        }
        return render(request, "counter/start.html", context)


def _today(at: Here) -> dict[str, int]:
    """Received and returned today at the officer's counters."""
    midnight = at.at.astimezone(LOCAL).replace(hour=0, minute=0, second=0, microsecond=0)
    here_only = Dossier.objects.filter(received_by_unit__in=at.units)
    return {
        "received": here_only.filter(received_at__gte=midnight).count(),
        "returned": here_only.filter(returned_at__gte=midnight).count(),
    }
