"""What a worker left half-done is taken up by the next of its name."""

from __future__ import annotations

import pytest
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from taizhang.config.worker import NAME, take_up

pytestmark = pytest.mark.django_db


def _begun(worker: str) -> DBTaskResult:
    return DBTaskResult.objects.create(
        status="RUNNING",
        args_kwargs={"args": [], "kwargs": {}},
        task_path="x",
        backend_name="default",
        run_after=timezone.now(),
        worker_ids=[worker],
        exception_class_path="",
        traceback="",
    )


def test_only_its_own() -> None:
    own, other = _begun(NAME), _begun("elsewhere")
    assert take_up() == 1
    own.refresh_from_db()
    other.refresh_from_db()
    assert (own.status, other.status) == ("READY", "RUNNING")
