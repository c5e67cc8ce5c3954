"""`motcua print` as an officer at a terminal uses it."""

import pypdf
import pytest
from click.testing import CliRunner

from motcua.cli.main import main
from tests.domain.dossiers.test_time import registered, waiting
from tests.domain.dossiers.test_way import received, solved

pytestmark = pytest.mark.django_db


def motcua_print(*arguments):
    return CliRunner().invoke(main, ["print", *map(str, arguments)], catch_exceptions=False)


@pytest.mark.parametrize("name", ["receipt", "supplement", "control"])
def test_a_paper_is_written_into_the_file(world, tmp_path, name):
    dossier = waiting(world).dossier
    out = tmp_path / "phiếu.pdf"
    result = motcua_print(name, dossier.code, "-o", out)
    assert result.exit_code == 0, result.stderr
    assert result.stdout == ""
    assert dossier.code in pypdf.PdfReader(out).pages[0].extract_text()


def test_the_two_copies_of_a_receipt_stand_on_one_sheet(world, tmp_path):
    out = tmp_path / "hai-liên.pdf"
    code = received(world).code
    assert motcua_print("receipt", code, "--paper", "two-on-a4", "-o", out).exit_code == 0
    (sheet,) = pypdf.PdfReader(out).pages
    assert sheet.mediabox.width > sheet.mediabox.height
    assert "Lưu" in sheet.extract_text()


def test_an_unknown_code_is_told(world, tmp_path):
    result = motcua_print("receipt", "H52-1", "-o", tmp_path / "x.pdf")
    assert (result.exit_code, result.stderr) == (1, "Không có hồ sơ nào mang mã “H52-1”.\n")


def test_a_slip_that_was_never_issued_is_answered_by_those_that_were(world, tmp_path):
    code = received(world).code
    result = motcua_print("apology", code, "-o", tmp_path / "x.pdf")
    assert result.exit_code == 1
    assert "receipt --number 1" in result.stderr
    assert motcua_print("receipt", code, "--number", "2", "-o", tmp_path / "x.pdf").exit_code == 1
    assert motcua_print("receipt", code, "--number", "1", "-o", tmp_path / "x.pdf").exit_code == 0


def test_what_was_not_received_has_neither_slip_nor_control_slip(world, tmp_path):
    code = registered(world).code
    assert "chưa lập phiếu nào" in motcua_print("receipt", code, "-o", tmp_path / "x.pdf").stderr
    assert motcua_print("control", code, "-o", tmp_path / "x.pdf").exit_code == 1


def test_misuse_is_told_apart_from_what_was_found(world, tmp_path):
    code = received(world).code
    assert motcua_print("receipt", code).exit_code == 2
    assert motcua_print("apology", code, "--paper", "two-on-a4", "-o", tmp_path / "x").exit_code == 2
    assert motcua_print("receipt", code, "-o", tmp_path / "nowhere" / "x.pdf").exit_code == 2


def test_before_the_first_set_of_forms_there_is_none(world, tmp_path):
    code = received(world, at="2018-06-04T09:00").code
    result = motcua_print("receipt", code, "-o", tmp_path / "x.pdf")
    assert result.exit_code == 1
    assert "06/01/2019" in result.stderr


def test_the_books_of_a_unit(world, tmp_path):
    code = solved(world).code
    out = tmp_path / "sổ.pdf"
    for book in (
        ["register", "--unit", "huyen", "--year", "2020"],
        ["hand-over", "--from", "huyen-mot-cua", "--to", "huyen-tu-phap", "--on", "2020-06-02"],
    ):
        assert motcua_print(*book, "-o", out).exit_code == 0
        assert code in "".join(pypdf.PdfReader(out).pages[0].extract_text().split())
    assert motcua_print("register", "--unit", "huyen", "--year", "2022", "-o", out).exit_code == 1
    assert motcua_print("register", "--unit", "nowhere", "--year", "2020", "-o", out).exit_code == 1
