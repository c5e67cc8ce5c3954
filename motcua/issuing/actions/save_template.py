"""Save a template of results: its wording becomes the next version, which drafts begin from."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from motcua.accounts.models import User
from motcua.accounts.queries import actor_of
from motcua.dossiers.values import ResultText
from motcua.issuing import filling, placeholders
from motcua.issuing.models import Template, TemplateVersion
from motcua.journal.actions.record import record
from motcua.journal.events import SYSTEM, Kind, Subject


@transaction.atomic
def save_template(
    *,
    actor: User | None,
    at: datetime,
    code: str,
    name: str,
    text: ResultText,
    procedure: str = "",
    seen: int | None = None,
) -> TemplateVersion:
    """The next version of the template `code`, in use from now on; `actor` is None for what is shipped.

    `seen` is the version that the change began from, 0 for a new template. Raises ValidationError, by field,
    for a placeholder that no dossier has, for nothing written, and where somebody was faster.
    """
    template, _made = Template.objects.select_for_update().get_or_create(
        code=code, defaults={"procedure": procedure}
    )
    last = template.versions.order_by("number").last()
    _check(text, name, seen, last.number if last else 0)
    template.procedure, template.retired_at = procedure, None
    template.save(update_fields=["procedure", "retired_at"])
    row = TemplateVersion(
        template=template,
        number=last.number + 1 if last else 1,
        name=name.strip(),
        text=text.kept(),
        saved_by=actor,
        saved_at=at,
    )
    row.save(force_insert=True)
    record(
        subject=Subject(Kind.TEMPLATE, code),
        type="save_template",
        actor=actor_of(actor) if actor else SYSTEM,
        occurred_at=at,
        payload={"number": row.number, "name": row.name, "procedure": procedure, "sha256": text.sha256},
    )
    return row


def _check(text: ResultText, name: str, seen: int | None, last: int) -> None:
    if seen is not None and seen != last:
        raise ValidationError(
            _("Mẫu này vừa được người khác sửa, hoặc mã mẫu đã có. Hãy mở lại rồi sửa."), code="stale"
        )
    if not name.strip():
        raise ValidationError({"name": _("Hãy đặt tên cho mẫu.")})
    if not text.body.strip():
        raise ValidationError({"body": _("Hãy viết nội dung của mẫu.")})
    unknown = sorted(placeholders.named(text) - set(filling.FIELDS))
    if unknown:
        told = {"names": ", ".join(f"{{{{{one}}}}}" for one in unknown)}
        raise ValidationError(
            {"body": _("Không có trường nào tên là %(names)s. Hãy xem bảng trường.") % told}
        )
