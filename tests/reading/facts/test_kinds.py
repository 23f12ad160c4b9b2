import re

import pytest

from taizhang.reading.facts.kinds import _table, issued_title, kind_by_opening, kind_by_title


@pytest.mark.parametrize(
    ("title", "kind", "stance"),
    [
        ("2024年松阳县政府工作报告", "政府工作报告", "both"),
        ("2024年政府工作报告重点任务分工方案", "任务分工", "plan"),
        ("东莞市“百千万工程”2024年工作要点", "工作要点", "plan"),
        ("某市2023年国民经济和社会发展统计公报", "统计公报", "results"),
        ("关于2023年国民经济和社会发展计划执行情况与2024年计划草案的报告", "计划报告", "both"),
        ("某县国民经济和社会发展第十四个五年规划纲要", "规划纲要", "plan"),
        ("某市人民政府办公室关于印发《某市充电设施建设三年行动方案（2023—2025年）》的通知", "行动方案", "plan"),
        ("关于印发某区老旧小区改造实施方案的通知", "实施方案", "plan"),
        ("某市营商环境考核评价办法", "考评办法", "plan"),
        ("长安镇镇情简介", "概况", "results"),
        ("某局2023年工作总结和2024年工作计划", "工作总结", "both"),
        ("某局2023年工作总结", "工作总结", "results"),
        ("关于促进民营经济发展的若干措施", "意见", "plan"),
    ],
)
def test_kind_by_title(title: str, kind: str, stance: str) -> None:
    found = kind_by_title(title)
    assert found is not None
    assert (found.name, found.stance) == (kind, stance)


@pytest.mark.parametrize("title", ["柳树镇", "厚街交出亮丽答卷", "我市召开全市大会", "规划引领未来"])
def test_title_without_kind(title: str) -> None:
    assert kind_by_title(title) is None


@pytest.mark.parametrize(
    ("opening", "kind", "stance"),
    [
        ("各位代表：\n现在，我代表市人民政府报告工作。", "政府工作报告", "both"),
        ("经济社会发展的主要预期目标是：地区生产总值增长5%。", "政府工作报告", "plan"),
        ("本镇位于县城西部，幅员面积120平方公里，辖12个行政村。", "概况", "results"),
        ("近日，镇党委书记接受专访，回顾一年来的变化。", "新闻", "both"),
        ("近日，全市部署今年停车治理，新增车位8000个。", "新闻", "plan"),
    ],
)
def test_kind_by_opening(opening: str, kind: str, stance: str) -> None:
    found = kind_by_opening(opening)
    assert found is not None
    assert (found.name, found.stance) == (kind, stance)


def test_nothing_shows() -> None:
    assert kind_by_opening("春眠不觉晓。") is None


def test_issued_title() -> None:
    assert issued_title("某县政府办公室关于转发县教育局《学位建设方案》的通知") == "学位建设方案"
    assert issued_title("关于贯彻《乡村振兴促进法》的意见") == "关于贯彻《乡村振兴促进法》的意见"


def test_table_is_whole() -> None:
    assert all(
        isinstance(pattern, re.Pattern) and kind.stance in {"plan", "results", "both"} for pattern, kind in _table()
    )
