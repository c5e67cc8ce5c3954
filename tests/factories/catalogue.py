"""Contents and landings for tests: short to write, whole enough to publish."""

from datetime import UTC, date, datetime

from motcua.catalogue.actions.land import land
from motcua.catalogue.content import VersionContent
from motcua.catalogue.landing import Landing, Outcome
from motcua.catalogue.terms import Origin
from motcua.journal.events import SYSTEM


def a_content(code: str = "1.000001", name: str = "Thủ tục thử", **more) -> VersionContent:
    return VersionContent.model_validate({"code": code, "name": name, "mark": "found", **more})


def landed(
    *contents: VersionContent,
    origin: Origin = Origin.NATIONAL,
    start: date = date(2025, 7, 1),
    end: date | None = None,
    at: datetime | None = None,
) -> list[Outcome]:
    landings = [Landing(content, origin, start, end) for content in contents]
    return land(landings=landings, actor=SYSTEM, at=at or datetime.now(UTC))


FULL = {
    "code": "9.000009",
    "name": "Thủ tục có đủ mọi phần",
    "abbreviations": ["ttđm"],
    "field": "Hộ tịch",
    "ministry": "Bộ Tư pháp",
    "levels": ["district", "commune"],
    "target_groups": ["Công dân Việt Nam"],
    "order_of_steps": "Bước 1: nộp.\n\nBước 2: nhận.",
    "received_at_bpmc": False,
    "not_at_bpmc_reason": "thực hiện tại hiện trường",
    "supplement_window": "3 wd",
    "supplement_article": "Điều 17",
    "applicant_deadline": "30 d",
    "counting_mode": "same_clock",
    "mark": "recalled",
    "marks": {"field": "found", "processes": "proposed"},
    "cases": [
        {"code": "thuong", "name": "Thường"},
        {"code": "xm", "name": "Phải xác minh", "any_area": True},
    ],
    "components": [
        {"name": "Tờ khai", "form_name": "Mẫu 1", "originals": 1, "mark": "found"},
        {"name": "Hộ chiếu", "kind": "present", "one_of": "giấy tờ", "copies": 1, "cases": ["xm"]},
        {"name": "Thẻ căn cước", "kind": "present", "one_of": "giấy tờ", "copies": 1, "mandatory": False},
    ],
    "ways": [
        {"channel": "direct", "limit": "5 wd", "fee_amount": 8000, "fee_text": "8.000 đồng"},
        {"channel": "online", "limit": "10 wd", "cases": ["xm"]},
        {"parsed": False, "raw_text": "không rõ"},
    ],
    "fees": [
        {
            "code": "ban-sao",
            "name": "Phí chứng thực",
            "kind": "phi",
            "method": "per_page",
            "bands": [{"from_page": 1, "amount": 2000}, {"from_page": 3, "amount": 1000}],
            "cap": 200_000,
            "due": 1,
            "exemptions": [{"code": "ngheo", "ground": "Hộ nghèo", "percent": 50, "article": "Điều 4"}],
            "channels": ["direct", "post"],
        }
    ],
    "extensions": [
        {"code": "xm", "name": "Xác minh", "kind": "verification", "extra": "2.5 wd", "article": "Điều 5"}
    ],
    "area_extensions": [
        {"name": "Xã vùng cao", "extra": "10 d", "article": "NĐ 43/2014", "units": ["yc-chieng-on"]}
    ],
    "online_levels": [
        {"level": "3", "from_on": "2019-01-01", "to_on": "2022-06-24"},
        {"level": "partial", "from_on": "2022-06-24"},
    ],
    "legal_bases": [{"title": "Luật Hộ tịch", "code": "60/2014/QH13", "article": "Điều 16"}],
    "results": [{"name": "Giấy khai sinh", "code": "KQ.G15.000031", "originals": 2, "validity": "không"}],
    "raw_texts": [{"block": "ways", "text": "nguyên văn", "reason": "hai cột dính nhau"}],
    "processes": [
        {
            "code": "chinh",
            "name": "Quy trình chung",
            "limit": "5 wd",
            "decision": "QĐ 1/QĐ-UBND",
            "steps": [
                {"key": "nhan", "name": "Tiếp nhận", "role": "receive", "office": "one_stop", "limit": "4 h"},
                {
                    "key": "tham-dinh",
                    "name": "Thẩm định",
                    "role": "appraise",
                    "office": "tu-phap",
                    "limit": "4 wd",
                },
                {
                    "key": "hoi",
                    "name": "Lấy ý kiến",
                    "role": "consult",
                    "place": "agency",
                    "office": "cong-an",
                    "limit": "3 wd",
                    "after": ["nhan"],
                    "silence_as_consent": True,
                    "timeout": "2 wd",
                },
                {
                    "key": "ky",
                    "name": "Ký",
                    "role": "approve",
                    "office": "leadership",
                    "limit": "0.5 wd",
                    "after": ["hoi", "tham-dinh"],
                    "join": "all_or_timeout",
                    "forms": ["05"],
                },
                {"key": "tra", "name": "Trả", "role": "return", "office": "one_stop", "forms": ["01", "06"]},
            ],
        }
    ],
}


def full_content(**more) -> VersionContent:
    """A content in which every part occurs."""
    return VersionContent.model_validate({**FULL, **more})
