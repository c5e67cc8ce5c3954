"""The national tables: nothing is lost, nothing is invented, and no text makes a parser fall."""

import gzip
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.catalogue.national import components, fees, file, forms, legal, limits, results, ways
from motcua.catalogue.national.record import RecordRefused, parse_record, read_line, state_of
from motcua.catalogue.national.table import Reason
from motcua.catalogue.national.version import contents_of

PARSERS = {
    "cach_thuc_thuc_hien": ways.parse_ways,
    "thanh_phan_ho_so": components.parse_components,
    "can_cu_phap_ly": legal.parse_legal,
    "ket_qua_xu_ly": lambda text: results.parse_results(text).table,
}
# Pieces of which the tables are made, so that random texts come close to real ones.
PIECES = [
    *(ways.HEADER, components.HEADER, legal.HEADER, "--", "Không có thông tin", "Miễn phí", "Mã: "),
    *("Trực tiếp", "Trực tuyến", "Dịch vụ bưu chính", "5 Ngày làm việc", "30 Ngày", "1", "0", "2 Giờ"),
    *("10,000 Việt Nam Đồng", "20 VNĐ", "10 USD", "(", ")", "(a) ", "b) ", "1 bản chính", "01 bản chính"),
    *("0 bản chính,1 bản sao", "Mẫu số 01.docx", ".doc", "NA5.doc", "Luật ", "số ", "51/2019/QH14", "2020"),
    *("76/2025/QH15", "Thông tư số ", "85/2019/TT-BTC", "24/2024", "KQ.G12.000429", "Từ khóa", "Mô tả"),
    *("Chọn cơ quan thực hiện", "Cơ quan thực hiện", " ", "\n", ".", ";", "a", "Đ", "phí", "\u200b"),
]
TEXTS = st.one_of(st.text(), st.lists(st.sampled_from(PIECES), max_size=25).map("".join))


@pytest.fixture(scope="module")
def shipped():
    return [json.loads(line) for line in file.lines_of(file.SHIPPED)]


@pytest.mark.parametrize("key", PARSERS)
def test_no_character_of_the_shipped_catalogue_is_lost(shipped, key):
    parse = PARSERS[key]
    lost = [record["ma_thu_tuc"] for record in shipped if parse(record[key]).source != record[key]]
    assert len(shipped) == 2262
    assert not lost


@pytest.mark.parametrize("key", PARSERS)
@given(text=TEXTS)
def test_any_text_is_parsed_without_loss(key, text):
    assert PARSERS[key](text).source == text


@given(text=TEXTS)
def test_a_record_of_any_text_has_a_state_and_a_content_or_a_reason(text):
    texts = dict.fromkeys(PARSERS, text)
    line = json.dumps({"ma_thu_tuc": "1.000001", "ten_thu_tuc": "x", **texts}).encode()
    try:
        record = parse_record(read_line(line))
    except RecordRefused:
        return
    assert set(state_of(record)) <= {"ways", "components", "legal", "results"}
    contents, refused = contents_of(file.Reading(read=1, records=[(1, record)]))
    assert len(contents) + len(refused) == 1


def test_how_much_of_the_shipped_catalogue_becomes_rows():
    reading = file.read_catalogue(file.lines_of(file.SHIPPED))
    assert (reading.read, len(reading.records), reading.refused, reading.repeated) == (2262, 2262, [], 0)
    assert reading.tables() == {
        "ways": {"parsed": 2212, "kept_as_text": 50},
        "components": {"parsed": 2210, "kept_as_text": 31},
        "legal": {"parsed": 2167, "kept_as_text": 30},
        "results": {"parsed": 2244, "kept_as_text": 5},
    }


def test_most_ways_tables_have_a_channel_and_a_limit_in_every_row():
    records = [record for _, record in file.read_catalogue(file.lines_of(file.SHIPPED)).records]
    numbered = (limits.LimitKind.COUNTED, limits.LimitKind.SAME_DAY, limits.LimitKind.UNIT_LOST)
    whole = [r for r in records if r.ways.rows and all(w.limit.kind in numbered for w in r.ways.rows)]
    assert len(whole) / len(records) > 0.92


# -- ways


def rows(text):
    return ways.parse_ways(ways.HEADER + text).rows


