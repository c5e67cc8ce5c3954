"""docs/reference/forms.md, written from the tables: `python -m motcua.printouts.reference` prints it."""

import sys

from motcua.catalogue.terms import Mark
from motcua.printouts.apology import Apology
from motcua.printouts.content import printed_fields
from motcua.printouts.control_slip import ControlSlip
from motcua.printouts.fee_receipt import FeeReceipt
from motcua.printouts.forms import FORM_SETS, HOUSE_FORMS, Form, FormSet
from motcua.printouts.hand_over_list import HandOverList
from motcua.printouts.parts import Slip
from motcua.printouts.receipt import Receipt
from motcua.printouts.refusal import Refusal
from motcua.printouts.register import Register
from motcua.printouts.result import Result
from motcua.printouts.stop import StopNotice
from motcua.printouts.supplement import SupplementRequest

SLIPS: tuple[type[Slip], ...] = (
    Receipt,
    SupplementRequest,
    Refusal,
    Apology,
    StopNotice,
    ControlSlip,
    Register,
    HandOverList,
    FeeReceipt,
    Result,
)
_MARKS = {
    Mark.FOUND: "found",
    Mark.RECALLED: "recalled",
    Mark.PROPOSED: "proposed",
}
_HEAD = """# Forms

Which form a paper is printed on is decided by its date; a register keeps the form under which it was
opened. The tables below are written by `python -m motcua.printouts.reference` from the same tables that the
program prints by, and a test compares them.

**What is verified.** The fields of the forms of TT 01/2018/TT-VPCP were read in public reproductions of the
circular and in a working system. Of TT 03/2025/TT-VPCP only the titles were read: its forms carry the
fields of 2018 until somebody compares them with the circular. A slip says nothing of this to the applicant;
the PDF's keywords do ("Nội dung biểu mẫu chưa được đối chiếu với văn bản gốc"). Before 15/09/2025 there is
no form for stopping a dossier; Mẫu 03 at the stage "giải quyết" stands in for it. The hand-over list is
prescribed by no circular; its columns were seen in a working system, and so were the fields of the receipt
of fees (Mẫu số 01BLP2-001, in two copies).

**What is printed masked.** The applicant's personal number (all but its last four characters), on every
paper. Secret and tracking address stand on the applicant's copy of the receipt, not on the one that stays
in the office; the hand-over list carries neither phone nor personal number.

**Paper.** A5 (148 x 210 mm) for slips, A4 on request; two A5 copies of either receipt side by side on one A4
sheet; A4 landscape for the register and the hand-over list. PDF/A-2a with tags (PDF/UA-1); the register,
which may have thousands of rows, PDF/A-2u without.

**Text.** Letters that the font (Tinos, complete for Vietnamese) does not have are printed as a white
square, invisible characters are left out; nothing that was typed is read as markup.
"""


def reference() -> str:
    """The page in Markdown."""
    return (
        "\n".join([_HEAD, *map(_form_set, FORM_SETS), _fields_heading(), *map(_slip, SLIPS)]).rstrip() + "\n"
    )


def _form_set(forms: FormSet) -> str:
    rows = [
        f"| `{kind}` | {form.number or '–'} | {form.title} | {_paper(form)} | {_verified(form)} |"
        for kind, form in forms.forms.items()
    ]
    head = [f"## {forms.source}, from {forms.since:%d/%m/%Y}", "", "| kind | form | title | paper | fields |"]
    return "\n".join([*head, "|---|---|---|---|---|", *rows, ""])


def _paper(form: Form) -> str:
    return "A5" if form.on_a5 else "A4"


def _verified(form: Form) -> str:
    if form in HOUSE_FORMS:
        return "house form"
    return "verified" if form.verified else "unverified"


def _fields_heading() -> str:
    return "## Fields\n\nSources: *found* in public, *recalled* and to be checked, *proposed* by us.\n"


def _slip(slip: type[Slip]) -> str:
    head = [f"### `{slip.kind}`: {slip.__name__}", "", "| key | label | source |", "|---|---|---|"]
    return "\n".join([*head, *_rows(slip, ""), ""])


def _rows(part: type, prefix: str) -> list[str]:
    rows: list[str] = []
    for name, shown, inner in printed_fields(part):
        rows.append(f"| `{prefix}{name}` | {shown.label} | {_MARKS[shown.mark]} |")
        if inner:
            rows += _rows(inner, f"{prefix}{name}.")
    return rows


if __name__ == "__main__":
    sys.stdout.write(reference())
