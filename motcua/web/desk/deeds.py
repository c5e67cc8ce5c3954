"""The acts of the desk as a table: which action does it, what it asks for, how its button looks.

Acts with a row here are offered on the dossier's page; those of reception and return have pages of their own.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from motcua.dossiers.actions.accept import accept
from motcua.dossiers.actions.answer_consultation import answer_consultation
from motcua.dossiers.actions.apologise import apologise
from motcua.dossiers.actions.assign import assign
from motcua.dossiers.actions.complete_step import complete_step
from motcua.dossiers.actions.consult import consult
from motcua.dossiers.actions.correct_record import correct_record
from motcua.dossiers.actions.extend import extend
from motcua.dossiers.actions.hand_over import hand_over
from motcua.dossiers.actions.propose_supplement import propose_supplement
from motcua.dossiers.actions.record_payment import record_payment
from motcua.dossiers.actions.record_supplement import record_supplement
from motcua.dossiers.actions.refuse import refuse
from motcua.dossiers.actions.release import release
from motcua.dossiers.actions.request_payment import request_payment
from motcua.dossiers.actions.request_supplement import request_supplement
from motcua.dossiers.actions.send_back import send_back
from motcua.dossiers.actions.stop import stop
from motcua.dossiers.actions.take import take
from motcua.dossiers.actions.tell_applicant import tell_applicant
from motcua.dossiers.actions.withdraw import withdraw
from motcua.dossiers.labels import ACTS
from motcua.dossiers.lifecycle import Act
from motcua.issuing.actions.issue_result import issue_result
from motcua.web.desk.approving import approve_or_sign
from motcua.web.desk.forms.acting import ActForm
from motcua.web.desk.forms.answer_consultation import AnswerConsultationForm
from motcua.web.desk.forms.apologise import ApologiseForm
from motcua.web.desk.forms.approve import ApproveForm
from motcua.web.desk.forms.assign import AssignForm
from motcua.web.desk.forms.complete_step import CompleteStepForm
from motcua.web.desk.forms.consult import ConsultForm
from motcua.web.desk.forms.correct_record import CorrectRecordForm
from motcua.web.desk.forms.extend import ExtendForm
from motcua.web.desk.forms.finish import FinishForm
from motcua.web.desk.forms.propose_supplement import ProposeSupplementForm
from motcua.web.desk.forms.record_payment import RecordPaymentForm
from motcua.web.desk.forms.record_supplement import RecordSupplementForm
from motcua.web.desk.forms.refuse import RefuseForm
from motcua.web.desk.forms.request_payment import RequestPaymentForm
from motcua.web.desk.forms.request_supplement import RequestSupplementForm
from motcua.web.desk.forms.send_back import SendBackForm
from motcua.web.desk.forms.stop import StopForm
from motcua.web.desk.forms.tell_applicant import TellApplicantForm
from motcua.web.desk.forms.withdraw import WithdrawForm

MAIN, BESIDE, GRAVE = "main", "beside", "grave"
"""What moves the dossier on; what is done beside; what ends it or changes a promise."""


@dataclass(frozen=True)
class Deed:
    """An act at the desk: `action` is given the row under its own name and the form's values."""

    act: Act
    action: Callable[..., Any]
    form: type[ActForm] = ActForm
    rank: str = MAIN

    @property
    def slug(self) -> str:
        """Its name in addresses: the act's with hyphens."""
        return self.act.value.replace("_", "-")

    @property
    def label(self) -> str:
        """What its button says."""
        return str(ACTS[self.act])

    @property
    def asks(self) -> bool:
        """Whether it has inputs; else its button does it."""
        return self.form is not ActForm


_ALL = (
    Deed(Act.ACCEPT, accept),
    Deed(Act.TAKE, take),
    Deed(Act.HAND_OVER, hand_over),
    Deed(Act.COMPLETE_STEP, complete_step, CompleteStepForm),
    Deed(Act.APPROVE, approve_or_sign, ApproveForm),
    Deed(Act.FINISH, issue_result, FinishForm),
    Deed(Act.ANSWER_CONSULTATION, answer_consultation, AnswerConsultationForm),
    Deed(Act.REQUEST_SUPPLEMENT, request_supplement, RequestSupplementForm),
    Deed(Act.RECORD_SUPPLEMENT, record_supplement, RecordSupplementForm),
    Deed(Act.RECORD_PAYMENT, record_payment, RecordPaymentForm),
    Deed(Act.ASSIGN, assign, AssignForm, BESIDE),
    Deed(Act.SEND_BACK, send_back, SendBackForm, BESIDE),
    Deed(Act.CONSULT, consult, ConsultForm, BESIDE),
    Deed(Act.PROPOSE_SUPPLEMENT, propose_supplement, ProposeSupplementForm, BESIDE),
    Deed(Act.REQUEST_PAYMENT, request_payment, RequestPaymentForm, BESIDE),
    Deed(Act.RELEASE, release, rank=BESIDE),
    Deed(Act.TELL_APPLICANT, tell_applicant, TellApplicantForm, BESIDE),
    Deed(Act.EXTEND, extend, ExtendForm, GRAVE),
    Deed(Act.APOLOGISE, apologise, ApologiseForm, GRAVE),
    Deed(Act.CORRECT_RECORD, correct_record, CorrectRecordForm, GRAVE),
    Deed(Act.WITHDRAW, withdraw, WithdrawForm, GRAVE),
    Deed(Act.REFUSE, refuse, RefuseForm, GRAVE),
    Deed(Act.STOP, stop, StopForm, GRAVE),
)

DEEDS: Mapping[Act, Deed] = {deed.act: deed for deed in _ALL}
BY_SLUG: Mapping[str, Deed] = {deed.slug: deed for deed in _ALL}
