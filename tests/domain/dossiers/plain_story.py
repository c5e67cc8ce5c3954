"""The same facts of a dossier from the plain model and from the rows; times naive and local."""

from motcua.dossiers.lifecycle import NATIONAL_STATUS, State
from motcua.dossiers.models import (
    Attachment,
    Consultation,
    Dossier,
    DossierComponent,
    DueDate,
    Leg,
    Pause,
    Proposal,
    Settlement,
    Slip,
    Step,
    Telling,
)
from motcua.journal.models import Event
from motcua.lib.times import LOCAL
from tests.domain.dossiers.plain_way import STATUS

_ROWS = (
    *(Attachment, Consultation, DossierComponent, DueDate, Leg, Pause, Proposal),
    *(Settlement, Slip, Step, Telling),
)


def expected(dossier, everything):
    """What the model says of `dossier`, one of `everything`."""
    d = dossier
    return {
        "state": (d.state, STATUS[d.state], d.outcome),
        "times": (d.submitted, d.received, d.guided, d.turned_away, d.closed, d.returned),
        "dates": (d.original, d.lawful, d.promised, d.dates),
        "limit": f"{d.limit[0]} {d.limit[1]}".removeprefix("0 ") if d.received and d.limit else "",
        "contact": d.contact,
        "places": (d.unit, d.agency),
        "pauses": [(p.kind, p.start, p.expected, p.end) for p in d.pauses],
        "legs": [
            (leg.unit, leg.origin, leg.handed, leg.hand_over_due, leg.accepted, leg.due, leg.closed)
            for leg in d.legs
        ],
        "steps": sorted(
            (
                s.key,
                s.round,
                s.unit,
                s.owner or "",
                s.state,
                s.opened,
                s.due,
                s.ended,
                d.legs.index(s.leg),
            )
            for s in d.steps
        ),
        "opinions": sorted(
            (s.key, s.round, o.unit, o.asked, o.due, o.answered, o.answer)
            for s in d.steps
            for o in s.opinions
        ),
        "book": d.booked and _place_in_book(d.unit, d.booked, everything),
        "slips": [(form, stage, _number(d, form, at, everything)) for form, stage, at in d.slips],
        "proposals": [state == "settled" for state in d.proposals],
        "duties": d.duties,
        "fees": [(_receipt(d, f, everything), f.amount, f.at, f.back, f.void) for f in d.fees],
        "files": d.files,
        "told": d.told,
        "papers": sorted(d.papers),
        "events": d.events,
    }


def _number(dossier, form, at, everything):
    """Numbers are given in the order of time, by unit, form and year; a receipt bears that of the book."""
    if form == "receipt":
        return _place_in_book(dossier.unit, at, everything)
    same = [d for d in everything if d.unit == dossier.unit]
    return sum(f == form and when.year == at.year and when <= at for d in same for f, _, when in d.slips)


def _receipt(dossier, fee, everything):
    """Receipts are numbered in the order of time, by unit and year."""
    taken = [other.at for d in everything if d.unit == dossier.unit for other in d.fees]
    return sum(at.year == fee.at.year and at <= fee.at for at in taken)


def _place_in_book(unit, at, everything):
    """The register holds what was received, and what was answered on the spot."""
    times = [d.booked for d in everything if d.unit == unit and d.booked]
    return sum(time.year == at.year and time <= at for time in times)


class Found:
    """What the rows say, of all dossiers at once: one statement a table."""

    def __init__(self, people, units):
        self.people, self.units = people, units
        self.dossiers = {d.code: d for d in Dossier.objects.all()}
        codes = {d.pk: code for code, d in self.dossiers.items()}
        self.rows = {code: {} for code in self.dossiers}
        models = (
            Attachment,
            Telling,
            Consultation,
            DossierComponent,
            DueDate,
            Leg,
            Pause,
            Proposal,
            Settlement,
            Slip,
            Step,
        )
        for model in models:
            for row in model.objects.all():
                self.rows[codes[row.dossier_id]].setdefault(model, []).append(row)
        self.events = {}
        for key, kind in (
            Event.objects.filter(subject_kind="dossier").order_by("seq").values_list("subject_id", "type")
        ):
            self.events.setdefault(key, []).append(kind)

    def person(self, key):
        return self.people.get(key, "")

    def story(self, code):
        """As `expected`, from the rows."""
        d, rows = self.dossiers[code], self.rows[code]
        steps = rows.get(Step, [])
        legs = sorted(rows.get(Leg, []), key=lambda leg: leg.seq)
        assert [leg.seq for leg in legs] == list(range(1, len(legs) + 1))
        dates = sorted(rows.get(DueDate, []), key=lambda row: row.seq)
        assert [row.seq for row in dates] == list(range(len(dates)))
        money = sorted(rows.get(Settlement, []), key=lambda row: row.asked_at)
        times = (d.submitted_at, d.received_at, d.guided_at, d.turned_away_at, d.closed_at, d.returned_at)
        return {
            "state": (d.state, NATIONAL_STATUS[State(d.state)].value, d.outcome),
            "times": tuple(map(naive, times)),
            "dates": (
                *map(naive, (d.original_due_at, d.lawful_due_at, d.promised_at)),
                [(row.ground, naive(row.due_at)) for row in dates],
            ),
            "limit": d.limit,
            "book": d.book_number,
            "contact": self.person(d.contact_id) or None,
            "places": (self.units[d.received_by_unit_id], self.units[d.agency_id]),
            "pauses": [
                (p.kind, naive(p.started_at), p.expected_end_on, naive(p.ended_at))
                for p in sorted(rows.get(Pause, []), key=lambda p: p.started_at)
            ],
            "legs": [self._leg(leg) for leg in legs],
            "steps": sorted(self._step(step, legs) for step in steps),
            "opinions": sorted(self._opinions(rows.get(Consultation, []), steps)),
            "slips": [
                (slip.form, slip.stage, slip.number)
                for slip in sorted(rows.get(Slip, []), key=lambda slip: slip.issued_at)
            ],
            "proposals": [row.settled_at is not None for row in rows.get(Proposal, [])],
            "duties": [[row.amount, naive(row.paid_at)] for row in money if row.kind == "duty"],
            "fees": [
                (row.number, row.amount, *map(naive, (row.paid_at, row.refunded_at, row.cancelled_at)))
                for row in money
                if row.kind == "fee"
            ],
            "files": sorted((naive(row.attached_at), row.position) for row in rows.get(Attachment, [])),
            "told": sorted((naive(row.told_at), row.person) for row in rows.get(Telling, [])),
            "papers": sorted(row.position for row in rows.get(DossierComponent, [])),
            "events": self.events[str(d.pk)],
        }

    def _leg(self, leg):
        times = (leg.handed_at, leg.hand_over_due_at, leg.accepted_at, leg.due_at, leg.closed_at)
        return (self.units[leg.unit_id], self.units.get(leg.from_unit_id), *map(naive, times))

    def _step(self, step, legs):
        leg = [leg.pk for leg in legs].index(step.leg_id)
        times = map(naive, (step.opened_at, step.due_at, step.ended_at))
        unit, owner = self.units[step.unit_id], self.person(step.owner_id)
        return (step.key, step.round, unit, owner, step.state, *times, leg)

    def _opinions(self, rows, steps):
        of = {step.pk: (step.key, step.round) for step in steps}
        for row in rows:
            times = map(naive, (row.asked_at, row.due_at, row.answered_at))
            yield (*of[row.step_id], self.units[row.unit_id], *times, row.answer)


def naive(when):
    """As the plain model has it."""
    return when and when.astimezone(LOCAL).replace(tzinfo=None)
