"""A national file lands once, changes what changed, and leaves alone what was published locally."""

import json
from datetime import UTC, date, datetime

import pytest
from click.testing import CliRunner

from motcua.catalogue.actions.import_national import import_national
from motcua.catalogue.models import Procedure, ProcedureVersion
from motcua.catalogue.national import file
from motcua.catalogue.terms import Origin, State
from motcua.cli import catalogue_import
from motcua.journal.events import SYSTEM, Kind, Subject
from motcua.journal.queries import history
from tests.factories.catalogue import a_content, landed

pytestmark = pytest.mark.django_db

WAYS = "Hình thức nộpThời gianPhí, lệ phíMô tả"
PAPERS = "Tên giấy tờMẫu đơn, tờ khaiSố lượng"
RECORD = {
    "ma_thu_tuc": "9.100001",
    "ten_thu_tuc": "Đăng ký thử",
    "cap_thuc_hien": "Cấp tỉnh, Cấp xã",
    "doi_tuong_thuc_hien": "Cán bộ, công chức, viên chức, Tổ chức (không bao gồm doanh nghiệp, HTX)",
    "bo_nganh": "bo-tu-phap",
    "thu_tuc_lien_quan": "Không có thông tin",
    "cach_thuc_thuc_hien": (
        f"{WAYS}Trực tuyến3 Ngày làm việc8,000 Việt Nam Đồng"
        "Trực tiếp5Miễn phí(Theo HĐND)Dịch vụ bưu chính120 VNĐ"
    ),
    "thanh_phan_ho_so": f"* Giấy tờ phải xuất trình:{PAPERS}Căn cướcMẫu 1.docx1 bản chính,2 bản saoSố khác",
    "can_cu_phap_ly": "Tên văn bản pháp lýMã văn bảnLuật Hộ tịch60/2014/QH13",
    "ket_qua_xu_ly": "Trích lụcMã: KQ.G15.000001Từ khóaKhông có thông tinMô tảGhi chú",
}


def line(**texts):
    return json.dumps({**RECORD, **texts}, ensure_ascii=False).encode()


def run(*lines, start=date(2025, 7, 1)):
    reading = file.read_catalogue(lines)
    return import_national(reading=reading, start=start, actor=SYSTEM, at=datetime.now(UTC))


def values(rows, *names):
    return list(rows.values_list(*names))


def test_a_record_becomes_a_published_version():
    report = run(line())
    version = Procedure.objects.get(code="9.100001").current
    assert (report.read, report.landed, report.changed, report.refused) == (1, 1, 1, ())
    assert (version.origin, version.state, version.mark) == ("national", State.PUBLISHED, "found")
    assert (version.effective_from, version.ministry) == (date(2025, 7, 1), "Bộ Tư pháp")
    assert (version.related_procedures, version.description) == ("", "Ghi chú")
    assert version.levels == ["province", "commune"]
    assert version.target_groups == [
        "Cán bộ, công chức, viên chức",
        "Tổ chức (không bao gồm doanh nghiệp, HTX)",
    ]


def test_its_tables_become_rows_and_what_is_unsure_says_so():
    run(line())
    version = Procedure.objects.get(code="9.100001").current
    assert values(version.ways, "channel", "limit_amount", "limit_unit", "limit_text", "fee_amount") == [
        ("online", 3, "wd", "3 Ngày làm việc", 8000),
        ("direct", None, "", "5", None),
        ("post", None, "", "", None),
    ]
    assert values(version.ways, "fee_text", "parsed", "raw_text") == [
        ("8,000 Việt Nam Đồng", True, ""),
        ("Miễn phí(Theo HĐND)", True, ""),
        ("120 VNĐ", False, "Dịch vụ bưu chính120 VNĐ"),
    ]
    assert "mất đơn vị" in version.ways.get(channel="direct").note
    assert values(version.components, "name", "form_file", "originals", "copies", "kind", "group") == [
        ("Căn cước", "Mẫu 1.docx", 1, 2, "present", "* Giấy tờ phải xuất trình:")
    ]
    assert values(version.legal_bases, "title", "code") == [("Luật Hộ tịch", "60/2014/QH13")]
    assert values(version.results, "name", "code") == [("Trích lục", "KQ.G15.000001")]
    assert values(version.raw_texts, "block", "text") == [("components", "Số khác")]


def test_a_second_run_changes_nothing():
    run(line())
    before = list(ProcedureVersion.objects.values_list("id", "content_hash"))
    report = run(line())
    assert (report.landed, report.changed) == (1, 0)
    assert list(ProcedureVersion.objects.values_list("id", "content_hash")) == before
    assert history(Subject(Kind.PROCEDURE, "9.100001")).count() == 1


def test_a_record_with_other_words_is_the_next_version():
    run(line(), line(ma_thu_tuc="9.100002"))
    report = run(line(), line(ma_thu_tuc="9.100002", ten_thu_tuc="Tên mới"))
    assert (report.landed, report.changed) == (2, 1)
    assert Procedure.objects.get(code="9.100002").current.number == 2
    assert Procedure.objects.get(code="9.100002").name == "Tên mới"


