"""Many rows worked on at once: the collector of cycles rests meanwhile, for what a portion makes dies with it by itself.

Left to run, it walks over everything the process holds again and again while a sheet of 30,000 rows is read and saved: a sixth of
the work, in which it finds nothing.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock

_lock = Lock()
_resting = 0


@contextmanager
def collector_at_rest() -> Iterator[None]:
    """Keep the collector from running by itself while a portion is worked on, in whichever thread; the last one out wakes it.

    For portions of bounded size only, which end within a second or so. Where somebody else has switched it off, it stays off.
    """
    global _resting
    if not gc.isenabled() and not _resting:
        yield
        return
    with _lock:
        _resting += 1
        gc.disable()
    try:
        yield
    finally:
        with _lock:
            _resting -= 1
            if not _resting:
                gc.enable()
