"""Where output goes: standard output, or a file that is written aside and put in place only when it is whole."""

from __future__ import annotations

import os
import stat
import sys
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO, cast

from taizhang.cli.problems import Stop, WrongUsage

STANDARD_OUTPUT = "-"


def check_destination(out: str | None, inputs: Iterable[Path]) -> None:
    """Refuse an output that is a folder, lies in no folder, or is one of the inputs; raises :class:`WrongUsage`."""
    if out is None or out == STANDARD_OUTPUT:
        return
    target = Path(out)
    if target.is_dir():
        raise WrongUsage("output.is-folder", file=out)
    if not _real(target).parent.is_dir():
        raise WrongUsage("output.no-folder", file=out, folder=_real(target).parent)
    if any(_same_file(target, path) for path in inputs):
        raise WrongUsage("output.is-input", file=out)


def _real(path: Path) -> Path:
    """The file itself where the path is a link, so that the link survives the replacement."""
    return Path(os.path.realpath(path))


def _same_file(one: Path, other: Path) -> bool:
    try:
        return one.samefile(other)
    except (OSError, ValueError):
        return False


@contextmanager
def destination(out: str | None) -> Iterator[BinaryIO]:
    """A stream to write the output to; a file appears under its name only if the block ends without an error."""
    if out is None or out == STANDARD_OUTPUT:
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
        return
    target = _real(Path(out))
    if target.exists() and not target.is_file():
        with target.open("wb") as device:
            yield device
        return
    with _written_aside(target, out) as stream:
        yield stream


@contextmanager
def _written_aside(target: Path, shown: str) -> Iterator[BinaryIO]:
    try:
        handle, name = tempfile.mkstemp(prefix=".taizhang-", suffix=".part", dir=target.parent)
    except OSError as error:
        raise Stop("output.refused", file=shown, reason=error.strerror) from error
    aside = Path(name)
    try:
        with cast(BinaryIO, os.fdopen(handle, "wb")) as stream:
            yield stream
        aside.chmod(_mode(target))
        aside.replace(target)
    except OSError as error:
        raise Stop("output.refused", file=shown, reason=error.strerror or error) from error
    finally:
        with suppress(FileNotFoundError):
            aside.unlink()


def _mode(target: Path) -> int:
    """The permissions of the file replaced, else those a new file gets."""
    with suppress(FileNotFoundError):
        return stat.S_IMODE(target.stat().st_mode)
    umask = os.umask(0)
    os.umask(umask)
    return 0o666 & ~umask
