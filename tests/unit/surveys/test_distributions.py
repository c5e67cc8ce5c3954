"""Quantiles and tails against values that R 4.2.2 gives (qt, pt, pf)."""

import pytest

from motcua.surveys import distributions as d


@pytest.mark.parametrize(
    ("df", "value"),
    [
        (1, 12.7062047361747),
        (2, 4.30265272974946),
        (14, 2.1447866879178),
        (197, 1.9720790337785010),
        (36524, 1.9600289376807316),
        (1e6, 1.9599663568141066),
    ],
)
def test_the_quantile_of_t(df, value):
    assert d.t_quantile(0.975, df) == pytest.approx(value, rel=1e-10)
    assert d.t_quantile(0.025, df) == pytest.approx(-value, rel=1e-10)


def test_tails():
    assert d.t_tail(2.5, 7.5) == pytest.approx(0.0194101291368128, rel=1e-10)
    assert d.f_tail(3.2, 4, 25) == pytest.approx(0.0298082924095444, rel=1e-9)
    assert d.f_tail(0, 4, 25) == 1
    assert d.two_sided(float("nan"), 7) != d.two_sided(0.0, 7) == 1
