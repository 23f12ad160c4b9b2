"""A demonstration is one for every command, not only for the one that made it."""

from __future__ import annotations

from pathlib import Path

import pytest

from taizhang.config import environment


@pytest.mark.parametrize(
    ("content", "found"), [(None, None), ("", ""), ("2024-11-04\n", "2024-11-04")], ids=["none", "of today", "of a day"]
)
def test_the_day_stands_in_the_data_folder(tmp_path: Path, content: str | None, found: str | None) -> None:
    if content is not None:
        (tmp_path / environment.DEMONSTRATION).write_text(content)
    assert environment.demonstration(tmp_path) == found


def test_a_day_of_the_environment_goes_before_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("TAIZHANG_DAY", raising=False)
    assert str(environment.day("TAIZHANG_DAY", "2024-11-04")) == "2024-11-04"
    monkeypatch.setenv("TAIZHANG_DAY", "2024-06-01")
    assert str(environment.day("TAIZHANG_DAY", "2024-11-04")) == "2024-06-01"
