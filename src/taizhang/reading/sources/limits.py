"""How much a file may ask of the machine before it is refused, each limit with its reason."""

from __future__ import annotations

from dataclasses import dataclass

MEGABYTE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds on one file; pass another instance to ``open_source`` to widen or narrow them."""

    file_bytes: int = 256 * MEGABYTE
    """The file as it lies on disk: a scanned yearbook of some hundred pages stays below it."""

    text_bytes: int = 64 * MEGABYTE
    """A txt or csv file: more than all the work reports of all Chinese counties of one year together."""

    markup_bytes: int = 16 * MEGABYTE
    """A web page less its pictures, whose tree takes some forty times as much memory; long laws have half a megabyte."""

    members: int = 10_000
    """Files inside a zip container; a Word file with thousands of pictures stays below it."""

    unzipped_bytes: int = 512 * MEGABYTE
    """What all members of a zip container unfold to."""

    part_bytes: int = 64 * MEGABYTE
    """One XML part once unfolded; its tree takes some ten times as much memory."""

    zip_ratio: int = 200
    """Unfolded size by packed size of one member above 16 MB: office XML packs 10 to 60 times, a bomb 1,000."""

    xml_depth: int = 120
    """Nested elements in XML or HTML; tables within tables within text boxes reach some sixty."""

    pages: int = 5_000
    """Pages of a PDF."""

    cells: int = 2_000_000
    """Filled cells of a workbook or table."""

    pixels: int = 120_000_000
    """Pixels of a picture: an A3 page scanned at 600 dpi has 70 million."""


DEFAULT_LIMITS = Limits()
