"""What indices, grades and answers are called."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from motcua.evaluation.rules import Grade, Index
from motcua.evaluation.totals import Missing

INDICES: Mapping[Index, Promise] = {
    Index.WHOLE_TIME: _("Tổng thời gian giải quyết so với thời hạn"),
    Index.OWN_TIME: _("Thời gian giải quyết của từng cơ quan, từng người so với hạn của bước"),
    Index.CONTACTS: _("Số lần người dân phải liên hệ để hoàn thiện hồ sơ"),
    Index.AGENCIES: _("Số cơ quan người dân phải liên hệ để hoàn thiện hồ sơ"),
    Index.ONE_STOP: _("Tiếp nhận, giải quyết và trả kết quả tại Bộ phận Một cửa"),
    Index.PUBLICATION: _("Công khai thủ tục hành chính"),
    Index.ATTITUDE: _("Thái độ của cán bộ, công chức"),
    Index.PETITIONS: _("Tiếp thu, giải trình phản ánh, kiến nghị"),
    Index.ONLINE: _("Cung cấp và thực hiện dịch vụ công trực tuyến"),
}

GRADES: Mapping[Grade, Promise] = {
    Grade.EXCELLENT: _("Xuất sắc"),
    Grade.GOOD: _("Tốt"),
    Grade.FAIR: _("Khá"),
    Grade.MEDIOCRE: _("Trung bình"),
    Grade.WEAK: _("Yếu"),
    Grade.DONE_EXCELLENTLY: _("Hoàn thành xuất sắc nhiệm vụ"),
    Grade.DONE_WELL: _("Hoàn thành tốt nhiệm vụ"),
    Grade.DONE: _("Hoàn thành nhiệm vụ"),
    Grade.NOT_DONE: _("Không hoàn thành nhiệm vụ"),
}

MISSING: Mapping[Missing, Promise] = {
    Missing.NO_DATA: _("chưa có số liệu"),
    Missing.FEW_SLIPS: _("chưa đủ số phiếu để công bố mà vẫn giữ kín người đánh giá"),
    Missing.NOT_THEIRS: _("không thuộc việc của người này"),
}
