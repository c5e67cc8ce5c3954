"""With which key somebody signs: a PKCS#12 file of the data folder, or a token reached by PKCS#11.

docs/operations/signing.md tells how both are set up. In a demonstration a key is made at first use.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from enum import StrEnum
from pathlib import Path

from asn1crypto import x509
from django.conf import settings
from pkcs11.exceptions import PKCS11Error
from pyhanko.config.pkcs11 import TokenCriteria
from pyhanko.keys import load_certs_from_pemder
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.sign.general import SigningError as PadesError
from pyhanko.sign.pkcs11 import PKCS11Signer, open_pkcs11_session
from pyhanko.sign.signers import Signer, SimpleSigner

from motcua.accounts.models import User
from motcua.issuing import authority
from motcua.journal.queries import installation
from motcua.orgs.models import Unit
from motcua.server.keys import read_or_make


class Fault(StrEnum):
    """Why nothing was signed; `labels.FAULTS` says it to people."""

    NO_KEY = "no_key"
    NOT_OPENED = "not_opened"
    TOKEN = "token"  # noqa: S105 a fault, no secret
    NOT_VALID = "not_valid"


class SigningError(Exception):
    """Nothing was signed, and why."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(f"not signed: {fault}")
        self.fault = fault


def label_of_person(user: User) -> str:
    """How the key of a leader is called: on the token, and as a file with .p12."""
    return f"person-{user.username}"


def label_of_agency(unit: Unit) -> str:
    """How the key of an agency is called."""
    return f"agency-{unit.code}"


def is_there(label: str) -> bool:
    """Whether signing under `label` can be tried: there is a file or a token, or one will be made."""
    return bool(settings.SIGNING["module"]) or _file(label).exists() or installation().is_demonstration


@contextmanager
def signer(label: str, *, name: str, office: str, at: datetime) -> Iterator[Signer]:
    """The key called `label`; for `name` of `office` one is made at `at` in a demonstration that has none.

    Raises SigningError, also for what the token says while it is used.
    """
    if settings.SIGNING["module"]:
        with _on_token(label) as found:
            yield found
        return
    if not _file(label).exists():
        if not installation().is_demonstration:
            raise SigningError(Fault.NO_KEY)
        authority.issue(_folder(), f"{label}.p12", _password(), name=name, office=office, at=at)
    loaded = SimpleSigner.load_pkcs12(_file(label), passphrase=_password())
    if loaded is None:
        raise SigningError(Fault.NOT_OPENED)
    yield loaded


@contextmanager
def _on_token(label: str) -> Iterator[Signer]:
    given = settings.SIGNING
    try:
        with open_pkcs11_session(
            given["module"], token_criteria=TokenCriteria(label=given["token"]), user_pin=given["pin"]
        ) as session:
            yield PKCS11Signer(session, cert_label=label, key_label=label, ca_chain=set(roots()))
    except (PKCS11Error, PadesError, PdfError) as error:
        raise SigningError(Fault.TOKEN) from error


def roots() -> list[x509.Certificate]:
    """The authorities whose certificates count: those that are named, and that of the demonstration."""
    files = [Path(given)] if (given := settings.SIGNING["roots"]) else []
    if installation().is_demonstration:
        files.append(_folder() / "ca.pem")
    return list(load_certs_from_pemder([file for file in files if file.exists()]))


def _folder() -> Path:
    return Path(settings.SIGNING["folder"])


def _file(label: str) -> Path:
    return _folder() / f"{label}.p12"


def _password() -> bytes:
    """Of the PKCS#12 files: from the environment, else a secret of the data folder's own."""
    given = str(settings.SIGNING["password"])
    return given.encode() or read_or_make(_folder() / "password", _new_password)


def _new_password() -> bytes:
    import secrets

    return secrets.token_urlsafe(24).encode()
