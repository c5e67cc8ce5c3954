"""Papers to print: of each kind a short one and an extreme one."""

from datetime import date, datetime, timedelta

from motcua.lib.times import LOCAL
from motcua.printouts.apology import Apology
from motcua.printouts.control_slip import ControlSlip, HandOver
from motcua.printouts.fee_receipt import FeeReceipt
from motcua.printouts.hand_over_list import HandedDossier, HandOverList
from motcua.printouts.parts import (
    Applicant,
    Contact,
    CopyKind,
    Fee,
    Heading,
    ReturnChannel,
    Signature,
    Slip,
    Stage,
    Timeliness,
    Tracking,
)
from motcua.printouts.receipt import Component, Receipt, SecondStage
from motcua.printouts.refusal import Refusal
from motcua.printouts.register import Register, RegisterRow
from motcua.printouts.result import Result
from motcua.printouts.stop import StopNotice
from motcua.printouts.supplement import Missing, SupplementRequest

DAY = date(2020, 5, 29)
CODE = "000.00.18.H52-200529-0361"
UNIT = "Bộ phận TN&TKQ UBND xã Chiềng Hặc"
SPECIAL = 'Đơn #1 giá $5 *đậm* _nghiêng_ @ai \\n `mã` <thẻ> [khối] "nháy" // chú thích = mục'
LONG_NAME = "Hợp tác xã Dịch vụ Nông nghiệp và Phát triển nông thôn " * 4  # 220 characters
LONG_ADDRESS = "Tiểu khu 6, đường Quốc lộ 6, bản Huổi Mong, xã Chiềng Hặc, huyện Yên Châu, tỉnh Sơn La; " * 4


def at(day: date = DAY, hour: int = 15, minute: int = 30) -> datetime:
    """A time of that day in Vietnam."""
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=LOCAL)


def heading(on: date = DAY, **changes) -> Heading:
    """The letterhead of a commune's one-stop unit."""
    given = {
        "superior": "Ủy ban nhân dân xã Chiềng Hặc",
        "issuing": "Bộ phận Tiếp nhận và Trả kết quả",
        "place": "Chiềng Hặc",
        "issued_on": on,
        "number": 5,
        "symbol": "BPTNTKQ",
    }
    return Heading(**(given | changes))


def tracking(code: str = CODE) -> Tracking:
    """Code and secret, with the address that holds both."""
    return Tracking(
        code=code,
        secret="K7Q2",
        address=f"https://motcua.yenchau.example/tra-cuu?ma={code}&khoa=K7Q2",
        page="motcua.yenchau.example/tra-cuu",
    )


def applicant(**changes) -> Applicant:
    """A citizen of one of the district's peoples."""
    given = {
        "owner_name": "Lò Thị Ngọc Ánh",
        "address": "Bản Văng Lùng, xã Chiềng Hặc, huyện Yên Châu, tỉnh Sơn La",
        "phone": "0912 345 678",
        "email": "",
        "id_number": "014190001234",
    }
    return Applicant(**(given | changes))


def long_applicant() -> Applicant:
    """An organisation with everything too long."""
    return Applicant(
        owner_name=LONG_NAME,
        submitter_name="Thào A Súa (người được ủy quyền theo Giấy ủy quyền số 01/UQ ngày 01/5/2020)",
        address=LONG_ADDRESS,
        phone="0912 345 678; 0212 3840 000 (máy lẻ 123)",
        email="hop-tac-xa.dich-vu-nong-nghiep-va-phat-trien-nong-thon@chienghac.yenchau.sonla.example",
        id_number="5500123456-001",
    )


CONTACT = Contact(officer="Hoàng Văn Pâng", phone="0212 3840 123", website="motcua.yenchau.example")
EVALUATION = "https://motcua.yenchau.example/danh-gia/3f9a1c"
SIGNATURE = Signature(authority=("KT. Chủ tịch", "Phó Chủ tịch"), name="Quàng Văn Hặc")
OFFICE_HEAD = Signature(authority=("TM. Ủy ban nhân dân", "KT. Chủ tịch", "Phó Chủ tịch"), name="Vì Thị Ơn")


