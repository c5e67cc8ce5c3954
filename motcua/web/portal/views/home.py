"""The first page: find a procedure, by words or by looking around."""

from dataclasses import dataclass
from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpRequest, HttpResponse

from motcua.catalogue import limits, search
from motcua.catalogue.models import Way
from motcua.catalogue.models.labels import label
from motcua.catalogue.terms import Level
from motcua.web.portal import days
from motcua.web.portal.forms.search import SearchForm
from motcua.web.portal.needs import NEEDS
from motcua.web.shell import htmx, words
from motcua.web.shell.access import public

POPULAR = 16
LONG_NAME = 180


@dataclass(frozen=True)
class Line:
    """A procedure among the results: `limit` and `fee` in words, empty where the source tells none."""

    hit: search.Hit
    levels: list[str]
    limit: str
    fee: str

    @property
    def long(self) -> bool:
        """Whether the name is so long that bold letters would shout."""
        return len(self.hit.name) > LONG_NAME


@public
def home(request: HttpRequest) -> HttpResponse:
    """Without a question the way in; with one (`?q=`, filters) what was found. htmx gets the part below."""
    on = days.today()
    everything = search.facets("", on=on)
    form = SearchForm(request.GET, everything)
    context = {"form": form, "q": form.words(), "everything": everything}
    if request.GET:
        context |= {"asked": True, **_results(request, form)}
    else:
        context |= {
            "asked": False,
            "needs": NEEDS,
            "popular": everything.fields[:POPULAR],
            "levels": _levels(everything),
        }
    response = htmx.answer(request, "portal/home.html", "portal/front/below.html", context)
    if request.GET:
        # The address bar shows what was asked, without the filters that ask for nothing.
        response.headers["HX-Replace-Url"] = _Address(form.words(), form.filters()).url()
    return response


def _levels(everything: search.Facets) -> list[tuple[str, str, int]]:
    """The levels that solve anything, the nearest to people first."""
    counts = dict(everything.levels)
    near_first = (Level.COMMUNE, Level.DISTRICT, Level.PROVINCE, Level.MINISTRY, Level.OTHER)
    return [(level.value, label(level), counts[level]) for level in near_first if level in counts]


def _results(request: HttpRequest, form: SearchForm) -> dict[str, object]:
    on, asked, filters = days.today(), form.words(), form.filters()
    after = request.GET.get("after", "")
    try:
        found = search.search(asked, on=on, filters=filters, after=after or None)
    except ValueError:  # a page that this search doesn't have: begin anew
        after, found = "", search.search(asked, on=on, filters=filters)
    address = _Address(asked, filters)
    return {
        "lines": _lines(found.hits),
        "alike": found.alike,
        "total": search.facets(asked, on=on, filters=filters).total,
        "chips": list(address.chips()),
        "first": address.url() if after else "",
        "following": address.url(after=found.after) if found.after else "",
    }


@dataclass(frozen=True)
class _Address:
    """The address of a question, and of the same question without one of its filters."""

    q: str
    filters: search.Filters

    def url(self, *, without: str = "", after: str = "") -> str:
        given = {
            "q": self.q,
            "field": self.filters.field,
            "level": self.filters.level,
            "ministry": self.filters.ministry,
            "after": after,
        }
        kept = {name: value for name, value in given.items() if name == "q" or (value and name != without)}
        return f"/?{urlencode(kept)}"

    def chips(self):
        for name in ("field", "level", "ministry"):
            value = getattr(self.filters, name)
            if value:
                yield label(Level(value)) if name == "level" else value, self.url(without=name)


def _lines(hits: tuple[search.Hit, ...]) -> list[Line]:
    ways: dict[UUID, list[Way]] = {}
    for way in Way.objects.filter(version__in=[hit.version for hit in hits], parsed=True).order_by(
        "position"
    ):
        ways.setdefault(way.version_id, []).append(way)
    return [_line(hit, ways.get(hit.version, [])) for hit in hits]


def _line(hit: search.Hit, ways: list[Way]) -> Line:
    told = [words.limit(limits.join(way.limit_amount, way.limit_unit)) for way in ways]
    fees = {way.fee_amount for way in ways}
    known = bool(fees) and None not in fees
    return Line(
        hit,
        [label(Level(level)) for level in hit.levels],
        " / ".join(dict.fromkeys(text for text in told if text)),
        words.dong_range(min(fees), max(fees)) if known else "",
    )
