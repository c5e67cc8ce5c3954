"""How long a paper takes to be printed, against the smallest document that the same compiler can make."""

import statistics
import time
from collections.abc import Callable
from typing import Any

_TIMES = 40
_ROWS = 1000


def run() -> list[dict[str, Any]]:
    """Rows of name, figure (median milliseconds), unit, control and ratio. Every paper's data are new."""
    from motcua.printouts.parts import CopyKind
    from motcua.printouts.qr import qr_svg
    from motcua.printouts.render import Paper, _compiler, render
    from tests.factories import printouts as make

    copies = (CopyKind.FILE, CopyKind.APPLICANT)
    control = _median(lambda i: _compiler().compile(input=b"#sys.inputs.n", sys_inputs={"n": str(i)}))
    warm = {
        "receipt, A5": lambda i: render(make.receipt(serial_no=i)),
        "receipt without evaluation code": lambda i: render(make.receipt(serial_no=i, evaluation_address="")),
        "receipt, two copies on A4": lambda i: render(
            make.receipt(serial_no=i, copies=copies), paper=Paper.TWO_ON_A4
        ),
        "apology": lambda i: render(make.apology(reason=f"lý do {i}")),
        "control slip": lambda i: render(make.control(procedure=f"Đăng ký lại khai sinh {i}")),
        "one QR code": lambda i: qr_svg(f"https://motcua.yenchau.example/tra-cuu?ma={make.CODE}&khoa={i:04}"),
    }
    rows = [_row(name, _median(act), control) for name, act in warm.items()]
    book = _once(lambda: render(make.register(_ROWS)))
    return [*rows, _row(f"register of {_ROWS} rows", book, control)]


def _median(act: Callable[[int], object]) -> float:
    """Milliseconds of one; templates and fonts are warm."""
    act(1)
    return statistics.median(_once(lambda i=i: act(i)) for i in range(2, _TIMES))


def _once(act: Callable[[], object]) -> float:
    begun = time.perf_counter()
    act()
    return (time.perf_counter() - begun) * 1000


def _row(name: str, milliseconds: float, control: float) -> dict[str, Any]:
    return {
        "name": name,
        "figure": round(milliseconds, 1),
        "unit": "ms",
        "control": f"one line of text: {control:.1f} ms",
        "ratio": round(milliseconds / control, 1),
    }
