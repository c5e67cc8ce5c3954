"""Slips filled from the rows that real acts wrote, read back from the PDF."""

import io
import re
from datetime import date, timedelta

import pypdf
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from motcua.dossiers.actions.apologise import apologise
from motcua.dossiers.actions.guide import guide
from motcua.dossiers.actions.record_supplement import record_supplement
from motcua.dossiers.actions.refuse import refuse
from motcua.dossiers.actions.refuse_at_reception import refuse_at_reception
from motcua.dossiers.actions.stop import stop
from motcua.dossiers.models import Dossier
from motcua.orgs.models import UnitName
from motcua.printouts.filling import control_of, finding, pdf_of, slip_of
from motcua.printouts.filling.control import NotReceivedError
from motcua.printouts.parts import CopyKind, Timeliness
from motcua.printouts.render import Paper, render
from tests.domain.dossiers.conftest import local
from tests.domain.dossiers.test_exits import REASON, brought
from tests.domain.dossiers.test_time import appraising, registered, waiting
from tests.domain.dossiers.test_way import received, solved

pytestmark = pytest.mark.django_db


def words(pdf: bytes) -> str:
    """All words of a PDF, each blank and line break as one blank."""
    pages = pypdf.PdfReader(io.BytesIO(pdf)).pages
    return re.sub(r"\s+", " ", " ".join(page.extract_text() for page in pages))


def printed(dossier, form, **options) -> str:
    found = finding.dossier(dossier.code)
    return words(pdf_of(finding.slip(found, form), **options))


def test_a_receipt_promises_what_was_recorded_and_says_why(world):
    dossier = received(world)
    text = printed(dossier, "receipt")
    for said in (
        dossier.code,
        Dossier.objects.get(pk=dossier.pk).secret,
        "GIẤY TIẾP NHẬN HỒ SƠ",
        "Số: 01/BPTNTKQ",
        "UBND HUYỆN",
        "Lò Thị Ngọc Ánh",
        "••••••••6789",
        "Thủ tục đi một vòng",
        "Tờ khai 1",
        "05 ngày làm việc",
        "09 giờ 00 phút, ngày 02 tháng 6 năm 2020",
        "17 giờ 00 phút, ngày 09 tháng 6 năm 2020",
        "bỏ qua 6–7/6 (cuối tuần)",
        world.counter.officer.full_name,
    ):
        assert said in text, said
    assert "014123456789" not in text


def test_the_secret_stands_on_the_applicants_copy_alone(world):
    dossier = received(world)
    secret = Dossier.objects.get(pk=dossier.pk).secret
    assert secret not in printed(dossier, "receipt", copies=[CopyKind.FILE])
    both = printed(dossier, "receipt", copies=[CopyKind.FILE, CopyKind.APPLICANT], paper=Paper.TWO_ON_A4)
    assert both.count(dossier.code) >= 2
    assert both.count(secret) == 1


def test_a_receipt_that_is_printed_again_keeps_its_first_date_and_its_bytes(world):
    step = waiting(world)
    row = finding.slip(finding.dossier(step.dossier.code), "receipt")
    before = pdf_of(row)
    dossier = Dossier.objects.get(pk=step.dossier_id)
    record_supplement(actor=world.counter, at=local("2020-06-08T09:00"), dossier=dossier)
    again = finding.slip(finding.dossier(dossier.code), "receipt")
    assert again.dossier.promised_at == local("2020-06-12T17:00")
    assert pdf_of(again) == before


def test_no_reason_is_given_that_the_calendar_of_today_contradicts(world):
    dossier = received(world)
    row = finding.slip(finding.dossier(dossier.code), "receipt")
    assert slip_of(row).due_explanation
    row.dossier.original_due_at = local("2020-06-08T17:00")  # as if Saturday had been worked then
    slip = slip_of(row)
    assert slip.due_at == local("2020-06-08T17:00")
    assert slip.due_explanation == ""


def test_a_request_in_processing_says_what_until_when_and_what_becomes_of_the_date(world):
    step = waiting(world)
    text = printed(step.dossier, "supplement")
    for said in (
        "1. Bản vẽ",
        "thiếu",
        "ngày 12 tháng 6 năm 2020",
        "tạm dừng",
        step.dossier.code,
        "giải quyết",
    ):
        assert said in text, said


def test_a_request_before_reception_starts_no_clock(world):
    at = local("2020-06-02T08:00")
    asked = {"items": ["Tờ khai có chữ ký", " "], "reason": "thiếu chữ ký"}
    dossier = guide(actor=world.counter, at=at, **asked, **brought(world))
    slip = slip_of(finding.slip(finding.dossier(dossier.code), "supplement"))
    assert [item.requirement for item in slip.items] == ["Tờ khai có chữ ký"]
    assert slip.supplement_by is None
    assert "tính từ khi hồ sơ đầy đủ được tiếp nhận" in printed(dossier, "supplement")


