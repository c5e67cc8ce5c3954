"""The door of devices: a password of its own for each person and round, and the form as XForms."""

import base64
import binascii
import hmac
from datetime import datetime
from functools import lru_cache
from uuid import UUID

from django.http import HttpRequest
from pyxform.xls2xform import convert

from motcua.accounts import queries as accounts
from motcua.accounts.models import User
from motcua.accounts.permissions import Permission
from motcua.rounds import sealing
from motcua.rounds.models import InstrumentVersion, SurveyRound
from motcua.surveys import openrosa, xlsform


def password_of(user: User, survey: SurveyRound) -> str:
    """What a device of `user` sends in `survey`: good for nothing else, and not his own password."""
    return sealing.device_password(str(user.pk), survey.pk)


def interviewer(request: HttpRequest, survey: SurveyRound, at: datetime) -> User | None:
    """Who sends, by HTTP Basic, if he conducts surveys there; None for everybody else."""
    scheme, _, coded = request.headers.get("Authorization", "").partition(" ")
    try:
        name, _, password = base64.b64decode(coded, validate=True).decode().partition(":")
    except (binascii.Error, UnicodeDecodeError):
        return None
    user = User.objects.filter(username=name, is_active=True).first() if scheme.lower() == "basic" else None
    if user is None or not hmac.compare_digest(password_of(user, survey).encode(), password.encode()):
        return None
    return user if accounts.may(user, Permission.CONDUCT_SURVEYS, survey.unit, at) else None


@lru_cache(maxsize=8)
def xform_of(version: UUID) -> bytes:
    """The form of a published version for devices; published versions never change."""
    instrument = InstrumentVersion.objects.get(pk=version).instrument()
    book = xlsform.export(openrosa.for_devices(instrument))
    form: str = convert(book, file_type=".xlsx", form_name="data").xform
    return form.encode()
