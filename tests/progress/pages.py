"""The worked tables of a reference page, as its tests repeat them."""

from __future__ import annotations

from pathlib import Path

_REFERENCE = Path(__file__).parents[2] / "docs" / "reference"


def rows(page: str, *columns: str) -> list[tuple[str, ...]]:
    """The rows of the one table of the page whose heading is these columns; fails where there is none."""
    lines = (_REFERENCE / page).read_text(encoding="utf-8").splitlines()
    (start,) = [at for at, line in enumerate(lines) if _cells(line) == columns]
    body = lines[start + 2 :]
    end = next((at for at, line in enumerate(body) if not line.startswith("|")), len(body))
    assert end, f"{page}: no rows under {columns}"
    return [_cells(line) for line in body[:end]]


def _cells(line: str) -> tuple[str, ...]:
    return tuple(cell.strip() for cell in line.strip().strip("|").split("|")) if line.startswith("|") else ()
