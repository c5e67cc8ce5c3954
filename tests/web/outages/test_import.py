"""Papers of an outage: all of a file become dossiers, each with both its times, or none does."""

from datetime import timedelta
from io import BytesIO

import pytest
from django.db import IntegrityError, transaction
from openpyxl import load_workbook

from motcua.accounts.permissions import Role
from motcua.dossiers.actions.record_outage import record_outage
from motcua.dossiers.models import Dossier, Outage, OutagePaper, Settlement
from motcua.dossiers.policies import Refusal, RefusedError
from motcua.dossiers.rebuilding import differences, rebuild
from motcua.journal.models import Event
from motcua.printouts.filling import register_of
from motcua.web.outages.models import Upload
from tests.domain.dossiers.conftest import local
from tests.factories.people import give_role, make_user
from tests.factories.sheets import workbook

pytestmark = pytest.mark.django_db


def enter(counter, outage):
    return counter.post(f"/outages/{outage.pk}/enter", follow=True)


def test_the_template_offers_the_units_procedures_and_is_read_back(counter, outage, send):
    content = counter.get(f"/outages/{outage.pk}/template.xlsx").content
    book = load_workbook(BytesIO(content))
    assert book["Thủ tục"]["A2"].value == "9.100001 – Thủ tục đi một vòng"
    assert "1. Tờ khai *" in book["Thủ tục"]["C2"].value
    (rule,) = book["Hồ sơ"].data_validations.dataValidation
    assert (str(rule.sqref), rule.formula1) == ("C2:C1001", "'Thủ tục'!$A$2:$A$2")
    assert "Tệp chưa có dòng nào" in send(content).text


def test_both_times_are_kept_and_the_promise_runs_from_the_paper(counter, outage, send, world):
    page = send(workbook({"number": " 07/gt "}, {"number": "08", "taken_at": "02/06/2020 08:00"})).text
    assert "Nhập cả 2 hồ sơ" in page
    assert not Dossier.objects.exists(), "a preview writes no dossier"
    assert "Đã nhập 2 hồ sơ." in enter(counter, outage).text
    first, second = Dossier.objects.order_by("book_number")
    assert (first.outage_paper.number, second.outage_paper.number) == ("08", "07/GT"), "by their time"
    assert second.received_at == local("2020-06-02T09:15")
    assert second.promised_at == local("2020-06-09T17:00"), "five working days after the paper's day"
    assert second.outage_paper.entered_at == local("2020-06-03T09:00")
    assert second.outage_paper.entered_by == world.counter.officer
    assert second.code.split("-")[1] == "200602"
    assert (second.applicant.name, second.applicant.phone) == ("Lò Thị Ngọc Ánh", "0912345678")
    event = Event.objects.get(subject_kind="dossier", subject_id=str(second.pk))
    assert event.payload["late_entry"] == {"reason": "Mất điện, biên bản số 05/BB (giấy số 07/GT)"}
    assert not Upload.objects.exists(), "what was entered is not kept twice"
    book = register_of(world.one_stop, 2020, second.received_at.date())
    assert book.rows[1].note == "Nhập bù 03/06/2020, giấy số 07/GT"
    assert "giấy số 07/GT" in counter.get(f"/desk/dossiers/{second.code}").text
    paper = OutagePaper.objects.values().get(pk=second.outage_paper.pk)
    told = rebuild([(event.recorded_at, event.payload)])["outagepaper", str(paper["id"])]
    assert set(told) == {"outage_id", "number", "entered_at", "entered_by_id"}
    assert not differences(told, paper), "the row follows from its event"


def test_errors_are_told_by_cell_and_nothing_is_half_entered(counter, outage, send):
    def mend(page):
        page["J5"] = "=A1"

    content = workbook(
        {"number": "1"},
        {"number": "1", "taken_at": "03/06/2020 10:00", "phone": "12"},
        {"number": "2", "procedure": "0.000000 – Không có"},
        {"number": "3"},
        {"number": "4", "papers": "2", "name": None},
        {"number": "5", "papers": "2", "fee": "50.000"},
        mend=mend,
    )
    page = send(content).text
    told = {
        "A3": "đã có ở dòng 2",
        "B3": "Không nằm trong thời gian mất hệ thống",
        "G3": "10 hoặc 11 chữ số",
        "C4": "Không có thủ tục mang mã “0.000000”",
        "J5": "Ô này là công thức",
        "E6": "Ô này còn trống",
        "I7": "Còn thiếu giấy tờ bắt buộc: 1. Tờ khai",
        "J7": "Bạn không thu tiền ở đơn vị này",
    }
    for cell, text in told.items():
        row = page.split(f'scope="row" role="rowheader">{cell}</th>', 1)[1].split("</tr>", 1)[0]
        assert text in row, cell
    assert "Nhập cả" not in page
    assert "Chưa nhập hồ sơ nào" in enter(counter, outage).text, "not even past the page"
    assert not Dossier.objects.exists()


