"""Fields that several acts ask for."""

from django import forms
from django.utils.functional import Promise

LONG = 4000


def text(label: str | Promise, *, hint: str | Promise = "", required: bool = False) -> forms.CharField:
    """A longer text."""
    return forms.CharField(
        label=label, help_text=hint, required=required, max_length=LONG, widget=forms.Textarea
    )


def line(
    label: str | Promise, *, hint: str | Promise = "", required: bool = True, longest: int = 300
) -> forms.CharField:
    """One line."""
    return forms.CharField(label=label, help_text=hint, required=required, max_length=longest)
