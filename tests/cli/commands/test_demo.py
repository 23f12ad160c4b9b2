"""``taizhang demo``: from nothing to sample logins and documents, never over somebody's own data."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest


def _run(data: Path, *arguments: str, **more: str) -> subprocess.CompletedProcess[str]:
    environment = {
        **os.environ,
        "TAIZHANG_DATA": str(data),
        "DJANGO_SETTINGS_MODULE": "taizhang.config.settings",
        **more,
    }
    command = [sys.executable, "-m", "taizhang", *arguments]
    return subprocess.run(command, capture_output=True, text=True, env=environment, timeout=600)  # noqa: S603


@pytest.mark.slow
def test_it_prepares_everything_once_and_again_nothing(tmp_path: Path) -> None:
    for _ in range(2):
        done = _run(
            tmp_path / "data",
            "demo",
            "--prepare-only",
            "--months",
            "0",
            "--lang",
            "zh",
            DATABASE_URL="postgres://nobody@127.0.0.1:1/none",
        )
        assert done.returncode == 0, done.stderr
    said = done.stdout + done.stderr
    for words in ("Yanshi-2024", "office", "town", "auditor", "已准备好"):
        assert words in said
    count = "from taizhang.ledger.models import Document as D;from taizhang.intake.models import Candidate as C;"
    shown = _run(
        tmp_path / "data",
        "manage",
        "shell",
        "-v",
        "0",
        "-c",
        f"{count}print(D.objects.filter(status='read').count(), C.objects.count() > 40)",
    )
    assert shown.stdout.split() == ["2", "True"], shown.stderr
    assert _run(tmp_path / "data", "verify").returncode == 0


@pytest.mark.slow
def test_it_plays_the_year_and_every_number_and_light_follows(tmp_path: Path) -> None:
    done = _run(tmp_path, "demo", "--prepare-only", "--months", "1", "--lang", "zh")
    assert done.returncode == 0, done.stderr
    assert "正在模拟 2024-01" in done.stdout + done.stderr
    played = "from taizhang.progress.models import *;"
    count = (
        "print(Report.objects.filter(state='locked').count() > 150, Total.objects.filter(reported__gt=20).count() > 4)"
    )
    shown = _run(tmp_path, "manage", "shell", "-v", "0", "-c", played + count)
    assert shown.stdout.split() == ["True", "True"], shown.stderr
    checked = _run(tmp_path, "verify", "--lang", "zh")
    assert checked.returncode == 0, checked.stdout + checked.stderr


@pytest.mark.slow
def test_it_leaves_an_installation_alone(tmp_path: Path) -> None:
    assert _run(tmp_path, "init", "--place", "4419").returncode == 0
    done = _run(tmp_path, "demo", "--prepare-only", "--lang", "zh")
    assert done.returncode == 1
    assert "演示不会动它" in done.stderr