def test_a_way_is_a_channel_a_limit_a_fee_and_a_description():
    (way,) = rows("Trực tuyến3 Ngày làm việc100,000 Việt Nam Đồng(100.000 đồng/lần.)Qua Cổng dịch vụ công.")
    assert (way.channel, way.limit.notation, way.fee.amount) == ("online", "3 wd", 100_000)
    assert (way.fee.note, way.description) == ("(100.000 đồng/lần.)", "Qua Cổng dịch vụ công.")
    assert way.unsure == ()


def test_a_channel_named_in_a_description_begins_no_row():
    text = "Trực tiếp5 NgàyMiễn phíNộp Trực tiếp tại xã.Trực tuyến 5 ngày làm việc, miễn phí."
    assert [way.description for way in rows(text)] == [
        "Nộp Trực tiếp tại xã.Trực tuyến 5 ngày làm việc, miễn phí."
    ]


@pytest.mark.parametrize(
    ("text", "notation"),
    [
        ("30 Phút", "30 min"),
        ("8 Giờ", "8 h"),
        ("3 Ngày làm việc", "3 wd"),
        ("15 Ngày", "15 d"),
        ("6 Tháng", "6 mo"),
        ("Trong ngày", "same_day"),
        ("Không có thông tin", ""),
        ("Không quy định", ""),
        ("5", ""),
        ("0 Ngày", ""),
        ("", ""),
    ],
)
def test_a_limit_in_the_notation_of_the_clock(text, notation):
    assert limits.read_limit(text).notation == notation


def test_a_lost_unit_stays_lost():
    (way,) = rows("Trực tiếp5Miễn phíTrong 05 ngày làm việc.")
    assert (way.limit.amount, way.limit.unit, way.limit.notation) == (5, "", "")
    assert Reason.UNIT_LOST in way.unsure


def test_a_limit_that_runs_into_the_fee_is_not_guessed():
    table = ways.parse_ways(ways.HEADER + "Trực tuyến120 VNĐ(20.000 đồng/tờ khai)")
    (way,) = table.rows
    assert (way.limit.text, way.fee.text, way.fee.amount) == ("", "120 VNĐ", None)
    assert way.unsure == (Reason.LIMIT_AND_FEE_GLUED, Reason.FEE_IN_DOUBT)
    assert not ways.is_parsed(table)


def test_a_limit_in_unknown_words_is_learnt_from_the_first_row():
    first, second = rows("Trực tiếpSau mùa lũMiễn phíDịch vụ bưu chínhSau mùa lũKhông có thông tinĐến xã")
    assert first.limit.text == second.limit.text == "Sau mùa lũ"
    assert (second.channel, second.description) == ("post", "Đến xã")


@pytest.mark.parametrize(
    ("text", "note", "description", "amount"),
    [
        ("Miễn phí", "", "", 0),
        ("Miễn phí", "(Không có)", "", 0),
        ("Miễn phí", "(Mức lệ phí do Hội đồng nhân dân cấp tỉnh quyết định)", "", None),
        ("Miễn phí", "", "Phí : Thông tư số 261/2016/TT-BTC", None),
        ("Không có thông tin", "", "", None),
        ("50,000 Việt Nam Đồng", "", "", 50_000),
        ("50,000 VNĐ", "(50.000đ/giấy thông hành)", "", 50_000),
        ("20 VNĐ", "(20.000 đồng/tờ khai)", "", None),
        ("1,500,000 Việt Nam Đồng", "(150.000 đồng/1 giấy.)", "", None),
        ("2,000 Việt Nam Đồng", "(2.000 đồng/trang; từ trang thứ 3 trở lên thu 1.000 đồng/trang)", "", None),
        ("10,000 Việt Nam Đồng", "(10.000 đồng/khẩu-chiếc.)", "", None),
        ("5,000,000 VNĐ", "(bằng 50% từ ngày 01/7/2025)", "", None),
        ("155 VNĐ", "(155 USD/thẻ)", "", None),
        ("10 USD", "", "", None),
    ],
)
def test_an_amount_is_given_only_where_number_currency_and_note_agree(text, note, description, amount):
    assert fees.read_fee(text, note, description).amount == amount


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("(một) hai", ("(một)", " hai", True)),
        ("(một (hai) ba)bốn (năm)", ("(một (hai) ba)", "bốn (năm)", True)),
        ("(nếu có))sau", ("(nếu có))", "sau", True)),
        ("(a) Một. b) Hai.)- Ba", ("(a) Một. b) Hai.)", "- Ba", True)),
        ("(một (hai) ba", ("", "(một (hai) ba", False)),
        ("không có", ("", "không có", True)),
    ],
)
def test_where_the_note_of_a_fee_ends(text, expected):
    assert fees.split_note(text) == expected


