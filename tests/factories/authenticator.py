"""A device that makes and uses passkeys, in Python: it answers what a browser would send, also wrongly."""

import hashlib
import secrets

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from fido2.cose import ES256
from fido2.utils import websafe_decode, websafe_encode
from fido2.webauthn import (
    AttestationObject,
    AttestedCredentialData,
    AuthenticatorData,
    CollectedClientData,
)

_FLAGS = AuthenticatorData.FLAG
_CREATE, _GET = CollectedClientData.TYPE.CREATE, CollectedClientData.TYPE.GET


class Device:
    """One passkey; `counter` is what it says next, `verified` whether it knows who holds it."""

    def __init__(self, origin: str, site: str = "localhost") -> None:
        self.origin, self.site, self.counter, self.verified = origin, site, 0, True
        self.key = ec.generate_private_key(ec.SECP256R1())
        self.id = secrets.token_bytes(32)
        self.owner = b""

    def make(self, options: dict) -> dict:
        """The answer to a question for a new passkey."""
        self.owner = websafe_decode(options["publicKey"]["user"]["id"])
        public = ES256.from_cryptography_key(self.key.public_key())
        credential = AttestedCredentialData.create(bytes(16), self.id, public)
        data = self._data(_FLAGS.AT, credential)
        response = {"attestationObject": websafe_encode(AttestationObject.create("none", data, {}))}
        return self._answer(_CREATE, options, response)

    def use(self, options: dict) -> dict:
        """The answer to the question who is there."""
        data = self._data()
        client = self._client(_GET, options)
        signed = self.key.sign(data + client.hash, ec.ECDSA(SHA256()))
        parts = {"authenticatorData": data, "signature": signed, "userHandle": self.owner}
        return self._answer(_GET, options, {name: websafe_encode(part) for name, part in parts.items()})

    def _data(self, more: int = 0, credential: bytes = b"") -> AuthenticatorData:
        flags = _FLAGS.UP | more | (_FLAGS.UV if self.verified else 0)
        site = hashlib.sha256(self.site.encode()).digest()
        return AuthenticatorData.create(site, flags, self.counter, credential)

    def _client(self, kind: str, options: dict) -> CollectedClientData:
        return CollectedClientData.create(kind, options["publicKey"]["challenge"], self.origin)

    def _answer(self, kind: str, options: dict, response: dict) -> dict:
        response["clientDataJSON"] = websafe_encode(self._client(kind, options))
        name = websafe_encode(self.id)
        return {"id": name, "rawId": name, "type": "public-key", "response": response}
