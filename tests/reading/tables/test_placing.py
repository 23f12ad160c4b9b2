import pytest

from taizhang.reading.tables.headings import read_heading
from taizhang.reading.tables.placing import fit, placed


@pytest.mark.parametrize(
    ("headings", "words", "columns"),
    [
        (("指标", "单位", "目标值"), ("绿道", "公里", "120"), (0, 1, 2)),
        (("指标", "单位", "目标值"), ("绿道", "120"), (0, 2)),
        (("序号", "指标", "目标值", "属性"), ("3", "绿道", "120", "预期性"), (0, 1, 2, 3)),
        (("序号", "指标", "目标值", "属性"), ("绿道", "≥120", "约束性"), (1, 2, 3)),
        (("类别", "指标", "目标值"), ("生态", "绿道", "120"), (0, 1, 2)),
        (("指标", "2020年", "2025年"), ("绿道", "—", "120"), (0, 1, 2)),
        (("指标", "2020年", "2025年"), ("绿道", "120"), None),
        (("指标", "2020年", "2025年"), ("120", "300"), None),
        (("指标", "单位"), ("绿道", "公里"), None),
        (("指标", "目标值"), ("绿道", "长久推进"), None),
        (("指标", "目标值"), ("绿道",), None),
    ],
)
def test_row_is_placed_if_there_is_one_way(
    headings: tuple[str, ...], words: tuple[str, ...], columns: tuple[int, ...] | None
) -> None:
    text = "|".join(words)
    starts = [text.index(word) for word in words]
    spans = [(start, start + len(word)) for start, word in zip(starts, words, strict=True)]
    row = placed(text, spans, [fit(read_heading(heading, None)) for heading in headings])
    assert (None if row is None else tuple(at for at, span in enumerate(row) if span)) == columns
