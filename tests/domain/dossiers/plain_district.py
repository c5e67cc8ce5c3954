"""The district of the random walks, written down by hand: units, hours, people, rights, procedures.

What stands here is said a second time on purpose: nothing is read from the program or from its packs.
"""

from dataclasses import dataclass, field
from datetime import date

WORKDAYS = ["mon", "tue", "wed", "thu", "fri"]
SESSIONS = ["07:30-11:30", "13:00-17:00"]
DISTRICT_HOURS = {
    "sessions": dict.fromkeys(WORKDAYS, SESSIONS),
    "off": ["2020-06-10"],
    "makeup": {"2020-06-13": SESSIONS},
}
COMMUNE_HOURS = {
    "sessions": {
        **{day: ["07:00-11:30", "13:30-16:30"] for day in WORKDAYS},
        "sat": ["07:30-11:30"],
    },
    "off": ["2020-06-10"],
}

OFFICES = ["van-phong", "tai-chinh", "kinh-te", "tai-nguyen", "tu-phap"]
VERTICAL = ["thue", "dat-dai", "cong-an", "bhxh"]
COMMUNE = ["x", "x-mot-cua"]
DISTRICT = ["h", "h-mot-cua", *(f"h-{office}" for office in [*OFFICES, *VERTICAL])]
HOUSE = {
    "h": {"h", "h-mot-cua", *(f"h-{office}" for office in OFFICES), "h-phong-moi"},
    "x": {"x", "x-mot-cua"},
}
"""Where the leaders and clerks of an agency have a say: not in the vertical agencies that sit beside it."""


OLD, NEW, REFORM = ("h-tu-phap", "h-kinh-te"), "h-phong-moi", date(2020, 6, 4)
"""On this day a new office takes the place of two old ones."""


def stands(unit, at):
    """Whether `unit` exists at that time."""
    return unit not in (*OLD, NEW) or (unit == NEW) == (at.date() >= REFORM)


def now(unit, at):
    """`unit`, or the one that took its place."""
    return NEW if unit in OLD and at.date() >= REFORM else unit


@dataclass(frozen=True)
class Person:
    """Somebody with one role in one unit."""

    name: str
    role: str
    unit: str


def _people():
    for one_stop in "h-mot-cua", "x-mot-cua":
        for role in "counter", "counter_head", "cashier":
            yield Person(f"{role} {one_stop}", role, one_stop)
    for unit in [*DISTRICT[2:], NEW, "x"]:
        yield Person(f"specialist {unit}", "specialist", unit)
    for office in [*OFFICES, "phong-moi"]:
        yield Person(f"leader {office}", "office_leader", f"h-{office}")
    yield Person("another of kinh-te", "specialist", "h-kinh-te")
    for agency in "h", "x":
        yield Person(f"chairman {agency}", "chairman", agency)
        yield Person(f"clerk {agency}", "clerk", agency)
    yield Person("inspector", "inspector", "h")
    yield Person("administrator", "administrator", "h")


PEOPLE = list(_people())
SCHEDULE = Person("schedule", "schedule", "")
"""Nobody: what time brings about."""

_HANDS = "accept take complete_step send_back"
_COUNTER = (
    f"{_HANDS} release register_post receive answer_on_the_spot guide refuse_at_reception hand_over"
    " request_supplement record_supplement apologise withdraw return_result finish attach_file tell_applicant"
)
_DESK = f"{_HANDS} release propose_supplement consult answer_consultation request_payment"
TIMELY = ("count_silence", "time_out_step")
"""Acts of the schedule, which no officer's right gives."""
RIGHTS = {
    "counter": _COUNTER,
    "counter_head": f"{_COUNTER} assign correct_record",
    "cashier": "record_payment record_fee refund_fee cancel_receipt",
    "specialist": _DESK,
    "office_leader": f"{_DESK} assign extend sign_apology",
    "chairman": f"{_HANDS} assign extend sign_apology stop refuse approve",
    "clerk": f"{_HANDS} release finish",
    "inspector": "",
    "administrator": "transfer",
}


def may(person, act, unit, at):
    """Whether `person` may do `act` in `unit` at that time: nobody may in a unit that does not stand."""
    if person is SCHEDULE or act in TIMELY:
        return person is SCHEDULE and act in TIMELY
    if act not in RIGHTS[person.role].split() or not stands(unit, at):
        return False
    if person.role == "administrator":
        return True
    whole_house = person.role in ("chairman", "clerk")
    return unit in HOUSE[person.unit] if whole_house else unit == person.unit


