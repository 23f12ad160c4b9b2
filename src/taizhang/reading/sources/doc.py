"""Word 97-2003 documents, through ``legacy-doc``: the text by paragraphs; of tables only the words remain."""

from __future__ import annotations

from legacy_doc import ExtractionOptions, LegacyDocError, extract_text

from taizhang.reading.results import Note
from taizhang.reading.sources.composer import Composer, Piece
from taizhang.reading.sources.errors import DamagedFile, EncryptedFile, TooLarge
from taizhang.reading.sources.raw import RawFile
from taizhang.reading.sources.source import Source

_FLAT = Note("tables-flat", "旧版 Word 文档（doc）只能读出文字，表格的行列不保留；如有表格，请另存为 docx 再读取")
_NO_TEXT = Note("no-text", "文档里没有可以读取的文字")
_EMPTY = ("produced no text", "does not contain readable text")
_LARGE = "exceeds parser"
_ADVICE = "请用 Word 或 WPS 打开后另存为 docx 再读取"


def read(raw: RawFile) -> Source:
    """Read the text of the document; formatting, tracked changes and the shape of tables are not kept."""
    options = ExtractionOptions(
        max_file_bytes=raw.limits.file_bytes, max_text_bytes=raw.limits.file_bytes, max_chain_sectors=2_000_000
    )
    try:
        found = extract_text(raw.data, options=options)
    except LegacyDocError as error:
        return _without_text(raw, str(error), error)
    composer = Composer()
    for line in found.text.split("\n"):
        if line.strip():
            composer.add(Piece(line.strip()))
    title = found.metadata.get("title")
    return Source(
        composer.text,
        tuple(composer.blocks),
        raw.name,
        "doc",
        title=title if isinstance(title, str) and title.strip() else None,
        notes=(_FLAT,) if composer.text else (_NO_TEXT,),
    )


def _without_text(raw: RawFile, reason: str, error: LegacyDocError) -> Source:
    """An empty document is read as such; every other trouble is an error that says what to do."""
    if any(words in reason for words in _EMPTY):
        return Source("", name=raw.name, format="doc", notes=(_NO_TEXT,))
    if "ncrypted" in reason:
        raise EncryptedFile from error
    if _LARGE in reason:
        raise TooLarge(f"文档里的文字过多（{reason}）", _ADVICE) from error
    raise DamagedFile("Word 97-2003 文档损坏或不完整", _ADVICE) from error
