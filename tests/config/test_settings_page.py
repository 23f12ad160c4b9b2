"""The list of settings in the docs is that of the code."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
READ = re.compile(r'env\.(?:text|listed|number|flag|day|database)\("([A-Z_]+)"|\btext\("([A-Z_]+)"')


def test_every_variable_is_described_and_every_description_is_read() -> None:
    config = ROOT / "src/taizhang/config"
    code = "\n".join(path.read_text(encoding="utf-8") for path in config.glob("*.py"))
    read = {first or second for first, second in READ.findall(code)}
    page = (ROOT / "docs/reference/settings.md").read_text(encoding="utf-8")
    described = set(re.findall(r"`([A-Z][A-Z_]{4,})`", page))
    assert described == read
