"""Settings from the environment."""

from __future__ import annotations

import json
import os
import stat
import subprocess
import sys
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


@pytest.mark.parametrize("written", ["ledger.sqlite3", "mysql://office:secret@host/name", "://"])
def test_an_address_of_another_database_is_refused_without_its_password(
    monkeypatch: pytest.MonkeyPatch, written: str
) -> None:
    monkeypatch.setenv("X", written)
    with pytest.raises(env.WrongSettingError, match=r"环境变量 X.*postgresql://") as refused:
        env.database("X")
    assert "secret" not in str(refused.value)


def test_sqlite_elsewhere_is_opened_like_sqlite_at_home(tmp_path: Path) -> None:
    """Above all, each transaction takes the lock for writing when it opens, so that two processes queue."""
    script = (
        "import json; from taizhang.config.settings import DATABASES as d; print(json.dumps(d['default'], default=str))"
    )
    shown = []
    for address in ("", f"sqlite:///{tmp_path}/other.sqlite3?timeout=7"):
        given = os.environ | {"DATABASE_URL": address, "TAIZHANG_DATA": str(tmp_path)}
        shown.append(json.loads(subprocess.check_output([sys.executable, "-c", script], env=given)))  # noqa: S603
    home, other = shown
    assert other["NAME"] == f"{tmp_path}/other.sqlite3"
    assert other["OPTIONS"] == home["OPTIONS"] | {"timeout": 7}
    assert home["OPTIONS"]["transaction_mode"] == "IMMEDIATE"
