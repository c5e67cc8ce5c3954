"""The buttons of a dossier's page: what may be done now, by rank, each with what it brings about."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from motcua.dossiers.labels import ACTS
from motcua.dossiers.lifecycle import Act
from motcua.dossiers.models import Dossier
from motcua.dossiers.offering import Offer
from motcua.web.desk import consequences
from motcua.web.desk.deeds import DEEDS, Deed
from motcua.web.desk.forms.acting import version_of

_AT_COUNTER = _("Làm ở quầy.")
ELSEWHERE = {
    Act.RECEIVE: ("counter:arrival", _AT_COUNTER),
    Act.RETURN_RESULT: ("counter:result", _AT_COUNTER),
    Act.DRAFT_RESULT: ("issuing:draft", _("Viết từ mẫu; mỗi bản lưu giữ cùng hồ sơ.")),
}
"""Acts that have a page of their own, and what is said under their button."""


def elsewhere(code: str, offered: Iterable[Offer]) -> list[tuple[str, str, str]]:
    """Address, text and remark of the pages for acts that are offered and done there, each act once."""
    acts = dict.fromkeys(offer.act for offer in offered if offer.act in ELSEWHERE)
    return [
        (reverse(page, args=[code]), str(ACTS[act]), str(remark))
        for act in acts
        for page, remark in (ELSEWHERE[act],)
    ]


@dataclass(frozen=True)
class Button:
    """A deed on a row: its address, what it brings about, and `on` which row where there are several."""

    deed: Deed
    offer: Offer
    address: str
    lines: list[str]
    on: str

    @property
    def version(self) -> int:
        """The version of the row that the page shows."""
        return version_of(self.offer.row)


def buttons(code: str, offered: Iterable[Offer], at: datetime) -> dict[str, list[Button]]:
    """Buttons by rank, in the order of the table of deeds."""
    here = [offer for offer in offered if offer.act in DEEDS]
    here = [offer for offer in here if not _doubled(offer, here)]
    places = list(DEEDS)
    found: dict[str, list[Button]] = {}
    for offer in sorted(here, key=lambda o: places.index(o.act)):
        deed = DEEDS[offer.act]
        found.setdefault(deed.rank, []).append(
            Button(deed, offer, address(code, offer), consequences.told(offer, at), _on(offer, here))
        )
    return found


def _doubled(offer: Offer, offered: list[Offer]) -> bool:
    """A step that ends by a hand-over is not offered to be completed as well."""
    return offer.act is Act.COMPLETE_STEP and any(
        other.act is Act.HAND_OVER and other.row.pk == offer.row.pk for other in offered
    )


def _on(offer: Offer, offered: list[Offer]) -> str:
    """The name of the row, where the same act is offered on another one as well."""
    alike = [other for other in offered if other.act is offer.act]
    if len(alike) < 2 or isinstance(offer.row, Dossier):
        return ""
    return offer.row.name if offer.kind == "step" else offer.row.unit.short_name  # type: ignore[attr-defined]


def address(code: str, offer: Offer) -> str:
    """Where `offer` is taken up."""
    return reverse("desk:act", args=[code, DEEDS[offer.act].slug, offer.row.pk])
