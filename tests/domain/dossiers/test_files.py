"""Files of a dossier: kept with the paper they prove, told by the dossier's own events."""

import pytest

from motcua.attachments.actions.keep_file import keep_file
from motcua.dossiers.actions.attach_file import attach_file
from motcua.dossiers.actions.withdraw import withdraw
from motcua.dossiers.frame import NotAllowedError
from motcua.dossiers.lifecycle import NotPossibleError
from motcua.dossiers.models import Attachment, Dossier
from motcua.dossiers.policies import RefusedError
from motcua.dossiers.rebuilding import differences, rebuild
from motcua.journal.events import Subject
from motcua.journal.queries import history
from tests.domain.dossiers.conftest import local
from tests.domain.dossiers.test_way import received
from tests.factories.files import a_photo

pytestmark = pytest.mark.django_db
AT = local("2020-06-02T09:30")


@pytest.fixture
def file(world, settings, tmp_path):
    kept = {**settings.STORAGES["attachments"], "OPTIONS": {"location": tmp_path}}
    settings.STORAGES = {**settings.STORAGES, "attachments": kept}
    return keep_file(actor=world.counter, at=AT, name="tờ khai.jpg", content=a_photo())


def test_a_scan_is_kept_with_its_paper_and_rebuilt_from_the_events(world, file):
    dossier = received(world)
    row = attach_file(actor=world.counter, at=AT, dossier=dossier, file=file, position=1)
    assert (row.dossier, row.position, row.sha256) == (dossier, 1, file.sha256)
    events = history(Subject("dossier", str(dossier.pk)))
    rebuilt = rebuild((event.recorded_at, event.payload) for event in events)
    told = rebuilt[("attachment", str(row.pk))]
    assert differences(told, Attachment.objects.values().get()) == []
    Attachment.objects.update(sha256="0" * 64)
    assert differences(told, Attachment.objects.values().get()) == ["sha256"]


def test_a_paper_that_is_not_published_proves_nothing(world, file):
    with pytest.raises(RefusedError):
        attach_file(actor=world.counter, at=AT, dossier=received(world), file=file, position=9)


def test_only_the_counter_attaches_and_only_while_the_dossier_lives(world, file):
    dossier = received(world)
    with pytest.raises(NotAllowedError):
        attach_file(actor=world.specialist, at=AT, dossier=dossier, file=file)
    withdraw(actor=world.counter, at=AT, dossier=dossier, reason="Đổi ý")
    dossier = Dossier.objects.get(pk=dossier.pk)
    with pytest.raises(NotPossibleError):
        attach_file(actor=world.counter, at=AT, dossier=dossier, file=file)
