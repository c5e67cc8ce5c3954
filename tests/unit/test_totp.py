"""Codes of authenticator apps against the values of RFC 6238, and a seal that opens for its owner alone."""

from datetime import UTC, datetime, timedelta

import pytest

from motcua.accounts import sealing, totp
from motcua.lib.ids import new_id

# RFC 6238 appendix B, SHA-1; its eight digits end in the six that apps show.
SECRET = b"12345678901234567890"
PUBLISHED = {59: "287082", 1111111109: "081804", 1234567890: "005924", 2000000000: "279037"}


def at(seconds):
    return datetime.fromtimestamp(seconds, UTC)


@pytest.mark.parametrize(("seconds", "code"), PUBLISHED.items())
def test_the_published_codes(seconds, code):
    assert totp.matching_step(SECRET, code, at(seconds)) == seconds // 30


def test_a_clock_may_be_one_step_off_and_no_more():
    then = at(1234567890)
    step = totp.matching_step(SECRET, "005924", then)
    for off in (-30, 30):
        assert totp.matching_step(SECRET, "005924", then + timedelta(seconds=off)) == step
    assert totp.matching_step(SECRET, "005924", then + timedelta(seconds=60)) is None


def test_a_used_code_is_not_taken_again():
    assert totp.matching_step(SECRET, "287082", at(59), after=1) is None


@pytest.mark.parametrize("code", ["", "28708", "2870820", "ａ８７０８２", "mã sai"])
def test_what_is_no_code_is_wrong(code):
    assert totp.matching_step(SECRET, code, at(59)) is None


def test_letters_to_type_are_base_32():
    assert totp.in_letters(SECRET) == "GEZD GNBV GY3T QOJQ GEZD GNBV GY3T QOJQ"


def test_a_seal_opens_for_its_owner_alone():
    owner = new_id()
    sealed = sealing.seal(SECRET, owner)
    assert SECRET not in sealed
    assert sealing.unseal(sealed, owner) == SECRET
    for wrong, somebody in ((sealed, new_id()), (b"x" + sealed[1:], owner), (b"", owner)):
        with pytest.raises(sealing.BrokenSealError):
            sealing.unseal(wrong, somebody)


def test_a_seal_of_another_installation_does_not_open(settings):
    owner = new_id()
    sealed = sealing.seal(SECRET, owner)
    settings.SECRET_KEY = "another"
    with pytest.raises(sealing.BrokenSealError):
        sealing.unseal(sealed, owner)
