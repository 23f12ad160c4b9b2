import pytest

from taizhang.reading.cleaning import clean


@pytest.mark.parametrize(
    ("raw", "read"),
    [
        ("引进项目 12 宗 ，投资 3 亿元", "引进项目12宗，投资3亿元"),
        ("新建 5G 基站", "新建5G基站"),
        ("政 府 工 作 报 告", "政府工作报告"),
        ("政  府  工  作", "政府工作"),
        ("增长 5 %", "增长5%"),
        ("新增校舍17. 3 万平方米", "新增校舍17.3万平方米"),
        ("建成( 含续建 )路灯", "建成(含续建)路灯"),
        ("路\u200b灯\ufeff3\xad盏", "路灯3盏"),
        ("甲\r\n乙", "甲\n乙"),
        ("✅\ufe0e 新建", "✅ 新建"),
    ],
)
def test_deleted(raw: str, read: str) -> None:
    assert clean(raw).text == read


@pytest.mark.parametrize(
    "text",
    [
        "镇长 王某",
        "1 总体要求",
        "3.1 主要指标",
        "418 16.5",
        "好山好水 好风光",
        "张 三",
        "地区生产总值  418",
        "　　各位代表",
        "2024.12 3.5",
        "绿化率\t%\t45",
        "绿化率  %  45",
        "指    标      单 位    绝对数",
    ],
)
def test_left_alone(text: str) -> None:
    assert clean(text).text == text
