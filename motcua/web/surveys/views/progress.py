"""How far the field work is: cells against their quotas, ways of answering, interviewers' lists."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from motcua.accounts.permissions import Permission
from motcua.rounds import fieldwork
from motcua.rounds.models.collecting import Mode
from motcua.web.shell.access import requires
from motcua.web.surveys import sight


@requires(Permission.CONDUCT_SURVEYS)
@never_cache
@require_GET
def progress(request: HttpRequest, code: str) -> HttpResponse:
    """Cells, those that lack most first; answers by way and person; lists by interviewer."""
    survey = sight.round_for(request, code, timezone.now())
    cells = sorted(fieldwork.cells(survey), key=lambda one: (-one.missing, str(one.cell)))
    context = {
        "survey": survey,
        "cells": [(one.cell, one.quota, one.answered, one.missing, one.lost, one.reserve) for one in cells],
        "short": sum(1 for one in cells if one.missing > one.reserve + one.asked - one.answered - one.lost),
        "brought": [
            (Mode(one.mode).label, one.interviewer.full_name if one.interviewer else "–", one.answers)
            for one in fieldwork.brought(survey)
        ],
        "assigned": [
            (one.interviewer.full_name, one.people, one.answered) for one in fieldwork.assigned(survey)
        ],
        "heads": {
            "cells": [
                _("Nhóm mẫu"),
                _("Chỉ tiêu"),
                _("Đã trả lời"),
                _("Còn thiếu"),
                _("Không hỏi được"),
                _("Dự phòng còn"),
            ],
            "brought": [_("Hình thức"), _("Điều tra viên"), _("Số phiếu")],
            "assigned": [_("Điều tra viên"), _("Được giao"), _("Đã trả lời")],
        },
        "crumbs": sight.crumbs(survey),
    }
    return render(request, "surveys/progress.html", context)
