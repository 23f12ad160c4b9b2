import pytest
from hypothesis import given
from hypothesis import strategies as st

from taizhang.reading.cleaning import clean
from taizhang.reading.cleaning.view import cut

spans = st.lists(st.tuples(st.integers(0, 30), st.integers(0, 8)).map(lambda pair: (pair[0], sum(pair))), max_size=6)


@given(st.text(max_size=30), spans)
def test_cut_removes_exactly_the_deletions(text: str, deletions: list[tuple[int, int]]) -> None:
    view = cut(text, deletions)
    gone = {offset for start, end in deletions for offset in range(start, end)}
    kept = [offset for offset in range(len(text)) if offset not in gone]
    assert view.text == "".join(text[offset] for offset in kept)
    assert [view.raw_offset(offset) for offset in range(len(view.text))] == kept
    assert [view.clean_offset(offset) for offset in kept] == list(range(len(kept)))


def test_span_over_a_deletion_takes_it_in() -> None:
    view = cut("战(zhàn)役", [(1, 7)])
    assert view.text == "战役"
    assert view.raw_span(0, 2) == (0, 8)
    assert view.raw_span(0, 1) == (0, 1)


def test_deleted_offset_leads_to_what_follows() -> None:
    view = cut("一二三四五", [(0, 1), (2, 4)])
    assert [view.clean_offset(raw) for raw in range(6)] == [0, 0, 1, 1, 1, 2]


@pytest.mark.parametrize("text", ["", "\ufeff", "\r\n", "　"])
def test_nothing_to_read(text: str) -> None:
    assert not clean(text).text.strip()
