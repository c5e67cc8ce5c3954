"""QR codes as SVG, to be placed by a template. Pure."""

from io import BytesIO

import segno

QUIET_ZONE = 2  # modules; the rest of the four that the standard asks for is the paper's own white
# Every reader takes any of the eight masks; trying all for the prettiest is three quarters of the time.
MASK = 2


def qr_svg(text: str) -> str:
    """The QR code of `text`, error level M or better, as SVG. Raises ValueError when `text` is too long."""
    out = BytesIO()
    segno.make(text, error="m", mask=MASK, micro=False).save(
        out, kind="svg", border=QUIET_ZONE, xmldecl=False
    )
    return out.getvalue().decode()
