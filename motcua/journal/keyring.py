"""The key that signs checkpoints, and the keys that verification trusts. Both are kept outside the database.

`MOTCUA_JOURNAL_KEY` names the file of the private key, else it is keys/journal-key in the data folder; it is
made on first use. Beside it, with the ending `.pub`, stand the public keys: ours, and those it replaced.
"""

import os
import re
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_pem_private_key,
    load_pem_public_key,
)
from django.conf import settings

from motcua.server import keys

_BLOCK = re.compile(rb"-----BEGIN PUBLIC KEY-----.*?-----END PUBLIC KEY-----", re.DOTALL)


class NoKeyError(Exception):
    """A file holds no Ed25519 key in PEM."""


def private_key() -> Ed25519PrivateKey:
    """The installation's key, made on first use (mode 0600). Raises NoKeyError when the file holds none."""
    path = _path()
    pem = keys.read_or_make(path, _new_key)
    try:
        key = load_pem_private_key(pem, password=None)
    except ValueError as error:
        raise NoKeyError(f"{path} holds no private key in PEM") from error
    if not isinstance(key, Ed25519PrivateKey):
        raise NoKeyError(f"{path} holds no Ed25519 key")
    keys.read_or_make(_public_path(), lambda: public_pem(key.public_key()))
    return key


def trusted_keys(path: Path | None = None) -> list[Ed25519PublicKey]:
    """The public keys in `path` (PEM, one or more), else those beside the installation's own key.

    Raises NoKeyError when there is none; OSError when `path` can't be read.
    """
    if path is None:
        path = _public_path()
        if not path.exists():
            return [private_key().public_key()]
    try:
        found = [load_pem_public_key(block) for block in _BLOCK.findall(path.read_bytes())]
    except ValueError as error:
        raise NoKeyError(f"{path} holds no public key in PEM") from error
    trusted = [key for key in found if isinstance(key, Ed25519PublicKey)]
    if not trusted:
        raise NoKeyError(f"{path} holds no Ed25519 public key in PEM")
    return trusted


def public_pem(key: Ed25519PublicKey) -> bytes:
    """The public key as people keep it."""
    return key.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)


def _new_key() -> bytes:
    return Ed25519PrivateKey.generate().private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())


def _path() -> Path:
    named = os.environ.get("MOTCUA_JOURNAL_KEY")
    return Path(named).expanduser() if named else settings.DATA / "keys" / "journal-key"


def _public_path() -> Path:
    path = _path()
    return path.with_name(path.name + ".pub")
