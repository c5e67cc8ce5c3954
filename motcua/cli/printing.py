"""`motcua print`: the papers of a dossier and the books of a unit, as PDF."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from typing import Any

import click

from motcua.cli.common import UNIT_CODE, FoundWrong, Misuse, tell, with_database
from motcua.lib.times import LOCAL

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


@group.command("register")
@click.option("--unit", type=UNIT_CODE, required=True, help="The receiving unit, or the agency it serves.")
@click.option("--year", type=click.IntRange(2019, 2100), required=True, help="The year of the book.")
@_out
@with_database()
def register(unit: str, year: int, out: Path) -> None:
    """The register of a year (Mẫu 06), in the order of its numbers.

    Example: motcua print register --unit chieng-hac --year 2020 -o register.pdf
    """
    from motcua.printouts.filling import register_of
    from motcua.printouts.filling.books import EmptyBookError
    from motcua.printouts.render import render

    today = datetime.now(LOCAL).date()
    receiving = _receiving_unit(unit, min(today, date(year, 12, 31)))
    try:
        book = register_of(receiving, year, today)
    except EmptyBookError as empty:
        raise FoundWrong(f"Sổ theo dõi năm {year} của {receiving} chưa có hồ sơ nào.") from empty
    _write(out, render(book))


@group.command("hand-over")
@click.option("--from", "giving", type=UNIT_CODE, required=True, help="The unit that gave.")
@click.option("--to", "taking", type=UNIT_CODE, required=True, help="The unit that took.")
@click.option("--on", type=click.DateTime(["%Y-%m-%d"]), required=True, help="The day, e.g. 2020-06-02.")
@_out
@with_database()
def hand_over(giving: str, taking: str, on: datetime, out: Path) -> None:
    """What one unit handed another on a day, to be signed by both."""
    from motcua.printouts.filling import hand_over_list_of
    from motcua.printouts.filling.books import EmptyBookError
    from motcua.printouts.render import render

    giver, taker = _unit(giving), _unit(taking)
    try:
        handed = hand_over_list_of(giver, taker, on.date())
    except EmptyBookError as empty:
        raise FoundWrong(f"Ngày {on:%d/%m/%Y} {giver} không giao hồ sơ nào cho {taker}.") from empty
    _write(out, render(handed))


def _unit(code: str) -> Any:
    from motcua.orgs import queries as orgs

    try:
        return orgs.unit(code)
    except orgs.UnknownUnitError as unknown:
        raise FoundWrong(str(unknown)) from unknown


def _receiving_unit(code: str, on: date) -> Any:
    from motcua.orgs import queries as orgs

    unit = _unit(code)
    receiving = orgs.one_stop_of(unit, on)
    if receiving is None:
        raise FoundWrong(f"{unit} không tiếp nhận hồ sơ nên không có sổ theo dõi.")
    return receiving


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
