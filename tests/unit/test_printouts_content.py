"""What builders accept, and what they make of it."""

from dataclasses import replace
from datetime import date, datetime

import pytest

from motcua.printouts.content import content, labels
from motcua.printouts.glyphs import BREAK
from motcua.printouts.parts import CopyKind, Fee, Signature, Tracking
from motcua.printouts.receipt import Component, Receipt
from motcua.printouts.reference import SLIPS, reference
from motcua.printouts.register import RegisterRow
from motcua.printouts.supplement import Missing
from tests.conformance.tree import ROOT
from tests.factories import printouts as make

NAIVE = datetime(2020, 5, 29, 8, 0)


@pytest.mark.parametrize(
    "build",
    [
        lambda: make.applicant(owner_name="  "),
        lambda: make.heading(issuing=""),
        lambda: make.heading(number=0),
        lambda: Tracking(code=""),
        lambda: Component(name="Tờ khai", originals=-1),
        lambda: Fee(name="Lệ phí", amount=-1),
        lambda: Missing(requirement=" "),
        lambda: Signature(authority=()),
        lambda: make.receipt(received_at=NAIVE),
        lambda: make.receipt(due_at=NAIVE),
        lambda: make.receipt(sets=0),
        lambda: make.receipt(copies=()),
        lambda: make.receipt(procedure=""),
        lambda: make.supplement(items=()),
        lambda: make.supplement(request_no=2),
        lambda: make.refusal(reason=""),
        lambda: make.apology(new_due_at=make.at()),
        lambda: make.stop(received_at=NAIVE),
        lambda: make.control(blank_rows=-1),
        lambda: make.hand_over_list(dossiers=()),
        lambda: make.register(rows=make.register().rows[::-1]),
    ],
)
def test_builders_refuse_what_no_form_can_say(build):
    with pytest.raises(ValueError, match=r"must|stands after|asked once"):
        build()


def test_the_letterhead_follows_the_decree():
    head = content(make.receipt())["heading"]
    assert head["superior"] == "ỦY BAN NHÂN DÂN XÃ CHIỀNG HẶC"
    assert head["number"] == "Số: 05/BPTNTKQ"
    assert head["place_and_day"] == "Chiềng Hặc, ngày 29 tháng 5 năm 2020"
    unnumbered = content(make.bare_receipt())["heading"]
    assert unnumbered["number"] == "Số: ……"


def test_the_receipt_says_times_fees_and_sets_in_words():
    said = content(make.long_receipt())
    assert said["received_at"]["words"] == "15 giờ 30 phút, ngày 29 tháng 5 năm 2020"
    assert said["sets"] == "01"
    assert [fee["amount"] for fee in said["fees"]] == ["1.250.000 đồng", "28.000 đồng", "miễn"]
    assert said["fees_total"] == "1.278.000 đồng"
    assert said["applicant"]["id_number"].replace(BREAK, "") == "••••••••••-001"


def test_the_secret_is_in_the_applicants_code_only():
    both = content(make.receipt(copies=(CopyKind.FILE, CopyKind.APPLICANT)))
    assert both["tracking"]["qr"] != both["office_qr"]
    assert content(make.receipt())["office_qr"] is None


def test_stopping_is_written_on_the_refusal_before_there_was_a_form_for_it():
    before = content(make.stop(date(2025, 9, 14)))
    assert (before["form"]["number"], before["at_stage"]) == ("03", "giải quyết")
    after = content(make.stop(date(2025, 9, 15)))
    assert (after["form"]["number"], after["form"]["verified"]) == ("05", False)


def test_a_register_keeps_the_form_under_which_it_was_opened():
    assert content(make.register(year=2025))["form"]["source"] == "TT 01/2018/TT-VPCP"
    assert content(make.register(year=2026))["form"]["source"] == "TT 03/2025/TT-VPCP"


def test_papers_are_values():
    slip = make.receipt()
    assert slip == make.receipt()
    with pytest.raises(AttributeError):
        slip.sets = 2
    assert replace(slip, sets=2) != slip


@pytest.mark.parametrize("slip", SLIPS, ids=lambda slip: slip.__name__)
def test_every_field_has_a_label(slip):
    named = labels(slip)
    assert named["heading"]
    assert all(named.values())


def test_labels_of_inner_parts_stand_under_the_field():
    assert labels(Receipt)["applicant.address"] == "Địa chỉ"
    assert labels(Receipt)["components.certified"] == "Bản chứng thực"


def test_the_register_needs_an_owner():
    with pytest.raises(ValueError, match="owner"):
        RegisterRow(number=1, code="a", procedure="b", owner="")


def test_the_reference_page_is_what_the_tables_say():
    page = ROOT / "docs" / "reference" / "forms.md"
    assert page.read_text(encoding="utf-8") == reference(), "run python -m motcua.printouts.reference"
