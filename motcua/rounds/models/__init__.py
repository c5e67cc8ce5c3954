"""Tables of a survey in the field.

`sampling`: who is asked; `collecting`: how an answer comes in unseen; `papers` and `calling`: its way there
on paper and by telephone; `checking`: what is odd about it.
"""

from motcua.rounds.models.calling import CallAttempt
from motcua.rounds.models.checking import QualityDecision
from motcua.rounds.models.collecting import Letter, Receipt, Response, Token
from motcua.rounds.models.papers import Paper, Typing
from motcua.rounds.models.rounds import Frame, InstrumentVersion, SurveyRound
from motcua.rounds.models.sampling import Cell, SampleEntry

__all__ = [
    "CallAttempt",
    "Cell",
    "Frame",
    "InstrumentVersion",
    "Letter",
    "Paper",
    "QualityDecision",
    "Receipt",
    "Response",
    "SampleEntry",
    "SurveyRound",
    "Token",
    "Typing",
]
