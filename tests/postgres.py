"""A PostgreSQL server of the tests' own: started on first need in a temporary folder, gone with the process.

It listens on a socket in that folder only. PostgreSQL refuses to run as root, so root starts it as ``postgres`` or
``nobody``. Processes started later (the workers of pytest-xdist) find it by an environment variable.
"""

from __future__ import annotations

import atexit
import os
import pwd
import shutil
import subprocess
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

FOUND_BY = "TAIZHANG_TEST_POSTGRES_FOLDER"
#: Nothing here outlives the tests, so nothing need reach the disk.
HASTY = ["fsync=off", "synchronous_commit=off", "full_page_writes=off", "listen_addresses=", "max_connections=150"]


def database(options: Sequence[str] = ()) -> dict[str, Any]:
    """Django's settings for a database on the server, which is started, with these options too, if it is not running."""
    folder = os.environ.get(FOUND_BY) or _start(options)
    return {"ENGINE": "django.db.backends.postgresql", "NAME": "taizhang", "USER": "taizhang", "HOST": folder}


def _start(options: Sequence[str]) -> str:
    folder = Path(tempfile.mkdtemp(prefix="taizhang-pg-"))
    owner = _owner()
    if owner:
        shutil.chown(folder, owner)
    prefix = _as(owner)
    init = [_program("initdb"), "-D", str(folder / "data"), "-U", "taizhang", "--auth=trust", "-E", "UTF8"]
    subprocess.run([*prefix, *init, "--locale=C.UTF-8", "--no-sync"], check=True, capture_output=True, cwd=folder)  # noqa: S603
    told = [part for option in [*HASTY, *options, f"unix_socket_directories={folder}"] for part in ("-c", option)]
    with (folder / "log").open("wb") as log:
        server = subprocess.Popen(  # noqa: S603
            [*prefix, _program("postgres"), "-D", str(folder / "data"), *told], stdout=log, stderr=log, cwd=folder
        )
    atexit.register(_stop, server, folder)
    _await(server, folder)
    os.environ[FOUND_BY] = str(folder)
    return str(folder)


def _await(server: subprocess.Popen[bytes], folder: Path) -> None:
    ready = [_program("pg_isready"), "-q", "-h", str(folder)]
    for _ in range(200):
        if subprocess.run(ready, check=False).returncode == 0:  # noqa: S603
            return
        if server.poll() is not None:
            break
        time.sleep(0.05)
    raise RuntimeError(f"PostgreSQL did not start:\n{(folder / 'log').read_text()}")


def _stop(server: subprocess.Popen[bytes], folder: Path) -> None:
    server.terminate()
    try:
        server.wait(timeout=5)
    except subprocess.TimeoutExpired:
        server.kill()
        server.wait()
    shutil.rmtree(folder, ignore_errors=True)


def _owner() -> str:
    if os.geteuid() != 0:
        return ""
    names = {entry.pw_name for entry in pwd.getpwall()}
    return "postgres" if "postgres" in names else "nobody"


def _as(owner: str) -> list[str]:
    # The server also ends, by fast shutdown, if the tests are killed.
    identity = ["--reuid", owner, "--regid", str(pwd.getpwnam(owner).pw_gid), "--clear-groups"] if owner else []
    return ["setpriv", *identity, "--pdeathsig", "INT"]


def _program(name: str) -> str:
    if found := shutil.which(name):
        return found
    versions = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"), key=lambda path: float(path.parts[4]))
    if not versions:
        raise RuntimeError(f"{name} was not found: install PostgreSQL (Debian: apt-get install postgresql)")
    return str(versions[-1])
