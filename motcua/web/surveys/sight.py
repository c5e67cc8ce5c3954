"""Which rounds somebody of a survey team sees, and where the pages of a round lead."""

from datetime import datetime

from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from motcua.rounds import queries
from motcua.rounds.models import SurveyRound


def round_for(request: HttpRequest, code: str, at: datetime) -> SurveyRound:
    """The round with `code`, for who conducts surveys of its unit; for others there is none (404)."""
    found = queries.rounds_of(request.user, at).filter(code=code).first()
    if found is None:
        raise Http404
    return found


def crumbs(survey: SurveyRound | None = None) -> list[tuple[str, str]]:
    """The way to a page of `survey`, or to a page beside the list of rounds."""
    way = [(reverse("surveys:rounds"), _("Khảo sát hài lòng"))]
    return way + ([(reverse("surveys:round", args=[survey.code]), survey.title)] if survey else [])
