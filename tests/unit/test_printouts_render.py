"""Papers as PDF: all that was given stands on them, inside the page, in one font, the same every time."""

import io
import re
import subprocess
import threading
from dataclasses import fields, is_dataclass
from datetime import date
from itertools import pairwise
from typing import NamedTuple

import pypdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from motcua.printouts.forms import NoFormInForce
from motcua.printouts.parts import CopyKind, Slip
from motcua.printouts.receipt import Component
from motcua.printouts.register import RegisterRow
from motcua.printouts.render import ROWS_AT_ONCE, Paper, render
from tests.factories import printouts as make

MM = 72 / 25.4
SIZES = {"a5": (148, 210), "a4": (210, 297), "landscape": (297, 210)}
ALL = [(f"short-{k}", v) for k, v in make.SHORT.items()] + [
    (f"extreme-{k}", v) for k, v in make.EXTREME.items()
]
papers = pytest.mark.parametrize("slip", [slip for _, slip in ALL], ids=[name for name, _ in ALL])


def read(pdf: bytes) -> pypdf.PdfReader:
    return pypdf.PdfReader(io.BytesIO(pdf))


def squeezed(text: str) -> str:
    """Without blanks: where a line breaks is not what these tests ask."""
    return re.sub(r"\s+", "", text)


def text_of(pdf: bytes) -> str:
    """The text of all pages, without the line of page number and code that later pages begin with."""
    first, *later = [page.extract_text() for page in read(pdf).pages]
    return squeezed(first + "".join(text.partition("\n")[2] for text in later))


def texts_in(value: object) -> list[str]:
    """Every text that was given to a paper, of every part."""
    if isinstance(value, str):
        return [value]
    if isinstance(value, tuple):
        return [text for item in value for text in texts_in(item)]
    if is_dataclass(value):
        return [text for field in fields(value) for text in texts_in(getattr(value, field.name))]
    return []


def never_printed(slip: Slip) -> set[str]:
    """What is in a QR code only, or masked."""
    applicant, tracking = getattr(slip, "applicant", None), getattr(slip, "tracking", None)
    hidden = {getattr(slip, "evaluation_address", "")}
    hidden |= {applicant.id_number} if applicant else set()
    hidden |= {tracking.address} if tracking else set()
    if slip.kind in ("control", "hand-over", "register"):
        hidden |= {tracking.secret, tracking.page} if tracking else set()
    if slip.kind == "control":  # the slip names the owner only
        hidden |= {applicant.submitter_name, applicant.address, applicant.phone, applicant.email}
    if slip.kind in ("apology", "stop"):  # a letter's address
        hidden |= {applicant.submitter_name, applicant.phone, applicant.email}
    return hidden


@papers
def test_all_that_was_given_is_printed(slip):
    printed = text_of(render(slip)).lower()
    for text in set(texts_in(slip)) - never_printed(slip) - {""}:
        for line in text.splitlines():
            assert squeezed(line).lower() in printed, line


@papers
def test_tinos_is_embedded_and_nothing_else(slip):
    fonts = set()
    for page in read(render(slip)).pages:
        for font in page["/Resources"]["/Font"].values():
            descendant = font.get_object()["/DescendantFonts"][0].get_object()
            assert "/FontFile2" in descendant["/FontDescriptor"]
            fonts.add(descendant["/BaseFont"].partition("+")[2])
    assert fonts <= {"Tinos", "Tinos-Bold", "Tinos-Italic", "Tinos-BoldItalic"}
    assert fonts


@papers
def test_the_same_data_give_the_same_file(slip):
    first = render(slip)
    assert first == render(slip)
    made = f"D:{slip.dated:%Y%m%d}"
    assert read(first).metadata["/CreationDate"].startswith(made)


def size_in_mm(page) -> tuple[int, int]:
    return round(float(page.mediabox.width) / MM), round(float(page.mediabox.height) / MM)


@pytest.mark.parametrize(
    ("slip", "paper", "size"),
    [
        ("receipt", None, "a5"),
        ("receipt", Paper.A4, "a4"),
        ("receipt", Paper.TWO_ON_A4, "landscape"),
        ("apology", None, "a5"),
        ("control", Paper.A4, "a4"),
        ("register", None, "landscape"),
        ("hand-over", Paper.A4, "landscape"),
    ],
)
def test_pages_have_the_size_that_was_asked_for(slip, paper, size):
    pages = read(render(make.SHORT[slip], paper=paper)).pages
    assert {size_in_mm(page) for page in pages} == {SIZES[size]}


@pytest.mark.parametrize("slip", make.SHORT)
def test_what_is_short_takes_one_page(slip):
    assert len(read(render(make.SHORT[slip])).pages) == 1


@pytest.mark.parametrize(("slip", "paper"), [("register", Paper.A5), ("apology", Paper.TWO_ON_A4)])
def test_papers_that_a_form_is_not_made_for(slip, paper):
    with pytest.raises(ValueError, match=r"printed on A4|for the receipt"):
        render(make.SHORT[slip], paper=paper)


