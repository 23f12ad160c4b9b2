import pytest
from hypothesis import given
from hypothesis import strategies as st

from taizhang.reading.sources import Limits, Source, SourceError, source_from_bytes
from taizhang.reading.sources.webpage import read_markup

PARAGRAPH = "<p>全市新建改建农村公路120公里，改造老旧小区35个，惠及居民9600户。</p>"


def page(markup: str) -> Source:
    return read_markup(markup, Limits())


def lines(markup: str) -> list[tuple[str, str]]:
    source = page(markup)
    return [(block.kind, source.text[block.start : block.end]) for block in source.blocks]


def kinds(markup: str) -> dict[str, str]:
    return {text: kind for kind, text in lines(markup)}


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        ("<p>甲</p><p>乙</p>", ["甲", "乙"]),
        ("<p>甲<p>乙<div>丙</div>丁", ["甲", "乙", "丙", "丁"]),
        ("甲<br>乙", ["甲\n乙"]),
        ("甲<br><br>乙", ["甲", "乙"]),
        ("甲<br>　　乙", ["甲", "乙"]),
        ("甲<br/>&nbsp;&nbsp;乙", ["甲", "乙"]),
        ("<p>\n  增\n  长 5%\n</p>", ["增长 5%"]),
        ("<p>GDP\n  up</p>", ["GDP up"]),
        ("<p>a&amp;b&nbsp;&lt;3&#8212;4</p>", ["a&b <3—4"]),
        ("<p>增长<b>5</b><span>%</span></p>", ["增长5%"]),
        ("<b>甲<p>乙</b></p>丙", ["甲", "乙", "丙"]),
        ("<pre>甲\n  乙</pre>", ["甲\n乙"]),
        ("<p>面积5km<sup>2</sup></p>", ["面积5km²"]),
        ("<p>汉<ruby>字<rt>zi</rt></ruby></p>", ["汉字"]),
        ("<p>甲<p>x<script>document.write('<p>丙</p>')</script><style>p{}</style>", ["甲", "x"]),
        ("<p hidden>甲</p><p style='DISPLAY: none'>乙</p><p style='color:red'>丙</p>", ["丙"]),
        ("<p>甲<span style='display:none'>乙</span>丙</p>", ["甲丙"]),
        ("<p>甲<!-- <p>乙</p> -->丙<!-- 没完", ["甲丙 没完"]),
        ("<p>甲<![if !supportLists]>一、<![endif]>乙</p>", ["甲一、乙"]),
        ("<!--[if gte mso 9]><xml>x</xml><![endif]--><p>甲", ["甲"]),
        ("<p>负债率<50%，收入>30亿元", ["负债率<50%，收入>30亿元"]),
        ("甲<", ["甲<"]),
        ("", []),
    ],
)
def test_visible_text(markup: str, expected: list[str]) -> None:
    assert [text for _, text in lines(markup)] == expected


def test_headings_and_lists() -> None:
    source = page(
        "<h1>要点</h1><h3>一、交通</h3><ul><li>甲<ul><li>乙</ul><li>丙</ul><ol><li>丁<li value=5>戊<li>己</ol>"
    )
    assert [(block.kind, block.level, source.text[block.start : block.end]) for block in source.blocks] == [
        ("heading", 1, "要点"),
        ("heading", 3, "一、交通"),
        ("item", 1, "甲"),
        ("item", 2, "乙"),
        ("item", 1, "丙"),
        ("item", 1, "1. 丁"),
        ("item", 1, "5. 戊"),
        ("item", 1, "6. 己"),
    ]


@pytest.mark.parametrize(
    ("opening", "expected"),
    [
        ("<ol type=A start=3>", ["C. 甲", "D. 乙"]),
        ("<ol type=i>", ["i. 甲", "ii. 乙"]),
        ("<ol style='list-style: none'>", ["甲", "乙"]),
    ],
)
def test_numbers_of_lists_as_the_browser_writes_them(opening: str, expected: list[str]) -> None:
    assert [text for _, text in lines(f"{opening}<li>甲</li><li>乙</li></ol>")] == expected


