"""The site of the year: the sample city with a person for each office, served as ``taizhang serve`` does, its day moved on by hand."""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import sys
import time
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from tests.served import TAIZHANG, environment

ROOT = Path(__file__).resolve().parents[2]
PASSWORD = "Yanshi-2024"
#: Gives each town and each department somebody who signs in by its code or its number; says them as JSON.
_PEOPLE = """
import json
from django.contrib.auth.hashers import make_password
from taizhang.accounts.models import Membership, Organisation, User
hashed = make_password(PASSWORD)
said = {}
for each in Organisation.objects.filter(kind__in=["town", "department"]).select_related("place"):
    name = each.place.code if each.kind == "town" else f"d{each.pk}"
    person = User.objects.create(username=name, name=each.name, password=hashed, must_change_password=False)
    Membership.objects.create(user=person, organisation=each, role=each.kind)
    said[each.name] = [name, each.place.name]
print(json.dumps(said))
"""
#: Serves, and reads days to move to: each is begun as the worker begins a day, with the day's supervision.
_SERVER = """
import os, signal, sys, threading
from datetime import date
import django
django.setup()
from django.conf import settings
from django.db import close_old_connections
from taizhang.config.serving import serve
from taizhang.progress.actions.daily import run_day
def days():
    for line in sys.stdin:
        settings.CLOCK_DAY = date.fromisoformat(line.strip())
        run_day(settings.CLOCK_DAY)
        close_old_connections()
        print(line.strip(), flush=True)
    os.kill(os.getpid(), signal.SIGTERM)
threading.Thread(target=days, daemon=True).start()
try:
    serve(host="127.0.0.1", port=int(sys.argv[1]), worker=False)
except KeyboardInterrupt:
    pass
"""


@dataclass
class Site:
    """A site in a folder of its own; ``people`` gives by the organisation the name to sign in with and the place."""

    folder: Path
    first: date
    given: dict[str, str] = field(default_factory=dict)
    people: dict[str, list[str]] = field(default_factory=dict)
    port: int = 0
    _process: subprocess.Popen[str] | None = None

    def prepare(self, prepared: Path | None = None) -> None:
        """Set up the sample city, or take one that is set up, and its people."""
        self.given = environment(self.folder)
        if prepared is None:
            command = [*TAIZHANG, "demo", "--prepare-only", "--months", "0"]
            subprocess.run(command, env=self.given, check=True, capture_output=True)  # noqa: S603
        else:
            shutil.copytree(prepared, self.folder)
        self.people = json.loads(self.run("manage", "shell", "-v", "0", "-c", f"PASSWORD = {PASSWORD!r}{_PEOPLE}"))

    def run(self, *command: str) -> str:
        """What a command of taizhang says; fails with its complaint where it fails."""
        done = subprocess.run([*TAIZHANG, *command], env=self.given, capture_output=True, text=True)  # noqa: S603
        assert done.returncode == 0, done.stderr[-3000:]
        return done.stdout

    def start(self) -> None:
        """Serve, the first day being begun."""
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = int(probe.getsockname()[1])
        given = self.given | {"DJANGO_SETTINGS_MODULE": "taizhang.config.settings", "TAIZHANG_DAY": str(self.first)}
        command = [sys.executable, "-c", _SERVER, str(self.port)]
        pipe = subprocess.PIPE
        self._process = subprocess.Popen(command, env=given, cwd=ROOT, stdin=pipe, stdout=pipe, text=True)  # noqa: S603
        for _ in range(1200):
            try:
                socket.create_connection(("127.0.0.1", self.port), timeout=1).close()
                return
            except OSError:
                assert self._process.poll() is None, "the site ended"
                time.sleep(0.05)
        raise AssertionError("the site does not answer")

    def move(self, day: date) -> None:
        """Have it be that day, its morning's work done."""
        assert self._process is not None
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(f"{day}\n")
        self._process.stdin.flush()
        for line in self._process.stdout:
            if line.strip() == str(day):
                return
        raise AssertionError("the site ended")

    def stop(self) -> None:
        """End it."""
        if self._process and self._process.stdin:
            self._process.stdin.close()
            self._process.wait(timeout=60)
        if self._process and self._process.stdout:
            self._process.stdout.close()

    def ask(self, asked: Any) -> Any:
        """What the check of the database at the end finds."""
        given = self.given | {"DJANGO_SETTINGS_MODULE": "taizhang.config.settings"}
        command = [sys.executable, "-m", "tests.year.check"]
        told = json.dumps(asked)
        done = subprocess.run(command, env=given, cwd=ROOT, input=told, capture_output=True, text=True)  # noqa: S603
        assert done.returncode == 0, done.stderr[-3000:]
        return json.loads(done.stdout)

    def processor(self) -> float:
        """Seconds of processor time the site has had."""
        assert self._process is not None
        words = Path(f"/proc/{self._process.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(words[11]) + int(words[12])) / os.sysconf("SC_CLK_TCK")
