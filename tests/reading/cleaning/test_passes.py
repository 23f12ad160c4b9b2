import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from taizhang.reading.cleaning import clean
from taizhang.reading.cleaning.punctuation import fold_punctuation
from taizhang.reading.cleaning.script import simplify
from taizhang.reading.cleaning.widths import fold_widths

alphabet = st.one_of(
    st.characters(exclude_categories=["Cs"]),
    st.sampled_from("一二年项万亩,.:;!?()（）１２３％　 \n\r\t，。、；經濟發展(zhàn)\ufeff\u200b"),
    st.sampled_from("<p>/&#38;amp"),
)


@given(st.text(alphabet, max_size=200))
def test_every_character_is_the_raw_one_or_its_fold(text: str) -> None:
    view = clean(text)
    folded = fold_punctuation(fold_widths(text))
    forms = text, folded, simplify(folded)
    for offset, character in enumerate(view.text):
        raw = view.raw_offset(offset)
        assert character in {form[raw] for form in forms} or text[raw] in "<&"
        assert view.raw_span(offset, offset + 1) == (raw, raw + 1)
        assert view.clean_offset(raw) == offset


@given(st.text(alphabet, max_size=200))
def test_furniture_and_notes_lie_inside(text: str) -> None:
    view = clean(text)
    edges = [edge for span in view.furniture for edge in span]
    assert edges == sorted(edges)
    assert all(start < end <= len(view.text) for start, end in view.furniture)
    assert all(0 <= note.start <= note.end <= len(text) for note in view.notes)


@pytest.mark.parametrize(
    "unit",
    [
        "\n",
        "a ",
        "一 ",
        "经\n",
        "1\n",
        "(a",
        "<p ",
        "&amp",
        "??",
        "XX",
        ",",
        "一、\n",
        "> \n",
        "。\n一",
        " ",
        "\r",
        "1.",
        "○",
    ],
)
def test_no_text_takes_more_than_its_share(unit: str) -> None:
    """A text sixteen times as long may cost some forty times on a busy machine, never two hundred and fifty-six."""
    short, long = unit * 4_000, unit * 64_000
    clean(short)
    assert _seconds(long) < 100 * max(_seconds(short), 0.002)


def _seconds(text: str) -> float:
    start = time.process_time()
    clean(text)
    return time.process_time() - start
