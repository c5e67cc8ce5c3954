"""What is taken as a file, and its pages as pictures."""

from io import BytesIO

import pytest
from PIL import Image

from motcua.attachments import kinds, pages
from motcua.attachments.kinds import Fault, Kind, NotTakenError, recognise
from tests.factories.files import a_pdf, a_photo


@pytest.mark.parametrize(
    ("content", "kind"), [(a_pdf(), Kind.PDF), (a_photo(), Kind.JPEG), (a_photo(form="PNG"), Kind.PNG)]
)
def test_a_file_is_recognised_by_what_is_in_it(content, kind):
    assert recognise(content) is kind
    assert pages.count(content, kind) == 1


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        (b"", Fault.EMPTY),
        (b"MZ\x90\x00 a program", Fault.UNKNOWN),
        (b"<html><script>alert(1)</script>", Fault.UNKNOWN),
        (b" %PDF-1.7", Fault.UNKNOWN),
        (b"PK\x03\x04" + bytes(kinds.MOST), Fault.TOO_LARGE),
        (b"\xff\xd8\xff" + bytes(10 * kinds.MEGABYTE), Fault.TOO_LARGE),
    ],
)
def test_anything_else_is_not_taken_and_says_why(content, fault):
    with pytest.raises(NotTakenError) as refused:
        recognise(content)
    assert refused.value.fault is fault


@pytest.mark.parametrize(
    ("content", "kind", "fault"),
    [
        (b"%PDF-1.7 and nothing more", Kind.PDF, Fault.UNREADABLE),
        (a_pdf(password="bí mật"), Kind.PDF, Fault.LOCKED),
        (a_pdf(pages=pages.MOST_PAGES + 1), Kind.PDF, Fault.TOO_MANY_PAGES),
        (a_photo()[:300], Kind.JPEG, Fault.UNREADABLE),
        (a_photo(form="PNG")[:60], Kind.PNG, Fault.UNREADABLE),
        (b"\xff\xd8\xff", Kind.JPEG, Fault.UNREADABLE),
    ],
)
def test_what_cannot_be_read_is_not_taken(content, kind, fault):
    with pytest.raises(NotTakenError) as refused:
        pages.count(content, kind)
    assert refused.value.fault is fault


def test_a_page_is_drawn_as_a_picture_of_bounded_width():
    drawn = Image.open(BytesIO(pages.draw(a_pdf(pages=2), Kind.PDF, 2, width=300)))
    assert (drawn.format, drawn.width) == ("PNG", 300)
    assert drawn.height == pytest.approx(300 * 842 / 595, abs=2)
    wide = Image.open(BytesIO(pages.draw(a_photo(2000, 100), Kind.JPEG, 1)))
    assert wide.size == (pages.WIDTH, 62)


def test_a_photo_is_turned_as_it_was_taken_and_tells_nothing_else():
    turned = Image.Exif()
    turned[0x0112] = 6  # the camera was held upright
    turned[0x010E] = "nhà ông Lò"
    drawn = pages.draw(a_photo(80, 60, exif=turned), Kind.JPEG, 1)
    picture = Image.open(BytesIO(drawn))
    assert picture.size == (60, 80)
    assert not picture.getexif()
    assert "nhà".encode() not in drawn


@pytest.mark.parametrize("page", [0, 2, -1])
@pytest.mark.parametrize(("content", "kind"), [(a_pdf(), Kind.PDF), (a_photo(), Kind.JPEG)])
def test_a_page_that_is_not_there(content, kind, page):
    with pytest.raises(IndexError):
        pages.draw(content, kind, page)
