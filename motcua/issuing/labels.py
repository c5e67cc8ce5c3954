"""Words for why nothing was signed."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from motcua.issuing.keys import Fault

FAULTS: Mapping[Fault, Promise] = {
    Fault.NO_KEY: _("Chưa có khóa ký số của bạn trên máy chủ. Hãy báo người quản trị, hoặc ký giấy."),
    Fault.NOT_OPENED: _("Không mở được khóa ký số. Hãy báo người quản trị kiểm tra mật khẩu của khóa."),
    Fault.TOKEN: _("Thiết bị ký số không trả lời hoặc không có khóa này. Hãy thử lại, báo người quản trị."),
    Fault.NOT_VALID: _("Chữ ký vừa tạo không kiểm tra được nên không dùng. Hãy báo người quản trị."),
}
