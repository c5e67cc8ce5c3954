"""Which forms to ask again: signs that a form was not answered as it should have been.

Nothing is deleted here. Each sign is a reason with its strength; the list is ranked so that people look at
the strongest first, and what they decide is theirs. Pure; forms are rows.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from math import log10

import numpy as np
from numpy.typing import ArrayLike, NDArray

from motcua.surveys.design import Codes, Floats, codes
from motcua.surveys.distributions import f_tail
from motcua.surveys.instruments import Instrument, Item, Kind
from motcua.surveys.problems import Remark
from motcua.surveys.variance import sums_by

PERMUTATIONS = 999
CHUNK = 256


class Sign(StrEnum):
    """What is odd about a form."""

    FAST = "fast"
    STRAIGHT = "straight"
    TWIN = "twin"
    GAPS = "gaps"
    IMPOSSIBLE = "impossible"


@dataclass(frozen=True, slots=True)
class Reason:
    """One sign on one form. `strength` is −log10 of how rare it is among these forms (impossible: 3), so that
    strengths add up; `remark` tells it to people."""

    form: int
    sign: Sign
    strength: float
    remark: Remark


@dataclass(frozen=True, slots=True)
class Suspect:
    """A form to ask again, with its reasons, strongest first."""

    form: int
    score: float
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class Twins:
    """How alike an interviewer's forms are: pairs that agree in at least the asked share of answers, what is
    expected if forms were anybody's, and the share of permutations with as many or more."""

    interviewer: str
    forms: int
    pairs: tuple[tuple[int, int], ...]
    expected: float
    p: float


@dataclass(frozen=True, slots=True)
class InterviewerEffect:
    """Intra-class correlation of answers within interviewers (ANOVA estimator), with the p-value of F."""

    icc: float
    p: float
    interviewers: int


def fast(seconds: ArrayLike, *, share: float = 0.4) -> list[Reason]:
    """Forms that took less than `share` of the median duration. Durations in seconds; NaN is unknown."""
    given = np.asarray(seconds, dtype=np.float64)
    if np.isnan(given).all():
        return []
    limit = share * float(np.nanmedian(given))
    return [
        Reason(
            int(form),
            Sign.FAST,
            _rarity(given <= given[form]),
            Remark(f"chỉ {given[form]:.0f} giây", f"took only {given[form]:.0f} seconds"),
        )
        for form in np.flatnonzero(given < limit)
    ]


def straight(answers: ArrayLike, *, least: int = 10) -> list[Reason]:
    """Forms whose longest run of equal neighbouring answers (rows × items in the order of asking) is at least
    `least`. How rare a run is depends on the survey: where most are satisfied, long runs are common."""
    runs = longest_runs(np.asarray(answers, dtype=np.float64))
    return [
        Reason(
            int(form),
            Sign.STRAIGHT,
            _rarity(runs >= runs[form]),
            Remark(f"{runs[form]} câu liền giống nhau", f"{runs[form]} equal answers in a row"),
        )
        for form in np.flatnonzero(runs >= least)
    ]


def longest_runs(answers: Floats) -> NDArray[np.int64]:
    """For each row, the length of its longest run of equal neighbouring answers; a missing one ends a run."""
    run = (~np.isnan(answers[:, 0])).astype(np.int64)
    best = run.copy()
    for item in range(1, answers.shape[1]):
        same = answers[:, item] == answers[:, item - 1]
        run = np.where(same, run + 1, ~np.isnan(answers[:, item]))
        best = np.maximum(best, run)
    return best


def gaps(answers: ArrayLike, *, share: float = 0.3) -> list[Reason]:
    """Forms that left at least `share` of the items (which everybody is asked) unanswered."""
    missing = np.isnan(np.asarray(answers, dtype=np.float64)).mean(axis=1)
    return [
        Reason(
            int(form),
            Sign.GAPS,
            _rarity(missing >= missing[form]),
            Remark(f"bỏ trống {missing[form]:.0%} số câu", f"{missing[form]:.0%} of the items unanswered"),
        )
        for form in np.flatnonzero(missing >= share)
    ]


def impossible(instrument: Instrument, answers: Mapping[str, NDArray[np.str_]]) -> list[Reason]:
    """Answers that the questionnaire does not allow: unknown choices, too many of them, numbers out of
    bounds, and answers to what should not have been asked. Texts by item; several choices are separated by
    spaces."""
    found = []
    for item in instrument.items():
        known = {option.code for option in instrument.options_of(item)}
        for form, text in enumerate(map(str, answers.get(item.code, ()))):
            if not text:
                continue
            wrong = [*_faults(item, known, text)]
            if item.when and not set(str(answers[item.when.item][form]).split()) & set(item.when.answers):
                wrong.append(Remark("trả lời câu không áp dụng", "answers what was not to be asked"))
            found += [Reason(form, Sign.IMPOSSIBLE, 3.0, _named(item.code, remark)) for remark in wrong]
    return found


def _faults(item: Item, known: set[str], text: str) -> Iterator[Remark]:
    """What is wrong with one answer by itself."""
    chosen = text.split()
    if known and not set(chosen) <= known:
        yield Remark(f"“{text}” không có trong các lựa chọn", f"“{text}” is no choice")
    most = item.most or (len(known) if item.kind is Kind.MULTIPLE else 1)
    if known and len(chosen) > most:
        yield Remark(f"chọn {len(chosen)} câu trả lời", f"{len(chosen)} answers are chosen")
    if item.kind is Kind.INTEGER and not _within(text, item.least, item.greatest):
        yield Remark(f"“{text}” ngoài giới hạn", f"“{text}” is out of bounds")


