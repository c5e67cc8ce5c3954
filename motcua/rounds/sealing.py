"""The box and the tokens know one secret that is not in the database: the installation's key.

Letters of a questionnaire are padded to whole blocks, so that their length doesn't tell long answers apart.
"""

import base64
import hashlib
import hmac
import json
import secrets
from typing import Any
from uuid import UUID

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

_BLOCK = 4096
_NONCE = 12
_READABLE = str.maketrans("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567", "0123456789ABCDEFGHJKMNPQRSTVWXYZ")
_ALIKE = str.maketrans("OIL", "011")


def seal(document: dict[str, Any]) -> bytes:
    """`document` as nobody without the key reads it. Not Fernet, which writes the time beside it."""
    plain = json.dumps(document, ensure_ascii=False, separators=(",", ":")).encode()
    nonce = secrets.token_bytes(_NONCE)
    return nonce + AESGCM(_key(b"letters")).encrypt(nonce, plain + b" " * (-len(plain) % _BLOCK), None)


def unseal(sealed: bytes) -> dict[str, Any]:
    """What was sealed. Raises cryptography's InvalidTag under another key."""
    plain = AESGCM(_key(b"letters")).decrypt(sealed[:_NONCE], sealed[_NONCE:], None)
    found: dict[str, Any] = json.loads(plain)
    return found


def token_of(entry: UUID, number: int) -> str:
    """The token given to a drawn person for the `number`th time: 16 signs of Crockford's alphabet, 80 bits.

    It follows from the key, so that a slip can be printed again and the tables hold only its hash.
    """
    told = hmac.digest(_key(b"tokens"), f"{entry}:{number}".encode(), "sha256")
    return base64.b32encode(told[:10]).decode().translate(_READABLE)


def digest_of(text: str) -> str:
    """What the tables keep of a token or of a device's key of a form."""
    return hashlib.sha256(text.encode()).hexdigest()


def as_typed(text: str) -> str:
    """A token as somebody typed it: blanks and dashes left out, signs that look alike made one."""
    kept = "".join(sign for sign in text.upper() if sign.isalnum())
    return kept.translate(_ALIKE)


def _key(purpose: bytes) -> bytes:
    info = b"motcua.rounds." + purpose
    return HKDF(SHA256(), 32, salt=None, info=info).derive(settings.SECRET_KEY.encode())


def device_password(user: str, round_id: UUID) -> str:
    """The password under which the devices of `user` send forms of a round: 80 bits, not stored."""
    told = hmac.digest(_key(b"devices"), f"{user}:{round_id}".encode(), "sha256")
    return base64.b32encode(told[:10]).decode().translate(_READABLE)
