"""From an empty folder to a running server, as somebody new would."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest

TAIZHANG = [sys.executable, "-m", "taizhang"]


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    """A data folder of the test's own, with the default database."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("TAIZHANG_", "DJANGO_"))}
    return {**kept, "TAIZHANG_DATA": str(tmp_path / "data"), "LANG": "zh_CN.UTF-8"}


def _run(environment: dict[str, str], *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(  # noqa: S603
        [*TAIZHANG, *arguments], env=environment, capture_output=True, text=True, timeout=120, check=False
    )


def test_serving_before_setting_up_is_refused_with_advice(environment: dict[str, str]) -> None:
    done = _run(environment, "serve")
    assert (done.returncode, done.stderr) == (1, "taizhang: 数据库还没有建好，或属于旧版本；请先执行 taizhang init\n")


def test_a_wrong_setting_is_named(environment: dict[str, str]) -> None:
    done = _run({**environment, "TAIZHANG_UPLOAD_LIMIT_MB": "many"}, "serve")
    assert done.returncode == 2
    assert "TAIZHANG_UPLOAD_LIMIT_MB" in done.stderr


def test_an_unknown_place_is_refused(environment: dict[str, str]) -> None:
    assert _run(environment, "init", "--place", "9999").returncode == 2


def test_set_up_serve_and_stop(environment: dict[str, str], tmp_path: Path) -> None:
    first = _run(environment, "init", "--place", "441900119")
    assert first.returncode == 0, first.stderr
    assert len(re.findall(r"^  (?:sysadmin|secadmin|auditor)  \S{14}  ", first.stdout, re.MULTILINE)) == 3
    assert "初始密码" not in _run(environment, "init", "--place", "441900119").stdout
    port = _free_port()
    command = [*TAIZHANG, "serve", "--port", str(port)]
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True) as server:  # noqa: S603
        try:
            page = _page(f"http://127.0.0.1:{port}/")
            worker = _children(server.pid)
        finally:
            server.send_signal(signal.SIGTERM)
            server.wait(timeout=30)
    assert "<h1>登录</h1>" in page
    assert len(worker) == 1
    assert server.returncode == 0
    assert not Path(f"/proc/{worker[0]}").exists()
    assert _run(environment, "verify").returncode == 0


def _page(address: str) -> str:
    for _ in range(100):
        try:
            with urllib.request.urlopen(address, timeout=5) as answer:  # noqa: S310
                return str(answer.read().decode())
        except OSError:
            time.sleep(0.1)
    pytest.fail(f"nothing answers at {address}")


def _children(parent: int) -> list[int]:
    for _ in range(50):
        stats = Path("/proc").glob("[0-9]*/stat")
        if found := [int(stat.parent.name) for stat in stats if _parent_of(stat) == parent]:
            return found
        time.sleep(0.1)
    return []


def _parent_of(stat: Path) -> int:
    try:
        return int(stat.read_text().rpartition(")")[2].split()[1])
    except OSError:
        return 0


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
