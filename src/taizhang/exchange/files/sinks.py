"""Turns what writes into a file into pieces that are sent as they come, so that no file is ever whole in memory."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

#: Bytes gathered before they are sent.
PIECE = 64 * 1024


class Sink:
    """A file that cannot be read or sought: what was written is taken away in pieces."""

    def __init__(self) -> None:
        self._held: list[bytes] = []
        self._size = 0

    def write(self, data: bytes | str) -> int:
        """Take it."""
        encoded = data.encode() if isinstance(data, str) else bytes(data)
        self._held.append(encoded)
        self._size += len(encoded)
        return len(encoded)

    def flush(self) -> None:
        """Nothing is held back anywhere else."""

    def taken(self, *, least: int = 0) -> bytes:
        """What was written since, if it is at least so much."""
        if self._size < least:
            return b""
        data = b"".join(self._held)
        self._held, self._size = [], 0
        return data


def streamed(write: Callable[[Sink], Iterable[object]]) -> Iterator[bytes]:
    """What ``write`` writes into a sink, sent whenever it pauses and enough has gathered."""
    sink = Sink()
    for _pause in write(sink):
        if data := sink.taken(least=PIECE):
            yield data
    if data := sink.taken():
        yield data
