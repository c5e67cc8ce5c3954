"""`motcua catalogue check` and `load` as a person types them."""

import json

import pytest
from click.testing import CliRunner

from motcua.catalogue import pack
from motcua.catalogue.models import Procedure
from motcua.cli.main import main

GOOD = pack.FOLDER / "p1.yaml"


def run(*arguments):
    return CliRunner().invoke(main, ["catalogue", *map(str, arguments)])


def test_a_good_pack_is_good():
    result = run("check", GOOD)
    assert result.exit_code == 0
    assert result.stdout == ""


def test_a_broken_pack_is_told_as_text_and_as_one_json_document(tmp_path):
    broken = tmp_path / "goi.yaml"
    broken.write_text(GOOD.read_text(encoding="utf-8").replace("due: 4", "due: 3"), encoding="utf-8")
    result = run("check", broken, "--lang", "en")
    assert result.exit_code == 1
    assert "[procedures.0.fees.0.due]: must be one of: 1, 2 or 4" in result.stdout
    result = run("check", broken, GOOD, "--format", "json")
    document = json.loads(result.stdout)
    assert (result.exit_code, document["files"], document["errors"]) == (1, 2, 1)
    problem = document["problems"][0]
    line = broken.read_text(encoding="utf-8").splitlines()[problem["line"] - 1]
    assert line[problem["column"] - 1 :] == "due: 3"


def test_a_file_that_is_not_there_is_misuse():
    assert run("check", "nowhere.yaml").exit_code == 2
    assert run("load", "nowhere").exit_code == 2
    assert run("load").exit_code == 2


@pytest.mark.django_db
def test_loading_twice_changes_nothing():
    first = json.loads(run("load", "p1", "p2", "--format", "json").stdout)
    assert [row["change"] for row in first["procedures"]] == ["landed", "landed"]
    again = json.loads(run("load", "p1", "p2", "--format", "json").stdout)
    assert [row["change"] for row in again["procedures"]] == ["unchanged", "unchanged"]
    assert Procedure.objects.count() == 2


@pytest.mark.django_db
def test_nothing_is_loaded_when_one_pack_is_broken(tmp_path):
    broken = tmp_path / "goi.yaml"
    broken.write_text("pack: x", encoding="utf-8")
    assert run("load", "p1", broken).exit_code == 1
    assert not Procedure.objects.exists()
