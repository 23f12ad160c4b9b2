import pytest

from taizhang.reading.facts.kinds import Stance
from taizhang.reading.facts.years import Years, years_of


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("各位代表：\n一、2023年工作回顾\n全年向好。", Years(2024, 2023)),
        ("——2021年2月5日在某市第四届人民代表大会第六次会议上\n“十三五”及2020年工作回顾", Years(2021, 2020)),
        ("——2007年12月20日在某市第四届人民代表大会第二次会议上\n我们奋斗。", Years(2008, 2007)),
        ("——二〇二六年一月二十七日在甘肃省十四届人民代表大会第四次会议上\n我们奋斗。", Years(2026, 2025)),
        ("各位代表：\n“十二五”时期工作回顾\n五年奋斗。", Years(2016, 2015)),
        ("请审议《某市国民经济和社会发展第十一个五年规划纲要（草案）》。", Years(2006, 2005)),
        ("过去五年工作回顾\n2004年以来，我们奋斗。", Years(2009, 2008)),
        ("2018年：铆足干劲\n过去一年，成绩来之不易。", Years(2019, 2018)),
        ("一、2025年主要工作和“十四五”发展成就", Years(2026, 2025)),
        ("2008年，全县上下同心。", Years(2009, 2008)),
        ("我们奋斗。", Years()),
    ],
)
def test_report(text: str, years: Years) -> None:
    assert years_of(text, None, None, "both") == years


@pytest.mark.parametrize(
    ("title", "name", "stance", "years"),
    [
        ("某县2024年工作要点", None, "plan", Years(2024)),
        ("关于印发《某市2022年考评办法》的通知", None, "plan", Years(2022)),
        ("某市充电设施三年行动方案(2023—2025年)", None, "plan", Years(2025, None, (2023, 2025))),
        ("某市2023年国民经济和社会发展统计公报", None, "results", Years(2023, 2023)),
        ("工作要点", "2025年计划", "plan", Years(2025)),
        ("2024年某县政府工作报告", None, "both", Years(2024, 2023)),
        ("某镇简介", None, "results", Years()),
    ],
)
def test_title(title: str, name: str | None, stance: Stance, years: Years) -> None:
    assert years_of("正文。", title, name, stance) == years


def test_plan_in_the_text() -> None:
    assert years_of("为做好2024年工作安排，制定如下措施。", "若干措施", None, "plan") == Years(2024)
