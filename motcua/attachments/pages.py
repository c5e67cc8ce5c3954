"""Pages of a file as pictures: whoever looks at a paper opens a picture that was drawn here, not the file.

Pure: bytes in, bytes out. What is drawn anew carries no script, no link and no place where a photo was
taken.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO

import pypdfium2
from PIL import Image, ImageOps

from motcua.attachments.kinds import Fault, Kind, NotTakenError

MOST_PAGES = 300
MOST_PIXELS = 60_000_000
WIDTH = 1240
"""Pixels: A4 at 150 dots an inch, which shows a stamp and small print."""


def count(content: bytes, kind: Kind) -> int:
    """How many pages. Raises NotTakenError: damaged, locked by a password, too many or too large."""
    if kind is not Kind.PDF:
        with _picture(content):
            return 1
    with _document(content) as document:
        pages = len(document)
        if not 0 < pages <= MOST_PAGES:
            raise NotTakenError(Fault.TOO_MANY_PAGES if pages else Fault.UNREADABLE)
        return pages


def draw(content: bytes, kind: Kind, page: int, width: int = WIDTH) -> bytes:
    """One page (from 1), at most `width` pixels wide, as a PNG. Raises NotTakenError, IndexError."""
    if page < 1:
        raise IndexError(page)
    if kind is not Kind.PDF:
        if page > 1:
            raise IndexError(page)
        with _picture(content) as picture:
            return _png(ImageOps.exif_transpose(picture), width)
    with _document(content) as document:
        if page > len(document):
            raise IndexError(page)
        sheet = document[page - 1]
        scale = min(
            width / sheet.get_width(), (MOST_PIXELS / (sheet.get_width() * sheet.get_height())) ** 0.5
        )
        return _png(sheet.render(scale=scale).to_pil(), width)


@contextmanager
def _document(content: bytes) -> Iterator[pypdfium2.PdfDocument]:
    try:
        document = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as error:
        locked = "password" in str(error).lower()
        raise NotTakenError(Fault.LOCKED if locked else Fault.UNREADABLE) from error
    try:
        yield document
    except pypdfium2.PdfiumError as error:
        raise NotTakenError(Fault.UNREADABLE) from error
    finally:
        document.close()


@contextmanager
def _picture(content: bytes) -> Iterator[Image.Image]:
    try:
        with Image.open(BytesIO(content), formats=("JPEG", "PNG")) as picture:
            if picture.width * picture.height > MOST_PIXELS:
                raise NotTakenError(Fault.TOO_LARGE)
            picture.load()
            yield picture
    except (OSError, SyntaxError, Image.DecompressionBombError) as error:
        raise NotTakenError(Fault.UNREADABLE) from error


def _png(picture: Image.Image, width: int) -> bytes:
    drawn = picture.convert("RGB")
    if drawn.width > width:
        drawn = drawn.resize((width, max(1, drawn.height * width // drawn.width)))
    out = BytesIO()
    drawn.save(out, "PNG", optimize=False)
    return out.getvalue()
