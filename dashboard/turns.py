"""Few scripts run at the same time; the others wait their turn.

Python runs one of them at a time anyway. Fifty at once would only take the lock from each other, and all of
them would finish at the end: in turns half the visitors have their page in half the time.
"""

import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager

AT_ONCE = max(2, os.cpu_count() or 1)  # one may wait for the database while another draws
_turns = threading.BoundedSemaphore(AT_ONCE)


@contextmanager
def turn() -> Iterator[None]:
    """Wait until fewer than AT_ONCE others are within such a block. Not for work that takes minutes."""
    with _turns:
        yield
