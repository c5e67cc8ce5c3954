"""The search for procedures: forgives missing tone marks, half words, abbreviations and slips of the hand.

It compares `search_key`s, which stand in one indexed column; pages are read by key, not by offset.
"""

import base64
import json
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.contrib.postgres.search import TrigramWordSimilarity
from django.core.cache import cache
from django.db.models import Case, IntegerField, Q, QuerySet, Value, When
from django.db.models.functions import Cast, Round

from motcua.catalogue.abbreviations import meanings
from motcua.catalogue.models import Procedure, ProcedureVersion
from motcua.catalogue.queries import in_effect
from motcua.catalogue.slips import meant_by
from motcua.lib.text import search_key

PAGE = 20
_WORDS_KEPT = 300  # seconds; only the mending of slips waits so long for a new word


@dataclass(frozen=True, slots=True)
class Hit:
    """One line of a search's answer; `levels` are values of `terms.Level`."""

    version: UUID
    code: str
    name: str
    field: str
    ministry: str
    levels: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """A page of hits. `alike`: nothing holds every word, these are only similar. `after`: the next page's."""

    hits: tuple[Hit, ...]
    alike: bool
    after: str | None


@dataclass(frozen=True, slots=True)
class Filters:
    """Values of the facets; an empty one does not filter."""

    field: str = ""
    level: str = ""
    ministry: str = ""


@dataclass(frozen=True, slots=True)
class Facets:
    """How many procedures, and how many for each value of a facet, most first."""

    total: int
    fields: tuple[tuple[str, int], ...]
    levels: tuple[tuple[str, int], ...]
    ministries: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class _Cursor:
    """The last hit of a page: what the next page begins after. `way` is a place in `_WAYS`."""

    way: int
    rank: int
    sort_key: str
    id: str

    def text(self) -> str:
        return base64.urlsafe_b64encode(
            json.dumps([self.way, self.rank, self.sort_key, self.id]).encode()
        ).decode()


def search(
    text: str, *, on: date, filters: Filters | None = None, after: str | None = None, size: int = PAGE
) -> Found:
    """Procedures in effect on a day whose name, code or abbreviations hold every word of `text`.

    Tone marks and đ do not matter, words may be only begun, common abbreviations stand for their words
    (gpxd, cccd). When nothing holds every word, names come instead that do once a slip of the hand in each
    word is mended, and failing these, similar ones; `alike` says so. The best first, then in dictionary
    order; an empty text lists all. `after` is the `after` of the page before. Raises ValueError when it is
    none. Three queries at most.
    """
    wanted, cursor = filters or Filters(), _cursor(after)
    ways = _WAYS if text.strip() else _WAYS[:1]
    if cursor is not None:
        return _page(_WAYS[cursor.way](text, on), wanted, cursor, size, cursor.way)
    for way, found in enumerate(ways):
        page = _page(found(text, on), wanted, None, size, way)
        if page.hits:
            break
    return page


def facets(text: str, *, on: date, filters: Filters | None = None) -> Facets:
    """Counts over what `search` would find with the same arguments, all pages. Three queries at most."""
    rows: list[tuple[str, str, list[str]]] = []
    for found in _WAYS if text.strip() else _WAYS[:1]:
        rows = rows or _facet_rows(found(text, on), filters)
    return Facets(
        len(rows),
        _counts(field for field, _, _ in rows),
        _counts(level for _, _, levels in rows for level in levels),
        _counts(ministry for _, ministry, _ in rows),
    )


def _facet_rows(
    found: QuerySet[ProcedureVersion], filters: Filters | None
) -> list[tuple[str, str, list[str]]]:
    return list(_filtered(found, filters or Filters()).values_list("field", "ministry", "levels"))


def _counts(values: Iterable[str]) -> tuple[tuple[str, int], ...]:
    counted = Counter(value for value in values if value)
    return tuple(sorted(counted.items(), key=lambda pair: (-pair[1], pair[0])))


def _holding(text: str, on: date) -> QuerySet[ProcedureVersion]:
    """Versions whose key holds every word of `text`, ranked."""
    key = search_key(text)
    found = in_effect(on=on)
    for word in key.split():
        found = found.filter(_begun(word))
    rank = Case(
        When(procedure__code=text.strip(), then=0),
        When(procedure__search_key__startswith=f" {key}", then=1),
        When(procedure__search_key__contains=f" {key}", then=2),
        default=3,
        output_field=IntegerField(),
    )
    return found.annotate(rank=rank if key else Value(0, output_field=IntegerField()))


