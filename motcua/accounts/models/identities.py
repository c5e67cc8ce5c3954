"""Who somebody is at the shared sign-in of his agency (OpenID Connect)."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from motcua.accounts.models.users import User


class LinkedIdentity(models.Model):
    """An administrator says which account `name` of the provider `issuer` opens.

    `name` is the value of the agreed claim, an e-mail address as a rule; `subject` is the provider's own
    unchanging key, learnt at the first sign-in. From then on only that counts: names are given to others.
    """

    user = models.OneToOneField(
        User, primary_key=True, on_delete=models.CASCADE, related_name="identity", verbose_name=_("tài khoản")
    )
    issuer = models.CharField(max_length=300)
    name = models.CharField(_("tên ở nơi đăng nhập chung"), max_length=200)
    subject = models.CharField(max_length=255, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["issuer", "name"],
                name="accounts_linkedidentity_name_once",
                violation_error_message=_("Tên này đã gắn với một tài khoản khác."),
            ),
            models.UniqueConstraint(
                fields=["issuer", "subject"],
                condition=~Q(subject=""),
                name="accounts_linkedidentity_subject_once",
            ),
        ]
