"""Publish a version of a questionnaire."""

import hashlib
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from motcua.journal.actions.record import record
from motcua.journal.events import Actor, canonical
from motcua.rounds.events import INSTRUMENT_PUBLISHED, of_instrument
from motcua.rounds.models import InstrumentVersion
from motcua.surveys.instruments import Instrument


@transaction.atomic
def publish_instrument(*, instrument: Instrument, actor: Actor, at: datetime) -> InstrumentVersion:
    """The version as it will be asked from now on; it never changes.

    The same again is the one that is there; raises ValidationError when that version says something else.
    """
    definition = instrument.model_dump(mode="json")
    fingerprint = hashlib.sha256(canonical(definition)).hexdigest()
    known = InstrumentVersion.objects.filter(code=instrument.code, version=instrument.version).first()
    if known is not None:
        if known.fingerprint != fingerprint:
            raise ValidationError(_("Phiên bản này đã ban hành với nội dung khác. Hãy đặt số phiên bản mới."))
        return known
    found = InstrumentVersion(
        code=instrument.code,
        version=instrument.version,
        title=instrument.title["vi"],
        definition=definition,
        fingerprint=fingerprint,
        published_at=at,
    )
    found.full_clean()
    found.save(force_insert=True)
    payload = {"version": found.version, "title": found.title, "fingerprint": fingerprint}
    record(
        subject=of_instrument(found.code),
        type=INSTRUMENT_PUBLISHED,
        actor=actor,
        occurred_at=at,
        payload=payload,
    )
    return found