def _begun(word: str) -> Q:
    """The key holds the word, only begun maybe, or what it abbreviates."""
    return _one_of(meanings(word))


def _one_of(words: Iterable[str]) -> Q:
    some = Q()
    for word in words:
        some |= Q(procedure__search_key__contains=f" {word}")
    return some


def _mended(text: str, on: date) -> QuerySet[ProcedureVersion]:
    """Versions whose key holds every word of `text` or one that a slip of the hand made into it; first those
    in which such words follow one another.
    """
    known = _words()
    meant = [[*meanings(word), *meant_by(word, known)] for word in search_key(text).split()]
    found = in_effect(on=on)
    for words in meant:
        found = found.filter(_one_of(words))
    following = r"\w* ".join(f"({'|'.join(words)})" for words in meant)
    rank = Case(
        When(procedure__search_key__regex=f"^ {following}", then=1),
        When(procedure__search_key__regex=f" {following}", then=2),
        default=3,
        output_field=IntegerField(),
    )
    return found.annotate(rank=rank)


def _words() -> frozenset[str]:
    """Every word of the catalogue's keys, as of some minutes ago at most."""
    return cache.get_or_set("catalogue.words", _ask_words, _WORDS_KEPT)


def _ask_words() -> frozenset[str]:
    keys = Procedure.objects.values_list("search_key", flat=True)
    return frozenset(word for key in keys.iterator() for word in key.split())


def _like(text: str, on: date) -> QuerySet[ProcedureVersion]:
    """Versions whose key has most trigrams of `text` in common with a run of its words, the likest first."""
    key = search_key(text)
    rank = Cast(Round(TrigramWordSimilarity(key, "procedure__search_key") * -1000), IntegerField())
    # Apart, so that the index on the key is used whatever else is joined.
    alike = Procedure.objects.filter(search_key__trigram_word_similar=key)
    return in_effect(on=on).filter(procedure__in=alike).annotate(rank=rank)


_WAYS: tuple[Callable[[str, date], QuerySet[ProcedureVersion]], ...] = (_holding, _mended, _like)
"""From the strictest to the most forgiving; a search stops at the first that finds something."""


def _filtered(found: QuerySet[ProcedureVersion], filters: Filters) -> QuerySet[ProcedureVersion]:
    if filters.field:
        found = found.filter(field=filters.field)
    if filters.ministry:
        found = found.filter(ministry=filters.ministry)
    return found.filter(levels__contains=[filters.level]) if filters.level else found


def _page(
    found: QuerySet[ProcedureVersion], filters: Filters, cursor: _Cursor | None, size: int, way: int
) -> Found:
    found = _filtered(found, filters)
    if cursor is not None:
        found = found.filter(_beyond(cursor))
    rows = found.order_by("rank", "procedure__sort_key", "pk").values_list(
        "rank", "procedure__sort_key", "pk", "procedure__code", "name", "field", "ministry", "levels"
    )
    return _found(rows[: size + 1], size, way)


def _beyond(cursor: _Cursor) -> Q:
    same_rank = Q(rank=cursor.rank)
    return (
        Q(rank__gt=cursor.rank)
        | same_rank & Q(procedure__sort_key__gt=cursor.sort_key)
        | same_rank & Q(procedure__sort_key=cursor.sort_key, pk__gt=cursor.id)
    )


def _found(rows: Sequence[tuple], size: int, way: int) -> Found:
    read = list(rows)
    hits = tuple(
        Hit(id, code, name, field, ministry, tuple(levels))
        for _, _, id, code, name, field, ministry, levels in read[:size]
    )
    if len(read) <= size:
        return Found(hits, way > 0 and bool(hits), None)
    rank, key, id, *_ = read[size - 1]
    return Found(hits, way > 0, _Cursor(way, rank, key, str(id)).text())


def _cursor(after: str | None) -> _Cursor | None:
    if not after:
        return None
    try:
        way, rank, key, id = json.loads(base64.urlsafe_b64decode(after))
        return _Cursor(range(len(_WAYS))[way], int(rank), str(key), str(UUID(id)))
    except (ValueError, TypeError, AttributeError, IndexError) as error:
        raise ValueError("not a place in this search") from error