def test_no_form_before_the_first_circular():
    with pytest.raises(NoFormInForce):
        render(make.receipt(date(2019, 1, 5)))


def test_slips_are_tagged_archivable_and_vietnamese():
    pdf = read(render(make.receipt()))
    root = pdf.trailer["/Root"]
    assert root["/Lang"] == "vi"
    assert root["/MarkInfo"]["/Marked"]
    xmp = root["/Metadata"].get_object().get_data().decode()
    assert "<pdfaid:part>2</pdfaid:part>" in xmp
    assert "<pdfaid:conformance>A</pdfaid:conformance>" in xmp
    assert "<pdfuaid:part>1</pdfuaid:part>" in xmp
    assert pdf.metadata.title == "Giấy tiếp nhận hồ sơ và hẹn trả kết quả"


def test_a_form_that_nobody_compared_says_so_in_its_keywords_only():
    note = "chưa được đối chiếu"
    new, old = render(make.receipt(date(2025, 9, 15))), render(make.receipt(date(2025, 9, 14)))
    assert note in read(new).metadata["/Keywords"]
    assert note not in read(old).metadata["/Keywords"]
    assert squeezed(note) not in text_of(new)


def test_the_titles_of_2025():
    assert squeezed("ĐỀ NGHỊ GIA HẠN THỜI GIAN GIẢI QUYẾT") in text_of(
        render(make.apology(date(2025, 9, 15)))
    )
    assert squeezed("THÔNG BÁO DỪNG GIẢI QUYẾT HỒ SƠ") in text_of(render(make.stop(date(2025, 9, 15))))
    stopped = text_of(render(make.stop(date(2025, 9, 14))))
    assert squeezed("PHIẾU TỪ CHỐI TIẾP NHẬN, GIẢI QUYẾT HỒ SƠ") in stopped
    assert squeezed("thông báo không giải quyết hồ sơ này") in stopped


def test_the_copy_that_stays_in_the_office_has_no_secret():
    both = read(render(make.receipt(copies=(CopyKind.FILE, CopyKind.APPLICANT))))
    office, own = (page.extract_text() for page in both.pages)
    assert ("Liên: Lưu" in office, "K7Q2" in office) == (True, False)
    assert ("Liên: Giao người nộp" in own, "K7Q2" in own) == (True, True)


def test_both_copies_fit_on_one_sheet():
    slip = make.receipt(copies=(CopyKind.FILE, CopyKind.APPLICANT))
    (page,) = read(render(slip, paper=Paper.TWO_ON_A4)).pages
    assert page.extract_text().count("GIẤY TIẾP NHẬN HỒ SƠ") == 2


def test_pages_count_anew_in_each_copy():
    pages = read(render(make.long_receipt())).pages
    half = len(pages) // 2
    firsts = [page.extract_text().split()[0] for page in pages]
    assert firsts[1:half] == [str(n) for n in range(2, half + 1)]
    assert firsts[half + 1 :] == firsts[1:half]


def test_tables_repeat_their_head_on_every_page():
    slip = make.receipt(components=tuple(Component(name=f"Giấy tờ {i}", originals=1) for i in range(80)))
    pages = [page.extract_text() for page in read(render(slip)).pages]
    with_rows = [text for text in pages if re.search(r"Giấy tờ \d", text)]
    assert len(with_rows) > 1
    assert all("Tên giấy tờ" in text for text in with_rows)


def test_a_register_of_a_thousand_rows_is_one_book(requires_debian):
    requires_debian("poppler-utils")
    slip = make.register(2 * ROWS_AT_ONCE + 7)
    pages = lines_of(render(slip))
    assert len(pages) > 30
    assert sum("SỔ THEO DÕI HỒ SƠ" in text for text in pages) == 1
    assert [text.split()[0] for text in pages[1:]] == [str(n) for n in range(2, len(pages) + 1)]
    days = re.findall(r"\d{6}-\d{4}", "".join(pages))  # poppler joins lines at hyphens
    assert days == [row.code.partition("H52-")[2] for row in slip.rows]


