"""The applicant found again, or read from his card: what the fields are filled with."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import F, Q, QuerySet
from django.utils.translation import gettext as _

from motcua.accounts.models import User
from motcua.dossiers import queries
from motcua.dossiers.models import Applicant, Dossier
from motcua.lib.text import nfc
from motcua.web.counter import card
from motcua.web.counter.forms.reception import APPLICANT

_ENOUGH = 20
_SHOWN = 5


@dataclass(frozen=True)
class Answer:
    """What a scan or a typed number led to.

    `fill`: values for the form's fields. `choices`: dossiers of different people with that number, to choose
    from. `seen`: dossiers whose applicants were looked at. `told`: one sentence for the officer.
    """

    fill: Mapping[str, str] = field(default_factory=dict)
    choices: Sequence[Dossier] = ()
    seen: Sequence[Dossier] = ()
    told: str = ""


def of_dossier(user: User, at: datetime, id: str) -> Answer:
    """The applicant of a dossier that `user` may see; nothing for any other."""
    try:
        key = UUID(id)
    except ValueError:
        return Answer()
    found = _visible(user, at).filter(pk=key).first()
    return _known(found) if found else Answer()


def same_person(user: User, at: datetime, code: str) -> Answer:
    """Applicant and submitter of the dossier `code`, for a further dossier of theirs at the same visit."""
    found = _visible(user, at).filter(code=code).first()
    if found is None:
        return Answer()
    fill = {name: getattr(found.applicant, name) for name in APPLICANT}
    return Answer(fill=fill, seen=[found], told=_("Giữ người nộp của hồ sơ %(code)s.") % {"code": code})


def _visible(user: User, at: datetime) -> QuerySet[Dossier]:
    return queries.visible_to(user, at).select_related("applicant", "received_by_unit")


def answer(user: User, at: datetime, typed: str) -> Answer:
    """What `typed` – a card's code, an ID number, a phone number – tells about the applicant."""
    read = card.parse(typed)
    if read is not None:
        return _from_card(read, _with_number(user, at, read.number))
    text = nfc(typed)
    if not any(character.isdigit() for character in text):
        return Answer(fill={"name": text} if text else {})
    number = text.replace(" ", "").replace(".", "")
    found = _with_number(user, at, number)
    if len(found) == 1:
        return _known(found[0])
    if found:
        return Answer(choices=found, seen=found, told=_("Số này có ở nhiều người. Hãy chọn một."))
    return Answer(fill=_as_field(number), told=_("Chưa gặp số này ở đây. Hãy ghi họ tên."))


def _from_card(read: card.Card, before: Sequence[Dossier]) -> Answer:
    """The card says who; an earlier dossier adds how to reach him."""
    reached = before[0].applicant if before else Applicant()
    fill = {
        "name": read.name,
        "id_number": read.number,
        "address": read.address,
        "kind": Applicant.Kind.CITIZEN.value,
        **{name: value for name in ("phone", "email") if (value := getattr(reached, name))},
    }
    return Answer(fill=fill, seen=before[:1], told=_("Đã đọc căn cước."))


def _known(dossier: Dossier) -> Answer:
    who = dossier.applicant
    told = _("Người này đã nộp hồ sơ %(code)s. Hãy hỏi lại địa chỉ và số điện thoại.") % {
        "code": dossier.code
    }
    return Answer(fill={name: getattr(who, name) for name in APPLICANT[:6]}, seen=[dossier], told=told)


def _as_field(number: str) -> dict[str, str]:
    if number.startswith("0") and number.isdigit() and len(number) in (10, 11):
        return {"phone": number}
    return {"id_number": number}


def _with_number(user: User, at: datetime, number: str) -> list[Dossier]:
    """The latest visible dossier of each person with that ID or phone number."""
    people = Applicant.objects.filter(Q(id_number=number) | Q(phone=number)).values("pk")
    latest_first = _visible(user, at).order_by(F("received_at").desc(nulls_last=True), "-code")
    rows = latest_first.filter(applicant__in=people)[:_ENOUGH]
    people_found: dict[Any, Dossier] = {}
    for row in rows:
        people_found.setdefault((row.applicant.name, row.applicant.id_number), row)
    return list(people_found.values())[:_SHOWN]
