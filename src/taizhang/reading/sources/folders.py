"""Paths as a user names them – files, folders, standard input – to the files that are to be read."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from os import PathLike
from pathlib import Path

from taizhang.reading.sources.opening import STANDARD_INPUT

# Lock files of Word and LibreOffice, temporary files, and what systems and programs leave in every folder.
_LEFTOVER = re.compile(
    r"\.|~\$|~WRL|__MACOSX$|Thumbs\.db$|desktop\.ini$|.*(?:\.tmp|\.bak|\.lnk|\.part|\.crdownload|~)$", re.I
)


def expand(paths: Iterable[str | PathLike[str]]) -> Iterator[Path]:
    """The files that ``paths`` stand for: folders are walked, sorted by name; everything else comes back as given.

    Hidden, lock and temporary files in folders are passed over, as are devices and broken links; a folder is entered
    once, however many links lead to it. A folder that may not be listed comes back itself, for opening to say so.
    """
    entered: set[tuple[int, int]] = set()
    for path in map(Path, paths):
        if str(path) != STANDARD_INPUT and _is_folder(path):
            yield from _walk(path, entered)
        else:
            yield path


def _is_folder(path: Path) -> bool:
    """Whether it is a folder; a name the system cannot take (too long) is left for opening to refuse."""
    try:
        return path.is_dir()
    except OSError:
        return False


def _walk(folder: Path, entered: set[tuple[int, int]]) -> Iterator[Path]:
    try:
        status = folder.stat()
        paths = sorted(folder.iterdir())
    except OSError:
        yield folder
        return
    if (status.st_dev, status.st_ino) in entered:
        return
    entered.add((status.st_dev, status.st_ino))
    for path in (path for path in paths if not _LEFTOVER.match(path.name)):
        if path.is_dir():
            yield from _walk(path, entered)
        elif path.is_file():
            yield path
