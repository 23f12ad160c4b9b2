import pytest

from taizhang.reading.cleaning import clean

BODY = "今年，全镇将新建公园3座、改造老旧小区12个，新增停车位2000个，让群众出行更方便、生活更舒心。" * 3


def tagged(text: str) -> list[str]:
    view = clean(text)
    return [view.text[start:end] for start, end in view.furniture]


@pytest.mark.parametrize(
    "line",
    [
        "首页",
        "【字体：大 中 小】",
        "您的位置：首页 > 政务公开",
        "来源：某某发布    编辑：张三",
        "发布时间：2024-03-05",
        "2024-03-05 10:20:30 来源：本网",
        "镇长作报告。本报记者 张三 摄",
        "某某镇2024年工作要点.docx",
        "粤ICP备00000000号",
        "分享到：",
    ],
)
def test_page_line(line: str) -> None:
    assert tagged(f"{line}\n{BODY}") == [clean(line).text]


@pytest.mark.parametrize(
    "line",
    [
        "资金来源：市财政安排3000万元",
        "完成时间：2024年6月底前",
        "时间：6月底前完成12个项目",
        "打印社整治12家",
        "大型企业新增3家",
        "相关阅读推广活动20场",
        "版权保护示范基地新增2家",
        "严厉打击网络赌博、棋牌室赌博和非法彩票，查处案件30宗",
        "收藏品市场改造面积5000平方米",
        "下一步工作打算",
    ],
)
def test_body_line(line: str) -> None:
    assert tagged(f"{BODY}\n{line}\n{BODY}") == []


def test_tail_of_the_page() -> None:
    tail = [
        "版权声明：",
        "1、本网站所载作品，版权均属本网站所有。未经授权，不得转载；违者将依法追究其法律责任，特此声明。",
        "返回顶部",
    ]
    assert tagged("\n".join([BODY, *tail])) == tail


def test_body_after_the_tail_is_body() -> None:
    assert tagged(f"{BODY * 12}\n相关报道：\n邻镇开新局\n{BODY}\n新增车位200个") == ["相关报道：", "邻镇开新局"]
    assert tagged(f"打印本页\n2024年工作要点\n{BODY}") == ["打印本页"]


def test_step_of_the_path() -> None:
    assert tagged(f"首页\n>\n政务公开\n来源：\n某报\n{BODY}") == ["首页", ">", "政务公开", "来源：", "某报"]


def test_spam_banner() -> None:
    view = clean(f"成人在线视频,无码高清在线观看,百家乐娱乐城\n{BODY}")
    assert [note.code for note in view.notes] == ["spam"]
    assert len(view.furniture) == 1
