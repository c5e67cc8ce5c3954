"""The shared sign-in of an agency: OpenID Connect, authorization code with PKCE, state and nonce.

The identity token is believed only with a signature of the provider's published keys, made for us, for this
very question, and not over. `back` is the address of ours to which the provider sends people back.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

import requests
from authlib.common.errors import AuthlibBaseError
from authlib.common.security import generate_token
from authlib.integrations.requests_client import OAuth2Session
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet

_SECONDS = 10
_SCOPE = "openid profile email"
_VERIFIER = 64
# Never "none", and none that a public key could be mistaken for the secret of.
_SIGNATURES = ["RS256", "RS384", "RS512", "PS256", "ES256", "ES384", "EdDSA"]
_AT_HOME = ("localhost", "127.0.0.1", "::1")
# RFC 8176: how the provider says that it asked for more than a password.
_MORE_THAN_A_PASSWORD = {"mfa", "otp", "hwk"}
Question = dict[str, str]


class ProviderError(Exception):
    """The provider can't be reached, or what it says can't be believed."""


class DeclinedError(ProviderError):
    """The provider says no: the person stopped there, or may not use it."""


@dataclass(frozen=True)
class Provider:
    """As configured: `name` stands on the button, `claim` names the person to administrators.

    Raises ValueError unless the issuer is an https address (http on this machine alone).
    """

    issuer: str
    client_id: str
    client_secret: str
    name: str
    claim: str = "email"

    def __post_init__(self) -> None:
        # Over plain http anybody on the way could publish keys of his own.
        parts = urlsplit(self.issuer)
        if parts.scheme != "https" and not (parts.scheme == "http" and parts.hostname in _AT_HOME):
            raise ValueError(f"MOTCUA_OIDC_ISSUER must be an https address, not {self.issuer!r}")


@dataclass(frozen=True)
class Person:
    """Whom the provider vouches for; `name` is empty when it does not vouch for the claim."""

    issuer: str
    subject: str
    name: str
    proved_twice: bool


def ask(provider: Provider, back: str) -> tuple[str, Question]:
    """Where to send the browser, and what is to be remembered until it is back. Raises ProviderError."""
    question = {"state": generate_token(), "nonce": generate_token(), "verifier": generate_token(_VERIFIER)}
    address, _state = _session(provider, back).create_authorization_url(
        _told(provider, "authorization_endpoint"),
        state=question["state"],
        nonce=question["nonce"],
        code_verifier=question["verifier"],
    )
    return address, question


def answer(provider: Provider, back: str, question: Question, given: Mapping[str, str]) -> Person:
    """Who came back with the parameters `given`. Raises DeclinedError, else ProviderError."""
    if "code" not in given:
        raise DeclinedError(given.get("error", "no code"))
    if not question or given.get("state") != question["state"]:
        raise ProviderError("the answer belongs to no question of this browser")
    try:
        token = _session(provider, back).fetch_token(
            _told(provider, "token_endpoint"),
            code=given["code"],
            code_verifier=question["verifier"],
            timeout=_SECONDS,
        )
        claims = _believed(provider, str(token["id_token"]), question["nonce"])
    except (requests.RequestException, AuthlibBaseError, JoseError, KeyError, ValueError) as error:
        raise ProviderError(f"{type(error).__name__}: {error}") from error
    return _person(provider, claims)


def _session(provider: Provider, back: str) -> OAuth2Session:
    return OAuth2Session(
        provider.client_id,
        provider.client_secret,
        scope=_SCOPE,
        redirect_uri=back,
        code_challenge_method="S256",
    )


def _told(provider: Provider, name: str) -> str:
    """What the provider publishes of itself under `name`. Raises ProviderError."""
    document = _fetched(f"{provider.issuer.rstrip('/')}/.well-known/openid-configuration")
    if document.get("issuer") != provider.issuer or not isinstance(document.get(name), str):
        raise ProviderError(f"the provider does not speak for {provider.issuer}, or tells no {name}")
    return str(document[name])


def _fetched(address: str) -> dict[str, Any]:
    try:
        response = requests.get(address, timeout=_SECONDS)
        response.raise_for_status()
        return dict(response.json())
    except (requests.RequestException, ValueError, TypeError) as error:
        raise ProviderError(f"{address}: {type(error).__name__}") from error


def _believed(provider: Provider, token: str, nonce: str) -> dict[str, Any]:
    """The claims of the identity token, once everything about it is right."""
    keys = KeySet.import_key_set(_fetched(_told(provider, "jwks_uri")))  # type: ignore[arg-type]
    claims = jwt.decode(token, keys, algorithms=_SIGNATURES).claims
    jwt.JWTClaimsRegistry(
        leeway=60,
        iss={"essential": True, "value": provider.issuer},
        aud={"essential": True, "value": provider.client_id},
        sub={"essential": True},
        exp={"essential": True},
        nonce={"essential": True, "value": nonce},
    ).validate(claims)
    return claims


def _person(provider: Provider, claims: Mapping[str, Any]) -> Person:
    name = str(claims.get(provider.claim, ""))
    if provider.claim == "email" and claims.get("email_verified") is not True:
        name = ""
    amr = claims.get("amr")
    how = {str(one) for one in amr} if isinstance(amr, list) else set()
    return Person(provider.issuer, str(claims["sub"]), name, bool(how & _MORE_THAN_A_PASSWORD))
