"""With what a person proves, beside the password, who is signing in; and whose roles demand it."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from motcua.accounts.labels import ROLES
from motcua.accounts.models.users import User
from motcua.accounts.permissions import Role
from motcua.lib.ids import new_id
from motcua.orgs.validity import Guard


class AuthenticatorApp(models.Model):
    """An app that shows a new code every 30 seconds; an account has at most one."""

    user = models.OneToOneField(User, primary_key=True, on_delete=models.CASCADE, related_name="app")
    sealed_secret = models.BinaryField()
    last_step = models.BigIntegerField(default=0)
    added_at = models.DateTimeField()


class Passkey(models.Model):
    """A key pair of a device (WebAuthn); here lies its public part."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="passkeys")
    name = models.CharField(_("tên để nhận ra"), max_length=60)
    credential_id = models.BinaryField(unique=True, max_length=1023)
    credential = models.BinaryField()
    counter = models.BigIntegerField(default=0)
    added_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["added_at", "id"]


class RecoveryCode(models.Model):
    """A code on paper for when the phone is lost; each works once."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="recovery_codes")
    digest = models.CharField(max_length=64, unique=True)
    used_at = models.DateTimeField(null=True)


class FactorRule(models.Model):
    """Whether holders of a role sign in only with a second factor."""

    role = models.CharField(
        _("vai trò"),
        primary_key=True,
        max_length=20,
        choices=[(role.value, label) for role, label in ROLES.items()],
    )
    required = models.BooleanField(_("phải xác minh hai bước"), default=True)

    class Meta:
        verbose_name = _("quy định xác minh hai bước")
        verbose_name_plural = _("quy định xác minh hai bước")
        constraints = [
            Guard(name="accounts_factorrule_role", condition=Q(role__in=[role.value for role in Role]))
        ]

    def __str__(self) -> str:
        return str(self.get_role_display())
