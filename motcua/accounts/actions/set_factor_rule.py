"""Decide whether holders of a role must sign in with a second factor."""

from datetime import datetime

from django.db import transaction

from motcua.accounts.events import FACTOR_RULE_SET
from motcua.accounts.models import FactorRule
from motcua.accounts.permissions import Role
from motcua.journal.actions.record import record
from motcua.journal.events import INSTALLATION, Actor


@transaction.atomic
def set_factor_rule(*, role: Role, required: bool, actor: Actor, at: datetime) -> FactorRule:
    """The rule, in force from the next sign-in: who has no factor then is led to set one up first."""
    rule, _made = FactorRule.objects.update_or_create(role=role, defaults={"required": required})
    payload = {"role": str(role), "required": required}
    record(subject=INSTALLATION, type=FACTOR_RULE_SET, actor=actor, occurred_at=at, payload=payload)
    return rule
