"""Collects the Chinese words of every app for translation into English, and compiles the catalogues.

``python -m tools.messages`` brings each ``locale/en/LC_MESSAGES/django.po`` up to the code, keeping what is translated;
``python -m tools.messages compile`` makes the ``.mo`` files, which are not in git. Needs no gettext programs.
"""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import DEFAULT_KEYWORDS, extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

PACKAGE = Path(__file__).resolve().parent.parent / "src/taizhang"
KEYWORDS = {
    **DEFAULT_KEYWORDS,
    "gettext_lazy": None,
    "ngettext_lazy": (1, 2),
    "pgettext_lazy": ((1, "c"), 2),
    "gettext_noop": None,
}


def apps() -> list[Path]:
    """The folders whose words are translated: every Django app, and the settings."""
    return sorted({path.parent for path in PACKAGE.glob("*/apps.py")} | {PACKAGE / "config"})


def po_file(app: Path) -> Path:
    """Where an app's English lies."""
    return app / "locale/en/LC_MESSAGES/django.po"


def wanted(app: Path) -> Catalog:
    """The words of an app's code and templates, untranslated."""
    catalog = Catalog(locale="en", charset="utf-8")
    for path in sorted([*app.rglob("*.py"), *app.glob("templates/**/*.html"), *app.glob("templates/**/*.txt")]):
        if "migrations" not in path.parts:
            for message, comments, context in _messages(path):
                catalog.add(message, auto_comments=comments, context=context)
    return catalog


def translated(app: Path) -> Catalog:
    """An app's English as it is kept."""
    path = po_file(app)
    if not path.exists():
        return Catalog(locale="en", charset="utf-8")
    with path.open("rb") as file:
        return read_po(file, locale="en", charset="utf-8")


def update(app: Path) -> None:
    """Bring an app's catalogue up to its code: new words added empty, words no longer used left out."""
    template, catalog, path = wanted(app), translated(app), po_file(app)
    catalog.update(template, no_fuzzy_matching=True)
    if not len(template):
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        write_po(file, catalog, width=110, no_location=True, omit_header=True, sort_output=True, ignore_obsolete=True)


def compile_all() -> None:
    """Make every ``.mo`` file that is older than its ``.po``."""
    for path in PACKAGE.glob("*/locale/*/LC_MESSAGES/*.po"):
        made = path.with_suffix(".mo")
        if made.exists() and made.stat().st_mtime >= path.stat().st_mtime:
            continue
        with path.open("rb") as file:
            catalog = read_po(file, locale=path.parts[-3], charset="utf-8")
        content = io.BytesIO()
        write_mo(content, catalog)
        aside = made.with_name(f".{made.name}.{os.getpid()}")
        aside.write_bytes(content.getvalue())
        aside.replace(made)


def _messages(path: Path) -> Iterator[tuple[str | tuple[str, ...], list[str], str | None]]:
    source = path.read_text(encoding="utf-8")
    if path.suffix != ".py":
        # Django turns a template into something that reads like Python; its indentation means nothing.
        source = "\n".join(line.lstrip() for line in templatize(source).splitlines())
    for _line, message, comments, context in extract(
        "python", io.BytesIO(source.encode()), keywords=KEYWORDS, options={"encoding": "utf-8"}
    ):
        yield message, comments, context


def main(arguments: list[str]) -> None:
    """Update, unless only compiling is asked for; compile."""
    if arguments != ["compile"]:
        for app in apps():
            update(app)
    compile_all()


if __name__ == "__main__":
    main(sys.argv[1:])
