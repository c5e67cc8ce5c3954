"""What may happen to a unit: the event types of its chain in the journal, and whose chain that is. Pure."""

from motcua.journal.events import Subject

UNIT_FOUNDED = "unit_founded"
UNIT_RENAMED = "unit_renamed"
UNIT_MOVED = "unit_moved"
UNIT_CLOSED = "unit_closed"
UNIT_SUCCEEDED = "unit_succeeded"
UNIT_IDENTIFIER_SET = "unit_identifier_set"
UNIT_CALENDAR_ASSIGNED = "unit_calendar_assigned"
JOB_TITLE_SET = "job_title_set"


def of_unit(code: str) -> Subject:
    """The chain of the unit with `code`."""
    return Subject("unit", code)


def of_job_title(code: str) -> Subject:
    """The chain of the title with `code`."""
    return Subject("job_title", code)
