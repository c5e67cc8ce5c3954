"""Tables of the dossiers."""

from motcua.dossiers.models.books import NumberBook
from motcua.dossiers.models.dossier import Applicant, Dossier, DossierComponent
from motcua.dossiers.models.files import Attachment
from motcua.dossiers.models.numbers import Counter, Slip
from motcua.dossiers.models.outage import Outage, OutagePaper
from motcua.dossiers.models.outcome import Proposal, ResultPaper, Settlement
from motcua.dossiers.models.papers import ResultDraft, SignedPaper
from motcua.dossiers.models.telling import Telling
from motcua.dossiers.models.time import DueDate, Pause
from motcua.dossiers.models.way import Consultation, Leg, Step, Transfer

__all__ = [
    "Applicant",
    "Attachment",
    "Consultation",
    "Counter",
    "Dossier",
    "DossierComponent",
    "DueDate",
    "Leg",
    "NumberBook",
    "Outage",
    "OutagePaper",
    "Pause",
    "Proposal",
    "ResultDraft",
    "ResultPaper",
    "Settlement",
    "SignedPaper",
    "Slip",
    "Step",
    "Telling",
    "Transfer",
]
