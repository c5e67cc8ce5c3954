"""How many to draw in each stratum."""

from collections.abc import Sequence
from enum import StrEnum

import numpy as np

from motcua.surveys.design import Floats
from motcua.surveys.problems import ChoiceError

LEAST = 2
"""Drawn in every stratum that has as many: one unit alone shows no spread."""


class Allocation(StrEnum):
    """The rule by which strata share the sample."""

    PROPORTIONAL = "proportional"
    NEYMAN = "neyman"
    """By size times standard deviation, which makes the overall mean as certain as it can be."""
    EQUAL = "equal"
    """The same everywhere, for comparing strata."""


def allocate(
    n: int, sizes: Sequence[int], rule: Allocation, deviations: Sequence[float] | None = None
) -> list[int]:
    """Units to draw by stratum: they sum to `n`, at least 2 each where there are 2, at most all.

    Neyman needs each stratum's standard deviation of something known. Fractions are rounded by largest
    remainder; what a small stratum can't give goes to the others. Raises ChoiceError when impossible.
    """
    room = np.asarray(sizes, dtype=np.int64)
    least = np.minimum(LEAST, room)
    if n > room.sum():
        raise ChoiceError(
            f"Cần {n} đơn vị nhưng danh sách chỉ có {room.sum()}.", f"{n} units are wanted of {room.sum()}."
        )
    if n < least.sum():
        raise ChoiceError(
            f"Cần ít nhất {least.sum()} đơn vị để mỗi tầng có 2.",
            f"At least {least.sum()}: 2 in each stratum.",
        )
    shares = _shares(room, rule, deviations)
    held = least.astype(np.float64)
    fixed = np.zeros(len(room), dtype=bool)
    while True:
        left = n - held[fixed].sum()
        free = shares * ~fixed
        held[~fixed] = (left * free / free.sum())[~fixed] if free.any() else held[~fixed]
        low, high = ~fixed & (held < least), ~fixed & (held > room)
        if not (low.any() or high.any()):
            break
        over = (held - room)[high].sum() >= (least - held)[low].sum()
        moved, bound = (high, room) if over else (low, least)
        held[moved] = bound[moved]
        fixed |= moved
    return _rounded(held, room, n)


def _shares(room: np.ndarray, rule: Allocation, deviations: Sequence[float] | None) -> Floats:
    sizes = room.astype(np.float64)
    if rule is Allocation.EQUAL:
        return np.ones(len(sizes))
    if rule is Allocation.PROPORTIONAL:
        return sizes
    if deviations is None:
        raise ChoiceError(
            "Phân bổ Neyman cần biết độ lệch chuẩn của từng tầng (--spread CỘT).",
            "Neyman allocation needs each stratum's standard deviation (--spread COLUMN).",
        )
    found = np.asarray(sizes * np.asarray(deviations), dtype=np.float64)
    return found if found.any() else sizes


def _rounded(held: Floats, room: np.ndarray, n: int) -> list[int]:
    whole = np.floor(held + 1e-9).astype(np.int64)
    order = np.argsort(-(held - whole), kind="stable")
    for stratum in [*order, *order]:
        if whole.sum() == n:
            break
        if whole[stratum] < room[stratum]:
            whole[stratum] += 1
    return [int(count) for count in whole]
