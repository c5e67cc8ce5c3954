"""The number books of a unit: opened, closed, with the next number of each."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from motcua.accounts import queries as accounts
from motcua.accounts.permissions import Permission
from motcua.dossiers import books as numbers
from motcua.dossiers.actions.close_book import close_book
from motcua.dossiers.actions.open_book import open_book
from motcua.dossiers.frame import NotAllowedError
from motcua.dossiers.models import NumberBook
from motcua.orgs.models import Unit
from motcua.web.counter.exits import told
from motcua.web.counter.forms.books import BookForm
from motcua.web.shell.access import requires


def _units(request: HttpRequest) -> list[Unit]:
    keys = accounts.units_where(request.user, Permission.FINISH_DOSSIER, timezone.now())
    return list(Unit.objects.filter(pk__in=keys).order_by("sort_key", "code"))


@requires(Permission.FINISH_DOSSIER)
@never_cache
def books(request: HttpRequest) -> HttpResponse:
    """All volumes of the officer's units, the open ones first; POST opens one."""
    units = _units(request)
    form = BookForm(request.POST or None, units=units)
    if request.method == "POST" and form.is_valid() and _opened(request, form):
        messages.success(request, _("Đã mở sổ."))
        return redirect("counter:books")
    rows = NumberBook.objects.filter(unit__in=units).select_related("unit")
    context = {
        "form": form,
        "open": [(book, numbers.last_number(book)) for book in rows.filter(closed_on=None)],
        "closed": rows.exclude(closed_on=None).order_by("-closed_on", "sign")[:50],
    }
    return render(request, "counter/books.html", context, status=422 if form.errors else 200)


def _opened(request: HttpRequest, form: BookForm) -> bool:
    try:
        open_book(actor=request.user, at=timezone.now(), **form.cleaned_data)
    except ValidationError as refused:
        form.add_error(None, refused)
        return False
    except NotAllowedError as refused:
        form.add_error(None, told(refused))
        return False
    return True


@requires(Permission.FINISH_DOSSIER)
@require_POST
def close(request: HttpRequest, key: UUID) -> HttpResponse:
    """One volume is closed."""
    book = NumberBook.objects.select_related("unit").filter(pk=key, unit__in=_units(request)).first()
    if book is None:
        raise Http404
    try:
        close_book(actor=request.user, at=timezone.now(), book=book)
    except ValidationError as refused:
        messages.warning(request, " ".join(refused.messages))
    else:
        messages.success(request, _("Đã khóa sổ."))
    return redirect("counter:books")
