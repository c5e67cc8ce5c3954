"""What every source file of the house keeps to."""

import ast
import re

from tests.conformance.tree import ROOT, modules, named, parsed, public_functions, tracked_text_files

MODULES = modules()
LONGEST_MODULE = 500
LONGEST_TEST = 800
# Clocks stand at the doors of the house, of which Django's admin is one; inside, the time is an argument
# (architecture 3).
DOORS = ("motcua/web/", "motcua/cli/", "motcua/server/", "motcua/journal/actions/")
CLOCKS = re.compile(r"\b(datetime\.now|datetime\.utcnow|date\.today|timezone\.now|localdate|time\.time)\b")


def those(paths, is_wrong):
    """What of `paths` is wrong. One test a rule: a test for each file took longer than the looking."""
    return [named(path) for path in paths if is_wrong(path)]


def lines(path):
    return len(path.read_text(encoding="utf-8").splitlines())


def test_a_module_has_one_subject():
    assert not those(MODULES, lambda path: lines(path) > LONGEST_MODULE)


def test_a_test_module_can_be_read_in_one_sitting():
    assert not those((ROOT / "tests").rglob("*.py"), lambda path: lines(path) > LONGEST_TEST)


def test_nothing_is_called_utils():
    assert not those(MODULES, lambda path: {"utils", "helpers", "misc"} & {path.stem, *path.parent.parts})


def test_a_module_says_what_it_is():
    assert not those(MODULES, _is_silent)


def _is_silent(path):
    boilerplate = path.name in {"apps.py", "admin.py"} or not path.read_text(encoding="utf-8").strip()
    return not boilerplate and not ast.get_docstring(parsed(path))


def test_public_functions_promise_something():
    silent = [
        f"{named(path)}: {f.name}"
        for path in MODULES
        for f in public_functions(path)
        if not ast.get_docstring(f) and not _is_command(f)
    ]
    assert not silent


def _is_command(function: ast.FunctionDef) -> bool:
    """A command's promise is its --help, which click takes from the docstring or the table of commands."""
    return any("command" in ast.unparse(d) for d in function.decorator_list)


def test_no_clock_inside_the_domain():
    inside = [p for p in MODULES if not named(p).startswith(DOORS) and p.name != "admin.py"]
    assert not those(inside, _has_a_clock)


def _has_a_clock(path):
    # Most modules name no clock at all; only the others are worth their tree.
    if not CLOCKS.search(path.read_text(encoding="utf-8")):
        return False
    nodes = list(ast.walk(parsed(path)))
    calls = [ast.unparse(n.func) for n in nodes if isinstance(n, ast.Call)]
    references = [ast.unparse(n.value) for n in nodes if isinstance(n, ast.keyword)]
    return any(CLOCKS.search(text) for text in calls + references)


def test_no_path_of_a_machine_and_no_unfinished_mark():
    forbidden = ("/wo" + "rk/", "/ro" + "ot/", "/ho" + "me/", "TO" + "DO", "FIX" + "ME")

    def is_wrong(path):
        text = path.read_text(encoding="utf-8", errors="replace")
        return any(word in text for word in forbidden)

    assert not those(tracked_text_files(), is_wrong)


def test_links_between_documents_lead_somewhere():
    broken = [
        f"{named(path)}: {link}"
        for path in (*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"))
        for link in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", path.read_text(encoding="utf-8"))
        if not (path.parent / link).exists()
    ]
    assert not broken
