"""The process that does the background work beside ``taizhang serve``; run as ``python -m taizhang.config.worker``.

It ends when its standard input does, so it never outlives the server that started it, however that one ended; with ``--alone`` it
runs until it is told to stop.
"""

from __future__ import annotations

import os
import signal
import socket
import sys
import threading

import django

#: One worker on a machine bears this name, so the next can take up what it left half-done.
NAME = f"serve@{socket.gethostname()}"[:60]


def main() -> None:
    """Take tasks from the queue until told to stop."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "taizhang.config.settings")
    django.setup()
    from django_tasks_db.management.commands.db_worker import Worker

    if "--alone" not in sys.argv:
        threading.Thread(target=_end_with_the_server, daemon=True).start()
    take_up()
    from taizhang.config.rounds import keep

    threading.Thread(target=keep, daemon=True).start()
    worker = Worker(
        queue_names=["*"],
        interval=0.5,
        batch=False,
        backend_name="default",
        startup_delay=False,
        max_tasks=None,
        worker_id=NAME,
        excluded_queue_names=[],
    )
    worker.configure_signals()
    worker.run()


def take_up() -> int:
    """Put back into the queue what a worker of this name had begun and not finished; returns how many tasks."""
    from django_tasks_db.models import DBTaskResult

    begun = [task for task in DBTaskResult.objects.running() if task.worker_ids[-1:] == [NAME]]
    return DBTaskResult.objects.filter(pk__in=[task.pk for task in begun]).update(status="READY")


def _end_with_the_server() -> None:
    sys.stdin.buffer.read()
    os.kill(os.getpid(), signal.SIGTERM)


if __name__ == "__main__":
    main()
