"""Which procedure: found by typing, or among those that this officer receives most."""

from collections import Counter
from collections.abc import Sequence

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from motcua.catalogue import search
from motcua.catalogue.search import Filters, Hit
from motcua.dossiers import frame
from motcua.dossiers.models import Dossier
from motcua.web.counter import drafts
from motcua.web.counter.here import Here
from motcua.web.shell import htmx

SHOWN = 8
_LATEST = 200


def page(request: HttpRequest, at: Here) -> HttpResponse:
    """The search with its answers; htmx gets the answers alone. An exact code leads straight to the form."""
    words = request.GET.get("q", "").replace("\0", " ").strip()[:200]
    after = request.GET.get("after", "")
    hits = _hits(words, at) if words else []
    if len(hits) == 1 and hits[0].code == words and not htmx.wants_part(request):
        return redirect(f"{request.path}?procedure={words}")
    context = {
        "q": words,
        "after": after,
        "hits": hits,
        "usual": [] if words else _usual(at),
        "drafts": drafts.of(at.user),
    }
    return htmx.answer(request, "counter/receive/choose.html", "counter/receive/found.html", context)


def _hits(words: str, at: Here) -> Sequence[Hit]:
    """What the counter's own level solves first, then the others."""
    on = frame.local_day(at.at)
    level = at.units[0].level if at.units else ""
    own = search.search(words, on=on, filters=Filters(level=level), size=SHOWN)
    if len(own.hits) == SHOWN and not own.alike:
        return own.hits
    others = search.search(words, on=on, size=SHOWN)
    first = () if own.alike and not others.alike else own.hits
    return list(dict.fromkeys([*first, *others.hits]))[:SHOWN]


def _usual(at: Here) -> list[tuple[str, str]]:
    """Code and name of what the officer received most among his latest dossiers, the most frequent first."""
    latest = Dossier.objects.filter(contact__user=at.user, received_at__isnull=False)
    rows = latest.order_by("-received_at").values_list(
        "procedure_version__procedure__code", "procedure_version__name"
    )[:_LATEST]
    counted = Counter(code for code, _name in rows)
    names = dict(rows)
    return [(code, names[code]) for code, _count in counted.most_common(SHOWN)]
