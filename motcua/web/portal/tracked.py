"""What the tracking page says of a dossier, in plain words for its applicant; decides nothing."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import NamedTuple

from django.utils.formats import date_format
from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _

from motcua.catalogue.models.labels import label
from motcua.dossiers import public
from motcua.dossiers.deadlines import Ground, Timeliness
from motcua.dossiers.labels import ACTS, GROUNDS, TIMELINESS
from motcua.dossiers.lifecycle import CLOSED, State
from motcua.dossiers.public import Happened, Holding, Paused, Seen
from motcua.lib.times import LOCAL
from motcua.orgs import queries as orgs
from motcua.web.portal import hours
from motcua.web.shell import tones
from motcua.worktime.models import Calendar

_STANDING: Mapping[State, str] = {
    State.REGISTERED: gettext_lazy("Hồ sơ đã gửi đến, đang chờ kiểm tra"),
    State.GUIDED: gettext_lazy("Hồ sơ chưa được tiếp nhận vì còn thiếu"),
    State.REFUSED_AT_RECEPTION: gettext_lazy("Hồ sơ không được tiếp nhận"),
    State.RECEIVED: gettext_lazy("Hồ sơ đã được tiếp nhận"),
    State.PROCESSING: gettext_lazy("Hồ sơ đang được giải quyết"),
    State.WAITING_SUPPLEMENT: gettext_lazy("Cơ quan đang chờ bạn bổ sung hồ sơ"),
    State.WAITING_PAYMENT: gettext_lazy("Cơ quan đang chờ bạn nộp tiền theo thông báo"),
    State.REFUSED: gettext_lazy("Hồ sơ bị từ chối giải quyết"),
    State.STOPPED: gettext_lazy("Hồ sơ đã dừng giải quyết"),
    State.WITHDRAWN: gettext_lazy("Hồ sơ đã rút theo yêu cầu của bạn"),
    State.READY: gettext_lazy("Đã có kết quả, mời bạn nhận"),
    State.RETURNED: gettext_lazy("Đã trả kết quả"),
}
_VISIT = (State.GUIDED, State.WAITING_SUPPLEMENT, State.WAITING_PAYMENT, State.READY)


class Reason(NamedTuple):
    """Why a date moved: since when, on which ground, to when."""

    since: datetime
    text: str
    due_at: datetime


def sample() -> list[dict[str, object]]:
    """What a demonstration offers to try: code, secret and how the dossier stands."""
    return [
        {"code": row.code, "secret": row.secret, "standing": _STANDING[row.state]} for row in public.samples()
    ]


def page(seen: Seen, at: datetime) -> dict[str, object]:
    """The context of the page."""
    return {
        "seen": seen,
        "standing": _STANDING[seen.state],
        "tone": tones.of_state(seen.state),
        "timing": _timing(seen),
        "why": _why(seen),
        "reasons": [
            Reason(row.since, ": ".join(t for t in (str(GROUNDS[row.ground]), row.by) if t), row.due_at)
            for row in seen.moves
            if row.ground is not Ground.ORIGINAL
        ],
        "here": [_here(row) for row in seen.here] if seen.state not in CLOSED else [],
        "pauses": [_pause(row) for row in seen.pauses],
        "on": f"?on={seen.received_at.astimezone(LOCAL):%Y-%m-%d}" if seen.received_at else "",
        "return_by": label(seen.return_channel),
        "story": [_entry(row) for row in reversed(seen.story)],
        "week": _week(seen.reception.code, at.astimezone(LOCAL).date()) if seen.state in _VISIT else [],
    }


def _timing(seen: Seen) -> tuple[str, str]:
    """How it stands to its date, with a tag's colour."""
    if seen.timeliness is not None:
        late = seen.timeliness is Timeliness.LATE
        return str(TIMELINESS[seen.timeliness]), "red" if late else "green"
    if seen.overdue:
        return _("quá hạn"), "red"
    if seen.working_days_left is None:
        return "", ""
    if seen.working_days_left == 0:
        return _("hẹn trả hôm nay"), "orange"
    told = ngettext("còn %(days)s ngày làm việc", "còn %(days)s ngày làm việc", seen.working_days_left)
    return told % {"days": seen.working_days_left}, "green"


def _why(seen: Seen) -> str:
    if seen.explanation is None:
        return ""
    return seen.explanation.en if get_language() == "en" else seen.explanation.vi


def _here(row: Holding) -> dict[str, object]:
    who = ", ".join(text for text in (row.officer, row.title) if text)
    return {"row": row, "who": who}


def _pause(row: Paused) -> str:
    told = {
        "kind": row.kind.label,
        "since": moment(row.started_at),
        "expected": day(row.expected_end_on),
        "until": moment(row.ended_at) if row.ended_at else "",
    }
    if row.ended_at:
        return _("%(kind)s, từ %(since)s đến %(until)s") % told
    return _("%(kind)s, từ %(since)s, dự kiến đến %(expected)s") % told


def _entry(row: Happened) -> dict[str, object]:
    return {"time": moment(row.at), "title": ACTS[row.act], "text": row.detail}


def _week(code: str, on: date) -> list[tuple[str, str]]:
    try:
        return hours.week(orgs.calendar_for(code, on), on)
    except Calendar.DoesNotExist:
        return []


def moment(at: datetime) -> str:
    """An instant as the page writes it: `09:05 02/06/2020`."""
    return f"{at.astimezone(LOCAL):%H:%M %d/%m/%Y}"


def day(on: date) -> str:
    """A day as the page writes it."""
    return date_format(on, "d/m/Y")
