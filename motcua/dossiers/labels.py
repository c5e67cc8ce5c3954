"""What people read: states, acts, grounds and refusals. A refusal says what can be done about it."""

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from motcua.dossiers.deadlines import Ground, Kept, Timeliness
from motcua.dossiers.lifecycle import Act, State
from motcua.dossiers.policies import Refusal, RefusedError

STATES: Mapping[State, str] = {
    State.REGISTERED: _("Mới đăng ký"),
    State.GUIDED: _("Đã hướng dẫn hoàn thiện"),
    State.REFUSED_AT_RECEPTION: _("Không được tiếp nhận"),
    State.RECEIVED: _("Được tiếp nhận"),
    State.PROCESSING: _("Đang xử lý"),
    State.WAITING_SUPPLEMENT: _("Yêu cầu bổ sung giấy tờ"),
    State.WAITING_PAYMENT: _("Yêu cầu thực hiện nghĩa vụ tài chính"),
    State.REFUSED: _("Từ chối giải quyết"),
    State.STOPPED: _("Dừng xử lý"),
    State.WITHDRAWN: _("Công dân yêu cầu rút hồ sơ"),
    State.READY: _("Đã xử lý xong"),
    State.RETURNED: _("Đã trả kết quả"),
}

ACTS: Mapping[Act, str] = {
    Act.REGISTER_ONLINE: _("Nộp hồ sơ trực tuyến"),
    Act.REGISTER_POST: _("Ghi nhận hồ sơ gửi qua bưu chính"),
    Act.RECEIVE: _("Tiếp nhận hồ sơ"),
    Act.ANSWER_ON_THE_SPOT: _("Giải quyết ngay"),
    Act.GUIDE: _("Hướng dẫn hoàn thiện hồ sơ"),
    Act.REFUSE_AT_RECEPTION: _("Từ chối tiếp nhận"),
    Act.HAND_OVER: _("Bàn giao hồ sơ"),
    Act.ACCEPT: _("Nhận hồ sơ chuyển đến"),
    Act.ASSIGN: _("Phân công thụ lý"),
    Act.TAKE: _("Nhận việc"),
    Act.RELEASE: _("Trả lại việc"),
    Act.COMPLETE_STEP: _("Hoàn thành bước"),
    Act.DRAFT_RESULT: _("Soạn kết quả"),
    Act.SEND_BACK: _("Chuyển lại bước trước"),
    Act.CONSULT: _("Lấy ý kiến cơ quan khác"),
    Act.ANSWER_CONSULTATION: _("Trả lời lấy ý kiến"),
    Act.COUNT_SILENCE: _("Tính im lặng là đồng ý"),
    Act.TIME_OUT_STEP: _("Kết thúc bước vì hết hạn trả lời"),
    Act.PROPOSE_SUPPLEMENT: _("Đề nghị yêu cầu bổ sung"),
    Act.REQUEST_SUPPLEMENT: _("Yêu cầu bổ sung hồ sơ"),
    Act.RECORD_SUPPLEMENT: _("Ghi nhận hồ sơ đã bổ sung"),
    Act.REQUEST_PAYMENT: _("Yêu cầu thực hiện nghĩa vụ tài chính"),
    Act.RECORD_PAYMENT: _("Ghi nhận đã nộp tiền"),
    Act.RECORD_FEE: _("Thu phí, lệ phí"),
    Act.REFUND_FEE: _("Hoàn trả phí, lệ phí"),
    Act.CANCEL_RECEIPT: _("Hủy biên lai ghi sai"),
    Act.APOLOGISE: _("Xin lỗi và hẹn lại"),
    Act.EXTEND: _("Kéo dài thời hạn"),
    Act.APPROVE: _("Phê duyệt"),
    Act.FINISH: _("Kết thúc xử lý, có kết quả"),
    Act.RETURN_RESULT: _("Trả kết quả"),
    Act.REFUSE: _("Từ chối giải quyết"),
    Act.STOP: _("Dừng xử lý"),
    Act.WITHDRAW: _("Ghi nhận rút hồ sơ"),
    Act.TELL_APPLICANT: _("Ghi đã báo cho người nộp"),
    Act.CORRECT_RECORD: _("Sửa thông tin ghi sai"),
    Act.ATTACH_FILE: _("Đính kèm tệp"),
    Act.TRANSFER: _("Chuyển sang đơn vị kế thừa"),
    Act.DECIDE_DAY: _("Tính lại hạn theo quyết định về lịch làm việc"),
}

