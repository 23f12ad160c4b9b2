"""What every test may use; the web suite's standing cast is in ``tests/cast.py``."""

from __future__ import annotations

pytest_plugins = ["tests.cast"]
