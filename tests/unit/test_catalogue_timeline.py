"""Versions of several origins on one timeline: never two in effect, and the past stays as it was."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.catalogue.terms import Origin
from motcua.catalogue.timeline import NeverInEffectError, Span, latest_of, newest, place

DAY_0 = date(2020, 1, 1)
days = st.integers(0, 60).map(lambda n: DAY_0 + timedelta(days=n))
arrivals = st.tuples(st.sampled_from(Origin), days, st.one_of(st.none(), days), st.integers(0, 5))


def land_all(wanted):
    """Spans after landing one after the other, and what was in effect before each landing's day."""
    spans, today, memory = [], DAY_0, []
    for number, (origin, start, end, wait) in enumerate(wanted, start=1):
        today += timedelta(days=wait)
        known = latest_of(spans, origin) is not None
        before = [in_effect(spans, DAY_0 + timedelta(days=n)) for n in range((today - DAY_0).days)]
        try:
            found = place(spans, origin=origin, start=start, end=end, on=today)
        except NeverInEffectError:
            continue
        if found.ends:
            spans = [
                Span(s.version, s.number, s.origin, s.source_hash, s.start, found.start)
                if s.version == found.ends.version
                else s
                for s in spans
            ]
        spans.append(Span(uuid4(), number, origin, str(number), found.start, found.end))
        memory.append((known, before, list(spans)))
    return spans, memory


def in_effect(spans, day):
    return [span.version for span in spans if span.holds(day)]


@given(st.lists(arrivals, max_size=8))
def test_never_two_in_effect_on_a_day(wanted):
    spans, _ = land_all(wanted)
    for n in range(90):
        assert len(in_effect(spans, DAY_0 + timedelta(days=n))) <= 1


@given(st.lists(arrivals, max_size=8))
def test_a_source_s_later_version_leaves_what_was_in_effect_before_its_landing(wanted):
    _, memory = land_all(wanted)
    for known, before, spans in memory:
        if known:
            assert before == [in_effect(spans, DAY_0 + timedelta(days=n)) for n in range(len(before))]


def a_span(number, start, end=None, origin=Origin.PACK):
    return Span(
        uuid4(), number, origin, "", DAY_0 + timedelta(days=start), end and DAY_0 + timedelta(days=end)
    )


def test_the_newest_is_the_last_to_begin_of_those_that_were_ever_in_effect():
    first, empty, last = a_span(1, 0, 9), a_span(3, 20, 20), a_span(2, 9)
    assert newest([first, empty, last]) is last
    assert newest([empty]) is empty
    assert newest([]) is None


def test_an_end_before_the_beginning_is_refused():
    with pytest.raises(NeverInEffectError):
        place([], origin=Origin.PACK, start=DAY_0, end=DAY_0, on=DAY_0)
