"""Office Open XML packages: parts found by the relationships between them, not by guessed names."""

from __future__ import annotations

import posixpath
from collections import defaultdict
from urllib.parse import unquote
from xml.etree.ElementTree import Element

from taizhang.reading.sources.archive import Archive
from taizhang.reading.sources.errors import DamagedFile
from taizhang.reading.sources.limits import Limits
from taizhang.reading.sources.xmlparts import parse_xml

_RELATIONSHIP = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"


class Package:
    """The parts of one docx or xlsx file."""

    def __init__(self, data: bytes, limits: Limits) -> None:
        self._archive = Archive(data, limits)

    def main(self, usual: str) -> str:
        """The name of the part that holds the document; ``usual`` where the package does not say."""
        named = self.related("").get("officeDocument", [])
        return next((name for name in named if name in self._archive), usual)

    def xml(self, name: str) -> Element:
        """The root element of a part. Raises :class:`DamagedFile` where the part is missing or broken."""
        return parse_xml(self._archive.read(name))

    def optional(self, name: str | None) -> Element | None:
        """The root element of a part without which the document can still be read."""
        if name is None or name not in self._archive:
            return None
        try:
            return self.xml(name)
        except DamagedFile:
            return None

    def bytes(self, name: str) -> bytes:
        """The bytes of a part, such as a picture."""
        return self._archive.read(name)

    def __contains__(self, name: str) -> bool:
        return name in self._archive

    def related(self, part: str) -> dict[str, list[str]]:
        """Names of the parts that ``part`` (the package itself: ``""``) refers to, by the kind of relationship."""
        found: dict[str, list[str]] = defaultdict(list)
        for kind, _, target in self._relationships(part):
            found[kind].append(target)
        return found

    def targets(self, part: str) -> dict[str, str]:
        """Names of the parts that ``part`` refers to, by relationship id."""
        return {identity: target for _, identity, target in self._relationships(part)}

    def _relationships(self, part: str) -> list[tuple[str, str, str]]:
        folder, name = posixpath.split(part)
        root = self.optional(posixpath.join(folder, "_rels", f"{name}.rels"))
        inside = (item for item in root or () if item.tag == _RELATIONSHIP and item.get("TargetMode") != "External")
        return [
            (posixpath.basename(item.get("Type", "")), item.get("Id", ""), _resolve(folder, item.get("Target", "")))
            for item in inside
        ]


def _resolve(folder: str, target: str) -> str:
    return posixpath.normpath(posixpath.join("/", folder, unquote(target))).lstrip("/")
