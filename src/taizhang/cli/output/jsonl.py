"""JSON Lines: one record a line, in the fields of ``docs/reference/record.md``."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import PurePath
from typing import BinaryIO

from taizhang.cli.output import View
from taizhang.reading.records import Record, json_line, records
from taizhang.reading.results import Claim, Document


@dataclass(frozen=True, slots=True)
class JsonLines:
    """Records as JSON Lines, UTF-8 without a byte-order mark."""

    view: View

    def render(self, document: Document, file: str) -> bytes:
        """The document's lines."""
        lines = (
            json_line(record | self._more(claim, file))
            for record, claim in zip(records(document, document_id(document, file)), document.claims, strict=True)
        )
        # A lone surrogate has no UTF-8 form; its escape is also JSON's.
        return "".join(f"{line}\n" for line in lines).encode("utf-8", "backslashreplace")

    def write(self, parts: Iterable[bytes], stream: BinaryIO) -> None:
        """The lines of all documents."""
        for part in parts:
            stream.write(part)

    def _more(self, claim: Claim, file: str) -> Record:
        more: Record = {"file": file} if self.view.several else {}
        if self.view.explain:
            more["derivation"] = [
                {"rule": step.rule, "start": step.start, "end": step.end, "yields": step.yields}
                for step in claim.derivation
            ]
        return more


def document_id(document: Document, file: str) -> str:
    """The document's short name: its file name without suffix; ``-`` is ``stdin``."""
    return "stdin" if file == "-" else PurePath(document.name or file).stem


OUTPUT = JsonLines
