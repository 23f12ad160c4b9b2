"""Serves the application: waitress in this process, the background worker in one of its own."""

from __future__ import annotations

import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Any, NoReturn

from django.conf import settings

#: A worker that ends by itself is started again after so many seconds.
PAUSE = 2.0
THREADS = 8
#: Room above the limit that the application itself explains to people.
BODY_LIMIT_FACTOR = 4


def serve(*, host: str, port: int, worker: bool = True, trusted_proxy: str = "") -> None:
    """Serve until interrupted. Raises OSError where host and port cannot be had."""
    import waitress

    from taizhang.config.wsgi import application

    proxy: dict[str, Any] = {}
    if trusted_proxy:
        headers = {"x-forwarded-for", "x-forwarded-proto", "x-forwarded-host"}
        proxy = {
            "trusted_proxy": trusted_proxy,
            "trusted_proxy_headers": headers,
            "clear_untrusted_proxy_headers": True,
        }
    server = waitress.create_server(
        application,
        host=host,
        port=port,
        threads=THREADS,
        ident=None,
        max_request_body_size=settings.UPLOAD_LIMIT * BODY_LIMIT_FACTOR,
        **proxy,
    )
    signal.signal(signal.SIGTERM, _interrupt)
    with working() if worker else _idle():
        try:
            server.run()
        finally:
            server.close()


@contextmanager
def working() -> Iterator[None]:
    """Keep a worker running meanwhile."""
    keeper = Keeper()
    thread = threading.Thread(target=keeper.keep, daemon=True)
    thread.start()
    try:
        yield
    finally:
        keeper.stop()
        thread.join(timeout=15)


class Keeper:
    """Starts the worker, and starts it again if it ends before it should."""

    def __init__(self) -> None:
        self._stopping = threading.Event()
        self._worker: subprocess.Popen[bytes] | None = None

    def keep(self) -> None:
        """Run workers one after the other until :meth:`stop`."""
        while not self._stopping.is_set():
            command = [sys.executable, "-m", "taizhang.config.worker"]
            # A session of its own: Ctrl+C reaches the server alone, which then lets the worker finish its task.
            self._worker = subprocess.Popen(command, stdin=subprocess.PIPE, start_new_session=True)  # noqa: S603
            self._worker.wait()
            self._stopping.wait(PAUSE)

    def stop(self) -> None:
        """Let the worker finish the task at hand and end."""
        self._stopping.set()
        if self._worker and self._worker.stdin:
            self._worker.stdin.close()


@contextmanager
def _idle() -> Iterator[None]:
    yield


def _interrupt(_number: int, _frame: FrameType | None) -> NoReturn:
    raise KeyboardInterrupt
