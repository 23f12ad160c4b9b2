"""Several CSV files with their dictionary as one ZIP, made while it is sent."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, cast
from zipfile import ZIP_DEFLATED, ZipFile

from taizhang.exchange.files.dictionary import code_lines, dictionary_lines, metadata
from taizhang.exchange.files.sinks import PIECE, Sink, streamed
from taizhang.exchange.files.tables import csv_lines
from taizhang.exchange.readers import Reader
from taizhang.exchange.resources import Resource


def package(reader: Reader, resources: list[Resource], asked: Mapping[str, Any]) -> Iterator[bytes]:
    """Each resource as CSV, what the columns and codes mean, and the same for programs."""
    members: dict[str, Iterable[str]] = {
        "dictionary.csv": dictionary_lines(resources),
        "codes.csv": code_lines(resources),
        "csv-metadata.json": [metadata(resources)],
    }
    for each in resources:
        members[f"{each.name}.csv"] = csv_lines(each, each.narrowed(reader, asked))
    return zipped(members)


def zipped(members: Mapping[str, Iterable[str] | Iterable[bytes]]) -> Iterator[bytes]:
    """Texts by their names as one ZIP, in pieces."""

    def write(sink: Sink) -> Iterator[None]:
        with ZipFile(cast(Any, sink), "w", ZIP_DEFLATED) as archive:
            for name, pieces in members.items():
                with archive.open(name, "w", force_zip64=True) as member:
                    for piece in _gathered(pieces):
                        member.write(piece)
                        yield

    return streamed(write)


def _gathered(pieces: Iterable[str] | Iterable[bytes]) -> Iterator[bytes]:
    held, size = [], 0
    for each in pieces:
        held.append(each.encode() if isinstance(each, str) else each)
        size += len(each)
        if size >= PIECE:
            yield b"".join(held)
            held, size = [], 0
    yield b"".join(held)