def test_what_was_published_locally_stays_in_effect_and_the_record_waits_as_a_draft():
    landed(a_content("9.100001", "Bản của huyện"), origin=Origin.PACK, start=date(2020, 1, 1))
    report = run(line(), line(ma_thu_tuc="9.100002"))
    procedure = Procedure.objects.get(code="9.100001")
    assert (report.landed, report.changed, report.held) == (2, 2, ("9.100001",))
    assert (procedure.current.origin, procedure.name) == ("pack", "Bản của huyện")
    assert procedure.current.effective_to is None
    draft = procedure.versions.get(origin="national")
    assert (draft.state, draft.name) == (State.DRAFT, "Đăng ký thử")
    events = history(Subject(Kind.PROCEDURE, "9.100001"))
    assert [event.type for event in events] == ["procedure_version_published", "procedure_version_drafted"]


def test_the_draft_is_made_once_and_again_when_the_record_changed():
    landed(a_content("9.100001"), origin=Origin.PACK, start=date(2020, 1, 1))
    run(line())
    assert run(line()).changed == 0
    assert run(line(ten_thu_tuc="Tên mới")).changed == 1
    versions = Procedure.objects.get(code="9.100001").versions.filter(origin="national")
    assert [v.name for v in versions.order_by("number")] == ["Đăng ký thử", "Tên mới"]


def test_after_the_end_of_the_local_version_the_national_one_is_in_effect():
    landed(a_content("9.100001"), origin=Origin.PACK, start=date(2020, 1, 1), end=date(2025, 7, 1))
    report = run(line())
    assert report.held == ()
    assert Procedure.objects.get(code="9.100001").current.origin == "national"


def test_a_pack_that_comes_later_is_not_overwritten_by_the_next_import():
    run(line())
    landed(a_content("9.100001", "Bản của huyện"), origin=Origin.PACK, start=date(2026, 1, 1))
    assert run(line()).changed == 0
    assert run(line(ten_thu_tuc="Tên mới")).changed == 1
    assert Procedure.objects.get(code="9.100001").name == "Bản của huyện"


def test_rejected_lines_are_listed_and_the_others_land():
    report = run(
        line(),
        b"{",
        line(ma_thu_tuc=""),
        line(ma_thu_tuc="9.100002", so_quyet_dinh="x" * 101),
        line(ten_thu_tuc="khác"),
        line(ma_thu_tuc="9.100003"),
    )
    assert [(r.line, r.code) for r in report.refused] == [(2, ""), (3, ""), (4, "9.100002"), (5, "9.100001")]
    assert "decision_number" in report.refused[2].reason
    assert (report.read, report.landed, report.changed) == (6, 2, 2)


# -- the command


def invoke(*arguments):
    return CliRunner().invoke(catalogue_import.command, [str(a) for a in arguments])


@pytest.fixture
def some(tmp_path):
    path = tmp_path / "some.jsonl"
    path.write_bytes(b"\n".join([line(), line(ma_thu_tuc="9.100002")]))
    return path


def test_the_command_prints_one_json_document(some):
    answer = invoke(some, "--format", "json")
    parsed, text = {"parsed": 2, "kept_as_text": 0}, {"parsed": 0, "kept_as_text": 2}
    assert answer.exit_code == 0
    assert json.loads(answer.stdout) == {
        "read": 2,
        "landed": 2,
        "changed": 2,
        "rejected": [],
        "tables": {"ways": text, "components": text, "legal": parsed, "results": parsed},
    }
    assert json.loads(invoke(some, "--format", "json").stdout)["changed"] == 0


def test_the_command_says_what_it_rejected_and_what_it_left_alone(some):
    landed(a_content("9.100001"), origin=Origin.PACK, start=date(2020, 1, 1))
    some.write_bytes(some.read_bytes() + b"\n[]\n")
    answer = invoke(some)
    assert answer.exit_code == 1
    assert "Đã đọc 3 bản ghi: 2 có trong danh mục" in answer.stdout
    assert "dòng 3: dòng không phải một đối tượng JSON" in answer.stdout
    assert "9.100001" in answer.stderr


def test_a_file_that_cannot_be_read_is_misuse_and_imports_nothing(tmp_path):
    answer = invoke(tmp_path / "none.jsonl.gz", "--format", "json")
    assert (answer.exit_code, answer.stdout) == (2, "")
    assert "không có tệp" in answer.stderr


@pytest.mark.slow
def test_the_shipped_catalogue_lands_whole_and_only_once():
    report = catalogue_import.import_shipped()
    assert (report.read, report.landed, report.changed, report.refused) == (2262, 2262, 2262, ())
    assert Procedure.objects.filter(current__isnull=False).count() == 2262
    assert catalogue_import.import_shipped() is None
    again = json.loads(invoke("--format", "json").stdout)
    assert (again["read"], again["landed"], again["changed"], again["rejected"]) == (2262, 2262, 0, [])
