"""Figures of dossiers that walked through the real acts: by hand, as of any time, with their lists."""

import json
from datetime import date

import pytest
from click.testing import CliRunner
from openpyxl import load_workbook

from motcua.accounts.permissions import Role
from motcua.cli.main import main
from motcua.dossiers.actions.extend import extend
from motcua.dossiers.actions.record_supplement import record_supplement
from motcua.dossiers.actions.refuse_at_reception import refuse_at_reception
from motcua.dossiers.actions.return_result import return_result
from motcua.dossiers.actions.transfer import transfer
from motcua.dossiers.models import Dossier
from motcua.orgs.models import Succession, UnitKind
from motcua.reports import counts, documents, form06a
from motcua.reports.facts import Period
from motcua.reports.form06a import Convention
from motcua.reports.queries import Scope, groups, listed
from tests.domain.dossiers.conftest import local
from tests.domain.reports.walking import received, solved
from tests.factories.people import make_unit, make_user

pytestmark = pytest.mark.django_db

JUNE = ["--from", "2020-06-01", "--to", "2020-07-01"]


def scope(seen="2020-07-01T00:00", end="2020-07-01T00:00", unit=None, start="2020-06-01T00:00"):
    return Scope(Period(local(start), local(end), local(seen)), unit)


def single(where):
    return counts.count(entry for group in groups(where) for entry in group.tally)


def cells(document):
    return {name: document["total"][name] for name in form06a.COLUMNS}


def run(*arguments):
    result = CliRunner().invoke(main, ["report", *arguments])
    assert result.exit_code == 0, result.output
    return result.stdout


def test_every_count_of_june_by_hand(june):
    assert single(scope()) == {
        "carried_over": 1,
        "received_online": 0,
        "received_direct": 10,
        "received_post": 0,
        "refused_at_reception": 1,
        "guided": 1,
        "solved_early": 1,
        "solved_on_time": 2,
        "solved_late": 1,
        "solved_no_due_date": 0,
        "refused_in_processing": 1,
        "withdrawn": 1,
        "stopped": 1,
        "open_within_time": 1,
        "open_overdue": 1,
        "open_no_due_date": 0,
        "waiting_supplement": 1,
        "waiting_payment": 1,
        "handed_over": 2,
        "ready_not_collected": 2,
    }


def test_each_dossier_stands_in_the_list_of_its_own_count(june):
    for name, dossier in june.items():
        figure = "solved_on_time" if name == "on_the_spot" else name
        behind = [d.code for d in documents.dossiers_behind(scope(), figure, Convention.B)]
        assert dossier.code in behind, name


def test_the_form_by_both_conventions(june):
    a, b = (cells(documents.form(scope(), convention)) for convention in Convention)
    assert list(a.values()) == [11, 0, 10, 1, 7, 1, 5, 1, 4, 3, 1]
    assert list(b.values()) == [11, 0, 10, 1, 4, 1, 2, 1, 2, 1, 1]
    memo = documents.form(scope(), Convention.B)["total"]["memo"]
    assert sum(memo.values()) == 5
    assert memo["waiting"] == 2


@pytest.mark.parametrize("convention", Convention)
def test_lists_are_as_long_as_figures_in_every_cell(june, convention):
    sums = form06a.SUMS[convention]
    for group in groups(scope()):
        figures = counts.count(group.tally)
        for name in documents.FIGURES:
            found = [d for d in listed(scope(), counts.conditions(name, sums)) if d.field == group.field]
            assert len(found) == counts.figure(figures, name, sums), name


def test_a_past_time_is_not_changed_by_what_is_done_later(world, june):
    before = single(scope())
    later = june["guided"]
    later.refresh_from_db()
    refuse_at_reception(
        actor=world.counter,
        at=local("2020-07-02T09:00"),
        unit=world.one_stop,
        reason="Vẫn thiếu",
        dossier=later,
    )
    supplied = Dossier.objects.get(pk=june["waiting_supplement"].pk)
    record_supplement(actor=world.counter, at=local("2020-07-03T09:00"), dossier=supplied)
    solved(world, Dossier.objects.get(pk=june["open_overdue"].pk), "2020-07-06")
    ready = Dossier.objects.get(pk=june["solved_late"].pk)
    return_result(actor=world.counter, at=local("2020-07-06T08:00"), dossier=ready, receiver_name="Lò Thị B")
    received(world, "2020-07-07T09:00")
    assert single(scope()) == before
    # What occurred after the period is not counted in it either, however much is known today.
    assert single(scope(seen="2021-01-01T00:00")) == before
    july = single(scope(seen="2020-08-01T00:00", start="2020-07-01T00:00", end="2020-08-01T00:00"))
    assert (july["refused_at_reception"], july["solved_late"], july["handed_over"]) == (1, 1, 1)
    assert july["carried_over"] == 4


