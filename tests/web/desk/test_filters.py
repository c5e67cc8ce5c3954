"""Saved filters of the worklist: one's own or the unit's, changed by their owner alone."""

import pytest
from django.urls import reverse

from motcua.accounts.permissions import Role
from motcua.web.desk.models import SavedFilter
from tests.factories.people import make_user
from tests.web.desk.conftest import handed_over

pytestmark = pytest.mark.django_db
NEW = "/desk/filters/new?tab=unit&when=free&after=x&nonsense=1"


@pytest.fixture
def colleague(world):
    """Another specialist of the same office."""
    return make_user(role=Role.SPECIALIST, unit=world.office)


def names(page):
    return [name for name in ("Chưa ai giữ, của tôi", "Cả phòng") if name in page.text]


def test_a_filter_is_saved_from_the_list_shared_and_found_again(world, desk, colleague, stranger):
    handed_over(world)
    mine = desk(world.specialist)
    assert "Lưu bộ lọc này" in mine.get("/desk/?tab=unit&when=free").text
    answer = mine.post(NEW, {"name": " Chưa ai giữ,  của tôi "})
    assert answer.headers["Location"] == "/desk/?tab=unit&when=free"
    mine.post(NEW, {"name": "Cả phòng", "unit": str(world.office.pk)})
    page = mine.get("/desk/?tab=unit&when=free")
    assert names(page) == ["Chưa ai giữ, của tôi", "Cả phòng"]
    assert 'aria-current="page">Cả phòng' in page.text
    assert names(desk(colleague).get("/desk/")) == ["Cả phòng"]
    assert names(desk(stranger).get("/desk/")) == []


def test_errors_stand_at_their_field(world, desk):
    mine = desk(world.specialist)
    mine.post(NEW, {"name": "Cả phòng"})
    for wrong, told in [
        ({"name": "Cả phòng"}, "Bạn đã có bộ lọc mang tên này"),
        ({"name": " "}, 'href="#id_name"'),
        ({"name": "Khác", "unit": str(world.one_stop.pk)}, 'href="#id_unit"'),
    ]:
        page = mine.post(NEW, wrong)
        assert page.status_code == 422
        assert told in page.text
    assert SavedFilter.objects.count() == 1


def test_the_owner_alone_renames_and_deletes(world, desk, colleague):
    mine, other = desk(world.specialist), desk(colleague)
    mine.post(NEW, {"name": "Cả phòng", "unit": str(world.office.pk)})
    one = SavedFilter.objects.get()
    change, delete = reverse("desk:filter", args=[one.pk]), reverse("desk:delete_filter", args=[one.pk])
    assert other.post(change, {"name": "Khác"}).status_code == 404
    assert other.post(delete).status_code == 404
    assert "Sửa" not in other.get("/desk/filters").text.split("<main", 1)[1].split("</main>", 1)[0]
    assert 'value="Cả phòng"' in mine.get(change).text
    mine.post(change, {"name": "Của phòng", "unit": ""})
    one.refresh_from_db()
    assert (one.name, one.unit) == ("Của phòng", None)
    assert names(other.get("/desk/")) == []
    mine.post(delete)
    assert not SavedFilter.objects.exists()
