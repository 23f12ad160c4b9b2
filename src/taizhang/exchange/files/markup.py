"""Writing XML piece by piece."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any, cast
from xml.sax.saxutils import XMLGenerator

from taizhang.exchange.files.sinks import Sink

#: What XML 1.0 cannot hold, however it is written.
_UNHOLDABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


class Markup:
    """Elements written into a sink as they come."""

    def __init__(self, sink: Sink) -> None:
        self._out = XMLGenerator(cast(Any, sink), "utf-8", short_empty_elements=True)
        self._out.startDocument()

    @contextmanager
    def element(self, name: str, attributes: Mapping[str, object] | None = None) -> Iterator[None]:
        """An element round what is written inside the block; an attribute that is ``None`` is left out."""
        held = {key: _holdable(str(value)) for key, value in (attributes or {}).items() if value is not None}
        self._out.startElement(name, cast(Any, held))
        yield
        self._out.endElement(name)

    def leaf(self, name: str, text: object = "", attributes: Mapping[str, object] | None = None) -> None:
        """An element with text alone, or with nothing in it."""
        with self.element(name, attributes):
            if text != "":
                self._out.characters(_holdable(str(text)))


def _holdable(text: str) -> str:
    return _UNHOLDABLE.sub("", text)
