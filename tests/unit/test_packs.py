"""Packs: the shipped ones hold, and a broken one is told where and why."""

import pytest

from motcua.catalogue import pack as packs
from motcua.catalogue.process import longest_way, span
from motcua.worktime.limits import parse_limit

GOOD = """\
pack: thu
title: Gói thử
procedures:
  - code: "1.000001"
    effective_from: 2020-01-01
    name: Thủ tục thử
    mark: proposed
    ways:
      - {channel: direct, limit: 3 wd}
    processes:
      - code: chinh
        name: Quy trình
        limit: 3 wd
        steps:
          - key: nhan
            name: Tiếp nhận
            role: receive
            office: one_stop
            limit: 1 wd
          - key: tra
            name: Trả
            role: return
            office: one_stop
            limit: 2 wd
"""


def problems(source, language="vi"):
    return [p.text(language) for p in packs.read(source.encode(), name="goi.yaml").problems]


def test_a_good_pack_has_no_problems():
    reading = packs.read(GOOD.encode(), name="goi.yaml")
    assert reading.problems == ()
    assert reading.pack.procedures[0].landing().content.code == "1.000001"


@pytest.mark.parametrize("path", packs.shipped(), ids=lambda path: path.stem)
def test_every_shipped_pack_holds_and_its_steps_take_exactly_its_limit(path):
    reading = packs.read_file(path)
    assert [problem.text() for problem in reading.problems] == []
    for procedure in reading.pack.procedures:
        assert procedure.processes
        for process in procedure.processes:
            limit = span(process.limit)
            assert longest_way(process.steps, limit.family).total == limit.amount


def test_all_sixteen_are_there_and_say_what_is_proposed():
    contents = [procedure for path in packs.shipped() for procedure in packs.read_file(path).pack.procedures]
    assert [path.stem for path in packs.shipped()] == [f"p{i}" for i in range(16)]
    for content in contents[1:]:
        assert content.marks["processes"] == "proposed"
        assert {process.mark for process in content.processes} == {"proposed"}
    assert contents[0].mark == "found"


def test_every_limit_of_the_packs_is_one_that_the_working_time_engine_knows():
    for path in packs.shipped():
        for procedure in packs.read_file(path).pack.procedures:
            limits = [way.limit for way in procedure.ways] + [e.extra for e in procedure.extensions]
            for limit in filter(None, limits):
                assert str(parse_limit(limit)) == limit


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("mark: proposed", "mark: sure", "goi.yaml:7:5: lỗi [procedures.0.mark]: phải là một trong: "),
        (
            "    name: Thủ tục thử",
            "    nme: Thủ tục thử",
            "goi.yaml:6:5: lỗi [procedures.0.nme]: không có mục “nme”; có phải “name”?",
        ),
        ('"1.000001"', "1.000001", "goi.yaml:4:5: lỗi [procedures.0.code]: phải là chữ; đặt trong dấu nháy"),
        ("limit: 1 wd", "limit: 1 ngày", "goi.yaml:19:13: lỗi [procedures.0.processes.0.steps.0.limit]: "),
        ("limit: 1 wd", "limt: 1 wd", "không có mục “limt”; có phải “limit”?"),
        ("effective_from: 2020-01-01", "effective_from: ngày mai", "goi.yaml:5:5: lỗi"),
        (
            "            limit: 2 wd",
            "            limit: 2.5 wd",
            "goi.yaml:13:9: lỗi [procedures.0.processes.0.limit]: "
            "tổng thời gian các bước 3,5 ngày làm việc vượt thời hạn 3 ngày làm việc",
        ),
        (
            "            limit: 2 wd",
            "            limit: 2 wd\n            after: [nhan, tra]",
            "goi.yaml:14:9: lỗi [procedures.0.processes.0.steps]: các bước đi vòng: tra → tra",
        ),
        ("          - key: tra", "          - key: nhan", "goi.yaml:20:13: lỗi"),
        ("pack: thu", "pack: [thu", "không đọc được YAML"),
        ("pack: thu", "pack: thu\npack: hai", "không đọc được YAML"),
        ("{channel: direct, limit: 3 wd}", "{channel: direct, limit: 2 wd}", "dài hơn thời hạn 2 wd"),
        ("{channel: direct, limit: 3 wd}", "{limit: 3 wd}", "goi.yaml:9:9: lỗi [procedures.0.ways.0]"),
        (
            "{channel: direct, limit: 3 wd}",
            "{channel: direct, limit: 1.5 d}",
            "phải là số nguyên, không phải",
        ),
        ("{channel: direct, limit: 3 wd}", "{channel: direct, cases: [x]}", "không có trường hợp “x”"),
    ],
)
def test_a_mistake_is_told_with_its_place_and_field(old, new, expected):
    assert old in GOOD
    assert expected in "\n".join(problems(GOOD.replace(old, new, 1)))


def test_several_mistakes_are_told_at_once_in_the_order_of_lines():
    broken = GOOD.replace("mark: proposed", "mark: sure").replace("channel: direct", "chanel: direct")
    broken = broken.replace("role: receive", "role: greet")
    lines = [int(p.split(":")[1]) for p in problems(broken)]
    assert len(lines) >= 3
    assert lines == sorted(lines)


def test_the_same_in_english():
    (problem,) = problems(GOOD.replace("    name: Thủ tục thử\n", ""), "en")
    assert problem == "goi.yaml:4:5: error [procedures.0.name]: this key is missing"


@pytest.mark.parametrize("source", [b"", b"\xff\xfe", b"- 1\n", b"just words", b"procedures: 3"])
def test_what_is_no_pack_is_told_so(source):
    reading = packs.read(source, name="x.yaml")
    assert reading.pack is None
    assert reading.problems


def test_every_kind_of_content_finding_has_both_languages():
    from motcua.catalogue.findings import MESSAGES

    assert all(vi and en for vi, en in MESSAGES.values())
