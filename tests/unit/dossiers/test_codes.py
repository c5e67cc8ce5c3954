"""Codes of dossiers: the published pattern, wider than four digits when it must be, never wrapped."""

from datetime import date

import pytest

from motcua.dossiers.codes import (
    DEFAULT_PATTERN,
    BadPatternError,
    check_pattern,
    code,
    new_secret,
    series,
)

AGENCY, DAY = "000.00.06.H56", date(2023, 10, 27)


def test_the_pattern_of_the_decree():
    assert code(DEFAULT_PATTERN, agency=AGENCY, on=DAY, seq=361) == "000.00.06.H56-231027-0361"


def test_the_newer_pattern():
    newer = "{agency}-{yyyyMMdd}-{seq:07d}"
    assert code(newer, agency="G09.20", on=date(2026, 6, 9), seq=92637) == "G09.20-20260609-0092637"


def test_past_9999_the_code_widens_and_stays_unique():
    codes = {code(DEFAULT_PATTERN, agency=AGENCY, on=DAY, seq=n) for n in range(9_990, 10_020)}
    assert len(codes) == 30
    assert f"{AGENCY}-231027-10000" in codes


@pytest.mark.parametrize(
    "pattern",
    ["{agency}-{seq:04d}", "{yyMMdd}-{seq:04d}", "{agency}-{yyMMdd}", "{agency} {yyMMdd} {seq:04d}", "{x}"],
)
def test_a_pattern_that_could_repeat_is_refused(pattern):
    with pytest.raises(BadPatternError):
        check_pattern(pattern)


def test_the_default_pattern_is_good():
    check_pattern(DEFAULT_PATTERN)


def test_numbers_begin_anew_each_day_and_agency_or_each_year():
    assert series(DEFAULT_PATTERN, agency=AGENCY, on=DAY) != series(
        DEFAULT_PATTERN, agency=AGENCY, on=date(2023, 10, 28)
    )
    yearly = "{agency}-{yyyy}-{seq:06d}"
    assert series(yearly, agency=AGENCY, on=DAY) == series(yearly, agency=AGENCY, on=date(2023, 1, 1))


def test_a_secret_has_no_letters_that_are_mistaken_for_digits():
    secrets = {new_secret() for _ in range(200)}
    assert len(secrets) == 200
    assert not set("".join(secrets)) & set("01OIL")
