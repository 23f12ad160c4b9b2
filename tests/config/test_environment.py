"""Settings from the environment."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

from taizhang.config import environment as env


@pytest.mark.parametrize(("written", "meant"), [("1", True), ("on", True), ("Yes", True), ("0", False), ("", False)])
def test_a_flag(monkeypatch: pytest.MonkeyPatch, written: str, meant: bool) -> None:
    monkeypatch.setenv("X", written)
    assert env.flag("X") is meant


@pytest.mark.parametrize("written", ["-1", "1.5", "ten", "１０", ""])
def test_what_is_no_number_is_refused_by_name(monkeypatch: pytest.MonkeyPatch, written: str) -> None:
    monkeypatch.setenv("X", written)
    with pytest.raises(env.WrongSettingError, match="环境变量 X"):
        env.number("X", 5)


def test_a_list_has_no_empty_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("X", "a, ,b,")
    assert env.listed("X") == ["a", "b"]


def test_the_key_is_made_once_and_for_its_owner_only(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv("SECRET_KEY", raising=False)
    key = env.secret_key(tmp_path / "data")
    assert len(key) >= 50
    assert env.secret_key(tmp_path / "data") == key
    assert stat.S_IMODE((tmp_path / "data/secret_key").stat().st_mode) == 0o600


def test_a_given_key_is_taken(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("SECRET_KEY", "given")
    assert env.secret_key(tmp_path) == "given"
    assert list(tmp_path.iterdir()) == []
