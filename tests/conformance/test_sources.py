"""What every source file of the house keeps to."""

import ast
import re

import pytest

from tests.conformance.tree import ROOT, modules, named, parsed, public_functions, tracked_text_files

MODULES = modules()
LONGEST_MODULE = 500
LONGEST_TEST = 800
# Clocks stand at the doors of the house, of which Django's admin is one; inside, the time is an argument
# (architecture 3).
DOORS = ("motcua/web/", "motcua/cli/", "motcua/server/", "motcua/journal/actions/")
CLOCKS = re.compile(r"\b(datetime\.now|datetime\.utcnow|date\.today|timezone\.now|localdate|time\.time)\b")


@pytest.mark.parametrize("path", MODULES, ids=named)
def test_a_module_has_one_subject(path):
    assert len(path.read_text(encoding="utf-8").splitlines()) <= LONGEST_MODULE


@pytest.mark.parametrize("path", sorted((ROOT / "tests").rglob("*.py")), ids=named)
def test_a_test_module_can_be_read_in_one_sitting(path):
    assert len(path.read_text(encoding="utf-8").splitlines()) <= LONGEST_TEST


@pytest.mark.parametrize("path", MODULES, ids=named)
def test_nothing_is_called_utils(path):
    assert not {"utils", "helpers", "misc"} & {path.stem, *path.parent.parts}


@pytest.mark.parametrize("path", MODULES, ids=named)
def test_a_module_says_what_it_is(path):
    boilerplate = path.name in {"apps.py", "admin.py"} or not path.read_text(encoding="utf-8").strip()
    assert boilerplate or ast.get_docstring(parsed(path))


@pytest.mark.parametrize("path", MODULES, ids=named)
def test_public_functions_promise_something(path):
    silent = [f.name for f in public_functions(path) if not ast.get_docstring(f) and not _is_command(f)]
    assert not silent


def _is_command(function: ast.FunctionDef) -> bool:
    """A command's promise is its --help, which click takes from the docstring or the table of commands."""
    return any("command" in ast.unparse(d) for d in function.decorator_list)


INSIDE = [p for p in MODULES if not named(p).startswith(DOORS) and p.name != "admin.py"]


@pytest.mark.parametrize("path", INSIDE, ids=named)
def test_no_clock_inside_the_domain(path):
    calls = [ast.unparse(n.func) for n in ast.walk(parsed(path)) if isinstance(n, ast.Call)]
    references = [ast.unparse(n.value) for n in ast.walk(parsed(path)) if isinstance(n, ast.keyword)]
    assert not [c for c in calls + references if CLOCKS.search(c)]


@pytest.mark.parametrize("path", tracked_text_files(), ids=named)
def test_no_path_of_a_machine_and_no_unfinished_mark(path):
    text = path.read_text(encoding="utf-8", errors="replace")
    forbidden = ["/wo" + "rk/", "/ro" + "ot/", "/ho" + "me/", "TO" + "DO", "FIX" + "ME"]
    assert not [word for word in forbidden if word in text]


@pytest.mark.parametrize("path", sorted(ROOT.glob("*.md")) + sorted((ROOT / "docs").rglob("*.md")), ids=named)
def test_links_between_documents_lead_somewhere(path):
    links = re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", path.read_text(encoding="utf-8"))
    assert not [link for link in links if not (path.parent / link).exists()]
