"""Whether briefings that were approved or issued still say what they said."""

from __future__ import annotations

from collections.abc import Iterator

from taizhang.briefings.canonical import digest
from taizhang.briefings.models import Briefing


def sealed(briefing: Briefing) -> str:
    """The digest of what a briefing says and of the office's own words."""
    return digest({"content": briefing.content, "texts": briefing.texts})


def altered() -> Iterator[Briefing]:
    """Every approved or issued briefing whose content is not what its digest was taken of."""
    for each in Briefing.objects.exclude(digest="").order_by("pk").iterator(chunk_size=20):
        if sealed(each) != each.digest:
            yield each
