"""Word documents since 2007, those of WPS Office among them: a small walk over their XML."""

from __future__ import annotations

from xml.etree.ElementTree import Element

from taizhang.reading.results import Note
from taizhang.reading.sources import recognition
from taizhang.reading.sources.composer import Composer, Piece, Table
from taizhang.reading.sources.errors import DamagedFile
from taizhang.reading.sources.package import Package
from taizhang.reading.sources.pages import Page, bound, head_title
from taizhang.reading.sources.picture import picture_pages, recognised
from taizhang.reading.sources.raw import RawFile
from taizhang.reading.sources.source import Source
from taizhang.reading.sources.word_body import Body
from taizhang.reading.sources.word_lists import Lists
from taizhang.reading.sources.word_names import w
from taizhang.reading.sources.word_styles import Styles

_TITLE = "{http://purl.org/dc/elements/1.1/}title"


def read(raw: RawFile) -> Source:
    """Read the body, then foot- and endnotes, then headers and footers as furniture."""
    package = Package(raw.data, raw.limits)
    main = package.main("word/document.xml")
    related = package.related(main)
    document = package.xml(main)
    content = document.find(w("body"))
    if content is None:
        raise DamagedFile("文档没有正文部分")
    styles = Styles(_first(package, related.get("styles")))
    body = Body(styles, Lists(_first(package, related.get("numbering")), styles), raw.limits)
    composer = Composer()
    composer.extend(body.parts(content))
    notes = _pictures(package, main, body, composer, raw)
    title = body.title or head_title(composer, _declared_title(package))
    composer.extend(_notes(package, related, body))
    composer.extend(_furniture(package, related, body))
    return Source(composer.text, composer.blocks, format="docx", title=title, notes=notes)


def _first(package: Package, names: list[str] | None) -> Element | None:
    return package.optional(names[0]) if names else None


def _notes(package: Package, related: dict[str, list[str]], body: Body) -> list[Piece | Table]:
    parts: list[Piece | Table] = []
    for kind in ("footnote", "endnote"):
        root = _first(package, related.get(f"{kind}s"))
        for note in root.findall(w(kind)) if root is not None else ():
            # The typed ones are the lines drawn above the notes.
            if note.get(w("type"), "normal") == "normal":
                parts += body.parts(note)
    return parts


def _furniture(package: Package, related: dict[str, list[str]], body: Body) -> list[Piece]:
    """Headers and footers, each wording once."""
    found: dict[str, None] = {}
    for name in (*related.get("header", ()), *related.get("footer", ())):
        root = package.optional(name)
        for part in body.parts(root) if root is not None else ():
            texts = [part.text] if isinstance(part, Piece) else [cell.text for cell in part.cells]
            found.update(dict.fromkeys(text.strip() for text in texts))
    return [Piece(text, "furniture") for text in found]


def _declared_title(package: Package) -> str:
    root = _first(package, package.related("").get("core-properties", []))
    return " ".join((root.findtext(_TITLE) or "").split()) if root is not None else ""


def _pictures(package: Package, main: str, body: Body, composer: Composer, raw: RawFile) -> tuple[Note, ...]:
    """Say that pictures were not read; where the document holds nothing else, read them."""
    count = len(body.pictures)
    if count == 0:
        return ()
    if composer.text.strip():
        return (Note("pictures", f"文档里有 {count} 张图片，图片中的文字没有读取"),)
    if not raw.ocr:
        return (Note("no-text-page", "文档里只有图片，未做文字识别"),)
    if not recognition.is_installed():
        return (Note("no-text-page", "文档里只有图片；请运行 pip install 'taizhang[ocr]' 后再读取"),)
    targets = package.targets(main)
    pages: list[Page] = []
    for name in (targets[identity] for identity in body.pictures if identity in targets):
        # Drawings in the formats of Windows hold no pixels to recognise.
        if name in package and not name.lower().endswith((".emf", ".wmf")):
            pages += picture_pages(package.bytes(name), raw.limits, len(pages))
    composer.extend(bound(pages))
    return (recognised("图片中的"),)
