"""Results that wait to be fetched: the list of a counter, and one of them found by whatever is at hand."""

from collections.abc import Sequence
from urllib.parse import unquote

from django.db.models import Q, QuerySet

from motcua.catalogue.queries import with_names
from motcua.dossiers.lifecycle import State
from motcua.dossiers.models import Dossier
from motcua.lib.text import search_key
from motcua.web.counter import card
from motcua.web.counter.here import Here

MOST = 50


def waiting(at: Here) -> QuerySet[Dossier]:
    """Results at the officer's counters that nobody has fetched, the longest waiting first."""
    return with_names(_here(at)).select_related("applicant", "result")


def first(at: Here, most: int) -> QuerySet[Dossier]:
    """The `most` results that have waited longest: all that is shown of them is read for these alone."""
    return waiting(at).filter(pk__in=_here(at).values("pk")[:most])


def _here(at: Here) -> QuerySet[Dossier]:
    rows = Dossier.objects.filter(state=State.READY.value, received_by_unit__in=at.units)
    return rows.order_by("closed_at", "code")


def found(at: Here, typed: str) -> Sequence[Dossier]:
    """Waiting results with that code (or its end), QR text, citizen card, ID or phone number, or name."""
    words = code_in(typed)
    read = card.parse(words)
    number = (read.number if read else words).replace(" ", "")
    by = Q(code__iexact=words) | Q(applicant__id_number=number) | Q(applicant__phone=number)
    if len(words) >= 3 and words.isdigit():
        by |= Q(code__endswith=words)
    names = Q()
    for word in search_key(words).split():
        names &= Q(applicant__search_key__contains=word)
    if names and not any(c.isdigit() for c in words):
        by |= names
    return waiting(at).filter(by)[:MOST]


def code_in(typed: str) -> str:
    """The dossier's code in what a receipt's QR code holds, else what was typed.

    >>> code_in("https://motcua.yenchau.example/tra-cuu#H52-200602-0001/K7Q2MNPR")
    'H52-200602-0001'
    """
    text = typed.strip()
    if "#" not in text or "|" in text:
        return text
    return unquote(text.split("#", 1)[1].split("/", 1)[0])
