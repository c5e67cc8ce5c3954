"""Times as people of the office write and read them: local to Asia/Ho_Chi_Minh unless an offset is given."""

from datetime import datetime
from zoneinfo import ZoneInfo

LOCAL = ZoneInfo("Asia/Ho_Chi_Minh")


def parse_time(text: str) -> datetime:
    """An aware time in local time from ISO 8601 `text`; without an offset it is taken as local.

    Raises ValueError when `text` is no ISO 8601 date and time.
    """
    time = datetime.fromisoformat(text.strip())
    return time.replace(tzinfo=LOCAL) if time.tzinfo is None else time.astimezone(LOCAL)


def iso_local(time: datetime) -> str:
    """ISO 8601 in local time with offset, e.g. `2025-06-03T11:30:00+07:00`.

    Raises ValueError for a naive time: without a zone it names no instant.
    """
    if time.tzinfo is None:
        raise ValueError("a time without a zone names no instant")
    return time.astimezone(LOCAL).isoformat()
