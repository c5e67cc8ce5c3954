"""People, their accounts, what they are and in whose place they may act."""

from motcua.accounts.models.factors import AuthenticatorApp, FactorRule, Passkey, RecoveryCode
from motcua.accounts.models.identities import LinkedIdentity
from motcua.accounts.models.roles import AbsenceSubstitution, Delegation, RoleHolding
from motcua.accounts.models.staff import Officer, Position, Posting, Rank
from motcua.accounts.models.users import User
from motcua.accounts.models.visits import Visit

__all__ = [
    "AbsenceSubstitution",
    "AuthenticatorApp",
    "Delegation",
    "FactorRule",
    "LinkedIdentity",
    "Officer",
    "Passkey",
    "Position",
    "Posting",
    "Rank",
    "RecoveryCode",
    "RoleHolding",
    "User",
    "Visit",
]
