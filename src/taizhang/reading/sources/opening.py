"""The way in: a path, bytes or a string to a :class:`Source`, with no other error than :class:`SourceError`."""

from __future__ import annotations

import hashlib
import re
import sys
from dataclasses import replace
from importlib import import_module
from os import PathLike
from pathlib import Path
from typing import Protocol, cast

from taizhang.reading.results import Note
from taizhang.reading.sources.damage import lost_bytes
from taizhang.reading.sources.detection import NAMES, Format, detect, extension
from taizhang.reading.sources.errors import (
    DamagedFile,
    EmptyFile,
    MissingFile,
    SourceError,
    TooLarge,
    UnreadableFile,
)
from taizhang.reading.sources.limits import DEFAULT_LIMITS, MEGABYTE, Limits
from taizhang.reading.sources.raw import RawFile
from taizhang.reading.sources.source import Source

STANDARD_INPUT = "-"
"""The path that stands for standard input."""

# Loaded when first needed: PDF and spreadsheet libraries cost more to import than most texts to read.
_MODULES: dict[Format, str] = {
    "text": "plain",
    "html": "webpage",
    "mhtml": "mhtml",
    "docx": "docx",
    "doc": "doc",
    "xlsx": "xlsx",
    "xls": "xls",
    "csv": "delimited",
    "pdf": "pdf",
    "image": "picture",
}


class _Reader(Protocol):
    def read(self, raw: RawFile) -> Source: ...


def open_source(
    path: str | PathLike[str], *, name: str | None = None, ocr: bool = True, limits: Limits = DEFAULT_LIMITS
) -> Source:
    """Read the file at ``path`` (``-``: standard input), whatever its format.

    ``name`` replaces the file's own name in results and messages. With ``ocr`` false, pictures and scanned pages give
    a note instead of their text. Raises a :class:`SourceError` whose message names the file and says what to do.
    """
    standard_input = str(path) == STANDARD_INPUT
    shown = name or ("标准输入" if standard_input else Path(path).name or str(path))
    try:
        data = _capped(sys.stdin.buffer.read, limits) if standard_input else _file_bytes(Path(path), limits)
        return _read(RawFile(data, shown, extension(shown), None, limits, ocr))
    except SourceError as error:
        error.file = name or ("标准输入" if standard_input else str(path))
        raise


def source_from_bytes(
    data: bytes,
    *,
    name: str | None = None,
    media_type: str | None = None,
    ocr: bool = True,
    limits: Limits = DEFAULT_LIMITS,
) -> Source:
    """Read a file that is in memory already, such as an upload; ``media_type`` is its HTTP content type if known."""
    charset = re.search(r"charset\s*=\s*[\"']?([\w-]+)", media_type or "", re.IGNORECASE)
    try:
        if len(data) > limits.file_bytes:
            raise _too_large(limits)
        return _read(RawFile(data, name, extension(name, media_type), charset and charset[1], limits, ocr))
    except SourceError as error:
        error.file = name
        raise


def source_from_text(text: str, *, name: str | None = None) -> Source:
    """A string as a source, unchanged.

    >>> source_from_text("新建公园3个。").text
    '新建公园3个。'
    """
    return Source(text, name=name, notes=lost_bytes(text))


def _file_bytes(path: Path, limits: Limits) -> bytes:
    try:
        if path.is_dir():
            raise UnreadableFile("这是文件夹，或其内容不允许列出", "请检查权限，或指定其中的文件")
        with path.open("rb") as file:
            return _capped(file.read, limits)
    except FileNotFoundError as error:
        raise MissingFile from error
    except PermissionError as error:
        raise UnreadableFile("没有读取权限") from error
    except (OSError, ValueError) as error:
        raise UnreadableFile(f"系统无法读取（{error}）", "请检查路径和磁盘") from error


def _capped(read: _ReadBytes, limits: Limits) -> bytes:
    data = read(limits.file_bytes + 1)
    if len(data) > limits.file_bytes:
        raise _too_large(limits)
    return data


class _ReadBytes(Protocol):
    def __call__(self, size: int, /) -> bytes: ...


def _too_large(limits: Limits) -> TooLarge:
    return TooLarge(f"文件超过 {limits.file_bytes // MEGABYTE} MB 的上限")


def _read(raw: RawFile) -> Source:
    if not raw.data:
        raise EmptyFile
    detected = detect(raw.data, raw.hint)
    source = _by_format(detected.format, raw)
    notes = [*source.notes, *lost_bytes(source.text)]
    if detected.mislabelled:
        message = f"扩展名是 .{raw.hint}，内容其实是{NAMES[detected.format]}，已按内容读取"
        notes.insert(0, Note("mislabelled", message))
    if not source.text.strip() and not source.notes:
        notes.append(Note("no-text", "文件里没有可以读取的文字"))
    return replace(source, name=raw.name, sha256=hashlib.sha256(raw.data).hexdigest(), notes=tuple(notes))


def _by_format(found: Format, raw: RawFile) -> Source:
    reader = cast(_Reader, import_module(f"taizhang.reading.sources.{_MODULES[found]}"))
    try:
        return reader.read(raw)
    except SourceError:
        raise
    except Exception as error:
        # Hostile bytes break the format libraries in ways they do not document; callers are promised one root.
        raise DamagedFile(f"按{NAMES[found]}读取时出错（{type(error).__name__}）") from error
