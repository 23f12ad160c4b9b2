"""A briefing set into a template: the Word file, the same bytes for the same briefing."""

from __future__ import annotations

import io
from collections.abc import Mapping
from datetime import datetime, time
from typing import Any

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.shared import Mm
from docxtpl import DocxTemplate, InlineImage
from jinja2 import StrictUndefined
from jinja2.sandbox import ImmutableSandboxedEnvironment

from taizhang.briefings.content import Edition
from taizhang.briefings.pictures import WIDTH, Picture
from taizhang.briefings.setting import context
from taizhang.briefings.word.archives import settled
from taizhang.briefings.word.links import Links
from taizhang.briefings.word.ooxml import text

#: Millimetres that a chart takes of a line.
_ACROSS = 150


class _Described(InlineImage):  # type: ignore[misc]
    """A picture with words for those who do not see it."""

    def __init__(self, template: DocxTemplate, picture: Picture) -> None:
        height = Mm(round(_ACROSS * picture.height / WIDTH))
        super().__init__(template, io.BytesIO(picture.png), width=Mm(_ACROSS), height=height)
        self.words = picture.words

    def _insert_image(self) -> str:
        xml: str = super()._insert_image()
        return xml.replace("<wp:docPr ", f'<wp:docPr descr="{text(self.words)}" ', 1)


def environment() -> ImmutableSandboxedEnvironment:
    """Jinja without any way out: nothing can be called or changed, what is not there is an error, all words are escaped."""
    sandbox = ImmutableSandboxedEnvironment(autoescape=True, undefined=StrictUndefined)
    sandbox.globals.clear()
    return sandbox


def render_word(edition: Edition, template: bytes, pictures: Mapping[str, Picture], address: str = "") -> bytes:
    """The .docx of an edition. ``address`` is where the site is reached; without it numbers lead to their notes alone.

    Raises ``jinja2.TemplateError`` for a template that was never checked and names what is not there.
    """
    document = DocxTemplate(io.BytesIO(template))
    document.init_docx()
    drawn = {name: (_Described(document, each), each.caption) for name, each in pictures.items()}
    document.render(context(edition, Links(_relations(document, address)), drawn), environment(), autoescape=True)
    _dated(document, edition)
    file = io.BytesIO()
    document.save(file)
    return settled(file.getvalue())


def _relations(document: DocxTemplate, address: str) -> Any:
    """Relations of the document to pages of the site, one for each page."""
    part, known = document.docx.part, {}

    def relation(url: str) -> str:
        if not address or not url:
            return ""
        if url not in known:
            known[url] = part.relate_to(f"{address}{url}", RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
        made: str = known[url]
        return made

    return relation


def _dated(document: DocxTemplate, edition: Edition) -> None:
    day = edition.issued_on or edition.composition.made_on
    about = document.docx.core_properties
    about.created = about.modified = datetime.combine(day, time())
    about.last_modified_by, about.revision = "taizhang", 1
