"""Text in the cells of an Excel sheet: never run as a formula, nothing in it that no XML can hold. Knows no web framework."""

from __future__ import annotations

import re
from typing import Any

from openpyxl.cell import WriteOnlyCell

#: What XML has no form for: control characters, the two that are no characters, and lone surrogates, which stand in names of
#: files that are no text.
_UNKEPT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")


def kept(text: str, instead: str = "") -> str:
    r"""The text as a sheet can hold it; what it cannot hold is left out, or shown as ``instead``.

    >>> kept("停车\x07位"), kept("停车\x07位", "�")
    ('停车位', '停车�位')
    """
    return _UNKEPT.sub(instead, text)


def put_text(cell: Any, text: str) -> None:
    """Write a text into a cell as a text, whatever it looks like: ``=1+1`` is shown and not run, ``#N/A`` is no error."""
    cell.value = kept(text)
    cell.data_type = "s"


def text_cell(sheet: Any, text: str) -> Any:
    """A new cell of a sheet that is written row by row, with a text in it as :func:`put_text` writes it."""
    cell = WriteOnlyCell(sheet)
    put_text(cell, text)
    return cell
