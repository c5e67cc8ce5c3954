"""What the server remembers of a browser's visit; one with a user can be looked at and ended."""

import hashlib
from datetime import datetime

from django.contrib.sessions.base_session import AbstractBaseSession
from django.db import models
from django.utils.translation import gettext_lazy as _

from motcua.accounts.models.users import User


class VisitQuerySet(models.QuerySet["Visit"]):
    def of(self, user: User, at: datetime) -> "VisitQuerySet":
        """Visits of `user` that still hold at `at`, the latest first."""
        held = self.filter(user=user, expire_date__gt=at)
        return held.order_by(models.F("seen_at").desc(nulls_last=True), "session_key")


class Visit(AbstractBaseSession):
    """Django's session with what its owner wants to know of it; deleting the row ends it at once."""

    user = models.ForeignKey(
        User, on_delete=models.CASCADE, null=True, related_name="visits", verbose_name=_("tài khoản")
    )
    method = models.CharField(_("cách đăng nhập"), max_length=12, blank=True)
    address = models.CharField(_("địa chỉ mạng"), max_length=45, blank=True)
    agent = models.CharField(_("thiết bị"), max_length=300, blank=True)
    began_at = models.DateTimeField(_("từ lúc"), null=True)
    seen_at = models.DateTimeField(_("thấy lần cuối"), null=True)

    objects = VisitQuerySet.as_manager()

    class Meta:
        verbose_name = _("phiên đăng nhập")
        verbose_name_plural = _("phiên đăng nhập")

    @property
    def handle(self) -> str:
        """Names the visit on pages, which never show its key: whoever has the key has the visit."""
        return hashlib.sha256(self.session_key.encode()).hexdigest()[:20]

    @classmethod
    def get_session_store_class(cls) -> type:
        from motcua.accounts.visits import SessionStore

        return SessionStore
