"""The WSGI entry point that ``taizhang serve`` and any other WSGI server start."""

from __future__ import annotations

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "taizhang.config.settings")

application = get_wsgi_application()
