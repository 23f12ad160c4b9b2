"""Files to text: one module per format, one form for all (:class:`~taizhang.reading.sources.source.Source`)."""

from taizhang.reading.sources.errors import SourceError
from taizhang.reading.sources.folders import expand
from taizhang.reading.sources.limits import Limits
from taizhang.reading.sources.opening import open_source, source_from_bytes, source_from_text
from taizhang.reading.sources.source import Block, Source

__all__ = [
    "Block",
    "Limits",
    "Source",
    "SourceError",
    "expand",
    "open_source",
    "source_from_bytes",
    "source_from_text",
]
