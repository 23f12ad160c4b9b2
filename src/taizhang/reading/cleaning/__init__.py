"""The cleaned view of a source text and the map that leads every offset back to the raw text.

Cleaning never edits the source: it yields another string in which full-width forms are folded, traditional characters
are simplified one to one, and interruptions (pinyin inside words, page breaks inside sentences, spaces between Chinese
characters) are deleted, each deletion logged in the segment map. What is no part of the body is tagged, what is lost
is noted; neither is repaired.
"""

from taizhang.reading.cleaning.passes import clean
from taizhang.reading.cleaning.view import Cleaned

__all__ = ["Cleaned", "clean"]
