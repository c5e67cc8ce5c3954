"""The pages of the desk between which one goes: the worklist, what waits for a signature, the workload."""

from collections.abc import Mapping
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from motcua.accounts.models import User
from motcua.accounts.permissions import Permission
from motcua.accounts.queries import may_somewhere

_PLACES: Mapping[str, tuple[object, Permission]] = {
    "desk:worklist": (_("Danh sách việc"), Permission.VIEW_DOSSIERS),
    "desk:approvals": (_("Chờ ký"), Permission.APPROVE_RESULT),
    "desk:workload": (_("Khối lượng và tiến độ"), Permission.VIEW_REPORTS),
    "registers:books": (_("Sổ theo dõi hồ sơ"), Permission.VIEW_DOSSIERS),
    "hall:measured": (_("Thời gian chờ"), Permission.VIEW_REPORTS),
}


def places(user: User, at: datetime) -> list[tuple[str, str, object]]:
    """Name, address and text of the pages that `user` may open; none when there is but one."""
    found = [
        (name, reverse(name), text)
        for name, (text, permission) in _PLACES.items()
        if may_somewhere(user, permission, at)
    ]
    return found if len(found) > 1 else []
