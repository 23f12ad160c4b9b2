"""``taizhang verify`` names what differs and says so by its exit code."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.db import connection

from taizhang.cli import main
from taizhang.files.actions import keep
from taizhang.journal import guards
from taizhang.journal.models import Entry
from tests.cast import Cast
from tests.rankings.makers import freeze, played, scheme


@pytest.fixture
def stored(cast: Cast, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """One stored file, by where it lies."""
    monkeypatch.setattr("django.core.files.storage.default_storage._wrapped", _folder(tmp_path))
    return tmp_path / keep(ContentFile("工作要点".encode())).path


def _folder(path: Path) -> object:
    from taizhang.files.storage import FolderStorage

    return FolderStorage(location=str(path))


def test_nothing_wrong(stored: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["verify", "--lang", "zh"]) == 0
    assert "文件：1 个，问题 0 处" in capsys.readouterr().out


def test_a_changed_file_is_named(stored: Path, capsys: pytest.CaptureFixture[str]) -> None:
    stored.chmod(0o600)
    stored.write_bytes(b"other")
    assert main(["verify", "--lang", "zh"]) == 1
    assert f"文件 {stored.name}：内容与摘要不符" in capsys.readouterr().err


def test_a_missing_file_is_named(stored: Path, capsys: pytest.CaptureFixture[str]) -> None:
    stored.unlink()
    assert main(["verify", "--lang", "zh"]) == 1
    assert "文件缺失" in capsys.readouterr().err


def test_a_changed_entry_is_named(cast: Cast, capsys: pytest.CaptureFixture[str]) -> None:
    cast.client("town").post("/accounts/sign-out/")
    guards.remove(connection)
    Entry.objects.update(actor_name="别人")
    assert main(["verify", "--lang", "zh"]) == 1
    assert "日志第 1 条：内容与摘要不符" in capsys.readouterr().err


def test_a_changed_ranking_is_named(cast: Cast, capsys: pytest.CaptureFixture[str]) -> None:
    of = scheme(cast)
    played(cast, {"town": 1200, "other_town": 3000})
    made = freeze(of)
    assert main(["verify", "--lang", "zh"]) == 0
    made.rows.update(rank=1)
    assert main(["verify", "--lang", "zh"]) == 1
    assert f"冻结的比拼 {made.pk}：按所存的数算不出所存的名次" in capsys.readouterr().err
