"""The dossier's page: who may see it, what it says, and that every look is written down."""

import pytest
from django.urls import reverse

from motcua.accounts.permissions import Role
from motcua.attachments.actions.keep_file import keep_file
from motcua.attachments.models import StoredFile
from motcua.dossiers.actions.accept import accept
from motcua.dossiers.actions.attach_file import attach_file
from motcua.dossiers.actions.complete_step import complete_step
from motcua.dossiers.actions.consult import consult
from motcua.dossiers.models import Pause
from motcua.journal.events import Subject
from motcua.journal.queries import accesses_to
from motcua.worktime.limits import Limit, Unit
from tests.domain.dossiers.conftest import local
from tests.factories.files import a_photo
from tests.factories.people import make_user
from tests.web.desk.conftest import handed_over

pytestmark = pytest.mark.django_db


@pytest.fixture
def clean_file(world, tmp_path, settings):
    """A photograph of a paper, found clean."""
    place = {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": tmp_path}}
    settings.STORAGES = {**settings.STORAGES, "attachments": place}
    told = {"actor": world.counter, "at": local("2020-06-02T10:30")}
    kept = keep_file(name="tờ khai.jpg", content=a_photo(), **told)
    StoredFile.objects.filter(pk=kept.pk).update(state="clean", scanned_at=told["at"])
    return StoredFile.objects.get(pk=kept.pk)


def page(desk, user, dossier):
    return desk(user).get(reverse("desk:dossier", args=[dossier.code]))


def test_it_says_where_the_dossier_is_and_how_much_time_is_left(world, desk):
    dossier = handed_over(world)
    text = page(desk, world.specialist, dossier).content.decode()
    assert dossier.code in text
    assert "Đang xử lý" in text
    assert "còn 4 ngày làm việc" in text
    assert "đã chuyển đến, chờ nhận" in text
    assert "Nhận 09:00 Thứ Ba 02/06/2020; 5 ngày làm việc" in text
    assert world.applicant.name in text


def test_a_dossier_of_other_units_does_not_exist(world, desk, stranger):
    dossier = handed_over(world)
    assert page(desk, stranger, dossier).status_code == 404
    assert not accesses_to(Subject("dossier", str(dossier.pk))).exists()


def test_being_asked_gives_sight(world, desk, stranger):
    dossier = handed_over(world)
    step = dossier.steps.get(ended_at=None)
    accept(actor=world.specialist, at=local("2020-06-02T10:00"), step=step, take=True)
    office = stranger.officer.positions.get().unit
    consult(
        actor=world.specialist,
        at=local("2020-06-02T11:00"),
        step=step,
        units=[office],
        question="Đất có tranh chấp không?",
        limit=Limit.of(2, Unit.WORKING_DAYS),
    )
    text = page(desk, stranger, dossier).content.decode()
    assert "Đất có tranh chấp không?" in text
    assert "đã có 0/1 ý kiến" in text


def test_whoever_looks_on_does_not_learn_who_applies(world, desk):
    dossier = handed_over(world)
    inspector = make_user(role=Role.INSPECTOR, unit=world.district)
    text = page(desk, inspector, dossier).content.decode()
    assert dossier.code in text
    for private in (world.applicant.name, world.applicant.id_number, world.applicant.phone):
        assert private not in text


def test_every_look_is_written_down_and_shown_to_whom_it_may(world, desk):
    dossier = handed_over(world)
    page(desk, world.specialist, dossier)
    (look,) = accesses_to(Subject("dossier", str(dossier.pk)))
    assert (look.actor_name, look.unit) == (world.specialist.full_name, world.office.short_name)
    assert look.fields == ["applicant"]
    assert "Ai đã xem" not in page(desk, world.specialist, dossier).content.decode()
    auditor = make_user(role=Role.AUDITOR, unit=world.district)
    inspector = make_user(role=Role.INSPECTOR, unit=world.district)
    assert page(desk, auditor, dossier).status_code == 403, "the log alone gives no sight of dossiers"
    assert "Ai đã xem" not in page(desk, inspector, dossier).content.decode()


def test_lateness_is_told_by_days(world, desk, at):
    dossier = handed_over(world)
    at("2020-06-09T18:00")
    assert "hết hạn hôm nay" in page(desk, world.specialist, dossier).content.decode()
    at("2020-06-11T08:00")
    assert "quá 2 ngày làm việc" in page(desk, world.specialist, dossier).content.decode()


def test_the_page_asks_a_fixed_number_of_questions_and_stays_small(world, desk, django_assert_num_queries):
    dossier = handed_over(world)
    client = desk(world.specialist)
    address = reverse("desk:dossier", args=[dossier.code])
    client.get(address)  # memory of units and calendars
    with django_assert_num_queries(24):
        client.get(address)
    step = dossier.steps.get(ended_at=None)
    accept(actor=world.specialist, at=local("2020-06-02T10:00"), step=step, take=True)
    complete_step(actor=world.specialist, at=local("2020-06-02T14:00"), step=step)
    with django_assert_num_queries(24):
        client.get(address)
    began = local("2020-06-02T15:00")
    times = {"started_at": began, "started_recorded_at": began, "expected_end_on": began.date()}
    Pause.objects.create(dossier=dossier, kind=Pause.Kind.PAYMENT, **times)
    with django_assert_num_queries(25):  # what most dossiers have none of
        page = client.get(address)
    assert len(page.content) < 100_000


def test_papers_are_for_those_who_work_on_the_dossier(world, desk, stranger):
    dossier = handed_over(world)
    control = reverse("desk:control", args=[dossier.code])
    answer = desk(world.specialist).get(control)
    assert (answer.status_code, answer.content[:5]) == (200, b"%PDF-")
    assert accesses_to(Subject("dossier", str(dossier.pk))).count() == 1
    inspector = make_user(role=Role.INSPECTOR, unit=world.district)
    assert desk(inspector).get(control).status_code == 404
    assert desk(stranger).get(control).status_code == 404
    assert control not in page(desk, inspector, dossier).content.decode()


def test_the_pages_of_a_file_are_looked_at_by_those_who_work_on_it(world, desk, clean_file):
    dossier = handed_over(world)
    told = {"actor": world.counter, "at": local("2020-06-02T11:00"), "dossier": dossier}
    attached = attach_file(file=clean_file, position=1, **told)
    address = reverse("desk:file_page", args=[dossier.code, attached.pk, 1])
    assert address in page(desk, world.specialist, dossier).content.decode()
    picture = desk(world.specialist).get(address)
    assert (picture.status_code, picture.content[1:4]) == (200, b"PNG")
    assert desk(world.specialist).get(address.replace("1.png", "9.png")).status_code == 404
    inspector = make_user(role=Role.INSPECTOR, unit=world.district)
    assert desk(inspector).get(address).status_code == 404
