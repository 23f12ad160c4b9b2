import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from taizhang.reading.sources.encoding import decode
from taizhang.reading.sources.errors import UnsupportedFormat

SENTENCE = "全年新增公办学位2.6万个，\r\n建成口袋公园12个。"


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (SENTENCE.encode(), "utf-8"),
        (b"\xef\xbb\xbf" + SENTENCE.encode(), "utf-8"),
        (SENTENCE.encode("gbk"), "gb18030"),
        (("㐂" + SENTENCE).encode("gb18030"), "gb18030"),
        (b"\xff\xfe" + SENTENCE.encode("utf-16-le"), "utf-16-le"),
        (b"\xfe\xff" + SENTENCE.encode("utf-16-be"), "utf-16-be"),
        (b"\xff\xfe\0\0" + SENTENCE.encode("utf-32-le"), "utf-32-le"),
    ],
)
def test_tells_the_encoding_and_keeps_every_character(data: bytes, encoding: str) -> None:
    decoded = decode(data)
    assert decoded.encoding == encoding
    assert decoded.text.removeprefix("㐂") == SENTENCE


@pytest.mark.parametrize(("encoding", "codec"), [("utf-8", "utf-8"), ("gb18030", "gbk")])
@pytest.mark.parametrize("cut", [1, 2])
def test_text_cut_inside_a_character_keeps_the_rest(encoding: str, codec: str, cut: int) -> None:
    data = (SENTENCE + "万").encode(codec)[:-cut]
    decoded = decode(data)
    assert decoded.encoding == encoding
    assert decoded.text.rstrip("\ufffd") in (SENTENCE, SENTENCE + "万")
    assert decoded.text.startswith(SENTENCE)


def test_a_damaged_utf8_text_stays_utf8() -> None:
    data = SENTENCE.encode().replace("公".encode(), b"\xe5\x85")
    decoded = decode(data)
    assert decoded.encoding == "utf-8"
    assert decoded.text == SENTENCE.replace("公", "\ufffd")


@pytest.mark.parametrize(
    ("text", "codec", "declared", "encoding"),
    [
        ("利用外資總額", "big5", "Big5", "big5hkscs"),
        ("利用外资总额", "utf-8", "gb2312", "utf-8"),
        ("利用外资总额", "gbk", "iso-8859-1", "gb18030"),
        ("利用外资总额", "gbk", "no-such-codec", "gb18030"),
        ("利用外资总额", "gbk", "zlib", "gb18030"),
    ],
)
def test_a_declaration_counts_only_where_bytes_leave_it_open(
    text: str, codec: str, declared: str, encoding: str
) -> None:
    decoded = decode(text.encode(codec), declared)
    assert (decoded.text, decoded.encoding) == (text, encoding)


def test_noise_is_no_text() -> None:
    with pytest.raises(UnsupportedFormat, match="不是文字"):
        decode(bytes(range(256)) * 40)


@given(st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"])))
def test_any_unicode_text_survives_utf8(text: str) -> None:
    assert decode(b"\xef\xbb\xbf" + text.encode()).text == text or text.count("\ufffd") * 8 > len(text)


@given(st.binary())
def test_any_bytes_decode_or_are_refused(data: bytes) -> None:
    with contextlib.suppress(UnsupportedFormat):
        assert len(decode(data, "gb2312").text) <= len(data)
