"""Results of one person or courier go at once and are signed for once; hand-overs stand on the slips."""

import pytest

from motcua.accounts.permissions import Role
from motcua.dossiers.models import Dossier, Settlement, Step
from motcua.dossiers.values import ApplicantDetails
from motcua.printouts.filling import control_of
from tests.domain.dossiers.test_way import solved
from tests.factories.people import make_user
from tests.web.desk.conftest import received

pytestmark = pytest.mark.django_db
TOGETHER = "/counter/return/together"
GIVEN = {"collected_by": "applicant", "receiver_id_number": "", "receiver_name": "", "channel": "direct"}


@pytest.fixture
def two(world, at):
    """Two results of one person."""
    found = [solved(world), solved(world)]
    at("2020-06-08T08:00")
    return [dossier.code for dossier in found]


@pytest.fixture
def counter(two, world, desk):
    """The counter officer on the day on which somebody comes."""
    return desk(world.counter)


def asked(codes):
    return f"{TOGETHER}?" + "&".join(f"code={code}" for code in codes)


def states():
    return list(Dossier.objects.order_by("code").values_list("state", flat=True))


def test_results_of_one_person_go_with_one_sheet(counter, two, world, desk):
    listed = counter.get("/counter/return").text
    assert all(f'name="code" value="{code}"' in listed for code in two)
    answer = counter.post(asked(two), GIVEN)
    assert states() == ["returned", "returned"]
    sheet = counter.get(answer.headers["Location"]).text
    assert "Đã nhận đủ 2 kết quả" in sheet
    assert all(code in sheet for code in two)
    assert sheet.count("NGƯỜI NHẬN KẾT QUẢ") == 1
    assert counter.get(asked(two)).headers["Location"] == "/counter/return", "they wait no longer"
    clerk = desk(make_user(role=Role.CASH_DESK, unit=world.one_stop))
    assert clerk.get(asked(two)).status_code == 403


def test_a_courier_needs_a_paper_and_what_is_owed_stays(counter, two, world, at):
    at("2020-06-02T09:00")
    world.applicant = ApplicantDetails("Cà Văn Bình", id_number="014085009876")
    other = solved(world)
    at("2020-06-08T08:00")
    codes = [*two, other.code]
    page = counter.post(asked(codes), GIVEN)
    assert page.status_code == 422
    assert "của nhiều người" in page.text
    dossier = Dossier.objects.get(code=two[1])
    Settlement.objects.create(
        dossier=dossier, kind="duty", name="Lệ phí", amount=1000, asked_at=dossier.closed_at
    )
    courier = {**GIVEN, "collected_by": "authorised", "receiver_name": "Vì Văn Tài", "authority": "GT 12"}
    answer = counter.post(asked(codes), courier)
    assert sorted(states()) == ["ready", "returned", "returned"]
    page = counter.get(answer.headers["Location"]).text
    assert "Đã nhận đủ 2 kết quả" in page
    assert f"{two[1]}: Còn khoản phải nộp" in page


def test_bulk_hand_over_leaves_a_row_on_each_control_slip(world, desk, at):
    dossiers = [received(world), received(world)]
    at("2020-06-02T10:00")
    steps = [str(step) for step in Step.objects.values_list("pk", flat=True)]
    desk(world.counter).post("/counter/hand-over", {"step": steps})
    for dossier in dossiers:
        (row,) = control_of(Dossier.objects.get(pk=dossier.pk)).hand_overs
        assert row.giver == world.counter.officer.full_name
        assert f"{row.handed_at:%d/%m/%Y %z}".startswith("02/06/2020")
