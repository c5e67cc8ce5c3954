"""One slip of the hand, against the definition by distance."""

from hypothesis import given
from hypothesis import strategies as st

from motcua.catalogue.slips import SHORTEST, meant_by

WORDS = st.text("abcn", min_size=1, max_size=5)


def one_apart(one, other):
    """Whether one insertion, deletion, replacement or swap of neighbours turns one into the other."""
    if one == other:
        return False
    if len(one) == len(other):
        differ = [place for place, pair in enumerate(zip(one, other, strict=True)) if pair[0] != pair[1]]
        swapped = len(differ) == 2 and differ[1] == differ[0] + 1
        return len(differ) == 1 or (
            swapped and one[differ[0]] == other[differ[1]] and one[differ[1]] == other[differ[0]]
        )
    short, long = sorted((one, other), key=len)
    return len(long) == len(short) + 1 and any(
        long[:cut] + long[cut + 1 :] == short for cut in range(len(long))
    )


@given(WORDS, st.sets(WORDS, max_size=8))
def test_meant_are_the_known_words_one_slip_away(word, known):
    expected = sorted(other for other in known if one_apart(word, other)) if len(word) >= SHORTEST else []
    assert meant_by(word, known) == expected
