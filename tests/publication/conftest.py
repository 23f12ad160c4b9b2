"""Each test finds the shelf empty: what a test made public is rolled back, but the number of its state comes again."""

from __future__ import annotations

import pytest

from taizhang.publication.shelf import SHELF


@pytest.fixture(autouse=True)
def _empty_shelf() -> None:
    SHELF._kept.clear()
