"""Codes of authenticator apps (RFC 6238: six digits, SHA-1, 30 seconds, as all apps know them). Pure."""

import base64
import hmac
import secrets
from datetime import datetime

from cryptography.hazmat.primitives.hashes import SHA1
from cryptography.hazmat.primitives.twofactor.totp import TOTP

SECONDS = 30
DIGITS = 6
_BYTES = 20


def new_secret() -> bytes:
    """A secret of 160 bits, as long as the hash."""
    return secrets.token_bytes(_BYTES)


def in_letters(secret: bytes) -> str:
    """`secret` for typing it into an app: base 32 in groups of four."""
    text = base64.b32encode(secret).decode().rstrip("=")
    return " ".join(text[place : place + 4] for place in range(0, len(text), 4))


def setup_address(secret: bytes, account: str, issuer: str) -> str:
    """What the QR code says: `otpauth://totp/...`."""
    return _codes(secret).get_provisioning_uri(account, issuer)


def matching_step(secret: bytes, code: str, at: datetime, after: int = 0) -> int | None:
    """The number of the 30 seconds in which `code` is right at the aware time `at`; None when it is wrong.

    Clocks may differ by one step. A step up to `after` was used already: no code is taken twice.
    """
    now = int(at.timestamp()) // SECONDS
    codes = _codes(secret)
    for step in (now, now - 1, now + 1):
        right = codes.generate(step * SECONDS)
        if step > after and hmac.compare_digest(right, code.encode()):
            return step
    return None


def _codes(secret: bytes) -> TOTP:
    return TOTP(secret, DIGITS, SHA1(), SECONDS, enforce_key_length=False)  # noqa: S303
