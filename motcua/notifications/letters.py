"""The daily letter: what an officer has not read yet. Code, procedure, date; no personal data leaves."""

from collections.abc import Sequence
from datetime import datetime
from itertools import groupby
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from motcua.accounts.models import Officer
from motcua.notifications.models import Notice

LONGEST = 100  # lines; the rest is only counted


def letter(officer: Officer, address: str, notices: Sequence[Notice], at: datetime) -> EmailMessage:
    """The letter about `notices`, at least one, in Vietnamese, to `address`."""
    with override("vi"):
        count = ngettext("%(count)s thông báo chưa đọc", "%(count)s thông báo chưa đọc", len(notices))
        subject = _("Một Cửa, ngày %(day)s: %(count)s") % {
            "day": date_format(localtime(at), "d/m/Y"),
            "count": count % {"count": len(notices)},
        }
        return EmailMessage(subject, _body(officer, notices), settings.DEFAULT_FROM_EMAIL, [address])


def _body(officer: Officer, notices: Sequence[Notice]) -> str:
    ordered = sorted(notices, key=lambda one: (list(Notice.Kind).index(one.kind), one.due_at or one.at))
    lines = [_("Kính gửi %(name)s,") % {"name": officer.full_name}, ""]
    for kind, group in groupby(ordered[:LONGEST], key=lambda one: one.kind):
        lines += [f"{Notice.Kind(kind).label}:", *(f"  {_line(one)}" for one in group), ""]
    if len(ordered) > LONGEST:
        lines += [_("… và %(count)s thông báo khác.") % {"count": len(ordered) - LONGEST}, ""]
    page = f"{settings.ORIGIN}{reverse(settings.NOTICES_PAGE)}"
    lines += [_("Xem tất cả, hoặc thôi nhận thư này: %(page)s") % {"page": page}]
    return "\n".join(lines)


def _line(notice: Notice) -> str:
    dossier: Any = notice.dossier
    told = f"{dossier.code}, {dossier.procedure_version.name}"
    if notice.due_at is None:
        return told
    return _("%(told)s, hạn %(due)s") % {
        "told": told,
        "due": date_format(localtime(notice.due_at), "H:i d/m/Y"),
    }
