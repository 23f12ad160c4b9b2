"""Settings of the test suite: a folder of its own, cheap passwords, background work done at once."""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile

_folder = tempfile.mkdtemp(prefix="taizhang-tests-")
atexit.register(shutil.rmtree, _folder, ignore_errors=True)
os.environ["TAIZHANG_DATA"] = _folder

from tools.messages import compile_all  # noqa: E402

compile_all()

from taizhang.config.settings import *  # noqa: E402, F403
from taizhang.config.settings import DATABASES  # noqa: E402

ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
# A file and not memory, so that tests of concurrency and browsers have connections of their own.
DATABASES["default"]["TEST"] = {"NAME": f"{_folder}/test.sqlite3"}
# Nothing here outlives the tests, so nothing need reach the disk.
DATABASES["default"]["OPTIONS"]["init_command"] += " PRAGMA synchronous=OFF;"
if os.environ.get("TAIZHANG_TEST_POSTGRES"):
    from tests.postgres import database

    DATABASES = {"default": database()}
