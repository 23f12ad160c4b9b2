import pytest

from taizhang.reading.cleaning import clean

OPENING = "全镇经济平稳运行。全年完成固定资产投资"
WRAPPED = """全镇上下同心协力，经济运行稳中向好，城乡面貌持
续改善，民生保障更加有力。全年地区生产总值增长百
分之五，固定资产投资完成二十一亿元，工业投资占比
超过一半，新引进项目十二个，其中亿元以上项目五个
。社会消费品零售总额保持增长，旅游接待人数创下新
高，财政收入质量稳步提高，金融机构存款余额突破百
亿元大关。"""


@pytest.mark.parametrize(
    ("raw", "read"),
    [
        (f"{OPENING}\n12亿元，增长6%。", f"{OPENING}12亿元，增长6%。"),
        (f"{OPENING}12.4\n%，居全市前列。", f"{OPENING}12.4%，居全市前列。"),
        (f"{OPENING}12\n\n— 3 —\n\n亿元，增长6%。", f"{OPENING}12亿元，增长6%。"),
        ("建成停车场3个、\n\n公园2座", "建成停车场3个、公园2座"),
        ("新建学校2所\n。改建3所。", "新建学校2所。改建3所。"),
        ("支持企业（含\n个体户）发展。", "支持企业(含个体户)发展。"),
        ("全面推行\n揭榜\n，成效明显。", "全面推行揭榜，成效明显。"),
        (WRAPPED, WRAPPED.replace("\n", "")),
    ],
)
def test_sentence_is_joined(raw: str, read: str) -> None:
    assert clean(raw).text == read


@pytest.mark.parametrize(
    "text",
    [
        "一、工业经济\n全年完成工业投资3亿元。",
        "加快产业转型，建设工业强镇\n\n全年完成工业投资3亿元。",
        "✅ 新建公园3座\n✅ 新增车位200个",
        f"{OPENING}3亿元\n二、农业农村\n粮食增产。",
        f"{OPENING}3亿元\n　　农业稳步发展，粮食增产。",
        f"{OPENING}3亿元。\n农业稳步发展，粮食增产。",
        f"{OPENING}3亿元\n推进农村环境整治",
        "地区生产总值\n418\n亿元\n工业投资\n36\n亿元",
        f"{OPENING}2024\n2025年目标，力争翻番。",
        "目标：\n新建公园3座",
        "他说：“一定办好。”\n会后，代表们表示赞成。",
        "产值\t亿元\t6.5\n年末户数\t户\t9\n",
        "| 产值 | 6.5\n年末户数 | 9\n",
        "产值  6.5\n年末户数  9\n",
        "增速\n-3.2\n年末户数\n9\n",
        "用电量\n1,234.5\n亿元产值能耗\n9\n",
        "类别\t指标(万元)\n工业\t产值\n" * 8,
    ],
)
def test_lines_stay_apart(text: str) -> None:
    assert clean(text).text == text


def test_break_is_part_of_the_raw_span() -> None:
    raw = f"{OPENING}19.3\n\n7\n\n     \n\n亿元，增长6%。\n\n8\n\n" + "农业稳步发展。" * 30 + "\n\n9\n\n完。"
    raw = "开篇。" * 60 + "\n\n6\n\n" + "工业稳步发展。" * 30 + raw
    view = clean(raw)
    start = view.text.index("19.3亿元")
    begin, end = view.raw_span(start, start + 6)
    assert raw[begin:end] == "19.3\n\n7\n\n     \n\n亿元"
