"""Asks the open API again and again in a process of its own: ``python -m tests.exchange.askers SECRET TIMES``.

Prints the status of each answer, and what the refused ones say of waiting.
"""

from __future__ import annotations

import json
import sys

import django


def main() -> None:
    """Ask, and print the answers as JSON."""
    django.setup()
    from django.test import Client

    secret, times = sys.argv[1], int(sys.argv[2])
    client = Client(headers={"Authorization": f"Bearer {secret}", "Host": "localhost"})
    answers = [client.get("/api/v1/places?limit=1") for _time in range(times)]
    print(json.dumps([[each.status_code, each.headers.get("Retry-After")] for each in answers]))  # noqa: T201


if __name__ == "__main__":
    main()
