"""How often somebody tried something in vain, counted for all processes of the installation together.

Kept in the database because several processes serve, and forgotten when the window is over.
"""

import ipaddress
from collections.abc import Collection
from datetime import datetime, timedelta

from django.db import connection

from motcua.server.models import Attempts

_COUNT = """
INSERT INTO server_attempts AS old (key, begun_at, count) VALUES (%(key)s, %(at)s, 1)
ON CONFLICT (key) DO UPDATE SET
    count = CASE WHEN old.begun_at <= %(over)s THEN 1 ELSE old.count + 1 END,
    begun_at = CASE WHEN old.begun_at <= %(over)s THEN excluded.begun_at ELSE old.begun_at END
RETURNING count
"""
# Of an IPv6 address everybody at one connection shares the first half.
_SHARED_BITS = 64


def count_attempt(key: str, at: datetime, window: timedelta) -> int:
    """Count one more attempt of `key` at the time `at`; how many there are in its window of that length."""
    with connection.cursor() as cursor:
        cursor.execute(_COUNT, {"key": key, "at": at, "over": at - window})
        (count,) = cursor.fetchone()
    if count == 1:
        Attempts.objects.filter(begun_at__lte=at - window).delete()
    return int(count)


def attempts(key: str, at: datetime, window: timedelta) -> int:
    """How many attempts of `key` stand in its window at the time `at`."""
    row = Attempts.objects.filter(key=key, begun_at__gt=at - window).first()
    return row.count if row else 0


def standing(keys: Collection[str], at: datetime, window: timedelta) -> list[Attempts]:
    """What was counted of `keys` in windows that still run at the time `at`."""
    return list(Attempts.objects.filter(key__in=keys, begun_at__gt=at - window))


def forget(key: str) -> None:
    """`key` begins anew."""
    Attempts.objects.filter(key=key).delete()


def forget_all(beginning: str) -> None:
    """All keys that begin with `beginning` begin anew."""
    Attempts.objects.filter(key__startswith=beginning).delete()


def origin(address: str) -> str:
    """Whom an address stands for: itself, of IPv6 the network of its connection.

    >>> origin("192.0.2.7"), origin("2001:db8:1:2:3::4"), origin("")
    ('192.0.2.7', '2001:db8:1:2::/64', '')
    """
    try:
        found = ipaddress.ip_address(address)
    except ValueError:
        return ""
    if found.version == 4:
        return str(found)
    return str(ipaddress.ip_network((found, _SHARED_BITS), strict=False))
