"""XML parts of office files, parsed with everything refused that such files never hold and attacks do."""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element, ParseError, XMLParser
from xml.parsers import expat

from taizhang.reading.sources.errors import DamagedFile, UnsafeFile

# Office programs can also save the ISO "strict" form, in which every namespace has another name.
_STRICT = re.compile(rb"http://purl\.oclc\.org/ooxml/(wordprocessingml|spreadsheetml|drawingml|officeDocument)/")


class _RootReached(Exception):
    """Raised to leave the parser once no document type can follow."""


def checked_xml(data: bytes) -> bytes:
    """An XML part ready to be parsed, the names of the strict form replaced by the usual ones.

    Raises :class:`UnsafeFile` for any document type declaration (the only way to declare entities), which the standard
    of office files forbids, and :class:`DamagedFile` for what is no XML.
    """
    _refuse_document_type(data)
    if b"purl.oclc.org" in data[:4096]:
        return _STRICT.sub(rb"http://schemas.openxmlformats.org/\1/2006/", data)
    return data


def parse_xml(data: bytes) -> Element:
    """The root element of an XML part, checked as :func:`checked_xml` does."""
    data = checked_xml(data)
    parser = XMLParser()  # noqa: S314 - entities cannot be declared without the document type refused above
    try:
        parser.feed(data)
        return parser.close()
    except (ParseError, ValueError, LookupError) as error:
        raise DamagedFile(f"内部的 XML 不完整（{error}）") from error


def _refuse_document_type(data: bytes) -> None:
    def refuse(*_: object) -> None:
        raise UnsafeFile("文件里声明了 XML 实体，正常的办公文件不会这样")

    def stop(*_: object) -> None:
        raise _RootReached

    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = refuse
    parser.StartElementHandler = stop
    try:
        parser.Parse(data, True)
    except _RootReached:
        return
    except (expat.ExpatError, ValueError, LookupError) as error:
        raise DamagedFile(f"内部的 XML 不完整（{error}）") from error
