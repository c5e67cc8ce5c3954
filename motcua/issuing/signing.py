"""The files that signatures make: a draft signed by a leader, a signed result numbered and sealed."""

from datetime import datetime

from motcua.accounts.models import Officer, User
from motcua.attachments import queries as attachments
from motcua.attachments.actions.keep_file import keep_file
from motcua.dossiers import frame
from motcua.dossiers.models import Dossier, ResultDraft, SignedPaper
from motcua.dossiers.papers import Signed
from motcua.issuing import filling, keys, pades
from motcua.issuing.keys import Fault, SigningError
from motcua.issuing.pades import Checked
from motcua.orgs import queries as orgs
from motcua.printouts import stamps
from motcua.printouts.render import places, render
from motcua.printouts.result import NUMBER_PLACE, SIGNATURE_PLACE

_APPROVED, _NUMBERED = "Phê duyệt kết quả giải quyết", "Cấp số, ban hành"


def signed(draft: ResultDraft, *, user: User, officer: Officer, at: datetime) -> Signed:
    """`draft` as a file signed by `officer`, with his stamp. Raises SigningError."""
    dossier, on = draft.dossier, frame.local_day(at)
    paper = filling.paper(draft.words, dossier, on, signer=officer)
    office = orgs.name_on(filling.signing_unit(dossier, officer, on), on)
    with keys.signer(keys.label_of_person(user), name=officer.full_name, office=office, at=at) as signer:
        pdf = pades.sign(
            render(paper),
            signer=signer,
            field="LanhDao",
            box=stamps.stamp_box(places(paper)[SIGNATURE_PLACE]),
            appearance=stamps.signature_stamp(name=officer.full_name, office=office, at=at),
            reason=_APPROVED,
        )
        certificate = pades.fingerprint(signer.signing_cert)
    return _kept(pdf, certificate, dossier, user, at)


def sealed(paper: SignedPaper, number: str, *, user: User, at: datetime) -> Signed | None:
    """What the leader signed, with number, place and day, signed by the agency; None where it has no key.

    Raises SigningError; NotOpenedError where the file is not what was signed.
    """
    dossier, on = paper.dossier, frame.local_day(at)
    signed_on = frame.local_day(paper.signed_at)
    unit = filling.signing_unit(dossier, paper.signer, signed_on)
    if not keys.is_there(keys.label_of_agency(unit)):
        return None
    result = filling.paper(paper.draft.words, dossier, signed_on, signer=paper.signer)
    row = stamps.number_row(
        number=_with_symbol(number, paper.draft.words.symbol), place=result.heading.place, on=on, at=at
    )
    name = orgs.name_on(unit, on)
    with keys.signer(keys.label_of_agency(unit), name=name, office=name, at=at) as signer:
        pdf = pades.sign(
            attachments.opened(paper.file),
            signer=signer,
            field="CoQuan",
            box=stamps.number_box(places(result)[NUMBER_PLACE]),
            appearance=row,
            reason=_NUMBERED,
        )
        certificate = pades.fingerprint(signer.signing_cert)
    return _kept(pdf, certificate, dossier, user, at)


def checked(paper: SignedPaper) -> list[Checked]:
    """Every signature of the file as it is kept now. Raises NotOpenedError where it is not what was kept."""
    return pades.check(attachments.opened(paper.file), keys.roots())


def _with_symbol(number: str, symbol: str) -> str:
    """A bare number gets the symbol of the document; "124, quyển số 01" or "12/GXN" stands as it is."""
    return f"{number}/{symbol}" if number.isdecimal() and symbol else number


def _kept(pdf: bytes, certificate: str, dossier: Dossier, user: User, at: datetime) -> Signed:
    """The file, kept only if its signatures are valid."""
    if not pades.is_valid(pdf, keys.roots()):
        raise SigningError(Fault.NOT_VALID)
    file = keep_file(actor=user, at=at, name=f"{dossier.code}.pdf", content=pdf, made_here=True)
    return Signed(file, certificate)
