"""Signs of forms that were not answered as they should have been."""

import numpy as np
import pytest

from motcua.surveys import instruments
from motcua.surveys.quality import (
    Sign,
    alike_pairs,
    fast,
    gaps,
    impossible,
    interviewer_effect,
    longest_runs,
    straight,
    to_ask_again,
    twin_reasons,
    twins,
)

NAN = float("nan")


def survey(forms=200, items=22, seed=4, twins_of=None):
    """Honest forms by 10 interviewers: most people are satisfied, and one person's answers go together.
    `twins_of`: an interviewer who copied the first own form five times, changing one answer."""
    random = np.random.default_rng(seed)
    mood = random.normal(3.8, 0.6, forms)[:, None]
    answers = np.clip(np.round(mood + random.normal(0, 0.7, (forms, items))), 1, 5)
    interviewers = np.arange(forms) % 10
    if twins_of is not None:
        own = np.flatnonzero(interviewers == twins_of)
        answers[own[1:6]] = answers[own[0]]
        answers[own[1:6], 3] = 1
    return answers, interviewers


def test_honest_forms_have_no_twins():
    answers, interviewers = survey()
    found = twins(answers, interviewers, alike=0.8)
    assert len(found) == 10
    assert twin_reasons(found, level=0.001) == []


def test_copied_forms_are_found_with_their_interviewer():
    answers, interviewers = survey(twins_of=7)
    found = {one.interviewer: one for one in twins(answers, interviewers, alike=0.95)}
    assert len(found["7"].pairs) == 15
    assert found["7"].p <= 0.002
    assert found["7"].expected < 2
    reasons = twin_reasons(list(found.values()))
    assert {reason.form for reason in reasons} == {7, 17, 27, 37, 47, 57}
    assert "form 18" in reasons[0].remark.en


def test_satisfied_people_who_answer_alike_are_no_twins():
    """Half of all forms are 4 throughout, everywhere: agreement that interviewers don't explain."""
    answers, interviewers = survey()
    answers[np.random.default_rng(0).permutation(200)[:100]] = 4
    found = twins(answers, interviewers)
    assert min(one.p for one in found) > 0.01
    assert sum(len(one.pairs) for one in found) > 100


def test_forms_are_dealt_out_within_areas():
    """Two villages that differ: forms agree inside a village, which is not their interviewers' doing."""
    answers = np.repeat([[4.0] * 22, [3.0] * 22], 40, axis=0)
    areas, interviewers = np.repeat([0, 1], 40), np.repeat([0, 1, 2, 3], 20)
    assert min(one.p for one in twins(answers, interviewers)) < 0.01
    assert min(one.p for one in twins(answers, interviewers, areas=areas)) == 1


def test_pairs_equal_a_plain_count():
    answers, _ = survey(forms=40, items=6)
    answers[np.random.default_rng(1).random(answers.shape) < 0.2] = NAN
    plain = set()
    for i in range(40):
        for j in range(i + 1, 40):
            both = [k for k in range(6) if answers[i, k] == answers[i, k] and answers[j, k] == answers[j, k]]
            same = sum(answers[i, k] == answers[j, k] for k in both)
            if 2 * len(both) >= 6 and same >= 0.75 * len(both):
                plain.add((i, j))
    assert set(map(tuple, alike_pairs(answers, 0.75).tolist())) == plain


def test_runs():
    rows = np.asarray([[1, 1, 2, 2, 2], [4, 4, NAN, 4, 4], [NAN] * 5, [1, 2, 3, 4, 5]], dtype=float)
    assert longest_runs(rows).tolist() == [3, 2, 0, 1]
    assert [(r.form, r.sign) for r in straight(rows, least=3)] == [(0, Sign.STRAIGHT)]


def test_a_common_run_is_a_weaker_sign_than_a_rare_one():
    common = np.full((50, 12), 4.0)
    rare = common.copy()
    rare[1:, ::2] = 3
    assert straight(common)[0].strength == 0
    assert straight(rare)[0].strength == pytest.approx(np.log10(50))


def test_fast_forms():
    seconds = [600.0] * 8 + [100, NAN]
    [reason] = fast(seconds)
    assert (reason.form, reason.remark.en) == (8, "took only 100 seconds")
    assert reason.strength == pytest.approx(1)
    assert fast([NAN, NAN]) == []


def test_gaps():
    rows = np.asarray([[1, 2, 3, 4], [1, NAN, NAN, 4], [1, 2, NAN, 4]], dtype=float)
    assert [r.form for r in gaps(rows)] == [1]


def test_impossible_answers():
    form = instruments.read_file(instruments.shipped()[0])
    answers = {
        "timeliness": np.asarray(["late", "on_time", "perhaps", "on_time early"]),
        "apology": np.asarray(["yes", "yes", "", ""]),
        "expects": np.asarray(["online", "online seats skill faster", "", ""]),
        "c01": np.asarray(["5", "6", "", "1"]),
        "agency": np.asarray(["UBND xã Tú Nang", "", "", ""]),
    }
    found = [(reason.form, reason.remark.en) for reason in impossible(form, answers)]
    assert sorted(found) == [
        (1, "apology: answers what was not to be asked"),
        (1, "c01: “6” is no choice"),
        (1, "expects: 4 answers are chosen"),
        (2, "timeliness: “perhaps” is no choice"),
        (3, "timeliness: 2 answers are chosen"),
    ]


def test_interviewer_effects():
    random = np.random.default_rng(6)
    who = np.repeat(np.arange(20), 25)
    honest = random.normal(0, 1, 500)
    none = interviewer_effect(honest, who)
    assert abs(none.icc) < 0.03
    assert none.p > 0.01
    strong = interviewer_effect(honest + np.repeat(random.normal(0, 1, 20), 25), who)
    assert 0.2 < strong.icc < 0.7
    assert strong.p < 1e-6
    assert np.isnan(interviewer_effect([1, 2], [1, 1]).icc)
    assert interviewer_effect([1, 1, 1, 1], [0, 0, 1, 1]).icc == 0
    assert interviewer_effect([1, 1, 2, 2], [0, 0, 1, 1]).icc == 1


def test_the_list_puts_the_strongest_first_and_loses_nobody():
    rows = np.asarray([[4.0, 3, 5, 2] * 5] * 20)
    rows[3] = 4
    rows[9, :] = NAN
    reasons = [*fast([600.0] * 3 + [60] + [600] * 16), *straight(rows), *gaps(rows)]
    found = to_ask_again(reasons)
    assert [suspect.form for suspect in found] == [3, 9]
    assert [reason.sign for reason in found[0].reasons] == [Sign.FAST, Sign.STRAIGHT]
    assert found[0].score == pytest.approx(2 * np.log10(20))
