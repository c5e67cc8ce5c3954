"""Secrets in the database, sealed with the installation's key, so that a copy of the tables opens nothing."""

import base64
from uuid import UUID

from cryptography.fernet import Fernet, InvalidToken
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.utils.crypto import salted_hmac

_PURPOSE = b"motcua.accounts.sealing"


class BrokenSealError(ValueError):
    """Sealed under another key, for somebody else, too long ago, or not at all."""


def seal(secret: bytes, owner: UUID) -> bytes:
    """`secret` so that only `unseal` with the same `owner` opens it."""
    return _fernet().encrypt(owner.bytes + secret)


def unseal(sealed: bytes, owner: UUID, seconds: int | None = None) -> bytes:
    """What was sealed for `owner`, within the last `seconds` if given. Raises BrokenSealError."""
    try:
        opened = _fernet().decrypt(sealed, ttl=seconds)
    except InvalidToken as error:
        raise BrokenSealError("not sealed with this installation's key, or too long ago") from error
    if opened[:16] != owner.bytes:
        raise BrokenSealError("sealed for somebody else")
    return opened[16:]


def digest(text: str, owner: UUID) -> str:
    """A keyed hash by which `text` of `owner` is recognised without being kept."""
    return salted_hmac(f"{_PURPOSE.decode()}:{owner}", text, algorithm="sha256").hexdigest()


def _fernet() -> Fernet:
    key = HKDF(SHA256(), 32, salt=None, info=_PURPOSE).derive(settings.SECRET_KEY.encode())
    return Fernet(base64.urlsafe_b64encode(key))
