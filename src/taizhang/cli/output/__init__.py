"""What is written: one module per format, each turning read documents into parts and parts into a stream of bytes.

A part is made where the document was read, which may be another process; it is small and picklable. The parts of all
documents are then put together, in the order of the inputs.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING, Any, BinaryIO, Protocol, cast

from taizhang.cli.language import Language

if TYPE_CHECKING:
    from taizhang.reading.results import Document

FORMATS = ("table", "jsonl", "csv", "xlsx", "html")
COMPARED = ("table", "jsonl", "csv", "html")
"""Formats of a comparison."""

BINARY = frozenset({"xlsx"})
"""Formats that are not shown on a terminal."""

SUFFIXES = {".jsonl": "jsonl", ".ndjson": "jsonl", ".csv": "csv", ".xlsx": "xlsx", ".html": "html", ".htm": "html"}
"""The format an output file's name asks for; any other name gets the table."""


@dataclass(frozen=True, slots=True)
class View:
    """How the user wants to see the result.

    ``several`` says that more than one document is read, so that each record names its file; ``explain`` adds the
    derivation of every claim; ``width`` and ``colour`` are those of the terminal.
    """

    language: Language = "zh"
    several: bool = False
    explain: bool = False
    width: int = 120
    colour: bool = False


class Output(Protocol):
    """A format's way of writing documents."""

    def render(self, document: Document, file: str) -> Any:
        """The document's part of the output; ``file`` is the path as the user gave it."""

    def write(self, parts: Iterable[Any], stream: BinaryIO) -> None:
        """Write the parts, as they come, to the stream."""


def output_for(name: str, view: View) -> Output:
    """The output of that format; its module, and what that needs, is imported only now."""
    module = import_module(f"{__name__}.{name}")
    return cast(Output, module.OUTPUT(view))
