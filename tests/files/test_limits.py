"""Requests that are too large are refused in words."""

from __future__ import annotations

import pytest
from django.test import Client, override_settings


@pytest.mark.django_db
@override_settings(UPLOAD_LIMIT=1000)
def test_a_request_over_the_limit_is_refused_before_it_is_read() -> None:
    answer = Client().post("/accounts/sign-in/", {"username": "x" * 2000})
    assert answer.status_code == 413
    assert "一次上传不能超过" in answer.content.decode()


@pytest.mark.django_db
def test_a_file_of_a_hundred_megabytes_is_refused_by_its_length_alone() -> None:
    length = 100 * 1024 * 1024 + 200
    answer = Client().generic("POST", "/intake/upload/", b"", CONTENT_LENGTH=str(length))
    assert answer.status_code == 413
    assert "一次上传不能超过 100 MB" in answer.content.decode()
