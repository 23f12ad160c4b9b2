"""Word documents since 2007, those of WPS Office among them: a small walk over their XML."""

from __future__ import annotations

from xml.etree.ElementTree import Element

from taizhang.reading.results import Note
from taizhang.reading.sources.composer import Composer, Piece, Table
from taizhang.reading.sources.errors import DamagedFile
from taizhang.reading.sources.package import Package
from taizhang.reading.sources.raw import RawFile
from taizhang.reading.sources.source import Source
from taizhang.reading.sources.word_body import Body
from taizhang.reading.sources.word_lists import Lists
from taizhang.reading.sources.word_names import w
from taizhang.reading.sources.word_styles import Styles

_TITLE = "{http://purl.org/dc/elements/1.1/}title"
# How far into a document its title may stand.
_HEAD = 1_000


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
    title = body.title or _declared_title(package, composer.text)
    composer.extend(_notes(package, related, body))
    composer.extend(_furniture(package, related, body))
    pictures = _picture_notes(len(body.pictures), bool(composer.text.strip()))
    return Source(composer.text, composer.blocks, format="docx", title=title, notes=pictures)


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


def _declared_title(package: Package, text: str) -> str | None:
    """The title among the file's properties, if the document shows it: else it is a template's or an older text's."""
    properties = package.related("").get("core-properties", [])
    root = _first(package, properties)
    title = " ".join((root.findtext(_TITLE) or "").split()) if root is not None else ""
    head = "".join(text[:_HEAD].split())
    return title if title and "".join(title.split()) in head else None


def _picture_notes(count: int, has_text: bool) -> tuple[Note, ...]:
    if not count:
        return ()
    if has_text:
        return (Note("pictures", f"文档里有 {count} 张图片，图片中的文字没有读取"),)
    return (Note("no-text-page", "文档里只有图片；请导出为 PDF 并安装 taizhang[ocr] 后读取"),)
