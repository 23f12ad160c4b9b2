"""Office files made by hand for the tests: just the parts a reader needs, in the words of the standard."""

from __future__ import annotations

import io
import zipfile

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STRICT_WORD = "http://purl.oclc.org/ooxml/wordprocessingml/main"
RELATIONSHIPS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
NAMESPACES = (
    f'xmlns:w="{WORD}" xmlns:r="{RELATIONSHIPS}" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
)


def zipped(members: dict[str, str | bytes]) -> bytes:
    """A zip container of ``members``."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def relationships(*targets: tuple[str, str]) -> str:
    """A ``.rels`` part for pairs of kind and target, with ids rId1, rId2 and so on."""
    items = "".join(
        f'<Relationship Id="rId{number}" Type="{RELATIONSHIPS}/{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(targets, 1)
    )
    return (
        f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{items}</Relationships>'
    )


def docx(body: str, *, main: str = "word/document.xml", core: str = "", **parts: str) -> bytes:
    """A Word file; ``parts`` are the inside of ``styles``, ``numbering``, ``footnotes``, ``header1`` and so on."""
    roots = {"styles": "styles", "numbering": "numbering", "footnotes": "footnotes", "endnotes": "endnotes"}
    names = {"header": "hdr", "footer": "ftr"}
    folder = main.rpartition("/")[0]
    members: dict[str, str | bytes] = {
        "_rels/.rels": relationships(("officeDocument", main), ("core-properties", "docProps/core.xml")),
        main: f"<w:document {NAMESPACES}><w:body>{body}</w:body></w:document>",
    }
    if core:
        members["docProps/core.xml"] = core
    kinds = []
    for name, inside in parts.items():
        kind = name.rstrip("0123456789")
        root = roots.get(kind) or names[kind]
        members[f"{folder}/{name}.xml"] = f"<w:{root} {NAMESPACES}>{inside}</w:{root}>"
        kinds.append((kind, f"{name}.xml"))
    members[f"{folder}/_rels/{main.rpartition('/')[2]}.rels"] = relationships(*kinds)
    return zipped(members)


def p(text: str, properties: str = "") -> str:
    """A Word paragraph of one run."""
    return f"<w:p><w:pPr>{properties}</w:pPr>{r(text)}</w:p>"


def r(text: str, properties: str = "") -> str:
    """A Word run."""
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def tbl(*rows: str) -> str:
    """A Word table of rows."""
    return f"<w:tbl>{''.join(rows)}</w:tbl>"


def tr(*cells: str, properties: str = "") -> str:
    """A Word table row; cells given as plain text get their paragraph."""
    inside = "".join(cell if cell.startswith("<w:") else tc(cell) for cell in cells)
    return f"<w:tr><w:trPr>{properties}</w:trPr>{inside}</w:tr>"


def tc(content: str, properties: str = "") -> str:
    """A Word table cell."""
    inside = content if content.startswith("<w:") else p(content)
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{inside}</w:tc>"