@dataclass(frozen=True)
class Step:
    """A step: who does it, how long it and a stay at the unit that begins with it may take."""

    unit: str
    role: str
    limit: tuple
    leg: tuple
    after: tuple = ()
    last: bool = False
    back: bool = True
    sometimes: bool = False
    wait: bool = False
    silence: bool = False


WAIT = Step("", "wait", (), (), wait=True)


@dataclass(frozen=True)
class Procedure:
    """What is promised, what must be brought, and the way."""

    at: str
    agency: str
    limit: dict
    steps: dict
    mode: str = "end_of_day"
    must: tuple = ((1,),)
    papers: int = 2
    window: tuple | None = None
    restart: bool = False
    extension: tuple | None = None
    spot: bool = False
    online: bool = True
    undated: frozenset = field(default_factory=frozenset)


def _in_a_row(**steps):
    """Steps one after the other, where nothing else is said."""
    found, before = {}, ()
    for key, step in steps.items():
        name = key.replace("_", "-")
        found[name] = step if step.after else Step(**{**vars(step), "after": before})
        before = (name,)
    return found


P5 = Procedure(
    at="h-mot-cua",
    agency="h-tai-chinh",
    limit={"direct": (3, "wd"), "online": (3, "wd"), "post": (3, "wd")},
    must=((1,), (2,)),
    papers=4,
    window=(3, "wd"),
    steps=_in_a_row(
        tiep_nhan=Step("h-mot-cua", "receive", ("0.25", "wd"), ("0.25", "wd")),
        phan_cong=Step("h-tai-chinh", "assign", ("0.25", "wd"), ("2.25", "wd")),
        tham_dinh=Step("h-tai-chinh", "appraise", ("1.5", "wd"), ("2", "wd")),
        ky=Step("h-tai-chinh", "approve", ("0.5", "wd"), ("0.5", "wd")),
        van_thu=Step("h-van-phong", "seal", ("0.25", "wd"), ("0.25", "wd"), last=True),
    ),
)
P6 = Procedure(
    at="h-mot-cua",
    agency="h-kinh-te",
    limit={"direct": (15, "d"), "online": (15, "d"), "post": (15, "d")},
    must=((1,), (2,), (3,)),
    papers=4,
    window=(7, "wd"),
    restart=True,
    extension=("xem-xet-them", (10, "d")),
    steps=_in_a_row(
        tiep_nhan=Step("h-mot-cua", "receive", ("0.5", "d"), ("0.5", "d")),
        phan_cong=Step("h-kinh-te", "assign", ("0.5", "d"), ("10.5", "d")),
        kiem_tra=Step("h-kinh-te", "appraise", (1, "d"), (10, "d")),
        bo_sung=WAIT,
        lay_y_kien=Step("h-kinh-te", "consult", (8, "d"), (9, "d"), after=("tiep-nhan",), silence=True),
        tham_dinh=Step("h-kinh-te", "appraise", (8, "d"), (9, "d"), after=("bo-sung",)),
        truong_phong=Step("h-kinh-te", "submit", (1, "d"), (1, "d"), after=("lay-y-kien", "tham-dinh")),
        van_phong=Step("h-van-phong", "office_check", (1, "d"), (1, "d")),
        ky=Step("h", "approve", (2, "d"), (2, "d")),
        van_thu=Step("h-van-phong", "seal", ("0.5", "d"), ("0.5", "d"), last=True),
    ),
)
P7 = Procedure(
    at="h-mot-cua",
    online=False,
    agency="h-tai-nguyen",
    limit={"direct": (15, "d"), "online": (15, "d"), "post": (15, "d")},
    must=((1,), (2,)),
    window=(3, "wd"),
    restart=True,
    steps=_in_a_row(
        tiep_nhan=Step("h-mot-cua", "receive", ("0.5", "d"), ("0.5", "d")),
        phan_cong=Step("h-tai-nguyen", "assign", ("0.5", "d"), ("5.5", "d")),
        tham_tra=Step("h-tai-nguyen", "appraise", (5, "d"), (5, "d")),
        quyet_dinh=Step("h", "approve", (3, "d"), (3, "d")),
        dia_chinh=Step("h-tai-nguyen", "hand_over", (1, "d"), (1, "d")),
        thue=Step("h-thue", "appraise", (3, "d"), (3, "d")),
        nop_tien=WAIT,
        chinh_ly=Step("h-dat-dai", "appraise", ("1.5", "d"), ("1.5", "d")),
        tra=Step("h-mot-cua", "return", ("0.5", "d"), ("0.5", "d"), last=True),
    ),
)
P9 = Procedure(
    at="x-mot-cua",
    online=False,
    agency="x",
    limit={"direct": (20, "wd"), "online": (20, "wd"), "post": (20, "wd")},
    must=((1,), (2,), (3,), (4,), (5,)),
    papers=5,
    extension=("bo-sung", (2, "wd")),
    steps=_in_a_row(
        tiep_nhan=Step("x-mot-cua", "receive", ("0.5", "wd"), ("0.5", "wd")),
        khai_sinh=Step("x", "appraise", (2, "wd"), ("2.5", "wd")),
        ky=Step("x", "approve", ("0.5", "wd"), ("0.5", "wd")),
        chuyen=Step("x-mot-cua", "hand_over", (2, "wd"), (2, "wd")),
        thuong_tru=Step("h-cong-an", "appraise", (7, "wd"), (7, "wd"), after=("chuyen",)),
        bhyt=Step("h-bhxh", "appraise", (10, "wd"), (10, "wd"), after=("chuyen",)),
        gom=Step("x-mot-cua", "seal", ("4.5", "wd"), (5, "wd"), after=("thuong-tru", "bhyt"), last=True),
    ),
)
HOURS = Procedure(
    at="h-mot-cua",
    agency="h-tu-phap",
    limit={"direct": (20, "h"), "post": (20, "h"), "online": (24, "h")},
    mode="same_clock",
    must=((1,), (2, 3)),
    papers=4,
    window=(2, "wd"),
    extension=("xm", (6, "h")),
    spot=True,
    undated=frozenset({"khong-han"}),
    steps=_in_a_row(
        nhan=Step("h-mot-cua", "receive", (1, "h"), (1, "h")),
        phan_cong=Step("h-tu-phap", "assign", (1, "h"), (15, "h")),
        xac_minh=Step("h-tu-phap", "appraise", (6, "h"), (20, "h"), sometimes=True),
        tham_dinh=Step("h-tu-phap", "appraise", (14, "h"), (14, "h"), after=("xac-minh",), back=False),
        ky=Step("h", "approve", (3, "h"), (3, "h")),
        dong_dau=Step("h-van-phong", "seal", (1, "h"), (1, "h"), last=True),
    ),
)
PROCEDURES = {"p5": P5, "p6": P6, "p7": P7, "p9": P9, "hours": HOURS}

