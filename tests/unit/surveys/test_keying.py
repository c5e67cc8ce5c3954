"""Papers typed by numbers, twice, and compared."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.surveys import instruments, keying
from motcua.surveys.answers import NotAnsweredError
from motcua.surveys.instruments import Instrument, Kind

[SIPAS] = [instruments.read_file(path) for path in instruments.shipped() if path.stem == "sipas-2017"]
SHORT = Instrument.model_validate(
    {
        "code": "ngan",
        "version": "1",
        "title": {"vi": "Phiếu ngắn"},
        "scales": [
            {"code": "muc", "levels": [{"code": str(n), "label": {"vi": str(n)}} for n in range(1, 6)]}
        ],
        "sections": [
            {
                "code": "a",
                "label": {"vi": "A"},
                "items": [
                    {"code": "c1", "kind": "scale", "scale": "muc", "label": {"vi": "C"}, "required": True},
                    {
                        "code": "nguon",
                        "kind": "multiple",
                        "most": 2,
                        "label": {"vi": "Nguồn"},
                        "options": [{"code": c, "label": {"vi": c}} for c in ("loa", "bao", "ban")],
                    },
                    {"code": "tuoi", "kind": "integer", "least": 0, "label": {"vi": "Tuổi"}},
                    {"code": "y_kien", "kind": "text", "label": {"vi": "Ý kiến"}},
                ],
            }
        ],
    }
)


def test_numbers_on_the_paper_are_choices():
    typed = {"c1": "4", "nguon": "3, 1", "tuoi": " 52 ", "y_kien": "cán bộ nhiệt tình"}
    found = keying.read(SHORT, typed)
    assert found == {"c1": 4, "nguon": ["loa", "ban"], "tuoi": 52, "y_kien": "cán bộ nhiệt tình"}


def test_what_the_paper_leaves_open_stays_open_though_it_is_required():
    assert keying.read(SHORT, {"tuoi": "30"}) == {"tuoi": 30}


@pytest.mark.parametrize(
    ("typed", "wrong"),
    [
        *(({"c1": number}, "c1") for number in ("6", "0", "4a", "4 5")),
        *(({"nguon": numbers}, "nguon") for numbers in ("1 2 3", "4")),
        ({"tuoi": "-1"}, "tuoi"),
    ],
)
def test_a_number_that_no_choice_has_is_told_at_its_question(typed, wrong):
    with pytest.raises(NotAnsweredError) as refused:
        keying.read(SHORT, typed)
    assert list(refused.value.remarks) == [wrong]


def test_everything_wrong_is_told_at_once():
    with pytest.raises(NotAnsweredError) as refused:
        keying.read(SHORT, {"c1": "9", "tuoi": "ba mươi"})
    assert set(refused.value.remarks) == {"c1", "tuoi"}


@st.composite
def forms(draw):
    """Any form of SIPAS 2017 as typed numbers, by item."""
    typed = {}
    for item in SIPAS.items():
        count = len(SIPAS.options_of(item))
        if item.kind is Kind.TEXT:
            typed[item.code] = draw(st.sampled_from(["", "Thái", "Mông", "ý kiến khác"]))
        elif count:
            most = (item.most or 3) if item.kind is Kind.MULTIPLE else 1
            numbers = draw(st.lists(st.integers(1, count), max_size=most, unique=True))
            typed[item.code] = " ".join(map(str, numbers))
    return typed


@given(forms())
def test_what_is_read_is_typed_the_same_again(typed):
    found = keying.read(SIPAS, typed)
    again = {item.code: keying.typed_of(SIPAS, item, found) for item in SIPAS.items()}
    assert keying.read(SIPAS, again) == found


@given(forms(), forms(), forms())
def test_a_settled_form_keeps_what_both_agree_in_and_takes_the_rest_from_the_paper(one, two, paper):
    first, second, looked_up = (keying.read(SIPAS, each) for each in (one, two, paper))
    differing = keying.differing(SIPAS, first, second)
    form = keying.settled(first, differing, looked_up)
    for item in SIPAS.items():
        agreed = first.get(item.code) == second.get(item.code)
        assert (item.code in differing) is not agreed
        assert form.get(item.code) == (first if agreed else looked_up).get(item.code)


def test_the_question_typed_differently_most_often_stands_first():
    found = keying.disagreements(SHORT, [["tuoi"], [], ["tuoi", "c1"]])
    assert [(one.item.code, one.forms) for one in found] == [("tuoi", 2), ("c1", 1)]
