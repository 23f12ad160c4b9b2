"""Third-party scripts are served as they came, and compressed to whom takes them so."""

from __future__ import annotations

import gzip

import pytest
from django.test import Client

from tools.assets import TARGET


@pytest.mark.parametrize("name", ["echarts.min.js", "htmx.min.js"])
def test_a_script_is_sent_compressed_where_that_is_understood(name: str) -> None:
    whole = (TARGET / name).read_bytes()
    plain = Client().get(f"/static/npm/{name}")
    packed = Client(headers={"Accept-Encoding": "gzip"}).get(f"/static/npm/{name}")
    assert b"".join(plain) == whole  # type: ignore[call-overload]
    assert packed.headers["Content-Encoding"] == "gzip"
    body = b"".join(packed)  # type: ignore[call-overload]
    assert gzip.decompress(body) == whole
    assert len(body) < len(whole) / 2
