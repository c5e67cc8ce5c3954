"""Load the templates that are shipped: each new one is saved, those that somebody changed stay."""

from datetime import datetime
from pathlib import Path

from django.db import transaction
from ruamel.yaml import YAML

from motcua.dossiers.values import ResultText
from motcua.issuing.actions.save_template import save_template
from motcua.issuing.models import Template
from motcua.journal.events import Actor

SHIPPED = Path(__file__).parents[1] / "data" / "templates.yaml"


@transaction.atomic
def load_templates(*, actor: Actor, at: datetime) -> int:
    """How many were new; `actor` is the system. Raises ValidationError for a faulty file."""
    there = set(Template.objects.values_list("code", flat=True))
    new = [row for row in YAML(typ="safe").load(SHIPPED)["templates"] if row["code"] not in there]
    for row in new:
        save_template(
            actor=None,
            at=at,
            code=row["code"],
            name=row["name"],
            procedure=row.get("procedure", ""),
            text=ResultText.of({name: part.strip() for name, part in row["text"].items()}),
        )
    return len(new)