def test_a_guided_dossier_counts_as_received_once_it_is(world, june):
    received(world, "2020-06-22T09:00", dossier=Dossier.objects.get(pk=june["guided"].pk))
    assert single(scope())["guided"] == 0
    assert single(scope())["received_direct"] == 11
    past = single(scope(seen="2020-06-21T00:00"))
    assert past["guided"] == 1
    assert past["refused_at_reception"] == 1


def test_an_extension_moves_the_due_date_only_from_when_it_was_decided(world):
    dossier = received(world, "2020-06-02T09:00")
    extend(actor=world.head, at=local("2020-06-09T16:00"), dossier=dossier, rule="xm", reason="Xác minh")
    assert single(scope(end="2020-06-11T00:00"))["open_within_time"] == 1
    assert single(scope(end="2020-06-13T00:00"))["open_overdue"] == 1
    # Seen before the extension was decided, the due date was the original one, on the 9th.
    (row,) = listed(scope(seen="2020-06-09T15:00"), counts.conditions("received"))
    assert row.due_at == local("2020-06-09T17:00")
    (row,) = listed(scope(), counts.conditions("received"))
    assert row.due_at == local("2020-06-12T17:00")


def test_a_transfer_leaves_the_figures_of_the_past_to_the_old_unit(world, june):
    new = make_unit("moi-mot-cua", under=world.district, kind=UnitKind.ONE_STOP)
    before = single(scope(unit=world.one_stop))
    world.one_stop.valid_to = date(2020, 6, 30)
    world.one_stop.save()
    Succession.objects.create(predecessor=world.one_stop, successor=new, on=date(2020, 7, 1))
    chief = make_user(role=Role.ADMINISTRATOR, unit=world.district)
    moved = Dossier.objects.get(pk=june["open_within_time"].pk)
    transfer(actor=chief, at=local("2020-07-01T09:00"), dossier=moved, successor=new, document="NQ 1")
    assert single(scope(unit=world.one_stop, seen="2020-08-01T00:00")) == before
    july = {"start": "2020-07-01T00:00", "end": "2020-08-01T00:00", "seen": "2020-08-01T00:00"}
    assert single(scope(unit=new, **july))["carried_over"] == 1


def test_a_figure_of_the_unit_holds_all_below_it_and_no_other(world, june):
    assert single(scope(unit=world.district)) == single(scope())
    assert single(scope(unit=world.office))["received_direct"] == 0
    assert {row["unit"] for row in documents.form(scope(), Convention.B)["rows"]} == {"huyen"}


def test_the_sentence_in_words_and_as_figures(june):
    figures = json.loads(run("summary", *JUNE, "--as-of", "2020-07-01", "--format", "json"))
    assert figures == {
        "brought": 13,
        "solved_in_time": 3,
        "not_yet_due": 2,
        "refused_or_supplement": 6,
        "overdue": 2,
        "no_due_date": 0,
    }
    words = run("summary", *JUNE, "--unit", "huyen")
    assert words.startswith("Từ ngày 01/06/2020 đến ngày 30/06/2020, UBND huyện tiếp nhận 13 hồ sơ;")


def test_the_command_prints_the_form_in_four_ways(june, tmp_path):
    document = json.loads(run("II.06a", *JUNE, "--format", "json"))
    assert set(document) == {"rows", "total"}
    assert list(document["rows"][0]) == ["field", "unit", *form06a.COLUMNS, "memo"]
    assert "Biểu số II.06a/VPCP/KSTT" in run("II.06a", *JUNE)
    assert run("II.06a", *JUNE, "--format", "table") == run("II.06a", *JUNE)
    assert run("II.06a", *JUNE, "--format", "csv").count("\n") == 3
    run("II.06a", *JUNE, "--format", "xlsx", "-o", str(tmp_path / "a.xlsx"))
    page = load_workbook(tmp_path / "a.xlsx").active
    assert page.cell(page.max_row, 4).value == 11
    behind = json.loads(run("II.06a", *JUNE, "--list", "c12", "--format", "json"))
    assert (behind["count"], behind["dossiers"][0]["code"]) == (1, june["open_within_time"].code)


@pytest.mark.parametrize(
    "wrong",
    [
        ["II.06a", *JUNE, "--list", "c14"],
        ["II.06a", *JUNE, "--unit", "nowhere"],
        ["II.06a", "--from", "2020-07-01", "--to", "2020-06-01"],
        ["II.06a", *JUNE, "--format", "xlsx"],
    ],
)
def test_misuse_is_told(world, wrong):
    assert CliRunner().invoke(main, ["report", *wrong]).exit_code == 2
