"""Drafts: revised, discarded, published by a decision; nothing is lost when two work on one."""

from datetime import UTC, date, datetime

import pytest

from motcua.catalogue import queries
from motcua.catalogue.actions.discard_draft import discard_draft
from motcua.catalogue.actions.draft_version import draft_version
from motcua.catalogue.actions.publish_version import Decision, NotPublishableError, publish_version
from motcua.catalogue.actions.revise_draft import revise_draft
from motcua.catalogue.content import content_hash
from motcua.catalogue.drafts import DraftError
from motcua.catalogue.models import ProcedureVersion
from motcua.journal.events import SYSTEM
from motcua.journal.models import Event
from tests.factories.catalogue import a_content, full_content, landed

pytestmark = pytest.mark.django_db
AT = datetime(2026, 3, 2, 3, tzinfo=UTC)
TODAY = date(2026, 3, 2)


def drafted(content):
    return draft_version(content=content, start=TODAY, actor=SYSTEM, at=datetime.now(UTC))


def revised(draft, before, after):
    return revise_draft(
        version_id=draft.id,
        content=after,
        seen=content_hash(before),
        part="components",
        actor=SYSTEM,
        at=datetime.now(UTC),
    )


def decision(content, start):
    return Decision("2851/QĐ-UBND", TODAY, start, content_hash(content))


def test_a_revised_draft_says_the_new_content_and_only_that():
    before, after = (
        full_content(),
        full_content(components=[{"name": "Ảnh 4 × 6", "originals": 2}], processes=[]),
    )
    draft = revised(drafted(before), before, after)
    assert queries.content(draft) == after
    assert draft.content_hash == content_hash(after)
    event = Event.objects.get(type="procedure_version_revised")
    assert event.payload["part"] == "components"
    assert event.payload["content_hash"] == content_hash(after)


def test_who_saw_another_content_is_refused():
    before, other = a_content(), a_content(field="Đất đai")
    draft = revised(drafted(before), before, other)
    with pytest.raises(DraftError, match="vừa được người khác sửa"):
        revised(draft, before, a_content(field="Hộ tịch"))
    assert queries.content(draft) == other


def test_what_is_published_is_revised_and_discarded_no_more():
    content = a_content()
    landed(content)
    version = ProcedureVersion.objects.get()
    with pytest.raises(DraftError, match="không còn"):
        revised(version, content, a_content(field="Đất đai"))
    with pytest.raises(DraftError):
        discard_draft(version_id=version.id, seen=content_hash(content), actor=SYSTEM, at=AT)
    assert Event.objects.filter(subject_kind="procedure").count() == 1


def test_a_discarded_draft_is_gone_and_the_published_version_stays():
    content = full_content()
    landed(content)
    draft = drafted(content)
    discard_draft(version_id=draft.id, seen=content_hash(content), actor=SYSTEM, at=datetime.now(UTC))
    assert ProcedureVersion.objects.get().state == "published"
    assert Event.objects.order_by("seq").last().type == "procedure_version_discarded"


def test_a_draft_is_published_by_a_decision():
    content = a_content()
    landed(content, start=date(2020, 1, 1))
    now = datetime.now(UTC)
    start = now.date().replace(year=now.year + 1, day=1)
    version = publish_version(
        version_id=drafted(content).id, decision=decision(content, start), actor=SYSTEM, at=now
    )
    assert (version.decision_number, version.effective_from) == ("2851/QĐ-UBND", start)
    assert version.content_hash == content_hash(queries.content(version)) != content_hash(content)
    assert ProcedureVersion.objects.get(number=1).effective_to == start
    told = Event.objects.get(type="procedure_version_published", payload__number=2).payload
    assert (told["decision"], told["decided_on"]) == ("2851/QĐ-UBND", "2026-03-02")


def test_a_decision_neither_reaches_back_nor_publishes_what_it_did_not_see():
    content = a_content()
    draft = drafted(content)
    with pytest.raises(NotPublishableError, match="trước hôm nay"):
        publish_version(
            version_id=draft.id, decision=decision(content, date(2026, 3, 1)), actor=SYSTEM, at=AT
        )
    unseen = decision(a_content(field="Đất đai"), TODAY)
    with pytest.raises(NotPublishableError, match="vừa được người khác sửa"):
        publish_version(version_id=draft.id, decision=unseen, actor=SYSTEM, at=AT)
