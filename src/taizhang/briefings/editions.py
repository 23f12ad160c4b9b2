"""The files of an edition: Word by the office's template, PDF and Excel, all from the same values."""

from __future__ import annotations

from collections.abc import Mapping

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import override

from taizhang.briefings.content import Edition
from taizhang.briefings.paper import render_pdf
from taizhang.briefings.pictures import Picture, pictures
from taizhang.briefings.sheets import render_sheets
from taizhang.briefings.word.rendering import render_word
from taizhang.briefings.word.template import default_template
from taizhang.policy.errors import ActionError
from taizhang.ui.charts.errors import DrawingError

#: Ends of file names, each with what kind of file it is.
KINDS = {"docx": "Word", "pdf": "PDF", "xlsx": "Excel"}


def drawn(edition: Edition) -> Mapping[str, Picture]:
    """The charts; raises ActionError with words where they cannot be drawn, such as without a Chinese font."""
    try:
        return pictures(edition.composition)
    except DrawingError as error:
        raise ActionError(_("画不出通报的图：%(why)s") % {"why": error}) from error


def rendered(edition: Edition, kind: str, template: bytes | None = None) -> bytes:
    """The file of a kind (``docx``, ``pdf``, ``xlsx``); raises ActionError with words where it cannot be made."""
    with override("zh-hans"):
        match kind:
            case "docx":
                return render_word(edition, template or default_template(), drawn(edition), settings.SITE_ADDRESS)
            case "pdf":
                return render_pdf(edition, drawn(edition), settings.SITE_ADDRESS)
            case "xlsx":
                return render_sheets(edition, settings.SITE_ADDRESS)
    raise ValueError(f"no kind of file: {kind}")
