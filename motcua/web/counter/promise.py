"""What is told while the form is filled: when the result is due and why, what it costs, which papers miss."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import get_language

from motcua.catalogue import fees
from motcua.catalogue.fees import Bill
from motcua.dossiers import deadlines, frame, policies, terms
from motcua.orgs import queries as orgs
from motcua.web.counter.forms.reception import ReceptionForm
from motcua.worktime.calc import Due
from motcua.worktime.explain import explain


@dataclass(frozen=True)
class Promise:
    """`due` None: the procedure states no limit. `why` explains it; `missing` are names of papers.

    `said_of_fees`: what the source says of fees in words, where nobody has made rules of it.
    """

    due: Due | None
    why: str
    bill: Bill
    missing: list[str]
    said_of_fees: list[str]


def promise(form: ReceptionForm, at: datetime) -> Promise:
    """What would be promised if the dossier were received in the minute of `at` as the form stands."""
    at = at.replace(second=0, microsecond=0)
    unit = form.unit()
    area = [above.code for above in orgs.with_ancestors(unit, frame.local_day(at))]
    granted = terms.terms_of(form.version, case=form.case_code, channel=form.channel_asked(), area=area)
    due = deadlines.promise(frame.calendar_of(unit, at), at, granted)
    bill = fees.bill(form.content.fees, form.fee_request())
    return Promise(due, _why(due), bill, missing(form), [] if form.content.fees else _said_of_fees(form))


def missing(form: ReceptionForm) -> list[str]:
    """Mandatory papers that are not there yet, by name."""
    there = {paper.position for paper in form.brought()}
    return [rule.name for rule in policies.missing_components(form.rules, there)]


def _said_of_fees(form: ReceptionForm) -> list[str]:
    channel = form.channel_asked()
    ways = [way for way in form.content.ways if way.channel in (channel, None)]
    return list(dict.fromkeys(way.fee_text for way in ways if way.fee_text))


def _why(due: Due | None) -> str:
    if due is None:
        return ""
    told = explain(due)
    return told.vi if get_language() == "vi" else told.en
