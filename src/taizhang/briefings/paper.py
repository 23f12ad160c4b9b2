"""A briefing as PDF, typeset from the same values by ``briefing.typ``: offline, tagged, every number a link."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, time
from importlib.resources import files
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from taizhang.briefings.content import Composition, Edition, Note, Piece, Prose
from taizhang.briefings.pictures import Picture
from taizhang.briefings.setting import again, clean, context
from taizhang.policy.errors import ActionError
from taizhang.ui.charts.errors import FontMissing
from taizhang.ui.charts.fonts import chinese_font


@dataclass(frozen=True, slots=True)
class _Plain:
    """Numbers as ``briefing.typ`` takes them: pieces of words, each with its note and the address of its page."""

    address: str

    def prose(self, composition: Composition, prose: Prose) -> list[dict[str, Any]]:
        return [self._piece(composition, each, not again(prose, at)) for at, each in enumerate(prose.pieces)]

    def item(self, composition: Composition, at: int, prose: Prose) -> list[dict[str, Any]]:
        return self.prose(composition, Prose((Piece(f"{at}."), *prose.pieces)))

    def figure(self, composition: Composition, words: str, note: int) -> list[dict[str, Any]]:
        return [self._piece(composition, Piece(words, note), False)]

    def notes(self, numbers: tuple[int, ...]) -> list[int]:
        return list(numbers)

    def note(self, note: Note) -> dict[str, Any]:
        return {"number": note.number, "text": clean(note.text), "path": note.url, "url": self._page(note.url)}

    def _piece(self, composition: Composition, piece: Piece, last: bool) -> dict[str, Any]:
        url = self._page(composition.note(piece.note).url) if piece.note else ""
        return {"words": piece.words, "note": piece.note, "last": last, "url": url}

    def _page(self, url: str) -> str:
        return f"{self.address}{url}" if self.address and url else ""


def render_pdf(edition: Edition, pictures: Mapping[str, Picture], address: str = "") -> bytes:
    """The PDF of an edition, the same for the same edition.

    ``address`` is where the site is reached; without it numbers lead to their notes alone. Raises ActionError with words where no
    Chinese font is installed or the typesetter refuses.
    """
    import typst

    try:
        font = chinese_font()
    except FontMissing as error:
        raise ActionError(str(error)) from error
    with tempfile.TemporaryDirectory(prefix="taizhang-briefing-") as name:
        folder = Path(name)
        shown = {key: ({"file": f"{key}.png", "alt": each.words}, each.caption) for key, each in pictures.items()}
        data = context(edition, _Plain(address), shown) | {"fallback": font.family}
        (folder / "data.json").write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")
        (folder / "briefing.typ").write_bytes(files(__package__).joinpath("briefing.typ").read_bytes())
        for key, picture in pictures.items():
            (folder / f"{key}.png").write_bytes(picture.png)
        day = edition.issued_on or edition.composition.made_on
        stamp = datetime.combine(day, time(), UTC)
        try:
            made = typst.compile(
                str(folder / "briefing.typ"),
                root=name,
                font_paths=[str(font.path.parent)],
                format="pdf",
                timestamp=stamp,
            )
        except RuntimeError as error:
            raise ActionError(_("排不出 PDF：%(why)s") % {"why": str(error)[:300]}) from error
    return bytes(made)
