"""How other processes are started, apart from what they do, so that starting can begin before the reader is loaded."""

from __future__ import annotations

import multiprocessing
import signal
from multiprocessing.context import ForkServerContext, SpawnContext

PRELOADED = ["taizhang.cli.readings", "taizhang.cli.crew"]


def context() -> ForkServerContext | SpawnContext:
    """The way to start: not by plain forking, which copies the progress bar's locks in whatever state they are."""
    if "forkserver" in multiprocessing.get_all_start_methods():
        return multiprocessing.get_context("forkserver")
    return multiprocessing.get_context("spawn")


def warm_up() -> None:
    """Let the fork server load the reader while this process does other things; later processes begin with it loaded."""
    way = context()
    if not isinstance(way, ForkServerContext):
        return
    from multiprocessing import forkserver

    way.set_forkserver_preload(PRELOADED)
    # An interrupt while the server is loading would end it with a traceback.
    held = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        forkserver.ensure_running()
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, held)