class TestTables:
    def test_spans_headers_and_tabs(self) -> None:
        source = page(
            "<table><thead><tr><th rowspan=2>指标<th colspan=2>目标值</tr><tr><td>今年<td>明年</thead>"
            "<tr><td>公园<td>3个<p>以上</p><td>5个</table>"
        )
        assert source.text == "指标\t目标值\n\t今年\t明年\n公园\t3个\n以上\t5个\n"
        cells = [
            (source.text[b.start : b.end], b.row, b.column, b.row_span, b.column_span, b.header) for b in source.blocks
        ]
        assert cells == [
            ("指标", 0, 0, 2, 1, True),
            ("目标值", 0, 1, 1, 2, True),
            ("今年", 1, 1, 1, 1, True),
            ("明年", 1, 2, 1, 1, True),
            ("公园", 2, 0, 1, 1, False),
            ("3个\n以上", 2, 1, 1, 1, False),
            ("5个", 2, 2, 1, 1, False),
        ]

    def test_tables_are_counted(self) -> None:
        table = "<table><tr><td>a<td>b</table>"
        assert [block.table for block in page(f"{table}{PARAGRAPH}{table}").blocks] == [0, 0, None, 1, 1]

    @pytest.mark.parametrize(
        "markup",
        [
            f"<table><tr><td>{PARAGRAPH}</td></tr></table>",
            f"<table><tr><td>目录<td><table><tr><td>{PARAGRAPH}</table></table>",
            f"<table role=presentation><tr><td>目录<td>{PARAGRAPH}</table>",
            f"<table><tr><td>目录<td><h2>要点</h2>{PARAGRAPH}</table>",
            f"<table><tr><td>目录<td>{PARAGRAPH * 60}</table>",
            f"<table>散文<tr><td>目录<td>{PARAGRAPH}</table>",
        ],
    )
    def test_tables_that_lay_out_the_page_are_no_tables(self, markup: str) -> None:
        assert ("paragraph", PARAGRAPH[3:-4]) in lines(markup)
        assert "cell" not in [kind for kind, _ in lines(markup)]

    @pytest.mark.parametrize("value", ["0", "-1", "x", "", "99999999"])
    def test_absurd_spans(self, value: str) -> None:
        source = page(f"<table><tr><td rowspan='{value}'>a<td>b<tr><td>c<td>d</table>")
        assert "".join(source.text.split()) == "abcd"

    def test_the_limit_on_cells(self) -> None:
        with pytest.raises(SourceError) as caught:
            read_markup("<table>" + "<tr><td>1<td>2" * 6, Limits(cells=10))
        assert caught.value.code == "too-large"


class TestFurniture:
    def test_navigation_head_and_foot(self) -> None:
        found = kinds(
            "<header>站名</header><nav>首页</nav><div role=navigation>导航</div><aside>专题</aside>"
            f"{PARAGRAPH}<footer>备案号12345</footer><div class='site-footer'>地址</div>"
        )
        assert found.pop(PARAGRAPH[3:-4]) == "paragraph"
        assert set(found.values()) == {"furniture"}

    def test_the_header_of_an_article_is_its_own(self) -> None:
        assert kinds(f"<article><header>年度要点</header>{PARAGRAPH}</article>")["年度要点"] == "paragraph"

    def test_lists_of_links(self) -> None:
        links = "".join(f"<li><a href={n}>别处新闻：投资增长{n}%</a> 2024-01-0{n}</li>" for n in range(1, 5))
        found = kinds(f"{PARAGRAPH}<ul>{links}</ul><p>见<a href=1>附件1</a>和<a href=2>附件2</a></p>")
        assert found["别处新闻：投资增长1% 2024-01-01"] == "furniture"
        assert found["见附件1和附件2"] == "paragraph"

    @pytest.mark.parametrize("opening", ["<div class='TRS_Editor'>", "<div id=zoom>", "<main>", "<div role=main>"])
    def test_what_follows_the_body(self, opening: str) -> None:
        found = kinds(f"<h1>要点</h1>{opening}{PARAGRAPH * 3}</main></div><p>扫一扫在手机打开</p>")
        assert found == {"要点": "heading", PARAGRAPH[3:-4]: "paragraph", "扫一扫在手机打开": "furniture"}

    def test_without_a_known_body_nothing_is_cut_off(self) -> None:
        found = kinds(f"<div class=top>要点</div><div id=x>{PARAGRAPH}</div><p>续篇投资8亿元</p>")
        assert set(found.values()) == {"paragraph"}

    def test_a_page_named_like_a_frame_keeps_its_text(self) -> None:
        assert kinds(f"<div id=header-wrap>{PARAGRAPH * 20}</div>") == {PARAGRAPH[3:-4]: "paragraph"}

    def test_a_short_article_among_many_links_stays(self) -> None:
        links = "".join(f"<p><a href={n}>别处新闻标题很长很长很长{n}</a></p>" for n in range(50))
        assert kinds(f"<div>{links}<div>{PARAGRAPH}</div>{links}</div>")[PARAGRAPH[3:-4]] == "paragraph"


