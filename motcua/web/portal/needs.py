"""What most people come to a commune for, as tiles on the first page: a title, what it covers, the search."""

from typing import NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Need(NamedTuple):
    """`words` are searched for in the catalogue, which is Vietnamese in every language of the page."""

    title: Promise
    covers: Promise
    words: str


NEEDS = (
    Need(_("Sinh con"), _("khai sinh, thẻ bảo hiểm, thường trú"), "khai sinh"),
    Need(_("Kết hôn"), _("đăng ký, xác nhận tình trạng hôn nhân"), "kết hôn"),
    Need(_("Người thân mất"), _("khai tử, mai táng phí"), "khai tử"),
    Need(_("Chứng thực"), _("bản sao, chữ ký, hợp đồng"), "chứng thực"),
    Need(_("Đất đai"), _("giấy chứng nhận, chuyển mục đích"), "quyền sử dụng đất"),
    Need(_("Xây nhà"), _("giấy phép xây dựng, sửa chữa"), "giấy phép xây dựng"),
    Need(_("Buôn bán"), _("hộ kinh doanh, bán lẻ"), "hộ kinh doanh"),
    Need(_("Trợ giúp"), _("trợ cấp, hộ nghèo, người khuyết tật"), "trợ cấp"),
)
