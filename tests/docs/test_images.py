"""The pictures of the README: each in both languages, small, shown where it belongs."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tools.screenshots import IMAGES, LANGUAGES, NAMES

ROOT = Path(__file__).resolve().parents[2]
#: More than this is slow to load on an office's line.
LARGEST = 120_000


@pytest.mark.parametrize(("readme", "language"), [("README.md", "en"), ("README.zh-CN.md", "zh")])
def test_each_readme_shows_every_picture_in_its_language(readme: str, language: str) -> None:
    shown = re.findall(r"!\[[^\]]+\]\(docs/images/([^)]+)\)", (ROOT / readme).read_text("utf-8"))
    assert shown == [f"{name}-{language}.png" for name in NAMES]


def test_there_are_no_other_pictures_and_none_is_large() -> None:
    there = {each.name: each.stat().st_size for each in IMAGES.iterdir()}
    assert set(there) == {f"{name}-{short}.png" for name in NAMES for short in LANGUAGES.values()}
    assert max(there.values()) < LARGEST
