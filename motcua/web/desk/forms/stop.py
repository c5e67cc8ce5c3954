"""Stopping: the reason and the legal ground, which the notice prints."""

from motcua.web.desk.forms.refuse import RefuseForm


class StopForm(RefuseForm):
    """The same two, on the notice of stopping."""
