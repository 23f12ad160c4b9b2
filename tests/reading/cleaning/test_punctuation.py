import pytest

from taizhang.reading.cleaning.punctuation import fold_punctuation


@pytest.mark.parametrize(
    ("raw", "folded"),
    [
        ("新增学位3万个,托位2千个", "新增学位3万个，托位2千个"),
        ("增长14%,500家企业受益", "增长14%，500家企业受益"),
        ("2023,100家企业受益", "2023，100家企业受益"),
        ("目标:增长5%;力争6%!", "目标：增长5%；力争6%！"),
        ("任务完成.下一步", "任务完成。下一步"),
        ("比上年增长5%.其中", "比上年增长5%。其中"),
        ("来得及吗?来得及", "来得及吗？来得及"),
        ("二○二五年", "二〇二五年"),
        ("三次产业比12：40：48", "三次产业比12:40:48"),
    ],
)
def test_folded(raw: str, folded: str) -> None:
    assert fold_punctuation(raw) == folded
    assert len(raw) == len(folded)


@pytest.mark.parametrize(
    "text",
    [
        "投资1,100.9亿元",
        "共2,345,678人",
        "比例为1:3",
        "于15:00:06发布",
        "见http://example.cn",
        "一.总体要求",
        "达到3.5万亩",
        "战??结起来",
        "2024：5个百分点",
        "○标准件",
    ],
)
def test_left_alone(text: str) -> None:
    assert fold_punctuation(text) == text
