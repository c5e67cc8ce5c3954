"""Limits, amounts and counts in the words of the page's language."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from django.utils import formats
from django.utils.translation import gettext as _

from motcua.catalogue import limits
from motcua.catalogue.content import Component, Fee, OnlineLevel
from motcua.catalogue.models.labels import label
from motcua.catalogue.terms import FeeMethod, LimitUnit


def sentence(text: str) -> str:
    """`text` begun with a capital, all else as it is."""
    return text[:1].upper() + text[1:]


def limit(text: str) -> str:
    """A limit of the catalogue's notation in words: `3 wd` is "3 ngày làm việc"; empty for none."""
    number, unit = limits.split(text)
    if unit is LimitUnit.NONE:
        return ""
    if number is None:
        return _("trong ngày")
    return f"{_number(number)} {label(unit)}"


def _number(number: Decimal) -> str:
    whole = number == number.to_integral_value()
    return formats.number_format(number.quantize(Decimal(1)) if whole else number.normalize())


def dong(amount: int) -> str:
    """Whole đồng with thousands parted: "20.000 đồng"; "không thu" for zero."""
    if amount == 0:
        return _("không thu")
    return _("%(amount)s đồng") % {"amount": formats.number_format(amount, force_grouping=True)}


def dong_range(low: int, high: int) -> str:
    """One amount, or from the lowest to the highest."""
    return dong(low) if low == high else f"{dong(low)} – {dong(high)}"


def copies(paper: Component) -> str:
    """How many of each kind: "1 bản chính, 2 bản sao"; empty when the source tells none."""
    counts = (
        (paper.originals, _("bản chính")),
        (paper.certified, _("bản chứng thực")),
        (paper.copies, _("bản sao")),
        (paper.electronic, _("bản điện tử")),
    )
    return ", ".join(f"{count} {kind}" for count, kind in counts if count)


def fee(rule: Fee) -> str:
    """The rule of a fee in one sentence, without its exemptions."""
    if rule.method in (FeeMethod.FREE, FeeMethod.PROVINCE, FeeMethod.BY_LAW) and rule.amount is None:
        return sentence(label(rule.method))
    if rule.method is FeeMethod.PER_PAGE:
        return "; ".join([*_bands(rule), *_cap(rule)])
    told = dong(rule.amount or 0)
    return "; ".join([f"{told}/{rule.unit_label}" if rule.unit_label else told, *_cap(rule)])


def _bands(rule: Fee) -> Iterable[str]:
    for place, band in enumerate(rule.bands):
        words = {"page": band.from_page, "amount": dong(band.amount)}
        text = _("%(amount)s mỗi trang") if place == 0 else _("từ trang %(page)s: %(amount)s mỗi trang")
        yield text % words


def _cap(rule: Fee) -> Iterable[str]:
    if rule.cap is not None:
        yield _("tối đa %(amount)s mỗi bản") % {"amount": dong(rule.cap)}


def day(on: date) -> str:
    """A date as Vietnamese papers write it: 02/06/2025."""
    return on.strftime("%d/%m/%Y")


def online(level: OnlineLevel) -> str:
    """The level of the online service with its days."""
    words = {"level": label(level.level), "start": day(level.from_on)}
    if level.to_on is None:
        return _("%(level)s, từ %(start)s") % words
    return _("%(level)s, từ %(start)s đến trước %(end)s") % {**words, "end": day(level.to_on)}
