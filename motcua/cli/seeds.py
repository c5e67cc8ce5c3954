"""Loads what comes with the program, each by the rooms' own acts, in the name of the system."""

from datetime import UTC, datetime


def units() -> None:
    """The district's units of 2020 and 2025, with identifiers and titles."""
    from motcua.journal.events import SYSTEM
    from motcua.orgs.actions.load_units import load_units

    load_units(actor=SYSTEM, at=datetime.now(UTC))


def demo_people() -> None:
    """The made-up people of the demonstration, with their accounts."""
    from motcua.accounts.actions.load_demo_people import load_demo_people
    from motcua.journal.events import SYSTEM

    load_demo_people(actor=SYSTEM, at=datetime.now(UTC))


def demo_halls() -> None:
    """The waiting halls of the demonstration, with service groups and windows."""
    from motcua.journal.events import SYSTEM
    from motcua.queueing.actions.load_demo_halls import load_demo_halls

    load_demo_halls(actor=SYSTEM, at=datetime.now(UTC))


def templates() -> None:
    """The general templates of results."""
    from motcua.issuing.actions.load_templates import load_templates
    from motcua.journal.events import SYSTEM

    load_templates(actor=SYSTEM, at=datetime.now(UTC))
