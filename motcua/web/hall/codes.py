"""The QR code of an address, as a picture inside the page."""

from base64 import b64encode

from motcua.printouts.qr import qr_svg


def qr_address(text: str) -> str:
    """The QR code of `text` as a `data:` address. Raises ValueError when `text` is too long."""
    return f"data:image/svg+xml;base64,{b64encode(qr_svg(text).encode()).decode()}"
