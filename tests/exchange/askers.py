"""Asks the open API again and again in a process of its own: ``python -m tests.exchange.askers SECRET TIMES``.

Prints the status of each answer, what the refused ones say of waiting, and the minutes before and after.
"""

from __future__ import annotations

import json
import sys
import time

import django


def main() -> None:
    """Ask, and print the answers as JSON."""
    django.setup()
    from django.test import Client

    secret, times = sys.argv[1], int(sys.argv[2])
    client = Client(headers={"Authorization": f"Bearer {secret}", "Host": "localhost"})
    answers = []
    for _time in range(times):
        before = time.time() // 60
        answer = client.get("/api/v1/places?limit=1")
        answers.append((answer.status_code, answer.headers.get("Retry-After"), before, time.time() // 60))
    print(json.dumps(answers))  # noqa: T201


if __name__ == "__main__":
    main()
