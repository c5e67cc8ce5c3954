"""The result as a document: which draft and which signed file count, and the row of a new signature."""

from dataclasses import dataclass
from datetime import datetime

from motcua.accounts.models import Officer
from motcua.attachments.models import StoredFile
from motcua.dossiers.models import Dossier, ResultDraft, SignedPaper, Step
from motcua.dossiers.writing import Writing
from motcua.lib.ids import new_id


@dataclass(frozen=True)
class Signed:
    """A file that was just signed; `certificate` is the SHA-256 of the signing certificate in DER."""

    file: StoredFile
    certificate: str


def newest_draft(dossier: Dossier) -> ResultDraft | None:
    """The wording that counts."""
    return dossier.drafts.select_related("drafted_by").order_by("number").last()


def in_force(dossier: Dossier) -> SignedPaper | None:
    """The signed file of the newest draft whose step stands as done, the seal before the signature."""
    draft = newest_draft(dossier)
    if draft is None:
        return None
    rows = draft.signed_papers.filter(step__state=Step.State.DONE).select_related("file", "signer", "step")
    return rows.order_by("signed_at", "pk").last()


def add(
    w: Writing,
    *,
    signed: Signed,
    kind: SignedPaper.Kind,
    step: Step,
    draft: ResultDraft,
    signer: Officer | None,
    at: datetime,
) -> SignedPaper:
    """The row of a signature that the act `w` brings about."""
    row = SignedPaper(
        id=new_id(),
        dossier=step.dossier,
        kind=kind.value,
        step=step,
        draft=draft,
        file=signed.file,
        sha256=signed.file.sha256,
        certificate=signed.certificate,
        signer=signer,
        signed_at=at,
    )
    w.create(row)
    return row
