"""What can be wrong with a question about working time. All are ValueErrors with a message for people."""


class WorkTimeError(ValueError):
    """A question about working time that has no answer."""


class BadCalendar(WorkTimeError):
    """Sessions that are reversed or overlap, an unknown weekday, a make-up day without sessions."""


class BadLimit(WorkTimeError):
    """A limit that is not written as a number and a unit."""


class NegativeLimit(BadLimit):
    """A limit below zero."""


class BadPause(WorkTimeError):
    """A pause that ends before it begins."""


class NaiveTime(WorkTimeError):
    """A time without a zone names no instant."""


class NoWorkingTime(WorkTimeError):
    """The calendar has no session for two years, so nothing is ever due."""


class OutOfRange(WorkTimeError):
    """The answer, or the time asked about, lies outside the years 1 to 9999."""


class BadQuestion(WorkTimeError):
    """A line of a batch that asks nothing that can be answered."""
