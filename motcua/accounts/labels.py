"""Roles, permissions, grounds and remarks in the words of the office."""

from django.utils.translation import gettext_lazy as _

from motcua.accounts.permissions import Permission, Role
from motcua.accounts.policies import GroundKind, PostingRemark

ROLES = {
    Role.COUNTER_OFFICER: _("Công chức tiếp nhận và trả kết quả"),
    Role.ONE_STOP_HEAD: _("Trưởng Bộ phận Một cửa"),
    Role.CASH_DESK: _("Thu phí, lệ phí"),
    Role.SPECIALIST: _("Chuyên viên thụ lý"),
    Role.OFFICE_LEADER: _("Lãnh đạo phòng"),
    Role.UNIT_LEADER: _("Lãnh đạo cơ quan (Chủ tịch, Phó Chủ tịch)"),
    Role.RECORDS_CLERK: _("Văn thư"),
    Role.ADMINISTRATOR: _("Quản trị hệ thống"),
    Role.CATALOGUE_EDITOR: _("Biên tập thủ tục hành chính"),
    Role.SURVEY_TEAM: _("Tổ khảo sát hài lòng"),
    Role.INSPECTOR: _("Thanh tra, kiểm tra"),
    Role.AUDITOR: _("Kiểm toán hệ thống"),
}

PERMISSIONS = {
    Permission.MANAGE_UNITS: _("Quản lý đơn vị"),
    Permission.MANAGE_CALENDARS: _("Quản lý lịch làm việc"),
    Permission.MANAGE_OFFICERS: _("Quản lý cán bộ, tài khoản, vai trò"),
    Permission.EDIT_CATALOGUE: _("Soạn thủ tục hành chính"),
    Permission.PUBLISH_PROCEDURE: _("Công bố thủ tục hành chính"),
    Permission.VIEW_INTEGRITY: _("Xem báo cáo toàn vẹn"),
    Permission.VIEW_ACCESS_LOG: _("Xem nhật ký truy cập"),
    Permission.RECEIVE_DOSSIER: _("Tiếp nhận hồ sơ"),
    Permission.ANSWER_ON_THE_SPOT: _("Giải quyết ngay"),
    Permission.GUIDE_APPLICANT: _("Hướng dẫn hoàn thiện hồ sơ"),
    Permission.REFUSE_RECEPTION: _("Từ chối tiếp nhận"),
    Permission.ISSUE_SUPPLEMENT_REQUEST: _("Phát hành yêu cầu bổ sung"),
    Permission.RECORD_SUPPLEMENT: _("Ghi nhận bổ sung"),
    Permission.HAND_OVER_DOSSIER: _("Chuyển hồ sơ"),
    Permission.ISSUE_APOLOGY: _("Phát hành phiếu xin lỗi và hẹn lại"),
    Permission.RECORD_WITHDRAWAL: _("Ghi nhận rút hồ sơ"),
    Permission.RETURN_RESULT: _("Trả kết quả"),
    Permission.RECORD_PAYMENT: _("Thu phí, lệ phí"),
    Permission.ACCEPT_DOSSIER: _("Nhận hồ sơ chuyển đến"),
    Permission.ASSIGN_DOSSIER: _("Phân công thụ lý"),
    Permission.TAKE_STEP: _("Nhận việc"),
    Permission.RELEASE_STEP: _("Trả lại việc"),
    Permission.COMPLETE_STEP: _("Hoàn thành bước"),
    Permission.SEND_BACK_STEP: _("Chuyển lại bước trước"),
    Permission.PROPOSE_SUPPLEMENT: _("Đề xuất yêu cầu bổ sung"),
    Permission.CONSULT_AGENCY: _("Lấy ý kiến cơ quan khác"),
    Permission.ANSWER_CONSULTATION: _("Trả lời lấy ý kiến"),
    Permission.REQUEST_FINANCIAL_DUTY: _("Yêu cầu nghĩa vụ tài chính"),
    Permission.EXTEND_DUE_DATE: _("Gia hạn theo quy định"),
    Permission.SIGN_APOLOGY: _("Ký phiếu xin lỗi và hẹn lại"),
    Permission.STOP_DOSSIER: _("Dừng xử lý"),
    Permission.REFUSE_IN_PROCESSING: _("Từ chối giải quyết"),
    Permission.APPROVE_RESULT: _("Phê duyệt, ký kết quả"),
    Permission.FINISH_DOSSIER: _("Đóng dấu, vào sổ"),
    Permission.ATTACH_FILE: _("Đính kèm tệp vào hồ sơ"),
    Permission.CALL_NEXT: _("Gọi số ở quầy"),
    Permission.MANAGE_QUEUES: _("Quản trị lấy số, gọi số"),
    Permission.CORRECT_RECORD: _("Đính chính"),
    Permission.ENTER_OUTAGE_PAPERS: _("Nhập hồ sơ nhận khi mất hệ thống"),
    Permission.APPROVE_OUTAGE_PAPERS: _("Duyệt hồ sơ nhận khi mất hệ thống"),
    Permission.TRANSFER_TO_SUCCESSOR: _("Chuyển hồ sơ sang đơn vị kế thừa"),
    Permission.VIEW_DOSSIERS: _("Xem hồ sơ"),
    Permission.VIEW_REPORTS: _("Xem báo cáo"),
    Permission.CONDUCT_SURVEYS: _("Khảo sát hài lòng"),
    Permission.JUDGE_EVALUATIONS: _("Tự khai, loại phiếu đánh giá"),
}

GROUNDS = {
    GroundKind.OWN_ROLE: _("vai trò được giao"),
    GroundKind.SUBSTITUTION: _("thay người vắng mặt"),
    GroundKind.DELEGATION: _("được ủy quyền"),
    GroundKind.SUPERUSER: _("quản trị viên đầu tiên"),
}

# How a visit began, as its row says it.
METHODS = {
    "password": _("mật khẩu"),
    "app": _("mật khẩu và ứng dụng xác thực"),
    "passkey": _("khóa truy cập"),
    "shared": _("đăng nhập chung"),
    "recovery": _("mật khẩu và mã dự phòng"),
}

POSTING_REMARKS = {
    PostingRemark.RANK_TOO_LOW: _("Ngạch thấp hơn chuyên viên (Điều 11 Nghị định 61/2018/NĐ-CP)."),
    PostingRemark.SERVICE_TOO_SHORT: _("Chưa đủ 03 năm công tác (Điều 11 Nghị định 61/2018/NĐ-CP)."),
    PostingRemark.SERVICE_UNKNOWN: _("Chưa ghi ngày vào ngành, nên chưa biết đã đủ 03 năm công tác."),
    PostingRemark.POSTING_TOO_SHORT: _("Thời gian cử đến dưới 06 tháng (Điều 11 Nghị định 61/2018/NĐ-CP)."),
}
