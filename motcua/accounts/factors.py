"""Second factors of an account: which it has, whether it must have one, and whether a code is right."""

import secrets
from dataclasses import dataclass
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from motcua.accounts import totp
from motcua.accounts.held import held_by
from motcua.accounts.models import AuthenticatorApp, FactorRule, Passkey, RecoveryCode, User
from motcua.accounts.permissions import Role
from motcua.accounts.sealing import BrokenSealError, digest, unseal

# Without letters and digits that look alike on paper.
_LETTERS = "23456789abcdefghjkmnpqrstuvwxyz"
_HALF = 5
CODES = 10


@dataclass(frozen=True)
class Factors:
    """What an account has: an app, passkeys, and how many recovery codes are left."""

    app: AuthenticatorApp | None
    passkeys: list[Passkey]
    codes: int

    def __len__(self) -> int:
        return len(self.passkeys) + (self.app is not None)


def factors_of(user: User) -> Factors:
    """The second factors of `user`; recovery codes stand in for one and are none themselves."""
    return Factors(
        app=AuthenticatorApp.objects.filter(user=user).first(),
        passkeys=list(Passkey.objects.filter(user=user)),
        codes=RecoveryCode.objects.filter(user=user, used_at=None).count(),
    )


def must_have_factor(user: User, at: datetime) -> bool:
    """Whether a role that `user` holds at `at`, by whatever right, demands a second factor."""
    demanding = set(FactorRule.objects.filter(required=True).values_list("role", flat=True))
    if not demanding:
        return False
    roles = {str(held.role) for held in held_by(user, at)}
    if user.is_superuser:
        roles.add(str(Role.ADMINISTRATOR))
    return bool(roles & demanding)


def give_up(user: User, *, left: int, at: datetime) -> None:
    """Before a factor goes and `left` others stay: with the last one go the recovery codes.

    Raises ValidationError when none would be left and a role of `user` demands one at `at`.
    """
    if left:
        return
    if must_have_factor(user, at):
        raise ValidationError(_("Vai trò của bạn phải xác minh hai bước, nên không bỏ được cách cuối cùng."))
    RecoveryCode.objects.filter(user=user).delete()


def new_code() -> str:
    """A recovery code of about 49 bits, in two halves that are easy to copy."""
    letters = "".join(secrets.choice(_LETTERS) for _place in range(2 * _HALF))
    return f"{letters[:_HALF]}-{letters[_HALF:]}"


def code_digest(user: User, code: str) -> str:
    """By what a recovery code is recognised, however it was typed."""
    return digest("".join(c for c in code.lower() if c.isalnum()), user.pk)


@transaction.atomic
def takes_app_code(user: User, code: str, at: datetime) -> bool:
    """Whether the app of `user` shows `code` at `at`; from then on that code is used."""
    app = AuthenticatorApp.objects.select_for_update().filter(user=user).first()
    if app is None:
        return False
    try:
        secret = unseal(bytes(app.sealed_secret), user.pk)
    except BrokenSealError:
        return False
    step = totp.matching_step(secret, code, at, after=app.last_step)
    if step is None:
        return False
    app.last_step = step
    app.save(update_fields=["last_step"])
    return True
