"""What may happen in a round: event types, and whose chain they stand in. Pure.

No payload names a person, and none tells when somebody answered.
"""

from motcua.journal.events import Subject

INSTRUMENT_PUBLISHED = "instrument_published"
ROUND_PLANNED = "round_planned"
FRAME_FIXED = "frame_fixed"
SAMPLE_DRAWN = "sample_drawn"
ROUND_OPENED = "round_opened"
ENTRY_REPLACED = "entry_replaced"
PAPERS_PRINTED = "papers_printed"
PAPER_VOIDED = "paper_voided"
ROUND_CLOSED = "round_closed"
RESULTS_PUBLISHED = "results_published"
RESPONSE_DECIDED = "response_decided"


def of_instrument(code: str) -> Subject:
    """The chain of a questionnaire's versions."""
    return Subject("instrument", code)


def of_round(code: str) -> Subject:
    """The chain of one round."""
    return Subject("survey_round", code)
