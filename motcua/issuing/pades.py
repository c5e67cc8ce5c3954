"""Signatures in a PDF after PAdES B-B (ETSI EN 319 142-1): made with pyHanko, visible, and checked.

A signature covers the whole file that it found; the next one is appended, so that the first stays valid.
"""

import hashlib
import io
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from asn1crypto import x509
from pyhanko.pdf_utils import layout
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign import fields, signers
from pyhanko.sign.general import SigningError
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko.sign.validation.errors import SignatureValidationError
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature
from pyhanko.sign.validation.status import SignatureCoverageLevel
from pyhanko.stamp import StaticStampStyle
from pyhanko_certvalidator import ValidationContext

from motcua.printouts.stamps import Box

# pyHanko leaves a margin and shrinks unless told otherwise.
_FILLING = layout.SimpleBoxLayoutRule(
    x_align=layout.AxisAlignment.ALIGN_MID,
    y_align=layout.AxisAlignment.ALIGN_MID,
    margins=layout.Margins(0, 0, 0, 0),
    inner_content_scaling=layout.InnerScaling.STRETCH_TO_FIT,
)


@dataclass(frozen=True)
class Checked:
    """One signature of a file. `intact`: nothing it covers was changed, and what came after was only another
    signature; `trusted`: its certificate comes from an authority that the installation trusts.
    """

    field: str
    signer: str
    signed_at: datetime | None
    intact: bool
    trusted: bool

    @property
    def is_valid(self) -> bool:
        """Whether the signature can be relied on."""
        return self.intact and self.trusted


def sign(
    pdf: bytes,
    *,
    signer: signers.Signer,
    field: str,
    box: Box,
    appearance: bytes,
    reason: str,
) -> bytes:
    """`pdf` with a signature named `field`, shown in `box` as the one page of the PDF `appearance`.

    Raises what the signer raises, pyHanko's SigningError among it.
    """
    with tempfile.NamedTemporaryFile(suffix=".pdf") as shown:
        shown.write(appearance)
        shown.flush()
        style = StaticStampStyle.from_pdf_file(
            shown.name, border_width=0, background_opacity=1, background_layout=_FILLING
        )
        by = signers.PdfSigner(
            signers.PdfSignatureMetadata(
                field_name=field,
                md_algorithm="sha256",
                reason=reason,
                subfilter=fields.SigSeedSubFilter.PADES,
            ),
            signer,
            stamp_style=style,
            new_field_spec=fields.SigFieldSpec(field, on_page=box.page - 1, box=_rounded(box)),
        )
        signed: io.BytesIO = by.sign_pdf(IncrementalPdfFileWriter(io.BytesIO(pdf)))
    return signed.getvalue()


def _rounded(box: Box) -> tuple[int, int, int, int]:
    return (round(box.left), round(box.bottom), round(box.right), round(box.top))


def check(pdf: bytes, roots: Iterable[x509.Certificate]) -> list[Checked]:
    """Every signature of `pdf`, in order, against the trusted `roots`; none for a file that is no PDF."""
    trusted = list(roots)
    try:
        embedded = PdfFileReader(io.BytesIO(pdf)).embedded_signatures
        return [_checked(one, trusted) for one in embedded]
    except (PdfError, ValueError):
        return []


def is_valid(pdf: bytes, roots: Iterable[x509.Certificate]) -> bool:
    """Whether `pdf` has signatures, and all of them are valid."""
    found = check(pdf, roots)
    return bool(found) and all(one.is_valid for one in found)


def _checked(embedded: EmbeddedPdfSignature, roots: list[x509.Certificate]) -> Checked:
    name = embedded.field_name
    try:
        context = ValidationContext(trust_roots=roots, allow_fetching=False)
        status = validate_pdf_signature(embedded, context)
    except (SignatureValidationError, SigningError, PdfError, ValueError):
        return Checked(name, "", None, intact=False, trusted=False)
    covers = status.coverage in (SignatureCoverageLevel.ENTIRE_REVISION, SignatureCoverageLevel.ENTIRE_FILE)
    return Checked(
        field=name,
        signer=_name_of(status.signing_cert),
        signed_at=status.signer_reported_dt,
        intact=bool(status.intact and status.valid and status.docmdp_ok and covers),
        trusted=bool(status.trusted),
    )


def _name_of(certificate: x509.Certificate) -> str:
    return str(certificate.subject.native.get("common_name", certificate.subject.human_friendly))


def fingerprint(certificate: x509.Certificate) -> str:
    """The SHA-256 of a certificate in DER."""
    return hashlib.sha256(certificate.dump()).hexdigest()
