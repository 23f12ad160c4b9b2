"""Office files made by hand for the tests: just the parts a reader needs, in the words of the standard."""

from __future__ import annotations

import io
import struct
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
    members["[Content_Types].xml"] = _content_types(main, [f"{folder}/{name}.xml" for name in parts])
    return zipped(members)


def _content_types(main: str, parts: list[str]) -> str:
    office = "application/vnd.openxmlformats-officedocument.wordprocessingml"
    kinds = {part: part.rpartition("/")[2].rstrip("0123456789.xml") for part in parts}
    overrides = "".join(
        f'<Override PartName="/{part}" ContentType="{office}.{kind}+xml"/>'
        for part, kind in {**kinds, main: "document.main"}.items()
    )
    return (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{overrides}</Types>'
    )


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


SHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def xlsx(*sheets: str, strings: str = "", styles: str = "", workbook: str = "", states: tuple[str, ...] = ()) -> bytes:
    """A workbook; ``sheets`` are the inside of ``<worksheet>``, named 表一, 表二 and so on."""
    count = range(1, len(sheets) + 1)
    named = "".join(
        f'<sheet name="{"一二三四"[number - 1]}季度" sheetId="{number}" r:id="rId{number}"'
        f' state="{states[number - 1] if states else "visible"}"/>'
        for number in count
    )
    opening = f'xmlns="{SHEET}" xmlns:r="{RELATIONSHIPS}"'
    members: dict[str, str | bytes] = {
        "_rels/.rels": relationships(("officeDocument", "xl/workbook.xml")),
        "xl/workbook.xml": f"<workbook {opening}>{workbook}<sheets>{named}</sheets></workbook>",
        "xl/_rels/workbook.xml.rels": relationships(
            *(("worksheet", f"worksheets/sheet{number}.xml") for number in count),
            ("sharedStrings", "sharedStrings.xml"),
            ("styles", "styles.xml"),
        ),
        "xl/sharedStrings.xml": f"<sst {opening}>{strings}</sst>",
        "xl/styles.xml": f"<styleSheet {opening}>{styles}</styleSheet>",
    }
    for number, sheet in zip(count, sheets, strict=True):
        members[f"xl/worksheets/sheet{number}.xml"] = f"<worksheet {opening}>{sheet}</worksheet>"
    return zipped(members)


_SECTOR = 512
_END_OF_CHAIN, _FREE, _FAT_SECTOR = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD


def compound(streams: dict[str, bytes]) -> bytes:
    """An OLE compound file of ``streams``, each padded so that none goes to the stream for small ones."""
    contents = [_sectors(max(content.ljust(4096, b"\0"), content)) for content in streams.values()]
    entries = [_entry("Root Entry", 5, _END_OF_CHAIN, 0, child=1)]
    table: list[int] = []
    for number, (name, content) in enumerate(zip(streams, contents, strict=True), 1):
        sibling = number + 1 if number < len(streams) else _FREE
        entries.append(_entry(name, 2, len(table), len(content), sibling=sibling))
        table += _chain(len(table), len(content) // _SECTOR)
    directory = _sectors(b"".join(entries).ljust(-(-len(entries) // 4) * _SECTOR, b"\0"))
    first_directory = len(table)
    table += _chain(first_directory, len(directory) // _SECTOR)
    fat_sectors = 1
    while len(table) + fat_sectors > fat_sectors * 128:
        fat_sectors += 1
    first_fat = len(table)
    table += [_FAT_SECTOR] * fat_sectors
    table += [_FREE] * (fat_sectors * 128 - len(table))
    header = struct.pack(
        "<8s16xHHHHH6xIIIIIIIII",
        *(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", 0x3E, 3, 0xFFFE, 9, 6, 0, fat_sectors, first_directory, 0, 4096),
        *(_END_OF_CHAIN, 0, _END_OF_CHAIN, 0),
    )
    fat_list = [first_fat + number if number < fat_sectors else _FREE for number in range(109)]
    parts = [header, struct.pack("<109I", *fat_list), *contents, directory, struct.pack(f"<{len(table)}I", *table)]
    return b"".join(parts)


def _sectors(content: bytes) -> bytes:
    return content.ljust(-(-len(content) // _SECTOR) * _SECTOR, b"\0")


def _chain(start: int, length: int) -> list[int]:
    return [*range(start + 1, start + length), _END_OF_CHAIN]


def _entry(name: str, kind: int, start: int, size: int, *, sibling: int = _FREE, child: int = _FREE) -> bytes:
    encoded = (name + "\0").encode("utf-16-le")
    return struct.pack("<64sHBBIII16xI8x8xIQ", encoded, len(encoded), kind, 1, _FREE, sibling, child, 0, start, size)