def receipt(on: date = DAY, **changes) -> Receipt:
    """A birth that is registered again, with three papers."""
    given = {
        "heading": heading(on),
        "tracking": tracking(),
        "book_no": "01",
        "serial_no": 361,
        "reception_unit": "Ủy ban nhân dân xã Chiềng Hặc",
        "applicant": applicant(),
        "procedure": "Đăng ký lại khai sinh",
        "procedure_code": "1.004884",
        "components": (
            Component(name="Tờ khai đăng ký lại khai sinh", originals=1),
            Component(name="Bản sao giấy tờ, hồ sơ có thông tin về khai sinh của người yêu cầu", certified=1),
            Component(name="Văn bản ủy quyền", photocopies=1),
        ),
        "time_limit": "05 ngày làm việc",
        "received_at": at(on),
        "due_at": at(on + timedelta(days=7), 17, 0),
        "due_explanation": "Tính từ ngày làm việc tiếp theo sau ngày nhận, không kể thứ Bảy, Chủ nhật.",
        "return_place": UNIT,
        "fees": (Fee(name="Lệ phí hộ tịch", amount=8000, when="thu khi nộp hồ sơ"),),
        "contact": CONTACT,
        "officer": "Hoàng Văn Pâng",
        "evaluation_address": EVALUATION,
    }
    return Receipt(**(given | changes))


def bare_receipt() -> Receipt:
    """Only what must be there."""
    return Receipt(
        heading=heading(number=None, superior="", symbol=""),
        tracking=Tracking(code=CODE),
        reception_unit=UNIT,
        applicant=Applicant(owner_name="Thào A Súa"),
        procedure="Chứng thực bản sao từ bản chính",
        received_at=at(),
    )


def long_receipt() -> Receipt:
    """Everything filled, everything long, both copies."""
    return receipt(
        heading=heading(
            superior="Ủy ban nhân dân huyện Yên Châu, tỉnh Sơn La",
            issuing="Trung tâm Phục vụ hành chính công và Bộ phận Tiếp nhận và Trả kết quả",
            place="Thị trấn Yên Châu",
            number=12345,
            electronic=True,
        ),
        copies=(CopyKind.FILE, CopyKind.APPLICANT),
        applicant=long_applicant(),
        procedure="Đăng ký biến động quyền sử dụng đất, quyền sở hữu tài sản gắn liền với đất trong các "
        "trường hợp chuyển đổi, chuyển nhượng, cho thuê, cho thuê lại, thừa kế, tặng cho, góp vốn",
        summary=SPECIAL,
        components=tuple(
            Component(
                name=f"Giấy tờ số {i}: "
                + "hợp đồng, văn bản về việc chuyển quyền theo quy định của pháp luật về "
                "dân sự có công chứng hoặc chứng thực; " * (1 + i % 3),
                originals=i % 2,
                certified=i % 3,
                photocopies=12,
                electronic=i % 4,
            )
            for i in range(1, 25)
        ),
        due_explanation="15 ngày (không kể ngày nhận), cộng 10 ngày cho xã vùng khó khăn theo "
        "NĐ 01/2017/NĐ-CP; ngày cuối rơi vào thứ Bảy nên chuyển sang ngày làm việc tiếp theo.\n"
        "Không tính thời gian người sử "
        "dụng đất thực hiện nghĩa vụ tài chính.",
        return_channel=ReturnChannel.POST,
        return_place=LONG_ADDRESS,
        second_stage=SecondStage(due_at=at(date(2020, 7, 1), 17, 0), return_place=UNIT),
        fees=(
            Fee(name="Phí thẩm định hồ sơ", amount=1_250_000, when="thu khi nộp hồ sơ"),
            Fee(name="Lệ phí đăng ký", amount=28_000, when="thu khi trả kết quả"),
            Fee(name="Lệ phí cấp giấy chứng nhận", amount=0, when="hộ nghèo"),
        ),
        note=SPECIAL + "\nDòng thứ hai của ghi chú.",
        officer="Nguyễn Thị Phương Thảo Hoàng Bảo Trâm Anh",
    )


def supplement(on: date = DAY, **changes) -> SupplementRequest:
    """Two papers are missing."""
    given = {
        "heading": heading(on),
        "tracking": tracking(),
        "stage": Stage.RECEPTION,
        "applicant": applicant(owner_name="Thào A Súa"),
        "procedure": "Đăng ký khai sinh",
        "items": (
            Missing(component="Giấy chứng sinh", requirement="nộp bản chính."),
            Missing(requirement="Bổ sung chữ ký của người yêu cầu trên Tờ khai."),
        ),
        "reason": "Hồ sơ chưa đủ thành phần theo quy định.",
        "legal_basis": "khoản 1 Điều 16 Luật Hộ tịch năm 2014.",
        "supplement_by": on + timedelta(days=10),
        "contact": CONTACT,
        "evaluation_address": EVALUATION,
    }
    return SupplementRequest(**(given | changes))


