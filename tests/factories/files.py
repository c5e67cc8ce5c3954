"""Files as people hand them in, made on the spot."""

from datetime import datetime
from io import BytesIO
from uuid import uuid4

import pypdf
from PIL import Image

from motcua.attachments.models import StoredFile
from motcua.lib.times import LOCAL

EICAR = b"X5O!P%@AP[4\\PZX54(P^)7CC)7}$" + b"EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"


def a_pdf(pages: int = 1, password: str = "", note: bytes = b"") -> bytes:
    """An empty A4 document; `note` is written behind its end, where readers do not look."""
    writer = pypdf.PdfWriter()
    for _ in range(pages):
        writer.add_blank_page(595, 842)
    if password:
        writer.encrypt(password)
    out = BytesIO()
    writer.write(out)
    return out.getvalue() + note


def a_photo(width: int = 80, height: int = 60, form: str = "JPEG", **saved: object) -> bytes:
    """A picture of one colour."""
    out = BytesIO()
    Image.new("RGB", (width, height), (200, 30, 30)).save(out, form, **saved)
    return out.getvalue()


def a_stored_file() -> StoredFile:
    """A scan, as a row: what lies in the storage matters to no dossier."""
    facts = {"name": "tờ khai.jpg", "kind": "jpeg", "size": 7, "pages": 1, "sha256": "5" * 64}
    kept_at = datetime(2020, 1, 2, 8, tzinfo=LOCAL)
    return StoredFile.objects.create(**facts, place=uuid4().hex, state="unscanned", kept_at=kept_at)
