"""What surrounds the content of a page: a policy that allows the page's own style and script and nothing else."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable, Iterator
from importlib.resources import files

from taizhang import __version__
from taizhang.cli.language import Language
from taizhang.cli.output.markup import text


def shell(content: Iterable[str], language: Language, title: str, style: str, script: str = "") -> Iterator[str]:
    """The page around its content; ``style`` and ``script`` name files of the ``page`` folder."""
    rules, program = _asset(style), _asset(script) if script else ""
    allowed = f"script-src '{_hash(program)}'; " if script else ""
    yield f"""<!doctype html>
<html lang="{"en" if language == "en" else "zh-Hans"}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src '{_hash(rules)}'; {allowed}base-uri 'none'; form-action 'none'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="generator" content="taizhang {__version__}">
<title>{text(title)}</title>
<style>{rules}</style>
</head>
<body>
"""
    yield from content
    yield f"<script>{program}</script>\n" if script else ""
    yield "</body>\n</html>\n"


def _asset(name: str) -> str:
    return files("taizhang.cli.output").joinpath("page", name).read_text(encoding="utf-8")


def _hash(content: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(content.encode("utf-8")).digest()).decode("ascii")
