"""What may happen in a hall: event types, and whose chain they stand in; no payload names a person. Pure."""

from uuid import UUID

from motcua.journal.events import Actor, Subject

HALL_OPENED = "hall_opened"
HALL_CHANGED = "hall_changed"
KIOSK_KEY_RENEWED = "kiosk_key_renewed"
SERVICE_GROUP_SET = "service_group_set"
WINDOW_SET = "window_set"
WINDOW_TAKEN = "window_taken"
WINDOW_LEFT = "window_left"

TICKET_ISSUED = "ticket_issued"
TICKET_CALLED = "ticket_called"
TICKET_CALLED_AGAIN = "ticket_called_again"
SERVING_BEGUN = "serving_begun"
SERVING_FINISHED = "serving_finished"
TICKET_SKIPPED = "ticket_skipped"
TICKET_TRANSFERRED = "ticket_transferred"

KIOSK = Actor("kiosk", "Máy lấy số")
"""Who gives out tickets to people that nobody knows."""


def of_hall(unit_code: str) -> Subject:
    """The chain of the hall of the unit with that code."""
    return Subject("hall", unit_code)


def of_ticket(id: UUID) -> Subject:
    """The chain of one ticket."""
    return Subject("ticket", str(id))
