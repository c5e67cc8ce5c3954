"""Answering what another agency asked."""

from django import forms
from django.utils.translation import gettext_lazy

from motcua.dossiers.models import Consultation
from motcua.web.desk.forms import wording
from motcua.web.desk.forms.acting import ActForm

_ANSWERS = [(answer.value, answer.label) for answer in Consultation.GIVEN]


class AnswerConsultationForm(ActForm):
    """One answer of three, with its text."""

    answer = forms.ChoiceField(label=gettext_lazy("Trả lời"), choices=_ANSWERS, widget=forms.RadioSelect)
    text = wording.text(gettext_lazy("Nội dung trả lời"))