def long_supplement() -> SupplementRequest:
    """Twenty-two requirements."""
    return supplement(
        applicant=long_applicant(),
        stage=Stage.PROCESSING,
        items=tuple(
            Missing(
                component=f"Bản vẽ thiết kế xây dựng số {i}",
                requirement="bổ sung mặt bằng, mặt đứng, mặt cắt của công trình; ghi đủ kích thước, tỷ lệ; "
                * (1 + i % 2),
            )
            for i in range(22)
        ),
        reason=SPECIAL + "\n" + "Bản vẽ chưa thể hiện ranh giới lô đất. " * 6,
        due_note="Thời hạn giải quyết tạm dừng từ khi phát hành phiếu này và tính tiếp khi nhận đủ hồ sơ.",
    )


def refusal(on: date = DAY, **changes) -> Refusal:
    """A request that another agency has to solve."""
    given = {
        "heading": heading(on, number=2),
        "tracking": tracking(),
        "at_stage": Stage.RECEPTION,
        "applicant": applicant(owner_name="Giàng Thị Dợ"),
        "procedure": "Cấp giấy phép xây dựng nhà ở riêng lẻ",
        "agency": UNIT,
        "reason": "Thủ tục không thuộc thẩm quyền giải quyết của Ủy ban nhân dân cấp xã.",
        "legal_basis": "Điều 103 Luật Xây dựng năm 2014.",
        "contact": CONTACT,
        "officer": "Hoàng Văn Pâng",
    }
    return Refusal(**(given | changes))


def long_refusal() -> Refusal:
    """Refused while processing, sent online, with a reason of a page."""
    return refusal(
        at_stage=Stage.PROCESSING,
        applicant=long_applicant(),
        submitted_at=at(DAY, 7, 5),
        reason="\n".join(
            f"{i}) {SPECIAL}. Hiện trạng thửa đất không phù hợp quy hoạch." for i in range(1, 22)
        ),
    )


def apology(on: date = DAY, **changes) -> Apology:
    """A dossier that waits for an answer from another district."""
    given = {
        "heading": heading(
            on, superior="Ủy ban nhân dân huyện Yên Châu", issuing="Phòng Tư pháp", symbol="PXL-TP"
        ),
        "tracking": tracking(),
        "applicant": applicant(),
        "procedure": "Đăng ký lại khai sinh",
        "receiving_agency": UNIT,
        "lead_agency": "Ủy ban nhân dân xã Chiềng Hặc",
        "received_at": at(on - timedelta(days=7)),
        "due_at": at(on, 17, 0),
        "reason": "chưa nhận được kết quả xác minh của nơi đăng ký khai sinh trước đây.",
        "new_due_at": at(on + timedelta(days=5), 17, 0),
        "return_place": UNIT,
        "contact": CONTACT,
        "signature": SIGNATURE,
        "recipients": ("Như trên", "Bộ phận TN&TKQ", "Lưu: VT, TP"),
    }
    return Apology(**(given | changes))


def long_apology() -> Apology:
    """Long names on every line."""
    return apology(
        applicant=long_applicant(),
        lead_agency=LONG_NAME,
        reason=SPECIAL + " " + "Cơ quan phối hợp chưa trả lời; " * 40,
        signature=OFFICE_HEAD,
        recipients=("Như trên", LONG_NAME, "Trung tâm Phục vụ hành chính công tỉnh Sơn La", "Lưu: VT"),
    )


def stop(on: date = date(2025, 9, 20), **changes) -> StopNotice:
    """The time to supplement has run out."""
    given = {
        "heading": heading(on, superior="", issuing="Ủy ban nhân dân xã Chiềng Hặc", symbol="TB-UBND"),
        "tracking": tracking("H52.75-250901-0012"),
        "applicant": applicant(owner_name="Mùa A Của"),
        "procedure": "Cấp giấy phép xây dựng nhà ở riêng lẻ",
        "agency": "Ủy ban nhân dân xã Chiềng Hặc",
        "received_at": at(on - timedelta(days=19)),
        "reason": "quá thời hạn bổ sung mà người nộp hồ sơ không bổ sung, hoàn thiện.",
        "legal_basis": "Phiếu yêu cầu bổ sung, hoàn thiện hồ sơ số 05/BPTNTKQ.",
        "contact": CONTACT,
        "signature": OFFICE_HEAD,
    }
    return StopNotice(**(given | changes))


def long_stop() -> StopNotice:
    """A reason of a page."""
    return stop(applicant=long_applicant(), reason=(SPECIAL + ". ") * 20, signature=OFFICE_HEAD)


