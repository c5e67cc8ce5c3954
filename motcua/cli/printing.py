"""`motcua print`: the papers of a dossier and the books of a unit, as PDF."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import click

from motcua.cli.common import FoundWrong, Misuse, tell, with_database

_NAMES = {
    "receipt": "The receipt with the appointment (Mẫu 01).",
    "supplement": "The request to supplement and complete (Mẫu 02).",
    "refusal": "The refusal to receive or to solve (Mẫu 03).",
    "apology": "The apology with a new appointment (Mẫu 04).",
    "stop": "The notice that the dossier is stopped.",
}
_PAPERS = ("a5", "a4", "two-on-a4")


@click.group("print")
def group() -> None:
    """Print papers into a PDF; the form is chosen by the day on which the paper was issued.

    Example: motcua print receipt 000.00.18.H52-200529-0361 -o receipt.pdf
    """


def _out(command: Callable[..., Any]) -> Callable[..., Any]:
    option = click.option(
        "-o", "out", type=click.Path(path_type=Path, dir_okay=False), required=True, help="The PDF to write."
    )
    return option(command)


def _slip_command(name: str, about: str) -> click.Command:
    """`motcua print NAME CODE -o FILE`."""
    papers = _PAPERS if name == "receipt" else _PAPERS[:2]

    @click.command(name, help=about)
    @click.argument("code")
    @_out
    @click.option("--number", type=int, help="The slip with this number [default: the latest].")
    @click.option("--paper", type=click.Choice(papers), default="a5", show_default=True)
    def command(code: str, out: Path, number: int | None, paper: str) -> None:
        with with_database():
            _write(out, _slip_pdf(name, code, number, paper))

    return command


def _slip_pdf(name: str, code: str, number: int | None, paper: str) -> bytes:
    from motcua.printouts.filling import finding, pdf_of
    from motcua.printouts.parts import CopyKind
    from motcua.printouts.render import Paper

    dossier = _dossier(code)
    try:
        row = finding.slip(dossier, name, number)
    except finding.NoSuchSlipError as missing:
        raise FoundWrong(_what_there_is(dossier, missing.there)) from missing
    both = (CopyKind.FILE, CopyKind.APPLICANT)
    copies = both if paper == Paper.TWO_ON_A4 else both[1:]
    with _form_in_force(dossier.code):
        return pdf_of(row, paper=Paper(paper), copies=copies)


def _what_there_is(dossier: Any, there: list[Any]) -> str:
    if not there:
        return f"Hồ sơ {dossier.code} không có phiếu này; chưa lập phiếu nào."
    listed = "\n".join(f"  {row.form} --number {row.number}  {row.get_form_display()}" for row in there)
    return f"Hồ sơ {dossier.code} không có phiếu này. Có:\n{listed}"


@group.command("control")
@click.argument("code")
@_out
@click.option("--paper", type=click.Choice(_PAPERS[:2]), default="a5", show_default=True)
@with_database()
def control(code: str, out: Path, paper: str) -> None:
    """The process-control slip with every hand-over so far (Mẫu 05)."""
    from motcua.printouts.filling import control_of
    from motcua.printouts.filling.control import NotReceivedError
    from motcua.printouts.render import Paper, render

    dossier = _dossier(code)
    try:
        slip = control_of(dossier)
    except NotReceivedError as refused:
        raise FoundWrong(
            f"Hồ sơ {dossier.code} chưa được tiếp nhận nên không có phiếu kiểm soát."
        ) from refused
    with _form_in_force(dossier.code):
        _write(out, render(slip, paper=Paper(paper)))


def _dossier(code: str) -> Any:
    from motcua.printouts.filling import finding

    try:
        return finding.dossier(code)
    except finding.UnknownDossierError as unknown:
        raise FoundWrong(f"Không có hồ sơ nào mang mã “{code}”.") from unknown


@contextmanager
def _form_in_force(code: str) -> Iterator[None]:
    """Inside, a day before the first set of forms ends the command in words."""
    from motcua.printouts.forms import FORM_SETS, NoFormInForce

    try:
        yield
    except NoFormInForce as error:
        first = FORM_SETS[0]
        raise FoundWrong(
            f"Phiếu của {code} lập trước ngày {first.since:%d/%m/%Y}, khi {first.source} chưa có hiệu lực; "
            "không có biểu mẫu để in."
        ) from error


def _write(out: Path, pdf: bytes) -> None:
    try:
        out.write_bytes(pdf)
    except OSError as error:
        raise Misuse(f"Không ghi được {out}: {error.strerror}.") from error
    tell(f"Đã ghi {out}.")


for _name, _about in _NAMES.items():
    group.add_command(_slip_command(_name, _about))
