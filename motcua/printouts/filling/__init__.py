"""Papers of a dossier from its rows: what was recorded is put on the form, nothing is decided here.

`slip_of` for a numbered slip, `control_of` for the control slip, `register_of` and `hand_over_list_of` for
the books of a unit, `fee_receipt_of` for a fee that was taken; `motcua.printouts.render.render` makes the
PDF, `pdf_of` does both for a slip.
"""

from motcua.printouts.filling.books import hand_over_list_of, register_of
from motcua.printouts.filling.control import control_of
from motcua.printouts.filling.money import fee_receipt_of
from motcua.printouts.filling.slips import pdf_of, slip_of

__all__ = ["control_of", "fee_receipt_of", "hand_over_list_of", "pdf_of", "register_of", "slip_of"]