# -- components


def found_papers(text):
    return components.papers(components.parse_components(text))


def test_papers_stand_in_groups():
    head = components.HEADER
    text = f"--{head}Tờ khai1 bản chính* Trường hợp ủy quyền:{head}Giấy ủy quyền0 bản chính,1 bản sao"
    one, two = found_papers(text)
    assert (one.name, one.originals, one.copies, one.group) == ("Tờ khai", 1, 0, "")
    assert (two.name, two.originals, two.copies) == ("Giấy ủy quyền", 0, 1)
    assert two.group == "* Trường hợp ủy quyền:"


def test_of_several_digits_the_last_is_the_count():
    (paper,) = found_papers(f"--{components.HEADER}Đơn theo Mẫu số 181 bản chính,1 bản sao")
    assert (paper.name, paper.originals, paper.copies) == ("Đơn theo Mẫu số 18", 1, 1)


def test_copies_told_in_the_name_are_no_count():
    (paper,) = found_papers(f"--{components.HEADER}01 bản chính Đơn (01 bản chính): 01 bản chính2 bản chính")
    assert (paper.name, paper.originals) == ("01 bản chính Đơn (01 bản chính): 01 bản chính", 2)


def test_text_without_a_count_is_kept():
    table = components.parse_components(f"--{components.HEADER}Tờ khai1 bản chínhGiấy khác")
    assert [kept.text for kept in table.kept] == ["Giấy khác"]
    assert not components.is_parsed(table)


@pytest.mark.parametrize(
    ("text", "name", "files"),
    [
        ("theo Nghị định 41/2026/NĐ-CPMẫu số 11.docx", "theo Nghị định 41/2026/NĐ-CP", ("Mẫu số 11.docx",)),
        ("của Bộ Công an.NA5.doc", "của Bộ Công an.", ("NA5.doc",)),
        ("theo mẫuMau04.docxMau05.pdf", "theo mẫu", ("Mau04.docx", "Mau05.pdf")),
        ("(nếu có).Mẫu 04.docx (1).doc", "(nếu có).", ("Mẫu 04.docx (1).doc",)),
        ("quy địnhvăn bản đề nghị.docx", "quy định", ("văn bản đề nghị.docx",)),
        ("theo mẫuMauBankhaichung.docx", "theo mẫu", ("MauBankhaichung.docx",)),
        ("Tờ khai", "Tờ khai", ()),
    ],
)
def test_a_form_is_cut_off_its_paper(text, name, files):
    assert forms.split_forms(text) == (name, files, True)


def test_a_form_of_uncertain_beginning_stays_with_the_name():
    text = "Đơn đề nghị theo mẫu1.003850.docx"
    assert forms.split_forms(text) == (text, (), False)


# -- legal


def bases(text):
    return [(basis.title, basis.code) for basis in legal.parse_legal(legal.HEADER + text).rows]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Luật 51/2019/QH1451/2019/QH14", [("Luật 51/2019/QH14", "51/2019/QH14")]),
        (
            "Quy định AThông tư 04/2015/TT-BCALuật B76/2025/QH15",
            [("Quy định A", "Thông tư 04/2015/TT-BCA"), ("Luật B", "76/2025/QH15")],
        ),
        ("Luật C năm 202076/2025/QH15", [("Luật C năm 2020", "76/2025/QH15")]),
        (
            "Thông tư số 85/2019/TT-BTC ngày 1/1/2019 về phí85/2019/TT-BTCQUY ĐỊNH D1/2020/NĐ-CP",
            [
                ("Thông tư số 85/2019/TT-BTC ngày 1/1/2019 về phí", "85/2019/TT-BTC"),
                ("QUY ĐỊNH D", "1/2020/NĐ-CP"),
            ],
        ),
        (
            "E54/2024/QH1538/2025/TT-BNNMT38/2025/TT-BNNMTLuật F9/2020/QH14",
            [("E", "54/2024/QH15"), ("38/2025/TT-BNNMT", "38/2025/TT-BNNMT"), ("Luật F", "9/2020/QH14")],
        ),
        (
            "Nghị quyết G66.18/2026/NQ-CP Luật Nhà ở số 27/2023/QH1527/2023/QH15",
            [("Nghị quyết G", "66.18/2026/NQ-CP"), (" Luật Nhà ở số 27/2023/QH15", "27/2023/QH15")],
        ),
    ],
)
def test_documents_are_told_apart(text, expected):
    assert bases(text) == expected


