"""Steps added, moved and taken away: the process stays one way, whatever shape it has."""

from itertools import pairwise

import pytest

from motcua.catalogue import process, rearranging
from motcua.catalogue.content import Process, Step


def steps(**after):
    """Steps by key with their predecessors: `steps(a="", b="a", c="a b")`."""
    return [
        Step(key=key, name=key.upper(), role="appraise", office="agency", limit="1 h", after=before.split())
        for key, before in after.items()
    ]


LINE = steps(a="", b="a", c="b", d="c")
FORK = steps(a="", b="a", c="a", d="b c", e="d")
NEW = Step(key="n", name="N", role="appraise", office="agency", limit="1 h")


def shape(found):
    return {step.key: " ".join(step.after or ()) for step in found}


def whole(found):
    """Whether the check of packs finds one way from one first to one last step."""
    return process.graph_findings(Process(code="p", name="P", steps=found)) == []


def test_a_step_goes_between_two_others():
    assert shape(rearranging.add_after(LINE, "b", NEW)) == {"a": "", "b": "a", "n": "b", "c": "n", "d": "c"}
    assert shape(rearranging.add_after(LINE, "", NEW))["a"] == "n"


def test_after_a_fork_both_branches_follow_the_new_step():
    found = shape(rearranging.add_after(FORK, "a", NEW))
    assert (found["n"], found["b"], found["c"]) == ("a", "n", "n")


def test_a_step_beside_another_runs_at_the_same_time():
    found = shape(rearranging.add_beside(LINE, "b", NEW))
    assert found == {"a": "", "b": "a", "n": "a", "c": "b n", "d": "c"}


def test_what_followed_a_removed_step_follows_what_it_followed():
    assert shape(rearranging.remove(LINE, "b")) == {"a": "", "c": "a", "d": "c"}
    assert shape(rearranging.remove(FORK, "c")) == {"a": "", "b": "a", "d": "b", "e": "d"}
    assert shape(rearranging.remove(FORK, "d"))["e"] == "b c"


def test_a_moved_step_takes_the_place_of_its_neighbour():
    assert shape(rearranging.move(LINE, "c", -1)) == {"a": "", "c": "a", "b": "c", "d": "b"}
    found = shape(rearranging.move(FORK, "d", 1))
    assert found == {"a": "", "b": "a", "c": "a", "e": "b c", "d": "e"}
    assert rearranging.move(LINE, "a", -1) == LINE


@pytest.mark.parametrize("given", [LINE, FORK], ids=["line", "fork"])
def test_every_change_leaves_one_way(given):
    changed = [rearranging.add_after(given, step.key, NEW) for step in given]
    changed += [rearranging.remove(given, step.key) for step in given[1:-1]]
    changed += [rearranging.move(given, step.key, by) for step in given for by in (-1, 1)]
    changed += [rearranging.add_beside(given, step.key, NEW) for step in given[1:-1]]
    assert all(map(whole, changed))
    assert all(len({s.key for s in found}) == len(found) for found in changed)


def test_moving_there_and_back_changes_nothing():
    for place, (one, _other) in enumerate(pairwise(FORK)):
        there = rearranging.move(FORK, one.key, 1)
        assert rearranging.move(there, there[place + 1].key, -1) == FORK
