"""Screens of the survey team, the questionnaire that is answered by token, the public drawing record."""
