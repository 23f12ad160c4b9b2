"""One page that holds everything: the source with its claims marked, the records beside it, filters and search.

The page asks nothing of the network and runs no script but its own: its content policy names the hashes of the one
style sheet and the one script in it, and everything that comes from a document is escaped text.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from importlib.resources import files
from typing import BinaryIO

from taizhang import __version__
from taizhang.cli.output import View
from taizhang.cli.output.article import article
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
        for piece in _page(parts, self.view.language):
            stream.write(piece.encode("utf-8", "replace"))


def _page(articles: Iterable[str], language: str) -> Iterator[str]:
    style, script = _asset("page.css"), _asset("page.js")
    policy = (
        f"default-src 'none'; style-src '{_hash(style)}'; script-src '{_hash(script)}'; "
        "base-uri 'none'; form-action 'none'"
    )
    yield f"""<!doctype html>
<html lang="{"en" if language == "en" else "zh-Hans"}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="generator" content="taizhang {__version__}">
<title>台账 taizhang</title>
<style>{style}</style>
</head>
<body>
{toolbar()}
<main>
"""
    yield from articles
    yield f"</main>\n{keyboard_help()}\n<script>{script}</script>\n</body>\n</html>\n"


def _asset(name: str) -> str:
    return files("taizhang.cli.output").joinpath("page", name).read_text(encoding="utf-8")


def _hash(content: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(content.encode("utf-8")).digest()).decode("ascii")


OUTPUT = Html
