from hypothesis import given
from hypothesis import strategies as st

from taizhang.reading.cleaning import clean
from taizhang.reading.facts import Facts, facts_of


def test_report_with_a_head() -> None:
    text = (
        "来源：某报\n2024年松阳县政府工作报告\n——2024年1月6日在松阳县第十七届人民代表大会第三次会议上\n"
        "县长 张某\n各位代表：\n现在报告工作。"
    )
    assert facts_of(clean(text)) == Facts(
        "2024年松阳县政府工作报告", "政府工作报告", "松阳县人民政府", "松阳县", 2024, 2023, None, "both"
    )


def test_notice_issues_a_plan() -> None:
    text = "松阳县人民政府办公室关于印发\n《松阳县2024年停车治理工作要点》的通知\n各乡镇：\n请认真执行。"
    facts = facts_of(clean(text))
    assert (facts.title, facts.doc_kind) == (
        "松阳县人民政府办公室关于印发《松阳县2024年停车治理工作要点》的通知",
        "工作要点",
    )
    assert (facts.issuer, facts.place, facts.year, facts.stance) == ("松阳县人民政府办公室", "松阳县", 2024, "plan")


def test_title_run_into_the_text() -> None:
    facts = facts_of(clean("2024年高埗镇政府工作报告各位代表、同志们：现在，我代表镇人民政府报告工作。"))
    assert (facts.title, facts.place, facts.year) == ("2024年高埗镇政府工作报告", "高埗镇", 2024)


def test_speech_without_a_title() -> None:
    facts = facts_of(clean("各位代表：\n现在，我代表龙岩市人民政府作工作报告。\n2005年工作回顾\n成绩喜人。"))
    assert (facts.title, facts.doc_kind, facts.place, facts.year) == (None, "政府工作报告", "龙岩市", 2006)


def test_profile_under_the_name_of_its_town() -> None:
    facts = facts_of(clean("桥头镇\n一、基本情况\n桥头镇位于县城东部，总面积120平方公里，辖12个村，总人口3万人。"))
    assert (facts.title, facts.doc_kind, facts.place, facts.year, facts.stance) == (
        "桥头镇",
        "概况",
        "桥头镇",
        None,
        "results",
    )


def test_file_name_helps_where_the_text_is_silent() -> None:
    facts = facts_of(clean("一、总体要求\n抓好落实。"), name="松阳县2025年工作要点.docx")
    assert (facts.title, facts.doc_kind, facts.place, facts.year) == (None, "工作要点", "松阳县", 2025)


def test_declared_title() -> None:
    assert facts_of(clean("一、总体要求\n抓好落实。"), title="松阳县2025年工作要点").title == "松阳县2025年工作要点"


@given(st.text("0123456789年月日一二第届市县镇《》（）在我全各位代表：\n，。至—", max_size=80))
def test_never_fails(text: str) -> None:
    facts_of(clean(text), name=text, title=text)
