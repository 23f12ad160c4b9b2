import pytest

from taizhang.reading.sources.detection import Detected, detect, extension
from taizhang.reading.sources.errors import SourceError


@pytest.mark.parametrize(
    ("name", "media_type", "hint"),
    [
        ("年度计划.DOCX", None, "docx"),
        ("年度计划", None, ""),
        (None, None, ""),
        ("下载", "text/csv; charset=gbk", "csv"),
        ("2024.计划.txt", "application/octet-stream", "txt"),
    ],
)
def test_extension(name: str | None, media_type: str | None, hint: str) -> None:
    assert extension(name, media_type) == hint


@pytest.mark.parametrize(
    ("data", "hint", "expected"),
    [
        ("一、总体目标".encode(), "txt", Detected("text")),
        ("一、总体目标".encode(), "", Detected("text")),
        ("一、总体目标".encode(), "doc", Detected("text", mislabelled=True)),
        (b"<!DOCTYPE html><p>1", "html", Detected("html")),
        (b"\xef\xbb\xbf <?xml version='1.0'?>\n<!-- saved --><html>", "htm", Detected("html")),
        (b"\xff\xfe" + "<html>".encode("utf-16-le"), "html", Detected("html")),
        (b"<html><body>", "doc", Detected("html", mislabelled=True)),
        (b"<table><tr><td>1", "xls", Detected("html", mislabelled=True)),
        (b"<html>", "txt", Detected("html", mislabelled=True)),
        (b"<p>1</p>", "txt", Detected("text")),
        (b"<p>1</p>", "", Detected("html")),
        ("<正文>".encode(), "", Detected("text")),
        (b"a,b\n1,2", "csv", Detected("csv")),
        (b"a\tb\n1\t2", "xls", Detected("csv", mislabelled=True)),
        (b"%PDF-1.7", "pdf", Detected("pdf")),
        (b"\n\n%PDF-1.4", "doc", Detected("pdf", mislabelled=True)),
        (b"\x89PNG\r\n\x1a\n", "png", Detected("image")),
        (b"\xff\xd8\xff\xe0", "png", Detected("image")),
        (b"RIFF\0\0\0\0WEBPVP8 ", "webp", Detected("image")),
        (b"BM\x10\0\0\0\0\0\0\0\x36\0\0\0\x28\0\0\0", "bmp", Detected("image")),
        ("BM公司计划".encode(), "txt", Detected("text")),
        (b"From: <Saved by Blink>\r\nContent-Type: multipart/related;", "mht", Detected("mhtml")),
        ("From: 市政府办公室".encode(), "txt", Detected("text")),
    ],
)
def test_detects_by_content(data: bytes, hint: str, expected: Detected) -> None:
    assert detect(data, hint) == expected


@pytest.mark.parametrize(
    ("data", "code", "words"),
    [
        (b"Rar!\x1a\x07\0", "unsupported", "RAR"),
        (b"{\\rtf1\\ansi", "unsupported", "docx"),
        (b"MZ\x90\0\x03\0", "unsupported", "程序"),
        (b"RIFF\0\0\0\0WAVEfmt ", "unsupported", "文字稿"),
        (b"\0\0\0\x18ftypheic", "unsupported", "HEIC"),
        (b"PK\x03\x04broken", "truncated", "重新下载"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "damaged", "重新下载"),
    ],
)
def test_refuses_with_the_reason_and_the_remedy(data: bytes, code: str, words: str) -> None:
    with pytest.raises(SourceError, match=words) as caught:
        detect(data)
    assert caught.value.code == code


def test_mz_at_the_head_of_a_sentence_is_no_program() -> None:
    assert detect("MZ机场年吞吐量".encode()).format == "text"