@pytest.mark.parametrize("count", [0, 1, 10, 11, 30, 31])
def test_registers_of_any_length(count, monkeypatch):
    monkeypatch.setattr("motcua.printouts.render.ROWS_AT_ONCE", 10)
    book = read(render(make.register(count)))
    text = squeezed("".join(page.extract_text() for page in book.pages))
    assert len(re.findall(r"H52-\d{6}-\d{4}", text)) == count
    assert len(book.pages) == max(-(-count // 10), 1)


def lines_of(pdf: bytes) -> list[str]:
    """The text of each page, column by column, as poppler reads it."""
    run = subprocess.run(["pdftotext", "-", "-"], input=pdf, stdout=subprocess.PIPE, check=True)
    return run.stdout.decode().split("\f")[:-1]


class Word(NamedTuple):
    left: float
    top: float
    right: float
    bottom: float
    text: str


def words_of(pdf: bytes) -> list[tuple[float, float, list[Word]]]:
    """Width, height and words with their places of each page, as poppler sees them."""
    out = subprocess.run(
        ["pdftotext", "-bbox", "-", "-"],
        input=pdf,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        check=True,
    ).stdout.decode()
    pages = []
    for block in out.split("<page ")[1:]:
        width, height = map(float, re.match(r'width="([\d.]+)" height="([\d.]+)"', block).groups())
        found = re.findall(
            r'xMin="([-\d.]+)" yMin="([-\d.]+)" xMax="([-\d.]+)" yMax="([-\d.]+)">(.*?)</word>', block
        )
        pages.append((width, height, [Word(*map(float, w[:4]), w[4]) for w in found]))
    return pages


def overlapping(words: list[Word]) -> list[tuple[Word, Word]]:
    """Words that stand on one another: beside one another on a line, by more than a point."""
    lines = sorted((w for w in words if w.text.strip(". …")), key=lambda w: (w.left, w.top))
    return [
        (a, b)
        for i, a in enumerate(lines)
        for b in lines[i + 1 :]
        if b.left < a.right - 1
        and min(a.bottom, b.bottom) - max(a.top, b.top) > 0.5 * min(a.bottom - a.top, b.bottom - b.top)
    ]


def look_at(pdf: bytes) -> None:
    for width, height, words in words_of(pdf):
        outside = [
            w
            for w in words
            if not (w.left > 8 * MM and w.right < width - 7 * MM and w.bottom < height - 4 * MM)
        ]
        assert not outside
        assert not overlapping(words)


@papers
def test_no_word_leaves_the_page_or_covers_another(slip, requires_debian):
    requires_debian("poppler-utils")
    look_at(render(slip))


@pytest.mark.parametrize("slip", ["receipt", "supplement", "refusal", "apology", "stop", "control"])
def test_nor_on_a4(slip, requires_debian):
    requires_debian("poppler-utils")
    look_at(render(make.EXTREME[slip], paper=Paper.A4))


def test_nor_on_a_sheet_of_two(requires_debian):
    requires_debian("poppler-utils")
    look_at(render(make.long_receipt(), paper=Paper.TWO_ON_A4))


def test_runs_without_blanks_stay_in_their_columns(requires_debian):
    requires_debian("poppler-utils")
    run = "WƯỜNGM" * 30
    row = RegisterRow(
        number=1,
        code=run,
        procedure=run,
        owner=run,
        address=run,
        lead_agency=run,
        note=run,
        return_method=run,
    )
    look_at(render(make.register(rows=(row,))))
    component = Component(name=run, originals=99999)
    look_at(
        render(make.receipt(components=(component,), applicant=make.applicant(owner_name=run, email=run)))
    )


def test_several_threads_may_print_at_once():
    expected = render(make.receipt())
    made: list[bytes] = []
    threads = [threading.Thread(target=lambda: made.append(render(make.receipt()))) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert made == [expected] * 4


anything = st.text(max_size=60)
something = anything.map(lambda text: f"x{text}")


@settings(max_examples=40, deadline=None)
@given(something, something, anything, anything, anything)
def test_no_text_can_stop_a_receipt(owner, name, address, note, explanation):
    slip = make.receipt(
        applicant=make.applicant(owner_name=owner, address=address, email=note),
        components=(Component(name=name),),
        note=note,
        due_explanation=explanation,
        officer=owner,
        return_place=address,
    )
    assert render(slip).startswith(b"%PDF-1.7")


@settings(max_examples=12, deadline=None)
@given(something, something, anything)
def test_no_text_can_stop_the_other_papers(owner, reason, place):
    who = make.applicant(owner_name=owner, address=place)
    for slip in (
        make.supplement(applicant=who, reason=reason),
        make.refusal(applicant=who, reason=reason),
        make.apology(applicant=who, reason=reason, return_place=place),
        make.stop(applicant=who, reason=reason),
        make.control(applicant=who, lead_agency=reason, cooperating=(place,)),
        make.register(rows=(RegisterRow(number=1, code=owner, procedure=reason, owner=owner, note=place),)),
        make.hand_over_list(giving=owner, note=place),
    ):
        assert render(slip).startswith(b"%PDF-1.7")


def test_markup_is_printed_as_it_was_typed():
    printed = text_of(render(make.refusal(reason=make.SPECIAL)))
    assert squeezed(make.SPECIAL) in printed


def test_numbers_of_pages_follow_one_another():
    texts = [page.extract_text() for page in read(render(make.long_supplement())).pages]
    numbers = [int(text.split()[0]) for text in texts[1:]]
    assert all(b == a + 1 for a, b in pairwise([1, *numbers]))
