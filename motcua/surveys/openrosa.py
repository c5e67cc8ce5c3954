"""What ODK Collect and its like speak: the list of forms, and filled forms as XML. Pure.

OpenRosa's form list and form submission, version 1.0 (docs.getodk.org/openrosa). A form for devices begins
with the question for the code of the person's letter, which is no item of the questionnaire.
"""

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass
from xml.etree import ElementTree
from xml.sax.saxutils import escape

from motcua.surveys.instruments import Instrument, Item, Kind, Section

VERSION = {"X-OpenRosa-Version": "1.0"}
TOKEN = "invitation_code"  # noqa: S105 the name of a question
_LIST = "http://openrosa.org/xforms/xformsList"
_MANIFEST = "http://openrosa.org/xforms/xformsManifest"
_RESPONSE = "http://openrosa.org/http/response"
_DECLARES = re.compile(r"<!(DOCTYPE|ENTITY)|\0", re.IGNORECASE)


class BadSubmissionError(ValueError):
    """The upload is no filled form of this questionnaire."""


@dataclass(frozen=True)
class Submission:
    """A filled form: the device's key of it, the code typed first, and texts by item."""

    instance: str
    token: str
    given: dict[str, list[str]]


def for_devices(instrument: Instrument) -> Instrument:
    """The questionnaire with the question for the code in front of it."""
    asked = Item(
        code=TOKEN,
        kind=Kind.TEXT,
        label={"vi": "Mã trên thư mời", "en": "Code on the letter"},
        required=True,
    )
    first = Section(code="invitation", label={"vi": "Thư mời", "en": "Letter"}, items=(asked,))
    return instrument.model_copy(update={"sections": (first, *instrument.sections)})


def form_list(instrument: Instrument, form: bytes, address: str) -> str:
    """The list of the one form of a round, which is downloaded at `address`; `form` are the bytes there."""
    digest = hashlib.md5(form, usedforsecurity=False).hexdigest()
    told = {
        "formID": instrument.code,
        "name": instrument.title["vi"],
        "version": instrument.version,
        "hash": f"md5:{digest}",
        "downloadUrl": address,
    }
    inside = "".join(f"<{name}>{escape(text)}</{name}>" for name, text in told.items())
    return f'<?xml version="1.0" encoding="UTF-8"?><xforms xmlns="{_LIST}"><xform>{inside}</xform></xforms>'


def manifest() -> str:
    """That a form has no files beside it."""
    return f'<?xml version="1.0" encoding="UTF-8"?><manifest xmlns="{_MANIFEST}"/>'


def told(message: str) -> str:
    """An answer to an upload, with a sentence for the person at the device."""
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><OpenRosaResponse xmlns="{_RESPONSE}">'
        f"<message>{escape(message)}</message></OpenRosaResponse>"
    )


def read(instrument: Instrument, source: bytes) -> Submission:
    """The filled form in `source`. Raises BadSubmissionError when it is none of `instrument`."""
    root = _parsed(source)
    if (root.get("id"), root.get("version", "")) != (instrument.code, instrument.version):
        raise BadSubmissionError(f"this is form {root.get('id')} {root.get('version')}")
    leaves: dict[str, str] = {}
    for leaf in root.iter():
        if len(leaf) == 0 and leaf.text:
            leaves[_local(leaf.tag)] = leaf.text
    if not leaves.get("instanceID"):
        raise BadSubmissionError("a filled form bears an instanceID")
    return Submission(leaves["instanceID"], leaves.get(TOKEN, ""), _given(instrument, leaves))


def _parsed(source: bytes) -> ElementTree.Element:
    """As text that is UTF-8: in another encoding a declaration would pass by who looks for it.

    A zero, which XML does not know, would make the parser guess UTF-16 even so.
    """
    try:
        text = source.decode("utf-8-sig")
        if _DECLARES.search(text):
            raise BadSubmissionError("a filled form declares no entities")
        return ElementTree.fromstring(text)  # noqa: S314 no entities, see above
    except (UnicodeDecodeError, ElementTree.ParseError) as error:
        raise BadSubmissionError(str(error)) from error


def _given(instrument: Instrument, leaves: dict[str, str]) -> dict[str, list[str]]:
    several = {item.code for item in instrument.items() if item.kind is Kind.MULTIPLE}
    codes: Sequence[str] = [item.code for item in instrument.items() if item.code in leaves]
    return {code: leaves[code].split() if code in several else [leaves[code]] for code in codes}


def _local(tag: str) -> str:
    return tag.rpartition("}")[2]
