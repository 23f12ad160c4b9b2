import base64

import pytest

from taizhang.reading.sources import SourceError, source_from_bytes

HEAD = b"From: <Saved by Blink>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=x\r\n\r\n"


def wrapped(content: bytes, kind: bytes = b"text/html; charset=gb2312") -> bytes:
    part = b"--x\r\nContent-Type: " + kind + b"\r\nContent-Transfer-Encoding: base64\r\n\r\n"
    return HEAD + part + base64.encodebytes(content) + b"\r\n--x--\r\n"


@pytest.mark.parametrize(("name", "codes"), [("要点.mht", []), ("要点.doc", ["mislabelled"])])
def test_the_page_inside_is_read(name: str, codes: list[str]) -> None:
    source = source_from_bytes(wrapped("<p>新建厂房80万平方米".encode("gbk")), name=name)
    assert (source.text, source.format, source.encoding) == ("新建厂房80万平方米\n", "mhtml", "gb18030")
    assert [note.code for note in source.notes] == codes


def test_a_message_without_a_page() -> None:
    with pytest.raises(SourceError, match="重新保存") as caught:
        source_from_bytes(wrapped(b"GIF89a", b"image/gif"), name="要点.mht")
    assert caught.value.code == "damaged"
