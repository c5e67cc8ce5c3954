"""What the schedule does for files: those that wait are scanned when the scanner is back."""

import logging
from collections.abc import Collection
from datetime import datetime

from motcua.attachments import queries
from motcua.attachments.actions.scan_file import scan_file
from motcua.attachments.scanning import ScannerError
from motcua.journal.events import SYSTEM

_log = logging.getLogger(__name__)


def scan_waiting(at: datetime, units: Collection[str] | None = None) -> int:
    """Scan what waits, each file in its own transaction, until the scanner is down; returns how many.

    Files belong to no unit, so `units` confines nothing.
    """
    done = 0
    for file in queries.waiting():
        try:
            scan_file(actor=SYSTEM, at=at, file=file)
        except ScannerError as error:
            _log.warning("Files wait for the scanner: %s", error)
            break
        except queries.NotOpenedError as error:
            _log.error("A waiting file can't be read: %s", error)
            continue
        done += 1
    return done
