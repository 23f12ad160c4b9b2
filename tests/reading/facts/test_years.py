import pytest

from taizhang.reading.facts.kinds import Kind
from taizhang.reading.facts.years import Years, years_of

REPORT = Kind("政府工作报告", "both")
PLAN = Kind("工作要点", "plan")
BULLETIN = Kind("统计公报", "results")
PROFILE = Kind("概况", "results")
NEWS = Kind("新闻", "both")


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
    assert years_of(text, None, None, REPORT) == years


@pytest.mark.parametrize(
    ("title", "name", "kind", "years"),
    [
        ("某县2024年工作要点", None, PLAN, Years(2024)),
        ("关于印发《某市2022年考评办法》的通知", None, PLAN, Years(2022)),
        ("某市充电设施三年行动方案(2023—2025年)", None, PLAN, Years(2025, None, (2023, 2025))),
        ("某市2023年国民经济和社会发展统计公报", None, BULLETIN, Years(2023, 2023)),
        ("某县国民经济和社会发展第十四个五年规划纲要", None, PLAN, Years(2025, None, (2021, 2025))),
        ("某镇“十五五”产业发展规划", None, PLAN, Years(2030, None, (2026, 2030))),
        ("工作要点", "2025年计划", PLAN, Years(2025)),
        ("2024年某县政府工作报告", None, REPORT, Years(2024, 2023)),
        ("某镇简介", None, PROFILE, Years()),
    ],
)
def test_title(title: str, name: str | None, kind: Kind, years: Years) -> None:
    assert years_of("正文。", title, name, kind) == years


def test_plan_in_the_text() -> None:
    assert years_of("为做好2024年工作安排，制定如下措施。", "若干措施", None, PLAN) == Years(2024)


def test_news_is_of_the_day_it_was_published() -> None:
    assert years_of("来源：某报\n2024-03-05\n2023年，全镇向好。", "全镇向好", None, NEWS) == Years(2024)
    assert years_of("2020年，全镇向好。\n明年再出发。", "全镇向好", None, NEWS) == Years(2021, 2020)


def test_order_is_dated_at_its_end() -> None:
    assert years_of("一、总体要求\n抓好落实。\n某县人民政府\n2024年3月5日", "若干措施", None, PLAN) == Years(2024)
