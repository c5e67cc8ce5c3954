"""How long nobody may try to sign in: counted by account and by address, for unknown names as for known ones.

Names are kept as keyed hashes, because people type passwords into the wrong box.
"""

from datetime import datetime, timedelta
from typing import NamedTuple

from django.utils.crypto import salted_hmac

from motcua.server import throttling

WINDOW = timedelta(minutes=15)
# Whoever guesses from one place is stopped soon without locking the owner out elsewhere; many places together
# are stopped by the account; an address is often that of a whole office, so it bears more.
MOST_HERE, MOST_OF_ACCOUNT, MOST_FROM_ADDRESS = 10, 30, 60


class _Keys(NamedTuple):
    here: str
    account: str
    address: str

    def limits(self) -> dict[str, int]:
        return {self.here: MOST_HERE, self.account: MOST_OF_ACCOUNT, self.address: MOST_FROM_ADDRESS}


def _keys(username: str, address: str) -> _Keys:
    origin, account = throttling.origin(address), _account(username)
    return _Keys(f"{account}@{origin}", account, f"sign-in-from:{origin}")


def _account(username: str) -> str:
    return f"sign-in:{salted_hmac('motcua.accounts.lockout', username, algorithm='sha256').hexdigest()}"


def locked_until(username: str, address: str, at: datetime) -> datetime | None:
    """When `username` may be tried again from `address` (an IP address); None when it may at `at`."""
    limits = _keys(username, address).limits()
    ends = [
        row.begun_at + WINDOW
        for row in throttling.standing(limits, at, WINDOW)
        if row.count >= limits[row.key]
    ]
    return max(ends, default=None)


def count_failure(username: str, address: str, at: datetime) -> bool:
    """Count a wrong password or code; whether this one locked the account, here or everywhere."""
    keys = _keys(username, address)
    throttling.count_attempt(keys.address, at, WINDOW)
    reached = [
        throttling.count_attempt(key, at, WINDOW) == most
        for key, most in ((keys.here, MOST_HERE), (keys.account, MOST_OF_ACCOUNT))
    ]
    return any(reached)


def forget_failures(username: str, address: str) -> None:
    """The owner has signed in from `address`: what was mistyped there counts no more."""
    throttling.forget(_keys(username, address).here)


def lift(username: str) -> None:
    """`username` may be tried again from everywhere; locked addresses stay locked."""
    throttling.forget(_account(username))
    throttling.forget_all(f"{_account(username)}@")
