"""Amounts as people type them."""

import pytest
from django.core.exceptions import ValidationError

from motcua.web.shell.money import DongField


@pytest.mark.parametrize(
    ("typed", "amount"),
    [
        ("12500000", 12_500_000),
        ("12.500.000", 12_500_000),
        ("12,500", 12_500),
        (" 12 500 ", 12_500),
        ("1", 1),
    ],
)
def test_points_between_thousands_are_no_matter(typed, amount):
    assert DongField().clean(typed) == amount


@pytest.mark.parametrize("typed", ["", "0", "-5", "12.5", "12.50.000", "mười", "1e3", "99999999999999", "١٢"])
def test_what_is_no_amount_is_refused(typed):
    with pytest.raises(ValidationError):
        DongField().clean(typed)
