"""From a drawn sample to cells and entries."""

from motcua.lib.ids import new_id
from motcua.rounds.frames import KEY, UNIT, UNIT_NAME
from motcua.rounds.models import Cell, SampleEntry, SurveyRound
from motcua.surveys.sampling.draws import Pick
from motcua.surveys.sampling.plan import Sample
from motcua.surveys.tables import Table

Look = tuple[str, str, str, str]
"""Stratum, cluster, unit and group: all that an answer will tell of where it comes from."""


def laid_out(
    survey: SurveyRound, table: Table, sample: Sample, group: str | None
) -> tuple[list[Cell], list[SampleEntry]]:
    """The cells of the sample and its entries in them, not yet written."""
    cells: dict[Look, Cell] = {}
    entries = []
    for pick in sample.picks:
        look = _look(table, pick, group)
        cell = cells.setdefault(look, _cell(survey, table, pick, look))
        cell.drawn += pick.reserve == 0
        entries.append(_entry(survey, cell, table, pick))
    return list(cells.values()), entries


def _look(table: Table, pick: Pick, group: str | None) -> Look:
    row = table.rows[pick.row]
    return (
        pick.stratum,
        pick.unit if pick.unit2 else "",
        row[table.column(UNIT)],
        row[table.column(group)] if group else "",
    )


def _cell(survey: SurveyRound, table: Table, pick: Pick, look: Look) -> Cell:
    named = table.rows[pick.row][table.column(UNIT_NAME)] if UNIT_NAME in table.header else look[2]
    return Cell(
        id=new_id(),
        round=survey,
        stratum=look[0],
        cluster=look[1],
        unit_code=look[2],
        unit_name=named,
        group=look[3],
        probability=pick.probability,
        stage1_population=pick.population,
        stage2_population=pick.population2,
        drawn=0,
    )


def _entry(survey: SurveyRound, cell: Cell, table: Table, pick: Pick) -> SampleEntry:
    return SampleEntry(
        id=new_id(),
        round=survey,
        cell=cell,
        row=pick.row + 1,
        key=table.rows[pick.row][table.column(KEY)],
        reserve=pick.reserve,
        asked=pick.reserve == 0,
    )