HOURS_CONTENT = {
    "code": "9.200001",
    "name": "Thủ tục tính bằng giờ",
    "levels": ["district"],
    "cases": [
        {"code": "thuong", "name": "Thường"},
        {"code": "khong-han", "name": "Không hẹn", "no_due_date": True},
    ],
    "components": [
        {"name": "Tờ khai", "originals": 1},
        {"name": "Hộ chiếu", "one_of": "giấy tờ", "copies": 1},
        {"name": "Thẻ căn cước", "one_of": "giấy tờ", "copies": 1},
        {"name": "Ủy quyền", "mandatory": False},
    ],
    "ways": [
        {"channel": "direct", "limit": "20 h"},
        {"channel": "post", "limit": "20 h"},
        {"channel": "online", "limit": "24 h"},
    ],
    "counting_mode": "same_clock",
    "supplement_window": "2 wd",
    "on_the_spot": True,
    "extensions": [
        {"code": "xm", "name": "Xác minh", "kind": "verification", "extra": "6 h", "article": "Điều 5"}
    ],
    "processes": [
        {
            "code": "chinh",
            "name": "Quy trình",
            "limit": "20 h",
            "steps": [
                {"key": "nhan", "name": "Nhận", "role": "receive", "office": "one_stop", "limit": "1 h"},
                {
                    "key": "phan-cong",
                    "name": "Phân công",
                    "role": "assign",
                    "office": "tu-phap",
                    "limit": "1 h",
                },
                {
                    "key": "xac-minh",
                    "name": "Xác minh",
                    "role": "appraise",
                    "office": "tu-phap",
                    "limit": "6 h",
                    "condition": "khi cần",
                    "extension": "xm",
                },
                {
                    "key": "tham-dinh",
                    "name": "Thẩm định",
                    "role": "appraise",
                    "office": "tu-phap",
                    "limit": "14 h",
                    "may_send_back": False,
                },
                {"key": "ky", "name": "Ký", "role": "approve", "office": "agency", "limit": "3 h"},
                {"key": "dong-dau", "name": "Dấu", "role": "seal", "office": "van-phong", "limit": "1 h"},
                {"key": "tra", "name": "Trả", "role": "return", "office": "one_stop"},
            ],
        }
    ],
}
