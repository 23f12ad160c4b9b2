"""The wheel holds what is made from the sources and kept out of git."""

from __future__ import annotations

import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
UV = shutil.which("uv", path=str(Path(sys.executable).parent)) or shutil.which("uv")


@pytest.mark.slow
@pytest.mark.skipif(UV is None, reason="uv is not installed")
def test_a_wheel_can_serve_pages_in_both_languages(tmp_path: Path) -> None:
    command = [str(UV), "build", "--quiet", "--wheel", "--out-dir", str(tmp_path), str(ROOT)]
    subprocess.run(command, check=True, timeout=300)  # noqa: S603
    (wheel,) = tmp_path.glob("*.whl")
    names = set(zipfile.ZipFile(wheel).namelist())
    scripts = [f"taizhang/ui/static/npm/{name}.min.js" for name in ("echarts", "htmx")]
    assert {*scripts, *(f"{name}.gz" for name in scripts)} <= names
    assert {
        f"taizhang/ui/static/npm/{name}" for name in ("echarts.LICENSE", "echarts.NOTICE", "zrender.LICENSE")
    } <= names
    assert "taizhang/ui/static/ui/maps/4419.json" in names
    assert "taizhang/places/data/guangdong.csv" in names
    sources = {name for name in names if name.endswith("django.po")}
    assert sources
    assert {name.replace(".po", ".mo") for name in sources} <= names
