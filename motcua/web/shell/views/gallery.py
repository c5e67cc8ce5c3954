"""The gallery: every component in use, for those who build pages and those who judge them."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from motcua.web.shell.access import public
from motcua.web.shell.diagram import Step
from motcua.web.shell.forms import SampleForm

_ONE_STOP = _("Bộ phận Một cửa huyện")
_PROCESS = (
    ("receive", _("Tiếp nhận hồ sơ"), _ONE_STOP, _("0,5 ngày làm việc"), (), (), "front", "done"),
    ("survey", _("Thẩm định hồ sơ, kiểm tra thực địa"), _("Văn phòng đăng ký đất đai"),
     _("6 ngày làm việc"), ("receive",), (), "back", "done"),
    ("ask", _("Lấy ý kiến Ủy ban nhân dân xã"), _("Ủy ban nhân dân xã"), _("3 ngày làm việc"), ("receive",),
     (_("Im lặng sau 3 ngày làm việc là đồng ý"),), "back", "now"),
    ("tax", _("Xác định nghĩa vụ tài chính"), _("Chi cục Thuế"), _("3 ngày làm việc"), ("survey", "ask"),
     (_("Tạm dừng trong lúc chờ nộp tiền"),), "back", ""),
    ("sign", _("Ký giấy chứng nhận"), _("Lãnh đạo Ủy ban nhân dân huyện"), _("1 ngày làm việc"),
     ("tax",), (), "back", ""),
    ("return", _("Trả kết quả"), _ONE_STOP, _("theo giấy hẹn"), ("sign",), (), "front", ""),
)  # fmt: skip
_TAGS = (
    (_("Đúng hạn"), "green"), (_("Đang xử lý"), ""), (_("Sắp đến hạn"), "yellow"),
    (_("Chờ bổ sung"), "orange"), (_("Quá hạn"), "red"), (_("Lấy ý kiến"), "purple"), (_("Đã rút"), "grey"),
)  # fmt: skip


@public
def gallery(request: HttpRequest) -> HttpResponse:
    """All components; with `?errors` the form as it looks after being refused."""
    form = SampleForm({} if "errors" in request.GET else None)
    return render(
        request, "shell/gallery.html", {"form": form, "steps": _steps(), "tags": _TAGS, **_samples()}
    )


def _steps() -> list[Step]:
    return [
        Step(key, str(title), str(who), str(limit), after, tuple(map(str, marks)), tone, state)
        for key, title, who, limit, after, marks, tone, state in _PROCESS
    ]


def _samples() -> dict[str, object]:
    return {
        "rows": [(_("Mã thủ tục"), "2.000815"), (_("Thời hạn"), _("Trong ngày")), (_("Lệ phí"), "2.000 đ")],
        "columns": [_("Lĩnh vực"), _("Tiếp nhận"), _("Đúng hạn"), _("Quá hạn")],
        "cells": [(_("Chứng thực"), "4.120", "4.120", "0"), (_("Hộ tịch"), "1.086", "1.085", "1")],
        "entries": [
            {"time": "02/06/2025 07:45", "title": _("Tiếp nhận hồ sơ"), "text": _ONE_STOP},
            {"time": "04/06/2025 09:10", "title": _("Thẩm định xong"), "text": "Lò Thị Mai"},
            {"time": "05/06/2025 08:00", "title": _("Đang chờ ký"), "text": "", "now": True},
        ],
        "figures": [
            (_("hồ sơ đã giải quyết"), "99.788", _("năm 2020")),
            (_("chưa đến hạn"), "318"),
            (_("quá hạn"), "0"),
        ],
        "kept": "Người nộp chuẩn bị:\n- Tờ khai theo mẫu.\n- Giấy tờ tùy thân.\nNộp tại bộ phận một cửa.",
    }