def test_a_title_without_a_code_is_kept():
    table = legal.parse_legal(legal.HEADER + "Luật A1/2020/QH14Luật thú y")
    assert [kept.text for kept in table.kept] == ["Luật thú y"]


# -- results


def test_results_and_what_the_page_prints_behind_them():
    text = (
        "Giấy phépMã: KQ.G12.000217UBND xã niêm yếtMã: 000.00.00.G15-KQ0187..văn bảnMã: VBTT"
        "Từ khóatàu cáMô tảKhông có thông tinChọn cơ quan thực hiệnTỉnh/ Thành phốNộp hồ sơ"
    )
    parsed = results.parse_results(text)
    assert [(row.name, row.code) for row in parsed.table.rows] == [
        ("Giấy phép", "KQ.G12.000217"),
        ("UBND xã niêm yết", "000.00.00.G15-KQ0187"),
        ("..văn bản", "VBTT"),
    ]
    assert (parsed.keywords, parsed.description) == ("tàu cá", "")


# -- the file


def line(**texts):
    return json.dumps({"ma_thu_tuc": "1.1", "ten_thu_tuc": "A", **texts}, ensure_ascii=False).encode()


@pytest.mark.parametrize(
    ("data", "code", "reason"),
    [
        (b"\xff\xfe", "", "UTF-8"),
        (b"{", "", "JSON hợp lệ"),
        (b"[" * 100_000, "", "JSON hợp lệ"),
        (b"[1]", "", "đối tượng"),
        (b'{"ten_thu_tuc": "A"}', "", "thiếu mã"),
        (line(ma_thu_tuc="một hai"), "một hai", "không đúng dạng"),
        (line(ten_thu_tuc=" "), "1.1", "thiếu tên"),
        (line(linh_vuc=3), "1.1", "linh_vuc không phải văn bản"),
        (line(linh_vuc="\0"), "1.1", "không lưu được"),
        (b'{"ma_thu_tuc": "1.1", "ten_thu_tuc": "\\ud800"}', "1.1", "không lưu được"),
    ],
)
def test_a_bad_line_is_refused_with_its_reason_and_the_others_go_on(data, code, reason):
    reading = file.read_catalogue([line(ma_thu_tuc="1.0"), data, b"", line(ma_thu_tuc="1.2")])
    (refusal,) = reading.refused
    assert (refusal.line, refusal.code) == (2, code)
    assert reason in refusal.reason
    assert (reading.read, len(reading.records)) == (3, 2)


def test_the_same_code_with_other_words_is_refused_the_same_words_are_not():
    reading = file.read_catalogue([line(), line(), line(ten_thu_tuc="B")])
    assert reading.repeated == 1
    assert [(r.line, r.code) for r in reading.refused] == [(3, "1.1")]


def test_the_file_may_be_plain_or_packed(tmp_path):
    plain, packed = tmp_path / "a.jsonl.gz", tmp_path / "b.jsonl"
    plain.write_bytes(b"\xef\xbb\xbf" + line() + b"\r\n")
    packed.write_bytes(gzip.compress(line()))
    assert file.lines_of(plain) == file.lines_of(packed) == [line()]


def test_a_file_that_cannot_be_read_to_its_end_says_so(tmp_path):
    cut = tmp_path / "cut.gz"
    cut.write_bytes(gzip.compress(line() * 100)[:-20])
    for path, reason in [(tmp_path / "none", "không có tệp"), (cut, "cắt cụt"), (tmp_path, "không đọc được")]:
        with pytest.raises(file.FileRefused, match=reason):
            file.lines_of(path)
