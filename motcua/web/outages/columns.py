"""The columns of the file, in their order: the template is made of them, and the file is read by them."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Column:
    """`title` stands in the file, in Vietnamese whatever the screen speaks; `hint` is the note at it."""

    key: str
    letter: str
    title: str
    width: int
    hint: str
    text: Promise
    needed: bool = False


COLUMNS = (
    Column("number", "A", "Số giấy", 12, "Số trên giấy tiếp nhận viết tay.", _("Số giấy"), needed=True),
    Column(
        "taken_at",
        "B",
        "Thời gian nhận",
        18,
        "Như ghi trên giấy, ví dụ 02/06/2020 09:15.",
        _("Thời gian nhận"),
        needed=True,
    ),
    Column(
        "procedure",
        "C",
        "Thủ tục",
        48,
        "Chọn trong danh sách, hoặc gõ mã thủ tục.",
        _("Thủ tục"),
        needed=True,
    ),
    Column("case", "D", "Trường hợp", 22, "Để trống nếu thủ tục không chia trường hợp.", _("Trường hợp")),
    Column("name", "E", "Họ và tên", 28, "Người hoặc tổ chức nộp hồ sơ.", _("Họ và tên"), needed=True),
    Column("id_number", "F", "Số giấy tờ", 18, "Số căn cước, hộ chiếu hoặc mã số thuế.", _("Số giấy tờ")),
    Column("phone", "G", "Điện thoại", 16, "", _("Điện thoại")),
    Column("address", "H", "Địa chỉ", 34, "", _("Địa chỉ")),
    Column(
        "papers",
        "I",
        "Giấy tờ đã nhận",
        20,
        "đủ: mọi giấy tờ bắt buộc; hoặc số thứ tự ở tờ Thủ tục, như 1; 2; 4x3 (ba bản của giấy số 4).",
        _("Giấy tờ đã nhận"),
        needed=True,
    ),
    Column("fee", "J", "Tiền đã thu", 14, "Đồng. Để trống nếu chưa thu.", _("Tiền đã thu")),
    Column("note", "K", "Ghi chú", 30, "", _("Ghi chú")),
)
BY_KEY = {column.key: column for column in COLUMNS}
ROWS_SHEET = "Hồ sơ"
PROCEDURES_SHEET = "Thủ tục"
GUIDE_SHEET = "Hướng dẫn"
MOST_ROWS = 1000
