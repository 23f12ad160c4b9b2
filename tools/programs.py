"""Sees to the programs that the tests need and PyPI does not have: a browser, Chinese type, a PostgreSQL server.

Run as ``python -m tools.programs``. On Debian, root has them installed; anybody else is told what to install.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

#: Debian's package for each, and how to tell that it is there.
NEEDED = {
    "chromium": lambda: shutil.which("chromium") is not None,
    "fonts-noto-cjk": lambda: any(Path("/usr/share/fonts").rglob("NotoSansCJK*")),
    "postgresql": lambda: shutil.which("initdb") is not None or any(Path("/usr/lib/postgresql").glob("*/bin/initdb")),
}


def missing() -> list[str]:
    """The packages whose programs are not there."""
    return [package for package, there in NEEDED.items() if not there()]


def main() -> int:
    """Install what is missing, or say what to install; the exit code tells whether all is there."""
    packages = missing()
    if packages and shutil.which("apt-get") and os.geteuid() == 0:
        _install(packages)
        packages = missing()
    if packages:
        sys.stderr.write(f"The tests need {', '.join(packages)}: apt-get install {' '.join(packages)}\n")
        return 1
    return 0


def _install(packages: list[str]) -> None:
    sys.stderr.write(f"Installing {', '.join(packages)} ...\n")
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    command = ["apt-get", "install", "--yes", "--quiet", "--no-install-recommends", *packages]
    for step in (["apt-get", "update", "--quiet"], command):
        subprocess.run(step, env=quiet, stdout=subprocess.DEVNULL, check=False)  # noqa: S603


if __name__ == "__main__":
    sys.exit(main())
