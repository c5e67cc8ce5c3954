"""What an act brings about, told before it is done: who gets the dossier, which date moves, which slip."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime

from django.utils.translation import gettext as _

from motcua.dossiers import closing, deadlines, frame, offices, preview
from motcua.dossiers.labels import TIMELINESS
from motcua.dossiers.lifecycle import Act
from motcua.dossiers.models import Consultation, Dossier, Step
from motcua.dossiers.offering import Offer
from motcua.lib.times import LOCAL


def told(offer: Offer, at: datetime) -> list[str]:
    """The consequences of `offer` if it is done at `at`, a sentence each."""
    return [line for line in _CONSEQUENCES[offer.act](offer, at) if line]


def begun(steps: Sequence[Step]) -> list[str]:
    """Where the dossier goes: one sentence for each step that begins."""
    if not steps:
        return [_("Chưa bước nào bắt đầu: còn chờ các nhánh khác.")]
    return [_goes(step) for step in steps]


def _goes(step: Step) -> str:
    told = {"step": step.name, "unit": step.unit.short_name, "due": _moment(step.due_at)}
    if step.due_at is None:
        return _("Tiếp theo: %(step)s – %(unit)s.") % told
    return _("Tiếp theo: %(step)s – %(unit)s, hạn %(due)s.") % told


def _moves_on(offer: Offer, at: datetime) -> list[str]:
    try:
        return begun(preview.following(offer.row, at))
    except offices.NoOfficeError:
        return [_("Chưa có đơn vị nào làm bước tiếp theo. Hãy báo người quản trị.")]


def _accept(offer: Offer, at: datetime) -> list[str]:
    step: Step = offer.row  # type: ignore[assignment]
    due = step.leg.due_at
    answer = _("Đơn vị bạn chịu trách nhiệm từ lúc này.")
    return [answer, _("Hạn của chặng: %(due)s.") % {"due": _moment(due)} if due else ""]


def _take(offer: Offer, at: datetime) -> list[str]:
    step: Step = offer.row  # type: ignore[assignment]
    due = _("Hạn của bước: %(due)s.") % {"due": _moment(step.due_at)} if step.due_at else ""
    return [_("Bạn là người giữ bước này."), due]


def _release(offer: Offer, at: datetime) -> list[str]:
    return [_("Bước trở về đơn vị để người khác nhận. Thời hạn vẫn chạy.")]


def _assign(offer: Offer, at: datetime) -> list[str]:
    step: Step = offer.row  # type: ignore[assignment]
    now = _("Đang giữ: %(officer)s.") % {"officer": step.owner.full_name} if step.owner else ""
    return [_("Người được giao giữ bước này. Thời hạn không đổi."), now]


def _send_back(offer: Offer, at: datetime) -> list[str]:
    steps = preview.sent_back_to(offer.row, at)  # type: ignore[arg-type]
    lines = [
        _("Làm lại: %(step)s – %(who)s.")
        % {"step": s.name, "who": s.owner.full_name if s.owner else s.unit.short_name}
        for s in steps
    ]
    return [*lines, _("Hạn của hồ sơ không đổi.")]


def _consult(offer: Offer, at: datetime) -> list[str]:
    return [_("Mỗi đơn vị được hỏi có hạn trả lời riêng. Hạn của hồ sơ không đổi.")]


def _answer(offer: Offer, at: datetime) -> list[str]:
    row: Consultation = offer.row  # type: ignore[assignment]
    told = {"unit": row.step.unit.short_name, "due": _moment(row.due_at)}
    return [_("Trả lời gửi đến %(unit)s. Hạn trả lời: %(due)s.") % told]


def _propose(offer: Offer, at: datetime) -> list[str]:
    return [
        _("Bộ phận Một cửa nhận đề nghị và phát hành phiếu (Mẫu 02)."),
        _("Thời hạn chỉ dừng khi phiếu được phát hành. Chỉ được đề nghị một lần."),
    ]


def _request_supplement(offer: Offer, at: datetime) -> list[str]:
    return [_("Lập phiếu yêu cầu bổ sung (Mẫu 02). Thời hạn dừng từ lúc này đến khi hồ sơ được bổ sung.")]


def _request_payment(offer: Offer, at: datetime) -> list[str]:
    return [_("Thời hạn dừng từ lúc này đến khi người nộp thực hiện xong.")]


def _goes_on(offer: Offer, at: datetime) -> list[str]:
    dossier: Dossier = offer.row  # type: ignore[assignment]
    due = preview.due_after_pause(dossier, offer.act, at)
    if due is None:
        return [_("Hồ sơ được xử lý tiếp.")]
    return [_("Thời hạn tính tiếp. Hạn mới: %(due)s.") % {"due": _moment(due)}]


def _apologise(offer: Offer, at: datetime) -> list[str]:
    dossier: Dossier = offer.row  # type: ignore[assignment]
    calendar = frame.calendar_of(dossier.received_by_unit, at)
    in_time = deadlines.apology_is_timely(calendar, dossier.lawful_due_at, at)
    slip = _("Lập phiếu xin lỗi và hẹn lại (Mẫu 04), chỉ một lần cho mỗi hồ sơ.")
    timely = (
        _("Phiếu lập trong thời gian quy định (trước hạn ít nhất một ngày làm việc).")
        if in_time
        else _("Phiếu lập muộn: quy định là trước hạn ít nhất một ngày làm việc.")
    )
    return [slip, timely, _("Hạn theo quy định không đổi: hồ sơ vẫn được đánh giá theo hạn đó.")]


def _extend(offer: Offer, at: datetime) -> list[str]:
    return [_("Hạn theo quy định và ngày hẹn trả lùi lại. Chỉ được kéo dài một lần.")]


def _finish(offer: Offer, at: datetime) -> list[str]:
    how = TIMELINESS[closing.timeliness(offer.row.dossier, at)]  # type: ignore[attr-defined]
    told = {"how": how, "unit": offer.row.dossier.received_by_unit.short_name}  # type: ignore[attr-defined]
    return [_("Hồ sơ xong, được tính: %(how)s. %(unit)s trả kết quả.") % told]


def _ends(form: str) -> Callable[[Offer, datetime], list[str]]:
    def lines(offer: Offer, at: datetime) -> list[str]:
        closes = _("Hồ sơ kết thúc, mọi việc đang làm dừng lại. Không làm lại được.")
        return [_("Lập: %(slip)s.") % {"slip": _(form)} if form else "", closes, _no_longer_asked(offer)]

    return lines


def _no_longer_asked(offer: Offer) -> str:
    asked = offer.row.consultations.filter(answered_at__isnull=True)  # type: ignore[attr-defined]
    units = list(asked.values_list("unit__short_name", flat=True))
    return _("Không chờ ý kiến của %(units)s nữa.") % {"units": ", ".join(units)} if units else ""


def _correct(offer: Offer, at: datetime) -> list[str]:
    return [_("Không ngày nào, trạng thái nào thay đổi. Việc sửa hiện trong báo cáo toàn vẹn.")]


def _tell(offer: Offer, at: datetime) -> list[str]:
    return [_("Chỉ ghi vào nhật ký hồ sơ; thời hạn không đổi.")]


_CONSEQUENCES: Mapping[Act, Callable[[Offer, datetime], list[str]]] = {
    Act.ACCEPT: _accept,
    Act.TAKE: _take,
    Act.RELEASE: _release,
    Act.ASSIGN: _assign,
    Act.HAND_OVER: _moves_on,
    Act.COMPLETE_STEP: _moves_on,
    Act.APPROVE: _moves_on,
    Act.SEND_BACK: _send_back,
    Act.CONSULT: _consult,
    Act.ANSWER_CONSULTATION: _answer,
    Act.PROPOSE_SUPPLEMENT: _propose,
    Act.REQUEST_SUPPLEMENT: _request_supplement,
    Act.RECORD_SUPPLEMENT: _goes_on,
    Act.REQUEST_PAYMENT: _request_payment,
    Act.RECORD_PAYMENT: _goes_on,
    Act.APOLOGISE: _apologise,
    Act.EXTEND: _extend,
    Act.FINISH: _finish,
    Act.REFUSE: _ends("Phiếu từ chối tiếp nhận, giải quyết hồ sơ"),
    Act.STOP: _ends("Thông báo dừng giải quyết hồ sơ"),
    Act.WITHDRAW: _ends(""),
    Act.TELL_APPLICANT: _tell,
    Act.CORRECT_RECORD: _correct,
}


def _moment(at: datetime | None) -> str:
    return f"{at.astimezone(LOCAL):%H:%M %d/%m/%Y}" if at else ""
