"""Passkeys (WebAuthn): what a browser is asked for, and whether what it answers is right.

The device proves itself with a key that never leaves it, and the person to the device by finger, face or PIN:
a passkey is both factors. `site` is the host for which keys are made, `origin` the address of the very page.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from fido2.server import Fido2Server
from fido2.webauthn import (
    AttestedCredentialData,
    AuthenticationResponse,
    PublicKeyCredentialRpEntity,
    PublicKeyCredentialUserEntity,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

from motcua.accounts.models import Passkey, User

_MUST = UserVerificationRequirement.REQUIRED
_NAME = "Một Cửa"
State = dict[str, Any]


class WrongAnswerError(ValueError):
    """The browser's answer does not belong to the question, or proves nothing."""


@dataclass(frozen=True)
class Door:
    """Where a passkey is asked for: `site` is a host name, `origin` scheme, host and port of the page."""

    site: str
    origin: str

    def server(self) -> Fido2Server:
        """The checker of answers given here."""
        site = PublicKeyCredentialRpEntity(id=self.site, name=_NAME)
        return Fido2Server(site, verify_origin=lambda origin: origin == self.origin)


def ask_for_new(door: Door, user: User) -> tuple[dict[str, Any], State]:
    """What the browser needs to make a passkey for `user`, and what is to be remembered until it answers."""
    known = [AttestedCredentialData(bytes(key.credential)) for key in user.passkeys.all()]
    options, state = door.server().register_begin(
        PublicKeyCredentialUserEntity(id=user.pk.bytes, name=user.username, display_name=str(user)),
        credentials=known,
        resident_key_requirement=ResidentKeyRequirement.REQUIRED,
        user_verification=_MUST,
    )
    return dict(options), state


def made(door: Door, state: State, answer: Mapping[str, Any]) -> tuple[bytes, bytes, int]:
    """Of the passkey just made: its id, its public part, its counter. Raises WrongAnswerError."""
    try:
        data = door.server().register_complete(state, answer)
    except (ValueError, KeyError, TypeError) as error:
        raise WrongAnswerError(str(error)) from error
    if data.credential_data is None:
        raise WrongAnswerError("no credential")
    return data.credential_data.credential_id, bytes(data.credential_data), data.counter


def ask_who(door: Door) -> tuple[dict[str, Any], State]:
    """What the browser needs to sign in with any passkey of this site."""
    options, state = door.server().authenticate_begin(user_verification=_MUST)
    return dict(options), state


@transaction.atomic
def who_answered(door: Door, state: State, answer: Mapping[str, Any], at: datetime) -> User:
    """Whose passkey gave `answer`. Raises WrongAnswerError, also for accounts that are switched off.

    A counter that does not grow betrays a copied key; keys that are synchronised always say 0.
    """
    try:
        given = AuthenticationResponse.from_dict(answer)
        key = Passkey.objects.select_for_update(of=("self",)).get(credential_id=given.raw_id)
        door.server().authenticate_complete(state, [AttestedCredentialData(bytes(key.credential))], given)
    except (ValueError, KeyError, TypeError, Passkey.DoesNotExist) as error:
        raise WrongAnswerError(str(error)) from error
    counter = given.response.authenticator_data.counter
    if (counter or key.counter) and counter <= key.counter:
        raise WrongAnswerError("the counter did not grow")
    if not key.user.is_active:
        raise WrongAnswerError("the account is switched off")
    key.counter, key.used_at = counter, at
    key.save(update_fields=["counter", "used_at"])
    return key.user
