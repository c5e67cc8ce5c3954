"""A result's paper from the rows of its dossier: placeholders filled, head and signature put around."""

from collections.abc import Callable, Mapping
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from motcua.accounts.models import Officer
from motcua.dossiers import frame
from motcua.dossiers.models import Dossier, Step
from motcua.dossiers.values import ResultText
from motcua.issuing import placeholders
from motcua.orgs import queries as orgs
from motcua.orgs.models import Unit
from motcua.printouts import wording
from motcua.printouts.filling import shared
from motcua.printouts.result import Result

_Value = Callable[[Dossier], str]


def _opinion(dossier: Dossier) -> str:
    """The newest opinion of who examined it."""
    rows = dossier.steps.filter(state=Step.State.DONE).exclude(opinion="").order_by("ended_at")
    return str(rows.values_list("opinion", flat=True).last() or "").strip().rstrip(".")


def _day(dossier: Dossier, name: str) -> str:
    at = getattr(dossier, name)
    return wording.day_in_words(frame.local_day(at)) if at else ""


FIELDS: Mapping[str, tuple[Promise, _Value]] = {
    "ma_ho_so": (_("mã hồ sơ"), lambda d: d.code),
    "chu_ho_so": (_("chủ hồ sơ"), lambda d: d.applicant.name),
    "so_giay_to": (_("số giấy tờ tùy thân của chủ hồ sơ"), lambda d: d.applicant.id_number),
    "dia_chi": (_("địa chỉ của chủ hồ sơ"), lambda d: d.applicant.address),
    "nguoi_nop": (
        _("người nộp, nếu nộp thay; không thì chủ hồ sơ"),
        lambda d: d.applicant.submitter_name or d.applicant.name,
    ),
    "thu_tuc": (_("tên thủ tục, kèm trường hợp"), shared.procedure_of),
    "noi_dung": (_("nội dung đề nghị, ghi khi tiếp nhận"), lambda d: d.summary.strip().rstrip(".")),
    "y_kien": (_("ý kiến của bước vừa xong"), _opinion),
    "co_quan": (
        _("cơ quan giải quyết"),
        lambda d: orgs.name_on(d.agency, frame.local_day(d.received_at)),
    ),
    "ngay_tiep_nhan": (_("ngày tiếp nhận, bằng chữ"), lambda d: _day(d, "received_at")),
    "ngay_hen_tra": (_("ngày hẹn trả, bằng chữ"), lambda d: _day(d, "promised_at")),
}
"""What a template may name: the label for people, and the value of a received dossier."""


def begun(text: ResultText, dossier: Dossier) -> ResultText:
    """The text of a template, filled with the data of `dossier`."""
    wanted = placeholders.named(text) & set(FIELDS)
    return placeholders.filled(text, {name: FIELDS[name][1](dossier) for name in wanted})


def signing_unit(dossier: Dossier, signer: Officer | None, on: date) -> Unit:
    """The agency in whose name `signer` signs results of `dossier` on that day."""
    return shared.signed_by(signer, [dossier.agency], on)[0]


def paper(
    text: ResultText, dossier: Dossier, on: date, *, signer: Officer | None = None, is_draft: bool = False
) -> Result:
    """The document as `signer` signs it on the day `on`; without one with room for the agency's head."""
    unit, signature = shared.signed_by(signer, [dossier.agency], on)
    return Result(
        heading=shared.letterhead_of_agency(unit, on, number=None, symbol=text.symbol.strip()),
        title=text.title.strip(),
        about=text.about.strip(),
        addressee=text.addressee.strip(),
        paragraphs=_lines(text.body),
        recipients=_lines(text.recipients) or ("Lưu: VT",),
        signature=signature,
        is_draft=is_draft,
    )


def _lines(text: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in text.splitlines() if line.strip())
