"""Words for people: states, refusals, grounds of priority."""

from django.utils.translation import gettext_lazy as _

from motcua.queueing.lifecycle import Refusal, State

STATES = {
    State.WAITING: _("đang chờ"),
    State.CALLED: _("đang gọi"),
    State.SERVING: _("đang phục vụ"),
    State.SKIPPED: _("vắng khi gọi"),
    State.TRANSFERRED: _("chuyển sang nhóm khác, đang chờ"),
    State.DONE: _("đã xong"),
}

REFUSALS = {
    Refusal.NOT_POSSIBLE: _("Số này vừa được xử lý ở nơi khác. Hãy xem lại danh sách."),
    Refusal.WINDOW_BUSY: _("Quầy đang có một số chưa xong. Hãy bấm Xong, Vắng hoặc Chuyển trước."),
    Refusal.WINDOW_EMPTY: _("Chưa có ai ngồi ở quầy này. Hãy chọn quầy trước."),
    Refusal.TOO_LATE: _("Đã gọi quá nhiều số sau số này, không gọi lại được nữa. Xin lấy số mới."),
    Refusal.OTHER_DAY: _("Số này của ngày khác, không dùng được nữa. Xin lấy số mới."),
    Refusal.GROUP_CLOSED: _("Nhóm dịch vụ này đang đóng. Hãy chọn nhóm khác."),
    Refusal.SAME_GROUP: _("Số này đang ở nhóm đó. Hãy chọn nhóm khác."),
    Refusal.NOBODY_WAITS: _("Không còn ai chờ ở các nhóm mà quầy này phục vụ."),
}
