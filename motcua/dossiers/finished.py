"""Dossiers that were solved in a period, for whoever asks their applicants afterwards. Reads only."""

from collections.abc import Collection, Iterator
from datetime import date, datetime, time, timedelta
from typing import NamedTuple
from uuid import UUID

from motcua.dossiers.lifecycle import State
from motcua.dossiers.models import Dossier
from motcua.lib.times import LOCAL


class Finished(NamedTuple):
    """A solved dossier without its people: code, the agency that solved it, field, channel, local day."""

    code: str
    unit_code: str
    unit_name: str
    field: str
    channel: str
    finished_on: date


class Contact(NamedTuple):
    """How to reach who brought a dossier. Personal data: whoever shows it writes the access log."""

    name: str
    phone: str
    email: str
    address: str


def finished(agencies: Collection[UUID], first: date, last: date) -> Iterator[Finished]:
    """Dossiers whose result `agencies` had ready on a local day from `first` to `last`, by code."""
    start = datetime.combine(first, time(), LOCAL)
    until = datetime.combine(last + timedelta(days=1), time(), LOCAL)
    rows = Dossier.objects.filter(
        agency__in=agencies, outcome=State.READY.value, closed_at__gte=start, closed_at__lt=until
    )
    columns = (
        "code",
        "agency__code",
        "agency__name",
        "procedure_version__field",
        "channel",
        "closed_at",
    )
    for *told, closed_at in rows.order_by("code").values_list(*columns).iterator():
        yield Finished(*told, closed_at.astimezone(LOCAL).date())


def contacts(codes: Collection[str]) -> dict[str, Contact]:
    """How to reach the applicants of the dossiers with these codes; what is no dossier is left out."""
    columns = ("code", "applicant__name", "applicant__phone", "applicant__email", "applicant__address")
    rows = Dossier.objects.filter(code__in=codes).values_list(*columns)
    return {code: Contact(*told) for code, *told in rows}
