"""A second opinion on evaluations, as plain as can be: rows read one by one, rules of domain.md 7.1 to 7.3
written down anew. Knows no excuses; shares no code with the program."""

from collections import defaultdict
from datetime import date
from zoneinfo import ZoneInfo

from motcua.dossiers.models import Dossier

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")


def day(at) -> date:
    return at.astimezone(ZONE).date()


def worth(limit: str, due, at):
    if due is None:
        return None
    if limit.endswith(("min", " h")):
        return 0 if at > due else 2 if at < due else 1
    if day(at) > day(due):
        return 0
    under_a_day = limit == "same_day" or limit.startswith("0.")
    return 2 if day(at) < day(due) or (under_a_day and at < due) else 1


def parts(dossier):
    """Who held which part of the dossier, what it is worth, and whether it was the reception."""
    if dossier.on_the_spot:
        whole = worth(dossier.limit, dossier.lawful_due_at, dossier.closed_at)
        return [(dossier.contact, whole, True)]
    steps = dossier.steps.exclude(state="dropped").exclude(role__in=["return", "wait"])
    return [
        (step.owner, worth(step.limit, step.due_at, step.ended_at), step.role == "receive")
        for step in steps
        if step.ended_at and step.ended_at <= dossier.closed_at and step.owner
    ]


def of_officers(first: date, last: date):
    """officer -> index -> (how many worth 0, 1, 2)."""
    found = defaultdict(lambda: defaultdict(lambda: [0, 0, 0]))
    for dossier in Dossier.objects.filter(outcome="ready"):
        if not first <= day(dossier.closed_at) <= last:
            continue
        whole = worth(dossier.limit, dossier.lawful_due_at, dossier.closed_at)
        by_officer = defaultdict(list)
        for officer, value, _reception in parts(dossier):
            by_officer[officer].append(value)
        for officer, values in by_officer.items():
            known = [value for value in values if value is not None]
            own = min(known) if known else None
            asked = dossier.slips.filter(form="supplement", stage="reception", officer=officer).count()
            asked += dossier.proposals.filter(proposed_by=officer).count()
            scored = {1: None if whole == 0 and own != 0 else whole, 2: own, 3: max(0, 2 - asked)}
            for index, value in scored.items():
                if value is not None:
                    found[officer][index][value] += 1
    return found