@pytest.mark.parametrize(
    ("head", "title"),
    [
        ("<meta name=ArticleTitle content='某镇2024年工作要点'><title>某镇门户</title>", "某镇2024年工作要点"),
        ("<title>2024年工作要点 - 某镇人民政府</title>", "2024年工作要点"),
        ("<title>某镇人民政府</title>", "某镇人民政府"),
        ("", None),
    ],
)
def test_title(head: str, title: str | None) -> None:
    assert page(f"<head>{head}</head><h2>2024年工作要点</h2>{PARAGRAPH}").title == title


def test_what_the_page_declares_about_its_document() -> None:
    source = page("<meta name='PubDate' content='2024-02-01 09:30'><meta name='ContentSource' content='某镇办公室'>")
    assert source.meta == {"published": "2024-02-01 09:30", "publisher": "某镇办公室"}


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (f"<html><meta charset=gb2312>{PARAGRAPH}".encode("gbk"), "gb18030"),
        (f"<html><meta http-equiv=Content-Type content='text/html; charset=gbk'>{PARAGRAPH}".encode(), "utf-8"),
        (f"<html><meta charset='big5'>{PARAGRAPH}".replace("个", "個").encode("big5hkscs", "replace"), "big5hkscs"),
        (b"\xef\xbb\xbf" + f"<html>{PARAGRAPH}".encode(), "utf-8"),
        (b"\xff\xfe" + f"<html>{PARAGRAPH}".encode("utf-16-le"), "utf-16-le"),
    ],
)
def test_encoding(data: bytes, encoding: str) -> None:
    source = source_from_bytes(data, name="a.html")
    assert (source.format, source.encoding) == ("html", encoding)
    assert "120公里" in source.text


def test_a_page_named_doc_is_read_as_a_page() -> None:
    source = source_from_bytes(f"<html><body>{PARAGRAPH}".encode(), name="要点.doc")
    assert source.text == PARAGRAPH[3:-4] + "\n"
    assert [note.code for note in source.notes] == ["mislabelled"]


def test_a_page_without_text_says_so() -> None:
    source = source_from_bytes(b"<html><frameset><frame src=a></frameset></html>", name="a.html")
    assert source.text == ""
    assert [note.code for note in source.notes] == ["no-text"]


@pytest.mark.parametrize("depth", [50, 5_000])
def test_deep_nesting_loses_nothing(depth: int) -> None:
    assert page("<div>" * depth + "底" + "</div>" * depth).text == "底\n"


FRAGMENTS = st.sampled_from(
    [
        *(
            "<p>",
            "</p>",
            "<table>",
            "<tr>",
            "<td>",
            "</td>",
            "</table>",
            "<li>",
            "<ol>",
            "</ol>",
            "<b>",
            "</b>",
            "<br>",
        ),
        *(
            "<a href=x>",
            "</a>",
            "<!--",
            "-->",
            "<![if x]>",
            "<h2>",
            "</h2>",
            "<th rowspan=2>",
            "<nav>",
            "</nav>",
            "<sup>",
        ),
        *("<script>", "</script>", "<div class=top>", "</div>", "<article>", "&", "&#x4e00;", "甲", "增长5%", "\n"),
        *("<", ">", '"', " ", "　　"),
    ]
)


@given(st.lists(FRAGMENTS, max_size=40).map("".join))
def test_any_markup_gives_ordered_blocks_over_its_text(markup: str) -> None:
    source = page(markup)
    end = 0
    for block in source.blocks:
        assert not source.text[end : block.start].strip()
        assert block.start < block.end
        assert source.text[block.start : block.end].strip() == source.text[block.start : block.end]
        end = block.end
    assert not source.text[end:].strip()
