"""One page that holds everything: the source with its claims marked, the records beside it, filters and search.

The page asks nothing of the network and runs no script but its own, and everything that comes from a document is escaped
text.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import chain
from typing import BinaryIO

from taizhang.cli.output import View
from taizhang.cli.output.article import article
from taizhang.cli.output.shell import shell
from taizhang.cli.output.toolbar import keyboard_help, toolbar
from taizhang.reading.results import Document


@dataclass(frozen=True, slots=True)
class Html:
    """Documents as one self-contained page."""

    view: View

    def render(self, document: Document, file: str) -> str:
        """The document as an article of the page."""
        prefix = f"x{hashlib.sha256(file.encode('utf-8', 'surrogatepass')).hexdigest()[:8]}-"
        return article(document, file, prefix, explain=self.view.explain)

    def write(self, parts: Iterable[str], stream: BinaryIO) -> None:
        """The page with the articles of all documents."""
        content = chain([toolbar(), "\n<main>\n"], parts, ["\n</main>\n", keyboard_help(), "\n"])
        for piece in shell(content, self.view.language, "台账 taizhang", "page.css", "page.js"):
            stream.write(piece.encode("utf-8", "replace"))


OUTPUT = Html
