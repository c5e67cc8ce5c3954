"""Landing: one way in, exact repetition, and the timeline of versions."""

from datetime import date

import pytest

from motcua.catalogue import queries
from motcua.catalogue.content import content_hash
from motcua.catalogue.landing import Change
from motcua.catalogue.models import Procedure, ProcedureVersion
from motcua.catalogue.terms import Origin
from motcua.journal.models import Event
from tests.factories.catalogue import a_content, full_content, landed

pytestmark = pytest.mark.django_db


def test_a_content_comes_back_from_the_database_equal_and_of_the_same_hash():
    content = full_content()
    (outcome,) = landed(content)
    read = queries.content(outcome.version)
    assert read == content
    assert content_hash(read) == content_hash(content)
    assert ProcedureVersion.objects.get().content_hash == content_hash(content)


def test_landing_twice_changes_nothing():
    first = landed(full_content(), a_content())
    second = landed(full_content(), a_content())
    assert [o.change for o in first] == [Change.LANDED] * 2
    assert [o.change for o in second] == [Change.UNCHANGED] * 2
    assert ProcedureVersion.objects.count() == 2
    assert Event.objects.filter(type="procedure_version_published").count() == 2


def test_another_content_becomes_the_next_version_and_ends_the_one_before(django_assert_max_num_queries):
    landed(a_content(name="Cũ"))
    with django_assert_max_num_queries(40):
        (outcome,) = landed(a_content(name="Mới"))
    assert outcome.change is Change.CHANGED
    old, new = ProcedureVersion.objects.order_by("number")
    assert old.effective_to == new.effective_from
    assert (new.number, new.effective_to) == (2, None)
    assert Procedure.objects.get().name == "Mới"
    assert Procedure.objects.get().current == new


def test_what_was_in_effect_in_the_past_stays_so_when_another_origin_lands_later():
    landed(a_content(name="Gói"), origin=Origin.PACK, start=date(2019, 1, 6))
    landed(a_content(name="Quốc gia"), start=date(2025, 7, 1))
    assert queries.version_on("1.000001", on=date(2020, 5, 5)).name == "Gói"
    assert queries.version_on("1.000001", on=date(2025, 7, 1)).name == "Quốc gia"
    assert queries.version_on("1.000001", on=date(2018, 1, 1)) is None


def test_an_earlier_span_that_lands_later_ends_where_the_other_begins():
    landed(a_content(name="Quốc gia"), start=date(2025, 7, 1))
    landed(a_content(name="Gói"), origin=Origin.PACK, start=date(2019, 1, 6))
    assert queries.version_on("1.000001", on=date(2025, 6, 30)).name == "Gói"
    assert queries.version_on("1.000001", on=date(2025, 7, 1)).name == "Quốc gia"
    assert Procedure.objects.get().name == "Quốc gia"


def test_each_origin_is_compared_with_its_own_last_version():
    landed(a_content(name="Gói"), origin=Origin.PACK, start=date(2019, 1, 6))
    landed(a_content(name="Quốc gia"))
    again = landed(a_content(name="Gói"), origin=Origin.PACK, start=date(2019, 1, 6))
    assert again[0].change is Change.UNCHANGED


def test_a_content_with_errors_is_rejected_in_words_and_the_others_land():
    wrong = a_content("1.000002", received_at_bpmc=False)
    outcomes = landed(a_content(), wrong, a_content("1.000003"))
    assert [o.change for o in outcomes] == [Change.LANDED, Change.REJECTED, Change.LANDED]
    assert outcomes[1].reasons == ("không tiếp nhận tại Bộ phận Một cửa thì phải nêu lý do",)
    assert not Procedure.objects.filter(code="1.000002").exists()


def test_a_version_that_is_never_in_effect_is_rejected():
    (outcome,) = landed(a_content(), start=date(2020, 1, 1), end=date(2020, 1, 1))
    assert outcome.change is Change.REJECTED


def test_the_same_procedure_twice_in_one_landing_becomes_two_versions():
    outcomes = landed(a_content(name="A"), a_content(name="B"))
    assert [o.change for o in outcomes] == [Change.LANDED, Change.CHANGED]


def test_nothing_lands_when_the_event_cannot_be_recorded(monkeypatch):
    def refuse(**_):
        raise RuntimeError("no journal")

    monkeypatch.setattr("motcua.catalogue.actions.land.record_many", refuse)
    with pytest.raises(RuntimeError):
        landed(a_content())
    assert not Procedure.objects.exists()