def control(on: date = DAY, **changes) -> ControlSlip:
    """Through three hands, one row still empty."""
    unit, office, chair = "Bộ phận TN&TKQ", "Công chức Tư pháp - Hộ tịch", "Chủ tịch UBND xã"
    given = {
        "heading": heading(on),
        "tracking": tracking(),
        "applicant": applicant(),
        "procedure": "Đăng ký lại khai sinh",
        "received_at": at(on),
        "due_at": at(on + timedelta(days=7), 17, 0),
        "lead_agency": "Ủy ban nhân dân xã Chiềng Hặc",
        "cooperating": ("Công an xã Chiềng Hặc", "Phòng Tư pháp huyện Yên Châu"),
        "hand_overs": (
            HandOver(
                giving=unit,
                taking=office,
                giver="Hoàng Văn Pâng",
                taker="Lù Văn Tâm",
                handed_at=at(on, 15, 45),
            ),
            HandOver(
                giving=office,
                taking=chair,
                giver="Lù Văn Tâm",
                taker="Quàng Văn Hặc",
                handed_at=at(on + timedelta(days=5), 10, 0),
                due_at=at(on + timedelta(days=6), 17, 0),
                result=Timeliness.EARLY,
            ),
        ),
        "blank_rows": 1,
    }
    return ControlSlip(**(given | changes))


def long_control() -> ControlSlip:
    """Sixteen hand-overs between agencies with long names."""
    return control(
        applicant=long_applicant(),
        cooperating=("Chi cục Thuế khu vực Yên Châu - Mộc Châu",) * 6,
        hand_overs=tuple(
            HandOver(
                giving="Chi nhánh Văn phòng Đăng ký đất đai huyện Yên Châu, tỉnh Sơn La",
                taking="Phòng Tài nguyên và Môi trường huyện Yên Châu, tỉnh Sơn La",
                giver="Nguyễn Thị Phương Thảo Hoàng Bảo Trâm Anh",
                taker="Lường Thị Nguyệt Ánh Dương Minh Châu",
                handed_at=at(DAY + timedelta(days=i), 8, 5),
                due_at=at(DAY + timedelta(days=i), 17, 0),
                result=list(Timeliness)[i % 3],
                note=SPECIAL,
            )
            for i in range(16)
        ),
    )


def hand_over_list(on: date = DAY, count: int = 3, **changes) -> HandOverList:
    """What a commune's one-stop unit hands over in the afternoon."""
    given = {
        "heading": heading(on, symbol="BBGN"),
        "handed_at": at(on, 16, 0),
        "giving": UNIT,
        "giver": "Hoàng Văn Pâng",
        "taking": "Phòng Tài nguyên và Môi trường huyện Yên Châu",
        "taker": "Lường Thị Nguyệt",
        "dossiers": tuple(
            HandedDossier(
                code=f"000.00.18.H52-200529-{i:04d}",
                content="Đăng ký biến động quyền sử dụng đất",
                owner="Lò Thị Ngọc Ánh",
                unit="Chi nhánh VPĐKĐĐ",
                received_at=at(on, 9, 5),
                due_at=at(on + timedelta(days=14), 17, 0),
                time_limit="10 ngày làm việc",
            )
            for i in range(1, count + 1)
        ),
    }
    return HandOverList(**(given | changes))


def long_hand_over_list() -> HandOverList:
    """Fifty dossiers of organisations with long names."""
    short = hand_over_list().dossiers[0]
    row = HandedDossier(
        code=short.code,
        content=SPECIAL,
        owner=LONG_NAME,
        unit=LONG_NAME,
        received_at=short.received_at,
        due_at=short.due_at,
        time_limit="trong ngày làm việc",
        quantity=12,
    )
    return hand_over_list(dossiers=(row,) * 5 + hand_over_list(count=45).dossiers, note=SPECIAL)


