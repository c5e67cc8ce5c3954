"""An action is one file, one public function of the same name, keyword-only, atomic, told who and when.

Architecture, habits 1 and 3: whoever looks for what `close_unit` does opens `actions/close_unit.py`.
"""

import ast

import pytest

from tests.conformance.tree import modules, named, parsed, public_functions

ACTIONS = [p for p in modules() if p.parent.name == "actions" and p.stem != "__init__"]
# The journal's own acts are what the others are made of: they record, so they record no event of themselves.
PRIMITIVES = {"motcua/journal/actions"}


def is_primitive(path) -> bool:
    return named(path.parent) in PRIMITIVES


def test_there_are_actions():
    assert ACTIONS


@pytest.mark.parametrize("path", ACTIONS, ids=named)
def test_one_public_function_bears_the_name_of_its_file(path):
    names = [f.name for f in public_functions(path)]
    assert path.stem in names
    if not is_primitive(path):
        assert names == [path.stem]


@pytest.mark.parametrize("path", ACTIONS, ids=named)
def test_arguments_are_given_by_name(path):
    for function in public_functions(path):
        assert not function.args.args, f"{function.name} takes arguments by position"


@pytest.mark.parametrize("path", [p for p in ACTIONS if not is_primitive(p)], ids=named)
def test_who_and_when_are_passed_in(path):
    (function,) = public_functions(path)
    arguments = {a.arg for a in function.args.kwonlyargs}
    assert {"actor", "at"} <= arguments


@pytest.mark.parametrize("path", [p for p in ACTIONS if not is_primitive(p)], ids=named)
def test_all_or_nothing(path):
    (function,) = public_functions(path)
    decorated = any("atomic" in ast.unparse(d) for d in function.decorator_list)
    inside = any("atomic" in ast.unparse(n) for n in ast.walk(function) if isinstance(n, ast.With))
    assert decorated or inside


@pytest.mark.parametrize("path", [p for p in ACTIONS if not is_primitive(p)], ids=named)
def test_an_action_records_what_it_did(path):
    calls = [n.func for n in ast.walk(parsed(path)) if isinstance(n, ast.Call)]
    called = {f.id for f in calls if isinstance(f, ast.Name)}
    # Acts on a dossier write rows and event at once: `motcua.dossiers.writing`.
    called |= {"record" for f in calls if isinstance(f, ast.Attribute) and f.attr == "commit"}
    others = {a.stem for a in ACTIONS} - {path.stem}
    assert called & ({"record", "record_many"} | others)
