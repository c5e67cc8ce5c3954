"""Keys: time-ordered UUIDs (version 7), so that installations can be merged and tables parted by time.

Nothing may be ordered by them: several processes make them at once.
"""

import uuid

import uuid_utils


def new_id() -> uuid.UUID:
    """A new UUID of version 7."""
    return uuid.UUID(int=uuid_utils.uuid7().int)
