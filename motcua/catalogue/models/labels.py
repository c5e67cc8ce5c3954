"""Vietnamese labels of the catalogue's terms."""

from enum import Enum
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from motcua.catalogue import terms

_PAIRS: tuple[tuple[Enum, Promise | str], ...] = (
    (terms.Mark.FOUND, _("có nguồn")),
    (terms.Mark.RECALLED, _("theo trí nhớ, cần kiểm tra")),
    (terms.Mark.PROPOSED, _("đề xuất")),
    (terms.Origin.PACK, _("gói thủ tục")),
    (terms.Origin.NATIONAL, _("Cơ sở dữ liệu quốc gia")),
    (terms.Origin.LOCAL, _("soạn tại chỗ")),
    (terms.State.DRAFT, _("bản thảo")),
    (terms.State.PUBLISHED, _("đã công bố")),
    (terms.State.RETIRED, _("đã bãi bỏ")),
    (terms.Level.MINISTRY, _("Cấp bộ")),
    (terms.Level.PROVINCE, _("Cấp tỉnh")),
    (terms.Level.DISTRICT, _("Cấp huyện")),
    (terms.Level.COMMUNE, _("Cấp xã")),
    (terms.Level.OTHER, _("Cơ quan khác")),
    (terms.Channel.DIRECT, _("Trực tiếp")),
    (terms.Channel.ONLINE, _("Trực tuyến")),
    (terms.Channel.POST, _("Dịch vụ bưu chính")),
    (terms.LimitUnit.NONE, _("không nêu thời hạn")),
    (terms.LimitUnit.MINUTE, _("phút")),
    (terms.LimitUnit.HOUR, _("giờ làm việc")),
    (terms.LimitUnit.SAME_DAY, _("trong ngày")),
    (terms.LimitUnit.WORKING_DAY, _("ngày làm việc")),
    (terms.LimitUnit.DAY, _("ngày")),
    (terms.LimitUnit.MONTH, _("tháng")),
    (terms.CountingMode.SAME_CLOCK, _("cùng giờ của ngày đến hạn")),
    (terms.CountingMode.END_OF_DAY, _("hết giờ làm việc của ngày đến hạn")),
    (terms.SupplementMode.RESUME, _("tính tiếp thời hạn")),
    (terms.SupplementMode.RESTART, _("tính lại thời hạn từ đầu")),
    (terms.ComponentKind.SUBMIT, _("giấy tờ phải nộp")),
    (terms.ComponentKind.PRESENT, _("giấy tờ phải xuất trình")),
    (terms.ComponentKind.CASE, _("giấy tờ theo trường hợp")),
    (terms.FeeKind.CHARGE, _("phí")),
    (terms.FeeKind.DUTY, _("lệ phí")),
    (terms.FeeMethod.FREE, _("miễn phí")),
    (terms.FeeMethod.FIXED, _("mức cố định")),
    (terms.FeeMethod.PER_COPY, _("theo bản")),
    (terms.FeeMethod.PER_PAGE, _("theo trang")),
    (terms.FeeMethod.PROVINCE, _("do Hội đồng nhân dân tỉnh quy định")),
    (terms.FeeMethod.BY_LAW, _("theo quy định của pháp luật")),
    (terms.FeeTime.ON_RECEIPT, _("khi nộp hồ sơ")),
    (terms.FeeTime.ON_SUPPLEMENT, _("khi bổ sung hồ sơ")),
    (terms.FeeTime.ON_RETURN, _("khi nhận kết quả")),
    (terms.ExtensionKind.VERIFICATION, _("phải xác minh")),
    (terms.ExtensionKind.FIELDWORK, _("phải kiểm tra thực địa")),
    (terms.ExtensionKind.DIFFICULT_AREA, _("vùng khó khăn")),
    (terms.ExtensionKind.OTHER, _("lý do khác")),
    (terms.Online.LEVEL_1, _("mức độ 1")),
    (terms.Online.LEVEL_2, _("mức độ 2")),
    (terms.Online.LEVEL_3, _("mức độ 3")),
    (terms.Online.LEVEL_4, _("mức độ 4")),
    (terms.Online.NONE, _("chưa trực tuyến")),
    (terms.Online.PARTIAL, _("một phần")),
    (terms.Online.FULL, _("toàn trình")),
    (terms.Block.WAYS, _("cách thức thực hiện")),
    (terms.Block.COMPONENTS, _("thành phần hồ sơ")),
    (terms.Block.LEGAL, _("căn cứ pháp lý")),
    (terms.Block.RESULTS, _("kết quả")),
    (terms.Block.OTHER, _("phần khác")),
    (terms.Role.RECEIVE, _("tiếp nhận")),
    (terms.Role.HAND_OVER, _("chuyển hồ sơ")),
    (terms.Role.ASSIGN, _("phân công")),
    (terms.Role.APPRAISE, _("thẩm định, thụ lý")),
    (terms.Role.CONSULT, _("lấy ý kiến, phối hợp")),
    (terms.Role.SUBMIT, _("trình, ký nháy")),
    (terms.Role.OFFICE_CHECK, _("thẩm tra tại Văn phòng")),
    (terms.Role.APPROVE, _("phê duyệt, ký")),
    (terms.Role.SEAL, _("đóng dấu, vào sổ")),
    (terms.Role.RETURN, _("trả kết quả")),
    (terms.Role.WAIT, _("chờ người nộp hồ sơ")),
    (terms.Place.RECEIVING, _("đơn vị tiếp nhận")),
    (terms.Place.SUPERIOR, _("đơn vị cấp trên trực tiếp")),
    (terms.Place.AGENCY, _("cơ quan nêu trong bước")),
    (terms.Pause.NONE, _("không tạm dừng")),
    (terms.Pause.PAYMENT, _("chờ thực hiện nghĩa vụ tài chính")),
    (terms.Pause.SUPPLEMENT, _("chờ bổ sung hồ sơ")),
    (terms.Join.ALL, _("khi mọi bước trước đã xong")),
    (terms.Join.ALL_OR_TIMEOUT, _("khi mọi bước trước đã xong hoặc hết hạn trả lời")),
)
# By list and value: "province" is a level and also a way to set a fee, and as keys the two are equal.
LABELS = {(type(term), term.value): text for term, text in _PAIRS}


def choices(term: type[Enum]) -> list[tuple[Any, Promise | str]]:
    """Django's choices of one closed list, in its order."""
    return [(member.value, LABELS[term, member.value]) for member in term]


def label(term: Enum) -> str:
    """The label of one value in the language of the moment."""
    return str(LABELS[type(term), term.value])