def test_a_refusal_at_the_last_row_takes_all_back(counter, outage, send, monkeypatch):
    send(workbook({"number": "1"}, {"number": "2"}))
    from motcua.web.outages import entering

    real = entering.receive

    def refusing(**told):
        if told["late"].number == "2":
            raise RefusedError(Refusal.PAPERS_MISSING, field="components")
        return real(**told)

    monkeypatch.setattr(entering, "receive", refusing)
    page = enter(counter, outage)
    assert ">I3</th>" in page.text
    assert not Dossier.objects.exists()
    assert not OutagePaper.objects.exists()
    assert Upload.objects.exists(), "the file is still there"


def test_the_same_file_twice_enters_nothing(counter, outage, send):
    content = workbook({"number": "1"}, {"number": "2"})
    send(content)
    enter(counter, outage)
    assert "không nhập lại" in enter(counter, outage).text, "a second press"
    assert "Số giấy này đã được nhập" in send(content).text
    enter(counter, outage)
    assert Dossier.objects.count() == 2
    with pytest.raises(IntegrityError), transaction.atomic():
        OutagePaper.objects.update(number="1")


def test_money_taken_on_paper_comes_into_the_drawer_at_entry(counter, outage, send, world):
    give_role(world.counter.officer, Role.CASH_DESK, world.one_stop)
    send(workbook({"fee": "8.000 đ"}))
    enter(counter, outage)
    row = Settlement.objects.get()
    assert (row.amount, row.paid_at) == (8000, local("2020-06-03T09:00"))


def test_a_file_that_cannot_be_read_says_what_to_do(counter, outage, send):
    page = send(b"%PDF-1.7")
    assert page.status_code == 422
    assert "Chỉ nhận tệp Excel .xlsx" in page.text
    assert not Upload.objects.exists()


def test_files_are_seen_by_nobody_else_and_papers_by_who_watches(desk, world, outage, send, boss):
    send(workbook({}))
    assert "so-giay.xlsx" not in desk(boss).get(f"/outages/{outage.pk}").text
    inspector = desk(make_user(role=Role.INSPECTOR, unit=world.district))
    page = inspector.get(f"/outages/{outage.pk}").text
    assert "Mất điện, biên bản số 05/BB" in page
    assert "Gửi và xem trước" not in page
    assert inspector.get(f"/outages/{outage.pk}/template.xlsx").status_code == 403
    specialist = desk(world.specialist)
    assert specialist.get(f"/outages/{outage.pk}").status_code == 404
    assert "Mất điện, biên bản" not in specialist.get("/outages/").text


def test_only_the_head_records_an_outage_and_within_days(desk, world, boss, outage, at):
    form = {"unit": world.one_stop.code, "began_at": "8h 3/6/2020", "ended_at": "03/06/2020 08:30"}
    head = desk(boss)
    at("2020-06-03T09:00")
    answer = head.post("/outages/", {**form, "ground": "Mất mạng"})
    assert answer.status_code == 302
    assert Outage.objects.count() == 2
    for changes, told in [
        ({"began_at": "02/06/2020 16:00"}, "trùng với một lần mất hệ thống"),
        ({"ended_at": "03/06/2020 10:00"}, "Thời gian phải có đầu, có cuối và đã qua"),
        ({"began_at": "01/05/2020 08:00", "ended_at": "01/05/2020 09:00"}, "Đã quá số ngày được nhập bù"),
        ({"ground": " "}, "Lý do và văn bản"),
        ({"began_at": "sáng nay"}, "Không đọc được thời gian"),
    ]:
        page = head.post("/outages/", {**form, "ground": "Mất mạng", **changes})
        assert page.status_code == 422, told
        assert told in page.text
    officer = desk(world.counter)
    assert 'name="began_at"' not in officer.get("/outages/").text
    assert officer.post("/outages/", {**form, "ground": "Mất mạng"}).status_code == 422
    assert Outage.objects.count() == 2
    assert Event.objects.filter(subject_id=world.one_stop.code, type="outage_recorded").count() == 2


def test_too_late_is_too_late(desk, world, outage, send, at):
    send(workbook({}))
    at("2020-06-10T09:30")
    assert "Đã quá số ngày được nhập bù" in enter(desk(world.counter), outage).text
    assert not Dossier.objects.exists()
    assert outage.approved_at - outage.began_at < timedelta(days=7)


def test_an_outage_of_long_ago_cannot_be_recorded(world, boss):
    with pytest.raises(RefusedError) as why:
        record_outage(
            actor=boss,
            at=local("2020-06-30T09:00"),
            unit=world.one_stop,
            began_at=local("2020-06-02T07:30"),
            ended_at=local("2020-06-02T17:00"),
            ground="Mất điện",
        )
    assert why.value.refusal is Refusal.ENTERED_TOO_LATE
