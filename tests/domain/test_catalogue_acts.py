"""Drafting, publishing, retiring, loading packs; and the administration's view of it."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.urls import reverse

from motcua.accounts.models import User
from motcua.catalogue import pack as packs
from motcua.catalogue import queries
from motcua.catalogue.actions.draft_version import draft_version
from motcua.catalogue.actions.load_pack import load_pack
from motcua.catalogue.actions.publish_version import NotPublishableError, publish_version
from motcua.catalogue.actions.retire_version import NotRetirableError, retire_version
from motcua.catalogue.content import content_hash
from motcua.catalogue.landing import Change
from motcua.catalogue.models import Procedure, ProcedureVersion
from motcua.journal.events import SYSTEM
from motcua.journal.models import Event
from tests.factories.catalogue import a_content, full_content, landed

pytestmark = pytest.mark.django_db
TODAY = date(2026, 3, 2)


def now():
    return datetime.now(UTC)


def drafted(content, start=date(2025, 7, 1)):
    return draft_version(content=content, start=start, actor=SYSTEM, at=now())


def published(version):
    return publish_version(version_id=version.id, actor=SYSTEM, at=now())


def events_of(code):
    events = Event.objects.filter(subject_kind="procedure", subject_id=code).order_by("seq")
    return [event.type for event in events]


def test_a_draft_is_published_and_both_are_recorded():
    version = published(drafted(full_content()))
    assert version.state == "published"
    assert version.procedure.current == version
    assert events_of("9.000009") == ["procedure_version_drafted", "procedure_version_published"]
    event = Event.objects.get(type="procedure_version_published")
    assert event.payload["content_hash"] == version.content_hash == content_hash(full_content())


def test_publishing_hashes_what_stands_in_the_rows_not_what_was_drafted():
    draft = drafted(a_content(ways=[{"channel": "direct", "limit": "5 wd"}]))
    draft.ways.update(limit_amount=3)
    version = published(draft)
    assert version.content_hash == content_hash(a_content(ways=[{"channel": "direct", "limit": "3 wd"}]))


def test_a_process_over_its_limit_is_not_published():
    draft = drafted(full_content())
    step = draft.processes.get().steps.get(key="tham-dinh")
    step.limit_amount = 5
    step.save()
    with pytest.raises(NotPublishableError, match="vượt thời hạn 5 ngày làm việc") as caught:
        published(draft)
    assert [finding.code for finding in caught.value.findings] == ["sum_over"]
    draft.refresh_from_db()
    assert draft.state == "draft"


def test_what_is_published_is_not_published_again():
    version = published(drafted(a_content()))
    with pytest.raises(NotPublishableError, match="bản thảo"):
        published(version)


def test_a_published_version_ends_the_one_before_it():
    landed(a_content(name="Trước"))
    version = published(drafted(a_content(name="Sau"), start=date(2026, 1, 1)))
    before = ProcedureVersion.objects.get(number=1)
    assert before.effective_to == version.effective_from == date(2026, 1, 1)


def test_a_retired_version_is_in_effect_no_more():
    landed(a_content())
    version = ProcedureVersion.objects.get()
    retire_version(version_id=version.id, end=TODAY, decision="QĐ 12/QĐ-UBND", actor=SYSTEM, at=now())
    assert queries.version_on("1.000001", on=TODAY) is None
    assert queries.version_on("1.000001", on=TODAY - timedelta(days=1)) == version
    assert events_of("1.000001")[-1] == "procedure_version_retired"


@pytest.mark.parametrize(
    ("end", "decision"), [(date(2020, 1, 1), "QĐ 1"), (TODAY, " ")], ids=["too early", "no decision"]
)
def test_retiring_needs_a_day_in_effect_and_a_decision(end, decision):
    landed(a_content())
    version = ProcedureVersion.objects.get()
    with pytest.raises(NotRetirableError):
        retire_version(version_id=version.id, end=end, decision=decision, actor=SYSTEM, at=now())


def test_a_draft_is_not_retired():
    draft = drafted(a_content())
    with pytest.raises(NotRetirableError):
        retire_version(version_id=draft.id, end=TODAY, decision="QĐ 1", actor=SYSTEM, at=now())


def test_all_shipped_packs_load_once_and_come_back_equal():
    read = [packs.read_file(path).pack for path in packs.shipped()]
    first = [o for pack in read for o in load_pack(pack=pack, actor=SYSTEM, at=now())]
    second = [o for pack in read for o in load_pack(pack=pack, actor=SYSTEM, at=now())]
    assert {o.change for o in first} == {Change.LANDED}
    assert {o.change for o in second} == {Change.UNCHANGED}
    assert Procedure.objects.count() == 16
    for pack, outcome in zip(read, first, strict=True):
        content = pack.procedures[0].landing().content
        assert queries.content(outcome.version) == content
        assert content_hash(queries.content(outcome.version)) == content_hash(content)
    assert queries.version_on("1.009994", on=date(2020, 5, 5)) is not None


def test_reading_a_version_costs_the_same_however_much_it_holds(django_assert_num_queries):
    small, large = landed(a_content(), full_content())
    for outcome in (small, large):
        with django_assert_num_queries(_queries(outcome)):
            queries.content(outcome.version)


def _queries(outcome):
    """One for the version, one a table of parts; those of the process only where there is one."""
    return 12 if outcome.code == "1.000001" else 14


def test_the_administration_shows_what_is_published_and_lets_nobody_change_it(client):
    landed(full_content())
    version = ProcedureVersion.objects.get()
    client.force_login(User.objects.create_superuser("quan-tri", "mat-khau-rat-dai", full_name="Quản trị"))
    address = reverse("admin:catalogue_procedureversion_change", args=[version.id])
    page = client.get(address).content.decode()
    assert "Thủ tục có đủ mọi phần" in page
    assert 'name="_save"' not in page
    assert client.post(address, {"name": "Khác"}).status_code == 403
    assert client.get(reverse("admin:catalogue_procedure_changelist")).status_code == 200
