"""Student's t, F and the normal: probabilities and quantiles, to about 1e-12 relative.

Written here because a statistics library takes longer to load than the estimates take to compute.
"""

from functools import cache
from math import erfc, exp, inf, lgamma, log, log1p, nan, sqrt
from statistics import NormalDist

_TINY = 1e-300


def normal_quantile(probability: float) -> float:
    """The standard normal's quantile; `probability` strictly between 0 and 1."""
    return NormalDist().inv_cdf(probability)


def normal_tail(z: float) -> float:
    """P(Z > z) for the standard normal."""
    return 0.5 * erfc(z / sqrt(2))


def t_tail(t: float, df: float) -> float:
    """P(T > t) for Student's t with `df` > 0 degrees of freedom."""
    half = 0.5 * _beta(df / (df + t * t), t * t / (df + t * t), df / 2, 0.5)
    return half if t >= 0 else 1 - half


def two_sided(t: float, df: float) -> float:
    """P(|T| > |t|): the p-value of a t statistic; NaN when it can't be said."""
    if t != t or df < 1:
        return nan
    return 2 * t_tail(abs(t), df)


@cache
def t_quantile(probability: float, df: float) -> float:
    """Where Student's t with `df` > 0 has `probability` below it; strictly between 0 and 1."""
    if probability < 0.5:
        return -t_quantile(1 - probability, df)
    upper, tail = 1.0, 1 - probability
    while t_tail(upper, df) > tail:
        upper *= 2
    lower = 0.0
    while upper - lower > 2e-15 * max(1.0, upper):
        middle = (lower + upper) / 2
        if middle in (lower, upper):
            break
        lower, upper = (middle, upper) if t_tail(middle, df) > tail else (lower, middle)
    return (lower + upper) / 2


def f_tail(f: float, above: float, below: float) -> float:
    """P(F > f) with `above` and `below` degrees of freedom."""
    if f == inf:
        return 0.0
    whole = below + above * f
    return _beta(below / whole, above * f / whole, below / 2, above / 2) if f > 0 else 1.0


def _beta(x: float, rest: float, a: float, b: float) -> float:
    """The regularised incomplete beta function I_x(a, b), by its continued fraction (DLMF 8.17.22).

    `rest` is 1 − x, which the caller knows more exactly than a subtraction does.
    """
    if x <= 0 or rest <= 0:
        return 0.0 if x <= 0 else 1.0
    if x > (a + 1) / (a + b + 2):
        return 1 - _beta(rest, x, b, a)
    front = a * (log(x) if x < 0.5 else log1p(-rest)) + b * (log(rest) if rest < 0.5 else log1p(-x))
    return exp(front + _log_gamma_ratio(a, b)) / a / _continued(x, a, b)


def _log_gamma_ratio(a: float, b: float) -> float:
    """log Γ(a + b) − log Γ(a) − log Γ(b), without losing digits when one of them is large."""
    a, b = max(a, b), min(a, b)
    if a < 30:
        return lgamma(a + b) - lgamma(a) - lgamma(b)
    whole = a + b
    return (a - 0.5) * log1p(b / a) + b * log(whole) - b + _stirling(whole) - _stirling(a) - lgamma(b)


def _stirling(x: float) -> float:
    """What Stirling's formula leaves of log Γ(x), for x of 30 and more (DLMF 5.11.1)."""
    return (1 / 12 - (1 / 360 - 1 / (1260 * x * x)) / (x * x)) / x


def _continued(x: float, a: float, b: float) -> float:
    """1 + d1/(1 + d2/(1 + …)), by Lentz's method."""
    value, above, below = 1.0, 1.0, 0.0
    for step in range(1, 2 + 50 * int(10 + sqrt(max(a, b)))):
        m, odd = divmod(step, 2)
        if odd:
            term = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
        else:
            term = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
        below = 1 / ((1 + term * below) or _TINY)
        above = (1 + term / above) or _TINY
        value *= above * below
        if abs(above * below - 1) < 1e-16:
            break
    return value
