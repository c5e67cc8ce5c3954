"""Adding, moving and taking away steps of a process so that it stays one way from its first to its last step.

Pure. Every function takes and gives the steps in their order, each with its predecessors spelt out.
"""

from collections.abc import Sequence

from motcua.catalogue.content import Step
from motcua.catalogue.terms import Join

Steps = Sequence[Step]


def add_after(steps: Steps, key: str, new: Step) -> list[Step]:
    """`new` comes after the step `key`, and what followed that follows `new`. `key` empty: comes first."""
    if not key:
        rest = [step if step.after else _with(step, after=(new.key,)) for step in steps]
        return [_with(new, after=()), *rest]
    place = _place(steps, key)
    follows = [_with(s, after=_renamed(s.after, {key: new.key})) for s in steps]
    return [*follows[: place + 1], _with(new, after=(key,)), *follows[place + 1 :]]


def add_beside(steps: Steps, key: str, new: Step) -> list[Step]:
    """`new` runs at the same time as the step `key`: it waits for the same, and the same waits for both."""
    place = _place(steps, key)
    beside = [_with(s, after=(*(s.after or ()), new.key)) if key in (s.after or ()) else s for s in steps]
    return [*beside[: place + 1], _with(new, after=steps[place].after or ()), *beside[place + 1 :]]


def remove(steps: Steps, key: str) -> list[Step]:
    """Without the step `key`: what waited for it waits for what it waited for."""
    gone = steps[_place(steps, key)].after or ()
    before = _all_before(steps)
    left = []
    for step in steps:
        after = step.after or ()
        if step.key == key:
            continue
        if key not in after:
            left.append(step)
            continue
        waited = dict.fromkeys(k for own in after for k in (gone if own == key else (own,)))
        # Not for one that another of them has waited for already.
        own = tuple(k for k in waited if not any(k in before[other] for other in waited if other != k))
        left.append(_with(step, after=own, join=step.join if len(own) > 1 else Join.ALL))
    return left


def move(steps: Steps, key: str, by: int) -> list[Step]:
    """The step `key` changes places with the step `by` (-1 or 1) places from it in the list, order and all.

    The shape of the process stays: each takes the other's predecessors and successors, and how it joins.
    The list unchanged at its ends.
    """
    place = _place(steps, key)
    other = place + by
    if not 0 <= other < len(steps):
        return list(steps)
    one, two = steps[place].key, steps[other].key
    swapped = {one: two, two: one}
    order = list(steps)
    order[place], order[other] = steps[other], steps[place]
    # The place in the list keeps its edges; whoever stands there now waits as the one before did.
    return [
        _with(step, after=_renamed(stood.after, swapped), join=stood.join)
        for stood, step in zip(steps, order, strict=True)
    ]


def put_after(steps: Steps, key: str, after: Sequence[str]) -> list[Step]:
    """The step `key` waits for the steps `after`, in the order of the list; the other steps as they were."""
    wanted = tuple(step.key for step in steps if step.key in after and step.key != key)
    return [_with(step, after=wanted) if step.key == key else step for step in steps]


def _all_before(steps: Steps) -> dict[str, set[str]]:
    """All that is done before each step begins."""
    before = {step.key: set(step.after or ()) for step in steps}
    for _ in steps:
        for known in before.values():
            known.update(*(before[key] for key in known if key in before))
    return before


def _place(steps: Steps, key: str) -> int:
    return next(i for i, step in enumerate(steps) if step.key == key)


def _renamed(keys: Sequence[str] | None, names: dict[str, str]) -> tuple[str, ...]:
    return tuple(names.get(key, key) for key in keys or ())


def _with(step: Step, **changes: object) -> Step:
    return step.model_copy(update=changes)
