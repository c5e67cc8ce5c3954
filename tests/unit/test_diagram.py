"""The drawing of a process: nothing overlaps, nothing leaves the paper, every order is drawn."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from motcua.web.shell.diagram import LoopError, Step, in_order, narrow, wide
from motcua.web.shell.lettering import width, wrap

WORDS = st.sampled_from("Thẩm định hồ sơ kiểm tra thực địa Ủy ban nhân dân huyện Yên Châu công chức".split())
TEXT = st.lists(WORDS, min_size=1, max_size=25).map(" ".join)


@st.composite
def processes(draw):
    """Steps that each come after some of those before."""
    steps = []
    for n in range(draw(st.integers(1, 12))):
        before = st.sampled_from([s.key for s in steps]) if steps else st.nothing()
        after = draw(st.lists(before, max_size=3, unique=True)) if steps else []
        marks = tuple(draw(st.lists(TEXT, max_size=2)))
        steps.append(Step(f"s{n}", draw(TEXT), draw(TEXT), "3 ngày làm việc", tuple(after), marks))
    return steps


@given(processes(), st.sampled_from([wide, narrow]))
@settings(max_examples=60, deadline=None)
def test_boxes_stand_apart_and_on_the_paper(steps, draw):
    drawing = draw(steps)
    assert len(drawing.boxes) == len(steps)
    for box in drawing.boxes:
        assert box.x >= 0
        assert box.x + box.width <= drawing.width + 0.1
        assert box.y + box.height <= drawing.height + 0.1
        assert all(box.y < line.y < box.y + box.height for line in box.lines)
    for n, one in enumerate(drawing.boxes):
        for other in drawing.boxes[n + 1 :]:
            beside = one.x + one.width <= other.x or other.x + other.width <= one.x
            below = one.y + one.height <= other.y or other.y + other.height <= one.y
            assert beside or below


@given(processes(), st.sampled_from([wide, narrow]))
@settings(max_examples=30, deadline=None)
def test_every_order_is_a_line(steps, draw):
    assert len(draw(steps).paths) == sum(len(step.after) for step in steps)


@given(processes())
@settings(max_examples=30, deadline=None)
def test_no_step_stands_before_what_it_waits_for(steps):
    place = {step.key: n for n, step in enumerate(in_order(steps))}
    assert all(place[key] < place[step.key] for step in steps for key in step.after)


def test_every_word_is_drawn():
    (box,) = narrow([Step("a", "Thẩm định hồ sơ và kiểm tra thực địa tại thửa đất", "Chuyên viên")]).boxes
    assert " ".join(line.text for line in box.lines) == (
        "1. Thẩm định hồ sơ và kiểm tra thực địa tại thửa đất Chuyên viên"
    )


def test_parallel_steps_stand_side_by_side_on_wide_paper_and_under_each_other_on_a_phone():
    steps = [Step("a", "A"), Step("b", "B", after=("a",)), Step("c", "C", after=("a",))]
    _, b, c = wide(steps).boxes
    assert b.y == c.y
    _, b, c = narrow(steps).boxes
    assert b.x == c.x


@pytest.mark.parametrize("after", ["a", "nowhere"])
def test_steps_that_wait_for_ever_are_refused(after):
    with pytest.raises(LoopError):
        wide([Step("a", "A", after=(after,))])


@given(TEXT, st.integers(60, 400))
def test_lines_fit_and_lose_no_word(text, room):
    lines = wrap(text, room, 13)
    assert " ".join(lines) == text
    assert all(width(line, 13) <= room or " " not in line for line in lines)