def register(count: int = 3, year: int = 2020, **changes) -> Register:
    """A year of a commune's one-stop unit."""
    first = date(year, 1, 2)
    given = {
        "heading": heading(date(2021, 1, 5), number=None, symbol=""),
        "unit": UNIT,
        "year": year,
        "book_no": "01",
        "opened_on": date(year, 1, 1) if year > 2019 else date(2019, 1, 6),
        "rows": tuple(
            RegisterRow(
                number=i,
                code=f"000.00.18.H52-{first + timedelta(days=i // 6):%y%m%d}-{1 + i % 6:04d}",
                procedure="Chứng thực bản sao từ bản chính giấy tờ, văn bản",
                owner=("Thào A Súa", "Lò Thị Ngọc Ánh", "Mùa A Của", "Hà Thị Ước")[i % 4],
                address="Bản Văng Lùng, xã Chiềng Hặc; 0912 345 678",
                lead_agency="UBND xã Chiềng Hặc",
                received_on=first + timedelta(days=i // 6),
                due_on=first + timedelta(days=i // 6),
                sent_on=first + timedelta(days=i // 6),
                back_on=first + timedelta(days=i // 6),
                returned_on=first + timedelta(days=i // 6),
                return_method="trực tiếp",
            )
            for i in range(1, count + 1)
        ),
    }
    return Register(**(given | changes))


def long_register() -> Register:
    """Rows with everything too long between short ones."""
    row = RegisterRow(
        number=1,
        code=CODE + "-000000000000000000000000000000",
        procedure=SPECIAL + LONG_NAME,
        sets=120,
        owner=LONG_NAME,
        address=LONG_ADDRESS,
        lead_agency=LONG_NAME,
        received_on=DAY,
        due_on=DAY,
        return_method=ReturnChannel.POST.value,
        signature="Đã ký điện tử",
        note="Nghiêngxiêuvẹokhôngcókhoảngtrắng" * 3,
    )
    return register(rows=(row, *register(40).rows[1:]))


def fee_receipt(on: date = DAY, **changes) -> FeeReceipt:
    """A small fee paid in cash."""
    given = {
        "heading": heading(on, number=None, symbol=""),
        "series": "AA-20T",
        "receipt_no": "0000361",
        "payer": "Lò Thị Ngọc Ánh",
        "address": "Bản Văng Lùng, xã Chiềng Hặc, huyện Yên Châu, tỉnh Sơn La",
        "fee": "Phí chứng thực bản sao từ bản chính",
        "reason": "Chứng thực bản sao từ bản chính",
        "code": CODE,
        "amount": 12_000,
        "means": "Tiền mặt",
        "taken_at": at(on),
        "officer": "Hoàng Văn Pâng",
        "copies": (CopyKind.APPLICANT,),
    }
    return FeeReceipt(**(given | changes))


def long_fee_receipt() -> FeeReceipt:
    """Everything long, a great amount, cancelled."""
    return fee_receipt(
        heading=heading(
            superior="Ủy ban nhân dân huyện Yên Châu, tỉnh Sơn La",
            issuing="Trung tâm Phục vụ hành chính công và Bộ phận Tiếp nhận và Trả kết quả",
            place="Thị trấn Yên Châu",
            number=None,
            symbol="",
        ),
        series="01AA-2020T",
        receipt_no="1234567",
        payer=LONG_NAME,
        address=LONG_ADDRESS,
        fee="Phí thẩm định hồ sơ cấp giấy chứng nhận quyền sử dụng đất, quyền sở hữu nhà ở " * 2,
        reason=SPECIAL,
        code=CODE + "-000000000000000000000000000000",
        amount=1_234_567_891_234,
        means="Chuyển khoản",
        officer="Lường Thị Nguyệt",
        copies=(CopyKind.FILE, CopyKind.APPLICANT),
        remark="ĐÃ HỦY lúc 16:05 29/05/2020. Lý do: " + SPECIAL,
    )


def result(on: date = DAY, **changes) -> Result:
    """A confirmation."""
    given = {
        "heading": heading(on, symbol="GXN-UBND", number=None),
        "title": "Giấy xác nhận",
        "about": "Tình trạng nhà ở",
        "addressee": "",
        "paragraphs": ("Xét đề nghị của bà Lò Thị Chum,", "Xác nhận bà Chum có nhà ở hợp pháp./."),
        "recipients": ("Bà Lò Thị Chum", "Lưu: VT"),
        "signature": OFFICE_HEAD,
    }
    return Result(**(given | changes))


def long_result() -> Result:
    """A letter of several pages."""
    return result(
        title="",
        about=LONG_NAME,
        addressee=LONG_NAME,
        paragraphs=(SPECIAL, *[LONG_ADDRESS * 3] * 12),
        recipients=("Như trên", LONG_NAME, "Lưu: VT"),
    )


SHORT: dict[str, Slip] = {
    "receipt": receipt(),
    "receipt-bare": bare_receipt(),
    "supplement": supplement(),
    "refusal": refusal(),
    "apology": apology(),
    "stop": stop(),
    "control": control(),
    "hand-over": hand_over_list(),
    "fee-receipt": fee_receipt(),
    "result": result(),
    "register": register(),
}
EXTREME: dict[str, Slip] = {
    "receipt": long_receipt(),
    "supplement": long_supplement(),
    "refusal": long_refusal(),
    "apology": long_apology(),
    "stop": long_stop(),
    "control": long_control(),
    "hand-over": long_hand_over_list(),
    "fee-receipt": long_fee_receipt(),
    "result": long_result(),
    "register": long_register(),
}
