"""SIPAS in the field: rounds with questionnaire, frame and sample, one-time tokens, anonymous answers."""
