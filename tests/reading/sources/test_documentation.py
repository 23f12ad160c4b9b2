import re
from dataclasses import fields
from pathlib import Path

import pytest

from taizhang.reading.sources import Limits, SourceError, detection, errors

ROOT = Path(__file__).resolve().parents[3]
SOURCES = ROOT / "src" / "taizhang" / "reading" / "sources"
PAGE = (ROOT / "docs" / "how-to" / "read-files.md").read_text("utf-8")
CODES = set(re.findall(r"`([a-z-]+)`", PAGE))


def test_every_refusal_is_explained() -> None:
    codes = {kind.code for kind in vars(errors).values() if isinstance(kind, type) and issubclass(kind, SourceError)}
    assert codes - {SourceError.code} <= CODES


def test_every_note_is_explained() -> None:
    written = "".join(path.read_text("utf-8") for path in SOURCES.glob("*.py"))
    noted = set(re.findall(r'Note\(\s*"([a-z-]+)"', written))
    assert noted
    assert noted <= CODES


@pytest.mark.parametrize("found", sorted(detection.NAMES))
def test_every_format_has_a_reader(found: detection.Format) -> None:
    from taizhang.reading.sources.opening import _MODULES

    assert (SOURCES / f"{_MODULES[found]}.py").exists()


def test_every_limit_is_stated() -> None:
    limits = Limits()
    table = PAGE[PAGE.index("## Limits") :].replace(",", "").replace(" million", "000000")
    stated = {int(number) for number in re.findall(r"\d+", table)}
    for limit in fields(Limits):
        value = getattr(limits, limit.name)
        assert (value // 1024**2 if limit.name.endswith("_bytes") else value) in stated, limit.name
