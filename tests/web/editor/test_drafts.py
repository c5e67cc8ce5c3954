"""An editor's way: find the procedure, begin a draft, change it part by part, compare, publish."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from motcua.accounts.permissions import Role
from motcua.catalogue import queries
from motcua.catalogue.models import ProcedureVersion
from motcua.catalogue.terms import Origin
from motcua.journal.models import Event
from motcua.web.editor.telling import fingerprint
from tests.factories.catalogue import a_content, full_content, landed
from tests.factories.people import make_unit, make_user
from tests.web.editor.conftest import CODE, own, sent

pytestmark = pytest.mark.django_db


def test_only_editors_come_in():
    landed(full_content())
    stranger = Client()
    stranger.force_login(make_user(role=Role.COUNTER_OFFICER))
    assert stranger.get("/editor/").status_code == 403
    assert stranger.post(f"/editor/{CODE}/begin", {"version": "1"}).status_code == 403
    assert not ProcedureVersion.objects.filter(origin=Origin.LOCAL).exists()


def test_the_list_finds_filters_and_says_who_changed_what(editor, draft):
    landed(a_content(name="Đăng ký kết hôn"))
    page = editor.get("/editor/", {"q": "ket hon"}).content.decode()
    assert "Đăng ký kết hôn" in page
    assert "Thủ tục có đủ" not in page
    page = editor.get("/editor/", {"state": "draft"}).content.decode()
    assert "Thủ tục có đủ mọi phần" in page
    assert "Đăng ký kết hôn" not in page
    assert "Lò Thị Biên" in page
    assert "lập bản thảo phiên bản 2" in page


def test_the_list_asks_the_same_number_of_questions_however_long(editor, django_assert_max_num_queries):
    landed(*(a_content(f"1.0000{n:02}", f"Thủ tục {n}") for n in range(40)))
    with django_assert_max_num_queries(18):
        page = editor.get("/editor/")
    assert len(page.context["rows"]) == 30
    assert len(editor.get("/editor/" + page.context["following"]).context["rows"]) == 10
    assert editor.get("/editor/?after=x").status_code == 404


def test_a_draft_says_what_the_version_said_and_is_begun_once(editor, draft):
    assert own() == full_content()
    editor.post(reverse("editor:begin", args=(CODE,)), {"version": "1"})
    assert ProcedureVersion.objects.count() == 2
    assert "Tiếp tục soạn" in editor.get(f"/editor/{CODE}").content.decode()
    assert "Không còn lỗi nào" in editor.get(draft()).content.decode()


def test_a_form_sent_back_as_it_came_changes_nothing_but_its_source(editor, draft):
    before = own()
    for part in "cases components ways fees extensions online_levels results legal_bases".split():
        assert sent(editor, draft("parts", part, 0)).status_code == 302
        assert getattr(own(), part)[0] == getattr(before, part)[0].model_copy(update={"mark": None})
    assert sent(editor, draft("general")).status_code == 302
    assert own().model_copy(update={"components": before.components, "marks": before.marks}) == before


def test_a_paper_is_changed_and_only_that(editor, draft):
    before = own()
    sent(editor, draft("parts", "components", 0), name="Tờ khai mới", copies="2")
    after = own()
    assert (after.components[0].name, after.components[0].copies) == ("Tờ khai mới", 2)
    assert after.components[1:] == before.components[1:]
    assert Event.objects.get(type="procedure_version_revised").payload["part"] == "components"


def test_a_new_fee_gets_its_code_from_its_name(editor, draft):
    given = {"name": "Lệ phí", "kind": "le_phi", "method": "fixed", "amount": "20.000", "due": "4"}
    answer = editor.post(draft("parts", "fees", "new"), given)
    assert answer.status_code == 302
    assert (own().fees[-1].code, own().fees[-1].amount) == ("le-phi", 20_000)


def test_what_is_wrong_is_told_at_its_field_and_nothing_typed_is_lost(editor, draft):
    before = own()
    page = sent(editor, draft("parts", "fees", 0), method="fixed", bands="1 = 2.000", name="Tên mới")
    form = page.context["form"]
    assert "cần mức thu" in form.errors["amount"][0]
    assert "chỉ phí theo trang mới có bậc" in form.errors["bands"][0].lower()
    assert "Tên mới" in page.content.decode()
    page = sent(editor, draft("parts", "ways", 0), limit_amount="2,5", limit_unit="d")
    assert "số nguyên" in page.context["form"].errors["limit_amount"][0]
    page = sent(editor, draft("parts", "ways", 0), limit_amount="", limit_unit="wd")
    assert "Hãy ghi số" in page.context["form"].errors["limit_amount"][0]
    assert own() == before


def test_rows_are_moved_and_taken_away(editor, draft):
    first, second, third = own().components

    def press(index, row, what):
        editor.post(draft("parts", "components", index, "move"), {"seen": fingerprint(row), "do": what})

    press(0, first, "down")
    assert own().components == (second, first, third)
    press(2, third, "away")
    assert own().components == (second, first)
    press(0, first, "away")  # another row stands there now
    assert own().components == (second, first)


def test_two_editors_of_different_rows_both_win_of_one_row_the_second_is_told(editor, draft):
    address = draft("parts", "components", 0)
    seen = editor.get(address).context["form"]["seen"].value()
    sent(editor, draft("parts", "components", 1), name="Hộ chiếu còn hạn")
    given = {"name": "Tờ khai A", "kind": "submit"}
    given |= dict.fromkeys(["originals", "certified", "copies", "electronic"], 1)
    assert editor.post(address, given | {"seen": seen}).status_code == 302
    assert [c.name for c in own().components[:2]] == ["Tờ khai A", "Hộ chiếu còn hạn"]
    page = editor.post(address, given | {"seen": seen, "name": "Tờ khai B"}).content.decode()
    assert "vừa được người khác sửa" in page
    assert "Tờ khai B" in page


def test_the_general_part_is_edited(editor, draft):
    sent(editor, draft("general"), field="Đất đai", abbreviations="ttđm\nđất", supplement_window_amount="2")
    content = own()
    assert (content.field, content.abbreviations) == ("Đất đai", ("ttđm", "đất"))
    assert content.supplement_window == "2 wd"
    page = sent(editor, draft("general"), not_at_bpmc_reason="")
    assert "phải nêu lý do" in page.context["form"].errors["not_at_bpmc_reason"][0]


def test_changes_are_told_in_words_and_published_by_a_decision(editor, draft):
    sent(editor, draft("parts", "ways", 0), limit_amount="3")
    page = editor.get(draft("changes")).content.decode()
    assert "5 ngày làm việc" in page
    assert "3 ngày làm việc" in page
    # The process now takes longer than the way promises.
    assert "dài hơn thời hạn" in editor.get(draft("publish")).content.decode()
    sent(editor, draft("parts", "ways", 0), limit_amount="6")
    today = timezone.localdate()
    day = {"day": today.day, "month": today.month, "year": today.year}
    given = {f"{name}_{part}": value for name in ("decided_on", "start") for part, value in day.items()}
    seen = editor.get(draft("publish")).context["form"]["seen"].value()
    assert editor.post(draft("publish"), given | {"seen": seen}).context["form"].errors["number"]
    editor.post(draft("publish"), given | {"seen": seen, "number": "12/QĐ-UBND"})
    version = queries.version_on(CODE, on=today)
    assert (version.number, version.decision_number) == (2, "12/QĐ-UBND")
    assert queries.content(version).ways[0].limit == "6 wd"
    assert "công bố phiên bản 2 theo 12/QĐ-UBND" in editor.get(f"/editor/{CODE}").content.decode()
    assert editor.get(draft()).status_code == 404


def test_a_draft_is_thrown_away_after_a_question(editor, draft):
    page = editor.get(draft("discard"))
    editor.post(draft("discard"), {"seen": "khác"})
    assert ProcedureVersion.objects.count() == 2
    editor.post(draft("discard"), {"seen": page.context["draft"].seen})
    assert ProcedureVersion.objects.get().number == 1


def test_an_area_with_a_longer_limit_names_units_that_exist(editor, draft):
    make_unit("xa-vung-cao")
    given = {"name": "Xã vùng cao", "extra_amount": "5", "extra_unit": "wd", "article": "Điều 61"}
    address = draft("parts", "area_extensions", "new")
    refused = editor.post(address, {**given, "units": "khong-co"})
    assert "khong-co" in " ".join(refused.context["form"].errors["units"])
    assert editor.post(address, {**given, "units": "xa-vung-cao"}).status_code == 302
    row = own().area_extensions[-1]
    assert (row.name, row.extra, row.units) == ("Xã vùng cao", "5 wd", ("xa-vung-cao",))