GROUNDS: Mapping[Ground, str] = {
    Ground.ORIGINAL: _("Hẹn trả ban đầu"),
    Ground.PAUSE: _("Lùi hạn theo thời gian tạm dừng"),
    Ground.RESTART: _("Tính lại từ khi hồ sơ đầy đủ"),
    Ground.EXTENSION: _("Kéo dài theo quy định"),
    Ground.CALENDAR: _("Theo quyết định về lịch làm việc"),
    Ground.APOLOGY: _("Xin lỗi và hẹn lại"),
}

KEPT: Mapping[Kept, str] = {
    Kept.OVERDUE: _("Đã quá hạn, không đổi được nữa"),
    Kept.WOULD_BE_PAST: _("Tính lại thì thành đã quá hạn, nên giữ nguyên"),
    Kept.UNTRACED: _("Hạn đang ghi không tính lại được theo lịch, cần xem từng hồ sơ"),
}

TIMELINESS: Mapping[Timeliness, str] = {
    Timeliness.EARLY: _("Trước hạn"),
    Timeliness.ON_TIME: _("Đúng hạn"),
    Timeliness.LATE: _("Quá hạn"),
    Timeliness.NO_DUE_DATE: _("Không có hạn"),
}

REFUSALS: Mapping[Refusal, str] = {
    Refusal.PAPERS_MISSING: _("Còn thiếu giấy tờ bắt buộc. Hãy hướng dẫn bổ sung một lần bằng văn bản."),
    Refusal.PAPERS_UNPUBLISHED: _("Có giấy tờ không nằm trong thành phần hồ sơ đã công bố. Hãy bỏ ra."),
    Refusal.PAPERS_REPEATED: _("Có giấy tờ được ghi hai lần. Hãy gộp số bản vào một dòng."),
    Refusal.NOTHING_ASKED: _("Chưa ghi nội dung yêu cầu. Hãy ghi đủ trong một lần."),
    Refusal.ASKED_BEFORE: _("Đã yêu cầu một lần ở giai đoạn này, không được yêu cầu thêm."),
    Refusal.OUTSIDE_WINDOW: _("Đã hết thời gian kiểm tra hồ sơ, không được yêu cầu bổ sung nữa."),
    Refusal.OVERDUE: _("Hồ sơ đã quá hạn, thời hạn không thể dừng hay kéo dài nữa."),
    Refusal.NOT_PROPOSED: _("Cơ quan giải quyết chưa đề nghị bổ sung hồ sơ này."),
    Refusal.REASON_MISSING: _("Hãy ghi rõ lý do hoặc căn cứ."),
    Refusal.APOLOGISED_BEFORE: _("Hồ sơ đã được xin lỗi và hẹn lại một lần, không hẹn lại lần nữa."),
    Refusal.SIGNER_WITHOUT_RIGHT: _(
        "Người này không ký phiếu xin lỗi được. Hãy chọn thủ trưởng cơ quan giải quyết hoặc người thay."
    ),
    Refusal.NO_DUE_DATE: _("Hồ sơ không có hạn giải quyết."),
    Refusal.NEW_DATE_NOT_LATER: _("Ngày hẹn lại phải sau hạn theo quy định và sau lúc này."),
    Refusal.NO_SUCH_RULE: _("Thủ tục không công bố trường hợp kéo dài này."),
    Refusal.EXTENDED_BEFORE: _("Thời hạn đã được kéo dài một lần."),
    Refusal.HELD_BY_ANOTHER: _("Bước này đang do người khác giữ."),
    Refusal.NOT_HELD: _("Chưa ai giữ bước này. Hãy nhận việc trước."),
    Refusal.NOT_OF_THE_UNIT: _("Người được giao không thuộc đơn vị thực hiện bước này."),
    Refusal.STEP_OVER: _("Bước này đã kết thúc."),
    Refusal.OTHER_KIND_OF_STEP: _("Việc này không dành cho bước đang thực hiện."),
    Refusal.NOT_ACCEPTED: _("Hồ sơ đã chuyển đến nhưng chưa được nhận. Hãy nhận hồ sơ trước."),
    Refusal.NOT_HANDED_OVER: _("Không có hồ sơ nào được chuyển đến để nhận ở bước này."),
    Refusal.MAY_NOT_SEND_BACK: _("Quy trình không cho chuyển lại từ bước này."),
    Refusal.OPINIONS_OPEN: _("Còn ý kiến chưa trả lời. Hãy chờ trả lời hoặc hết hạn."),
    Refusal.STEPS_OPEN: _("Còn bước chưa xong, chưa thể kết thúc hồ sơ."),
    Refusal.NOT_APPROVED: _("Kết quả chưa được phê duyệt."),
    Refusal.RESULT_UNNUMBERED: _("Hãy ghi số, ký hiệu của kết quả."),
    Refusal.RECEIVER_MISSING: _("Hãy ghi tên người nhận kết quả."),
    Refusal.AUTHORITY_MISSING: _("Người nhận thay phải có giấy ủy quyền. Hãy ghi số, ngày của giấy."),
    Refusal.FEES_UNPAID: _("Còn khoản phải nộp chưa nộp."),
    Refusal.BEFORE_LAST_EVENT: _("Thời điểm ghi sớm hơn việc trước đó của hồ sơ."),
    Refusal.NOT_ON_THE_SPOT: _("Thủ tục không trả ngay, hoặc hồ sơ không xong trong cùng ngày."),
    Refusal.DEADLINE_NOT_PASSED: _("Chưa hết thời gian dành cho người nộp."),
    Refusal.ANSWERED_BEFORE: _("Việc này đã có trả lời."),
    Refusal.ANSWER_MISSING: _("Hãy chọn nội dung trả lời."),
    Refusal.AMOUNT_MISSING: _("Hãy ghi số tiền phải nộp."),
    Refusal.END_IN_THE_PAST: _("Ngày dự kiến phải từ hôm nay trở đi."),
    Refusal.NOTHING_TO_TRANSFER: _("Hồ sơ không có việc nào ở đơn vị mà đơn vị này kế thừa."),
    Refusal.NOTHING_BEFORE: _("Trước bước này không có bước nào để chuyển lại."),
    Refusal.NOT_DUE: _("Chưa hết hạn trả lời."),
    Refusal.SILENCE_IS_NO_ANSWER: _("Ở đây im lặng không được coi là đồng ý."),
    Refusal.NOT_OPEN_ONLINE: _(
        "Thủ tục này chưa nhận hồ sơ trực tuyến. Hãy nộp tại Bộ phận Một cửa hoặc qua bưu chính."
    ),
    Refusal.NOT_REFUNDABLE: _("Chỉ hoàn trả được phí, lệ phí đã thu và chưa hoàn trả."),
    Refusal.NOT_CANCELLABLE: _("Chỉ hủy được biên lai chưa hủy và chưa hoàn trả tiền."),
    Refusal.OUTAGE_NOT_OVER: _("Thời gian phải có đầu, có cuối và đã qua. Hãy xem lại ngày, giờ."),
    Refusal.OUTAGES_OVERLAP: _("Thời gian này trùng với một lần mất hệ thống đã ghi của đơn vị."),
    Refusal.OUTSIDE_OUTAGE: _("Thời gian nhận không nằm trong thời gian mất hệ thống đã được duyệt."),
    Refusal.ENTERED_TOO_LATE: _("Đã quá số ngày được nhập bù. Hãy báo người quản trị."),
    Refusal.ENTERED_BEFORE: _("Số giấy này đã được nhập."),
    Refusal.PAPER_UNNUMBERED: _("Hãy ghi số của giấy tiếp nhận viết tay."),
    Refusal.PERSON_MISSING: _("Hãy ghi đã báo cho ai."),
    Refusal.BOOK_NOT_OPEN: _("Sổ này không còn mở ở đơn vị. Hãy chọn sổ khác hoặc mở quyển mới."),
    Refusal.RESULT_EMPTY: _("Hãy viết nội dung của kết quả."),
    Refusal.RESULT_SIGNED: _("Kết quả đã được ký. Muốn sửa thì chuyển lại bước ký."),
    Refusal.NOTHING_DRAFTED: _("Chưa có dự thảo kết quả để ký. Hãy chuyển lại để soạn, hoặc ký giấy."),
    Refusal.DRAFT_CHANGED: _("Dự thảo vừa được sửa. Hãy xem bản mới rồi ký."),
    Refusal.NO_SUCH_STEP: _("Quy trình không có bước được chọn thêm. Hãy chọn lại bước tiếp theo."),
    Refusal.STEP_DOES_NOT_FOLLOW: _("Bước được chọn không bắt đầu ngay sau bước này. Có thể chọn:"),
    Refusal.NOTHING_TO_CHOOSE: _("Sau bước này không có bước nào để chọn thêm. Hãy bỏ chọn."),
}


def said(refused: RefusedError) -> str:
    """Why an act was refused and what can be done, with the names of what is meant."""
    return " ".join([str(REFUSALS[refused.refusal]), "; ".join(refused.facts.get("names", ()))]).strip()
