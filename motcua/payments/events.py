"""Events of the cash desk that are of no single dossier."""

from motcua.journal.events import Kind, Subject

SHEET_CLOSED = "sheet_closed"


def of_drawer(unit: str, officer: object) -> Subject:
    """The chain of the sheets of one officer (by key) at one unit (by code)."""
    return Subject(Kind.CASH, f"{unit}/{officer}")