def test_a_refusal_at_the_counter_is_signed_by_its_officer(world):
    reason = {"reason": "không thuộc thẩm quyền", "legal_basis": "Điều 5"}
    at = local("2020-06-02T08:00")
    dossier = refuse_at_reception(actor=world.counter, at=at, **reason, **brought(world))
    text = printed(dossier, "refusal")
    for said in ("không thuộc thẩm quyền", "Điều 5", world.counter.officer.full_name, "tiếp nhận"):
        assert said in text, said


def test_a_refusal_of_what_was_sent_online_tells_when_it_was_sent(world):
    dossier = registered(world)
    at = local("2020-06-03T08:00")
    refuse_at_reception(actor=world.counter, at=at, unit=world.one_stop, dossier=dossier, reason="trùng")
    assert (
        slip_of(finding.slip(finding.dossier(dossier.code), "refusal")).submitted_at == dossier.submitted_at
    )


def test_a_refusal_in_processing_is_the_agencys(world):
    dossier = appraising(world).dossier
    refuse(actor=world.chairman, at=local("2020-06-04T09:00"), dossier=dossier, **REASON)
    slip = slip_of(finding.slip(finding.dossier(dossier.code), "refusal"))
    assert (slip.at_stage, slip.officer) == ("giải quyết", "")
    assert slip.agency == world.office.name
    assert slip.contact.officer == world.counter.officer.full_name


@pytest.mark.parametrize("who", ["head", "chairman"])
def test_an_apology_names_both_dates_and_who_signed_it_with_his_title(world, who):
    dossier = appraising(world).dossier
    signer = getattr(world, who).officer
    apologise(
        actor=world.counter,
        at=local("2020-06-08T09:00"),
        dossier=dossier,
        new_date=local("2020-06-12T17:00"),
        reason="chờ xác minh",
        signer=signer,
    )
    text = printed(dossier, "apology")
    for said in ("17 giờ 00 phút, ngày 09 tháng 6", "17 giờ 00 phút, ngày 12 tháng 6", "chờ xác minh"):
        assert said in text, said
    assert signer.positions.get().title.name.upper() in text
    assert signer.full_name in text
    assert world.counter.officer.full_name in text


@pytest.mark.parametrize(
    ("moved", "title"), [(0, "PHIẾU TỪ CHỐI"), (365 * 6, "THÔNG BÁO DỪNG GIẢI QUYẾT")], ids=["2018", "2025"]
)
def test_a_stop_is_printed_on_the_form_of_its_day(world, moved, title):
    dossier = waiting(world).dossier
    at = local("2020-06-15T08:00")
    stop(actor=world.chairman, at=at, dossier=dossier, reason="không bổ sung", legal_basis="Điều 12")
    row = finding.slip(finding.dossier(dossier.code), "stop")
    row.issued_at += timedelta(days=moved)
    text = words(pdf_of(row))
    for said in (title, "không bổ sung", "Điều 12", world.chairman.officer.full_name):
        assert said in text, said


def test_a_control_slip_names_every_hand_over_and_how_the_giver_did(world):
    dossier = solved(world)
    slip = control_of(finding.dossier(dossier.code))
    rows = [(row.giving, row.taking, row.giver, row.taker) for row in slip.hand_overs]
    counter, head, specialist, clerk = (
        user.officer.full_name for user in (world.counter, world.head, world.specialist, world.clerk)
    )
    assert rows == [
        ("huyen-mot-cua", "huyen-tu-phap", counter, head),
        ("huyen-tu-phap", "UBND huyện", specialist, world.chairman.officer.full_name),
        ("UBND huyện", "huyen-mot-cua", world.chairman.officer.full_name, clerk),
    ]
    on_time, early = Timeliness.ON_TIME, Timeliness.EARLY
    assert [row.result for row in slip.hand_overs] == [on_time, early, on_time]
    text = words(render(slip))
    assert dossier.code in text
    assert "••••" not in text


def test_what_was_never_received_has_no_control_slip(world):
    with pytest.raises(NotReceivedError):
        control_of(registered(world))


def test_a_paper_bears_the_names_of_its_day(world):
    dossier = received(world)
    UnitName.objects.filter(unit=world.district).update(valid_to=date(2020, 12, 31))
    UnitName.objects.create(
        unit=world.district, name="UBND thành phố", short_name="TP", valid_from=date(2021, 1, 1)
    )
    world.district.name = "UBND thành phố"
    world.district.save()
    assert "UBND HUYỆN" in printed(dossier, "receipt")


def test_a_slip_is_filled_by_few_questions(world):
    code = solved(world).code
    with CaptureQueriesContext(connection) as asked:
        slip_of(finding.slip(finding.dossier(code), "receipt"))
    assert len(asked) <= 14, [query["sql"][:90] for query in asked]
