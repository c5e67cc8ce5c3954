"""The internal process as a table: steps come, go and move, the sum is told, a circle is refused."""

import pytest

from motcua.catalogue import process
from motcua.web.editor.telling import fingerprint
from tests.web.editor.conftest import own, sent

pytestmark = pytest.mark.django_db


@pytest.fixture
def table(draft):
    return lambda *tail: draft("process", "chinh", *tail)


def steps():
    return {step.key: step for step in own().processes[0].steps}


def shape():
    return {key: step.after for key, step in steps().items()}


def press(editor, table, key, what):
    editor.post(table("steps", key, "move"), {"seen": fingerprint(steps()[key]), "do": what})


def test_the_table_tells_steps_followers_and_the_sum(editor, table):
    page = editor.get(table()).content.decode()
    for text in ("1. Tiếp nhận", "bước 2, 3", "Im lặng sau 2 ngày làm việc là đồng ý", "kết thúc"):
        assert text in page
    assert "Các bước cần đúng 5 ngày làm việc, bằng tổng thời hạn" in page
    assert "mc-process__narrow" in page


def test_a_step_sent_back_as_it_came_changes_nothing(editor, table):
    before = steps()
    for key in before:
        assert sent(editor, table("steps", key)).status_code == 302
    assert steps() == before


def test_the_sum_is_told_as_times_change_and_forbids_publishing(editor, table, draft):
    sent(editor, table("steps", "tham-dinh"), limit_amount="6")
    assert "vượt tổng thời hạn 5 ngày làm việc là 2 ngày làm việc" in editor.get(table()).content.decode()
    page = editor.get(draft("publish")).content.decode()
    assert "Tổng thời gian các bước 7 ngày làm việc vượt thời hạn" in page
    assert "Tiếp nhận → Thẩm định → Ký" in page  # by their names, not by their keys
    sent(editor, table("steps", "tham-dinh"), limit_amount="3")
    assert "còn lại 1 ngày làm việc của tổng thời hạn" in editor.get(table()).content.decode()


def test_steps_are_added_in_the_line_and_beside_another(editor, table):
    given = {"name": "Ký nháy", "role": "submit", "unit": "receiving:agency", "may_send_back": "on"}
    given |= {"limit_amount": "0,5", "limit_unit": "h", "join": "all", "forms": "05; 06"}
    editor.post(table("steps", "new") + "?after=ky", given)
    new = steps()["ky-nhay"]
    assert (new.after, new.limit, new.forms, new.office) == (("ky",), "0.5 h", ("05", "06"), "agency")
    assert steps()["tra"].after == ("ky-nhay",)
    editor.post(table("steps", "new") + "?beside=tham-dinh", given | {"name": "Kiểm tra thực địa"})
    assert steps()["kiem-tra-thuc-dia"].after == ("nhan",)
    assert set(steps()["ky"].after) == {"tham-dinh", "hoi", "kiem-tra-thuc-dia"}
    assert process.graph_findings(own().processes[0]) == []
    assert editor.get(table("steps", "new") + "?after=khong-co").status_code == 404


def test_steps_move_and_go(editor, table):
    press(editor, table, "ky", "down")
    assert shape()["tra"] == ("tham-dinh", "hoi")
    assert shape()["ky"] == ("tra",)
    press(editor, table, "ky", "up")
    press(editor, table, "hoi", "away")
    assert shape() == {"nhan": (), "tham-dinh": ("nhan",), "ky": ("tham-dinh",), "tra": ("ky",)}
    editor.post(table("steps", "ky", "move"), {"seen": "cũ", "do": "away"})
    assert "ky" in steps()


def test_a_circle_is_refused_at_its_field(editor, table):
    page = sent(editor, table("steps", "nhan"), after=["tra"])
    assert "Tiếp nhận → " in page.context["form"].errors["after"][0]
    assert shape()["nhan"] == ()


def test_what_one_step_does_wrong_is_told_at_its_field(editor, table):
    page = sent(editor, table("steps", "tham-dinh"), pause="payment")
    assert "không ghi thời gian" in page.context["form"].errors["limit_amount"][0]
    page = sent(editor, table("steps", "tham-dinh"), condition="phải xác minh")
    assert "phải nêu gia hạn" in page.context["form"].errors["extension"][0]
    page = sent(editor, table("steps", "tham-dinh"), limit_unit="d")
    assert "không cộng chính xác" in page.context["form"].errors["limit_amount"][0]
    without = {"limit_amount": "", "limit_unit": "", "pause": "payment"}
    assert sent(editor, table("steps", "tham-dinh"), **without).status_code == 302
    assert "Tạm dừng tính thời hạn" in editor.get(table()).content.decode()


def test_processes_come_and_go(editor, table, draft):
    given = {"name": "Phải xác minh", "cases": ["xm"], "limit_amount": "5", "limit_unit": "wd"}
    answer = editor.post(draft("processes", "new"), given)
    flow = own().processes[-1]
    assert answer.url == draft("process", "phai-xac-minh")
    assert [step.role.value for step in flow.steps] == ["receive", "return"]
    page = sent(editor, draft("process", "phai-xac-minh", "head"), cases=[])
    assert "có hai quy trình" in page.context["form"].errors["cases"][0]
    editor.post(draft("process", "phai-xac-minh", "away"), {"seen": fingerprint(flow)})
    assert [flow.code for flow in own().processes] == ["chinh"]
