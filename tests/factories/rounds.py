"""Rounds of a survey for tests, as rows: tests of the acts themselves call the acts."""

from collections.abc import Iterable
from datetime import UTC, date, datetime
from itertools import count

from motcua.journal.events import SYSTEM
from motcua.lib.ids import new_id
from motcua.orgs.models import Unit
from motcua.rounds import sealing
from motcua.rounds.actions.publish_instrument import publish_instrument
from motcua.rounds.lifecycle import State
from motcua.rounds.models import Cell, InstrumentVersion, Response, SampleEntry, SurveyRound, Token
from motcua.rounds.models.collecting import Mode
from motcua.surveys import instruments
from motcua.surveys.answers import Answers

_numbers = count(1)
LONG_AGO = datetime(2000, 1, 1, tzinfo=UTC)


def make_instrument(at: datetime | None = None) -> InstrumentVersion:
    """The shipped questionnaire of 2017 to 2020, published; `at` as `journal.record` allows it."""
    [path] = [path for path in instruments.shipped() if path.stem == "sipas-2017"]
    at = at or datetime.now(UTC)
    return publish_instrument(instrument=instruments.read_file(path), actor=SYSTEM, at=at)


def make_round(
    unit: Unit,
    *,
    instrument: InstrumentVersion | None = None,
    year: int = 2020,
    state: State = State.OPEN,
    plan: dict | None = None,
    smallest_batch: int = 5,
    published: bool = True,
) -> SurveyRound:
    """A round over the year's dossiers of `unit`, drawn and open unless `state` says otherwise; if closed,
    its results are `published`."""
    public = published and state == State.CLOSED
    drawn = state in (State.DRAWN, State.OPEN, State.CLOSED)
    return SurveyRound.objects.create(
        code=f"dot-{next(_numbers)}",
        title=f"Khảo sát {year}",
        unit=unit,
        instrument=instrument or make_instrument(),
        period_first=date(year, 1, 1),
        period_last=date(year, 12, 31),
        smallest_batch=smallest_batch,
        state=state,
        seed="gieo" if drawn else "",
        plan=(plan or {"strata": "unit", "take": None, "pps": None}) if drawn else None,
        record={} if drawn else None,
        planned_at=LONG_AGO,
        drawn_at=LONG_AGO if drawn else None,
        opened_at=LONG_AGO if state in (State.OPEN, State.CLOSED) else None,
        closed_at=LONG_AGO if state == State.CLOSED else None,
        published_at=LONG_AGO if public else None,
        decision="152/QĐ-UBND" if public else "",
        decided_on=LONG_AGO.date() if public else None,
    )


def make_cell(
    survey: SurveyRound, code: str, *, drawn: int = 10, population: int = 100, name: str = "", group: str = ""
) -> Cell:
    """A stratum of its own: `drawn` people of `population` of the unit with `code`."""
    return Cell.objects.create(
        round=survey,
        stratum=f"{code}|{group}" if group else code,
        unit_code=code,
        unit_name=name or code,
        group=group,
        probability=drawn / population,
        stage1_population=population,
        drawn=drawn,
    )


def make_entries(cell: Cell, many: int) -> list[SampleEntry]:
    """People of the sample in `cell`."""
    begin = SampleEntry.objects.filter(round=cell.round).count()
    return SampleEntry.objects.bulk_create(
        SampleEntry(
            id=new_id(), round=cell.round, cell=cell, row=begin + n + 1, key=f"HS-{begin + n + 1}", asked=True
        )
        for n in range(many)
    )


def make_tokens(entries: Iterable[SampleEntry]) -> list[str]:
    """A good token for each of `entries`, as it stands on their slips."""
    texts = {entry.pk: sealing.token_of(entry.pk, 1) for entry in entries}
    Token.objects.bulk_create(
        Token(entry_id=pk, number=1, digest=sealing.digest_of(text)) for pk, text in texts.items()
    )
    return list(texts.values())


def make_responses(cell: Cell, forms: Iterable[Answers], *, mode: Mode = Mode.WEB, **told) -> list[Response]:
    """Dealt responses of `cell`, one for each of `forms`."""
    on = told.pop("on", date(2021, 3, 1))
    return Response.objects.bulk_create(
        Response(cell=cell, mode=mode, on=on, answers=form, **told) for form in forms
    )


def satisfied(level: int = 4, **others: object) -> Answers:
    """A form on which every criterion of 2017 has `level`; others by code of the item."""
    return {f"c{number:02d}": level for number in range(1, 23)} | others
