"""``taizhang demo`` as a new user starts it, no month played: a process with its worker, on a folder prepared once a run."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

TAIZHANG = [sys.executable, "-m", "taizhang"]
#: What everybody of the demonstration signs in with.
PASSWORD = "Yanshi-2024"


@dataclass
class Demonstration:
    """The demonstration in a folder, which can be stopped and started again at the same address."""

    folder: Path
    port: int
    _process: subprocess.Popen[bytes] | None = field(default=None, repr=False)

    @property
    def url(self) -> str:
        """Where it answers."""
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> None:
        """Serve, and come back when the first page is there."""
        command = [*TAIZHANG, "demo", "--months", "0", "--port", str(self.port)]
        self._process = subprocess.Popen(command, env=environment(self.folder), stdout=subprocess.DEVNULL)  # noqa: S603
        for _ in range(600):
            try:
                with urllib.request.urlopen(f"{self.url}/accounts/sign-in/", timeout=5):  # noqa: S310
                    return
            except OSError:
                time.sleep(0.1)
        pytest.fail("the demonstration does not answer")

    def stop(self) -> None:
        """End it as Ctrl+C would."""
        if self._process:
            self._process.send_signal(signal.SIGTERM)
            self._process.wait(timeout=30)
            self._process = None


def environment(folder: Path) -> dict[str, str]:
    """The environment of a process that works on ``folder`` and nothing else."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("TAIZHANG_", "DJANGO_"))}
    kept.pop("DATABASE_URL", None)
    return {**kept, "TAIZHANG_DATA": str(folder), "LANG": "zh_CN.UTF-8"}


@pytest.fixture(scope="session")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder in which the demonstration is set up, to be copied."""
    folder = tmp_path_factory.mktemp("demonstration") / "data"
    command = [*TAIZHANG, "demo", "--prepare-only", "--months", "0"]
    subprocess.run(command, env=environment(folder), check=True, capture_output=True, timeout=300)  # noqa: S603
    return folder


@pytest.fixture
def demonstration(prepared: Path, tmp_path: Path) -> Iterator[Demonstration]:
    """A demonstration of the test's own, served."""
    folder = tmp_path / "data"
    shutil.copytree(prepared, folder)
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    served = Demonstration(folder, port)
    try:
        served.start()
        yield served
    finally:
        served.stop()
