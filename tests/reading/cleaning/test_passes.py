from hypothesis import given
from hypothesis import strategies as st

from taizhang.reading.cleaning import clean
from taizhang.reading.cleaning.punctuation import fold_punctuation
from taizhang.reading.cleaning.script import simplify
from taizhang.reading.cleaning.widths import fold_widths

alphabet = st.one_of(
    st.characters(exclude_categories=["Cs"]),
    st.sampled_from("一二年项万亩,.:;!?()（）１２３％　 \n\r\t，。、；經濟發展(zhàn)\ufeff\u200b"),
)


@given(st.text(alphabet, max_size=200))
def test_every_character_is_the_raw_one_or_its_fold(text: str) -> None:
    view = clean(text)
    folded = fold_punctuation(fold_widths(text))
    forms = text, folded, simplify(folded)
    for offset, character in enumerate(view.text):
        raw = view.raw_offset(offset)
        assert character in {form[raw] for form in forms}
        assert view.raw_span(offset, offset + 1) == (raw, raw + 1)
        assert view.clean_offset(raw) == offset