def twins(
    answers: ArrayLike,
    interviewers: ArrayLike,
    *,
    alike: float = 0.95,
    areas: ArrayLike | None = None,
    seed: int = 0,
) -> list[Twins]:
    """Near-duplicates within interviewers: pairs of forms that agree in `alike` or more of the items which
    both answered, against forms dealt out anew among interviewers of the same area.

    Satisfied people answer alike, so agreement alone proves nothing (Simmons et al. 2016). Dealing forms out
    anew keeps every form as it is, and the number of each interviewer's forms; it asks only whether forms
    that agree sit with the same interviewer more often than chance would put them.
    """
    given = np.asarray(answers, dtype=np.float64)
    who, names = codes(interviewers)
    area = codes(areas)[0] if areas is not None else np.zeros(len(given), dtype=np.intp)
    members = [np.flatnonzero(area == a) for a in range(int(area.max()) + 1)]
    pairs = np.concatenate([rows[alike_pairs(given[rows], alike)] for rows in members])
    observed = _own(pairs, who, len(names))
    random = np.random.Generator(np.random.PCG64(seed))
    reached, total = np.zeros(len(names)), np.zeros(len(names))
    for _ in range(PERMUTATIONS):
        dealt = who.copy()
        for rows in members:
            dealt[rows] = random.permutation(who[rows])
        counts = _own(pairs, dealt, len(names))
        total += counts
        reached += counts >= observed
    same = pairs[who[pairs[:, 0]] == who[pairs[:, 1]]]
    return [
        Twins(
            str(name),
            int((who == code).sum()),
            tuple((int(a), int(b)) for a, b in same[who[same[:, 0]] == code]),
            float(total[code] / PERMUTATIONS),
            float((1 + reached[code]) / (1 + PERMUTATIONS)),
        )
        for code, name in enumerate(names)
    ]


def alike_pairs(answers: Floats, alike: float) -> NDArray[np.int64]:
    """Pairs (first < second) of rows that agree in at least `alike` of the items which both answered, if
    those are at least half of all items."""
    found, items = [], answers.shape[1]
    for start in range(0, len(answers), CHUNK):
        block = answers[start : start + CHUNK]
        same = np.zeros((len(block), len(answers)), dtype=np.int32)
        both = np.zeros_like(same)
        for item in range(items):
            one, other = block[:, item, None], answers[None, :, item]
            same += one == other
            both += ~np.isnan(one) & ~np.isnan(other)
        first, second = np.nonzero((same >= alike * both - 1e-9) & (2 * both >= items))
        keep = first + start < second
        found.append(np.stack([first[keep] + start, second[keep]], axis=1))
    return np.concatenate(found).astype(np.int64)


def twin_reasons(found: list[Twins], *, level: float = 0.01) -> list[Reason]:
    """Forms in near-duplicate pairs of interviewers who have more of them than chance explains."""
    strongest: dict[int, Reason] = {}
    for one in found:
        if one.p > level or not one.pairs:
            continue
        for first, second in one.pairs:
            for form, other in ((first, second), (second, first)):
                remark = Remark(
                    f"gần như trùng với phiếu {other + 1}", f"nearly the same as form {other + 1}"
                )
                strongest.setdefault(form, Reason(form, Sign.TWIN, -log10(one.p), remark))
    return [strongest[form] for form in sorted(strongest)]


def interviewer_effect(values: ArrayLike, interviewers: ArrayLike) -> InterviewerEffect:
    """How far `values` (one a form, e.g. its mean level) depend on who asked. Forms without a value don't
    count. An effect may also be the places that interviewers were sent to: compare within areas."""
    given = np.asarray(values, dtype=np.float64)
    known = ~np.isnan(given)
    given, (who, _) = given[known], codes(np.asarray(interviewers)[known])
    groups, n = int(who.max()) + 1 if len(who) else 0, len(given)
    if groups < 2 or n <= groups:
        return InterviewerEffect(float("nan"), float("nan"), groups)
    size = np.bincount(who).astype(np.float64)
    means = sums_by(who, given[:, None], groups)[:, 0] / size
    between = float((size * (means - given.mean()) ** 2).sum()) / (groups - 1)
    within = float(((given - means[who]) ** 2).sum()) / (n - groups)
    typical = (n - float((size**2).sum()) / n) / (groups - 1)
    if between == within == 0:
        return InterviewerEffect(0.0, 1.0, groups)
    icc = (between - within) / (between + (typical - 1) * within)
    f = between / within if within else float("inf")
    return InterviewerEffect(icc, f_tail(f, groups - 1, n - groups), groups)


def to_ask_again(reasons: list[Reason]) -> list[Suspect]:
    """Forms with any reason, strongest sum of strengths first, then in the order of forms."""
    by_form: dict[int, list[Reason]] = {}
    for reason in reasons:
        by_form.setdefault(reason.form, []).append(reason)
    found = [
        Suspect(form, sum(r.strength for r in own), tuple(sorted(own, key=lambda r: -r.strength)))
        for form, own in by_form.items()
    ]
    return sorted(found, key=lambda suspect: (-suspect.score, suspect.form))


def _rarity(as_odd: NDArray[np.bool_]) -> float:
    return -log10(max(1, int(as_odd.sum())) / len(as_odd))


def _own(pairs: NDArray[np.int64], who: Codes, count: int) -> Floats:
    """For each interviewer, how many of the pairs are both theirs."""
    first = who[pairs[:, 0]]
    return np.bincount(first[first == who[pairs[:, 1]]], minlength=count).astype(np.float64)


def _within(text: str, least: int | None, greatest: int | None) -> bool:
    try:
        value = int(text)
    except ValueError:
        return False
    return (least is None or value >= least) and (greatest is None or value <= greatest)


def _named(code: str, remark: Remark) -> Remark:
    return Remark(f"{code}: {remark.vi}", f"{code}: {remark.en}")
