"""The register of a unit and a year: pages on screen, a workbook, PDF."""

import tempfile
from datetime import date
from urllib.parse import urlencode

from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from motcua.accounts.permissions import Permission
from motcua.dossiers import frame
from motcua.lib.memory import remembering
from motcua.orgs import queries as orgs
from motcua.printouts.filling import books as filling
from motcua.printouts.filling.books import EmptyBookError, Part
from motcua.printouts.render import render as pdf_of
from motcua.web.registers import sight, workbooks
from motcua.web.registers.forms import PartForm
from motcua.web.registers.sight import Book
from motcua.web.shell.access import requires

SIZE = 50
# A longer part is typeset for minutes: the command line does that, or month by month.
MOST_PRINTED = 3000
_AT_ONCE = 1000
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@requires(Permission.VIEW_DOSSIERS)
def books(request: HttpRequest) -> HttpResponse:
    """The books that one may open, by year and unit."""
    with remembering():
        found = sight.books(request, timezone.now())
        return render(request, "registers/books.html", {"books": found})


@requires(Permission.VIEW_DOSSIERS)
@never_cache
def book(request: HttpRequest, unit: str, year: int) -> HttpResponse:
    """A page of the book: `?month=`, `?field=`, and `?number=` with which it begins."""
    at = timezone.now()
    with remembering():
        there = sight.book(request, unit, year, at)
        masked = sight.masked(request, there, at)
        form = PartForm(request.GET)
        rows = filling.entries(there.unit, year, form.part).filter(book_number__gt=form.after)
        found = list(rows[: SIZE + 1])
        sight.looked(request, there, "xem sổ theo dõi hồ sơ năm", masked=masked)
        more = found[SIZE].book_number if len(found) > SIZE else None
        context = {
            "book": there,
            "name": orgs.name_on(there.unit, min(frame.local_day(at), date(year, 12, 31))),
            "form": form,
            "rows": [filling.entry(dossier, masked=masked) for dossier in found[:SIZE]],
            "masked": masked,
            "narrowed": form.part != filling.WHOLE,
            "asked": _query(form.part),
            "first": _query(form.part) if form.after else "",
            "following": _query(form.part, number=more) if more else "",
            "end": _query(Part(), number=max(there.last - SIZE + 1, 1)) if there.last > SIZE else "",
        }
        return render(request, "registers/book.html", context)


def _query(part: Part, **more: int) -> str:
    asked = {name: value for name, value in (*vars(part).items(), *more.items()) if value}
    return f"?{urlencode(asked)}"


@requires(Permission.VIEW_DOSSIERS)
@never_cache
def workbook(request: HttpRequest, unit: str, year: int) -> FileResponse:
    """The part of the book that is asked for as a workbook."""
    at = timezone.now()
    out = tempfile.TemporaryFile()  # noqa: SIM115 the response closes it
    with remembering():
        there = sight.book(request, unit, year, at)
        masked, part = sight.masked(request, there, at), PartForm(request.GET).part
        rows = filling.entries(there.unit, year, part).iterator(chunk_size=_AT_ONCE)
        heading = [line for line in (f"SỔ THEO DÕI HỒ SƠ NĂM {year}", there.unit.name, str(part)) if line]
        workbooks.write(out, heading, (filling.entry(dossier, masked=masked) for dossier in rows))
        sight.looked(request, there, "tải sổ theo dõi hồ sơ năm", masked=masked)
    out.seek(0)
    name = f"so-theo-doi-{_file_part(there, part)}.xlsx"
    return FileResponse(out, as_attachment=True, filename=name, content_type=_XLSX)


@requires(Permission.VIEW_DOSSIERS)
@never_cache
def pdf(request: HttpRequest, unit: str, year: int) -> HttpResponse:
    """The part of the book that is asked for on the official form, if it is not too long to wait for."""
    at = timezone.now()
    with remembering():
        there = sight.book(request, unit, year, at)
        masked, part = sight.masked(request, there, at), PartForm(request.GET).part
        count = filling.entries(there.unit, year, part).count()
        if not 0 < count <= MOST_PRINTED:
            messages.warning(
                request, _("Phần này không có hồ sơ nào để in.") if not count else _too_long(count)
            )
            return redirect(reverse("registers:book", args=[unit, year]) + _query(part))
        try:
            paper = filling.register_of(there.unit, year, frame.local_day(at), part, masked=masked)
        except EmptyBookError:
            return redirect("registers:book", unit, year)
        sight.looked(request, there, "in sổ theo dõi hồ sơ năm", masked=masked)
    named = {"Content-Disposition": f'inline; filename="so-theo-doi-{_file_part(there, part)}.pdf"'}
    return HttpResponse(pdf_of(paper), content_type="application/pdf", headers=named)


def _too_long(count: int) -> str:
    told = _(
        "Phần này có %(count)s hồ sơ, quá dài để in một lần. Hãy chọn một tháng hoặc một lĩnh vực,"
        " hoặc tải tệp Excel."
    )
    return told % {"count": count}


def _file_part(there: Book, part: Part) -> str:
    month = f"-{part.month:02d}" if part.month else ""
    return f"{there.unit.code}-{there.year}{month}"
