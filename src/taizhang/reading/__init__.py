"""Text in, anchored claims out; pure Python, no clock, no network."""

from taizhang.reading.pipeline import read, read_file, read_source
from taizhang.reading.results import Claim, DeclaredCount, Document, Note, Step
from taizhang.reading.sources import SourceError

__all__ = ["Claim", "DeclaredCount", "Document", "Note", "SourceError", "Step", "read", "read_file", "read_source"]
