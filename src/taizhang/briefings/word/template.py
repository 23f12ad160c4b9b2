"""The template that taizhang ships: the official layout with the tags in it, made here, to be edited in Word by an office."""

from __future__ import annotations

import io
from datetime import datetime
from functools import cache
from typing import Any

from docx import Document
from docx.oxml import parse_xml
from docx.oxml.ns import qn
from docx.shared import Mm

from taizhang.briefings.word import layout
from taizhang.briefings.word.archives import settled
from taizhang.briefings.word.layout import twips
from taizhang.briefings.word.ooxml import R, W, cell, fonts, paragraph, row, run, table
from taizhang.briefings.word.styles import STYLES, style_xml

_FULL = twips(156)


@cache
def default_template() -> bytes:
    """The shipped template as a .docx file, the same bytes each time."""
    document = Document()
    _styles(document)
    _page(document)
    _numbers(document)
    body = document.element.body
    for each in list(body.iterchildren()):
        if each.tag != qn("w:sectPr"):
            body.remove(each)
    end = body.find(qn("w:sectPr"))
    for xml in (*_head(), *_chapters(), *_signature(), *_annexes(), *_imprint()):
        end.addprevious(parse_xml(_spaced(xml)))
    _properties(document)
    file = io.BytesIO()
    document.save(file)
    return settled(file.getvalue())


def _styles(document: Any) -> None:
    normal = document.styles["Normal"].element
    for old in normal.findall(qn("w:rPr")):
        normal.remove(old)
    normal.append(parse_xml(f'<w:rPr xmlns:w="{W}">{fonts(layout.BODY)}</w:rPr>'))
    default = document.styles.element.find(f"{qn('w:docDefaults')}/{qn('w:rPrDefault')}/{qn('w:rPr')}")
    for old in list(default):
        default.remove(old)
    for new in parse_xml(
        f'<w:rPr xmlns:w="{W}">{fonts(layout.BODY)}<w:lang w:val="en-US" w:eastAsia="zh-CN"/></w:rPr>'
    ):
        default.append(new)
    for each in STYLES:
        document.styles.element.append(parse_xml(style_xml(each)))


def _page(document: Any) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Mm(layout.PAPER[0]), Mm(layout.PAPER[1])
    section.top_margin, section.bottom_margin = Mm(layout.TOP), Mm(layout.BOTTOM)
    section.left_margin, section.right_margin = Mm(layout.LEFT), Mm(layout.RIGHT)
    section.header_distance, section.footer_distance = Mm(15), Mm(layout.FOOT)
    for old in section._sectPr.findall(qn("w:docGrid")):
        section._sectPr.remove(old)
    section._sectPr.append(parse_xml(f'<w:docGrid xmlns:w="{W}" w:type="lines" w:linePitch="{layout.PITCH}"/>'))


def _numbers(document: Any) -> None:
    """Page numbers — 1 — outside: odd pages to the right, even pages to the left, a character in; above, what all pages say."""
    document.settings.odd_and_even_pages_header_footer = True
    section = document.sections[0]
    for part, align in ((section.footer, "right"), (section.even_page_footer, "left")):
        _only(part, _page_number(align))
    for part in (section.header, section.even_page_header):
        _only(part, _spaced(paragraph("Gwcaution", "{{ caution }}")))


def _only(part: Any, xml: str) -> None:
    part.is_linked_to_previous = False
    for old in list(part._element):
        part._element.remove(old)
    part._element.append(parse_xml(xml))


def _page_number(align: str) -> str:
    look = f"<w:rPr>{fonts(layout.NUMBER)}</w:rPr>"
    side = f'<w:ind w:{align}="280" w:{align}Chars="100"/>'
    parts: tuple[str, ...] = ('<w:t xml:space="preserve">— </w:t>', '<w:fldChar w:fldCharType="begin"/>')
    parts += ('<w:instrText xml:space="preserve"> PAGE </w:instrText>', '<w:fldChar w:fldCharType="separate"/>')
    parts += ("<w:t>1</w:t>", '<w:fldChar w:fldCharType="end"/>', '<w:t xml:space="preserve"> —</w:t>')
    runs = "".join(f"<w:r>{look}{part}</w:r>" for part in parts)
    return _spaced(f'<w:p><w:pPr>{side}<w:jc w:val="{align}"/></w:pPr>{runs}</w:p>')


def _head() -> list[str]:
    issuer = '<w:pPr><w:pStyle w:val="Gwissuer"/></w:pPr>'
    return [
        paragraph("Gwmark", "{{ mark }}"),
        paragraph("Gwissue", "{{ code }}"),
        f"<w:p>{issuer}{run('{{ signatory }}')}<w:r><w:tab/></w:r>{run('{{ date }}')}</w:p>",
        paragraph("Gwbody", ""),
        paragraph("Gwtitle", "{{ title }}"),
        paragraph("Gwbody", ""),
        paragraph("Gwbody", "{{ lead }}"),
    ]


def _chapters() -> list[str]:
    return [
        paragraph("Gwfirst", "{{ headings.overview }}"),
        *_each("overview", "Gwbody", "{{r each }}"),
        *_each("missing", "Gwbody", "{{r each }}"),
        *_picture("charts.areas"),
        paragraph("Gwfirst", "{{ headings.areas }}"),
        _tag("for area in areas"),
        paragraph("Gwsecond", "{{ area.heading }}"),
        paragraph("Gwbody", "{{r area.summary }}"),
        *_each("area.behind", "Gwbody", "{{r each }}"),
        _tag("if area.remark"),
        paragraph("Gwbody", "{{ area.remark }}"),
        _tag("endif"),
        _tag("endfor"),
        paragraph("Gwfirst", "{{ headings.red }}"),
        paragraph("Gwbody", "{{ red_words }}"),
        _tag("if red"),
        _red(),
        _tag("endif"),
        _tag("if leagues"),
        paragraph("Gwfirst", "{{ headings.leagues }}"),
        _tag("for league in leagues"),
        paragraph("Gwsecond", "{{ league.heading }}"),
        paragraph("Gwbody", "{{r league.scheme }}"),
        *_each("league.remarks", "Gwbody", "{{ each }}"),
        *_picture("league.chart"),
        _league(),
        _tag("endfor"),
        _tag("endif"),
        paragraph("Gwfirst", "{{ headings.corrections }}"),
        paragraph("Gwbody", "{{ corrections_words }}"),
        _tag("if corrections"),
        _corrections(),
        _tag("endif"),
        _tag("if demands"),
        paragraph("Gwfirst", "{{ headings.demands }}"),
        _tag("for each in demands"),
        # The signature never stands on a page of its own.
        paragraph("Gwbody", "{{ each }}", properties="<w:keepNext/><w:keepLines/>"),
        _tag("endfor"),
        _tag("endif"),
    ]


def _signature() -> list[str]:
    return [
        paragraph("Gwbody", "", properties="<w:keepNext/>"),
        _tag("for each in annexes"),
        paragraph("Gwbody", "{{ each }}", properties="<w:keepNext/>"),
        _tag("endfor"),
        paragraph("Gwbody", "", properties="<w:keepNext/>"),
        paragraph("Gwsign", "{{ signatory }}", properties="<w:keepNext/>"),
        paragraph("Gwsign", "{{ date }}"),
    ]


def _annexes() -> list[str]:
    return [
        paragraph("Gwannex", "附件1", properties="<w:pageBreakBefore/>"),
        paragraph("Gwtitle", "量化目标完成情况"),
        _targets(),
        _tag("if tasks"),
        paragraph("Gwannex", "附件2", properties="<w:pageBreakBefore/>"),
        paragraph("Gwtitle", "工作事项进展"),
        _tasks(),
        _tag("endif"),
        paragraph("Gwannex", "{{ notes_annex }}", properties="<w:pageBreakBefore/>"),
        paragraph("Gwtitle", "数据出处"),
        *_each("notes", "Gwnote", "{{r each }}"),
    ]


def _imprint() -> list[str]:
    """The imprint 版记: between rules, at the foot of the last page; to whom copies go, who printed it and when."""
    first = cell(_FULL, "Gwend", "抄送：{{ copies }}", span=2)
    left, right = twips(96), twips(60)
    second = cell(left, "Gwend", "{{ signatory }}") + cell(right, "Gwend", "{{ date }}印发", align="right")
    rules = "".join(
        f'<w:{side} w:val="{"single" if size else "nil"}" w:sz="{size}" w:space="0" w:color="000000"/>'
        for side, size in (("top", 8), ("left", 0), ("bottom", 8), ("right", 0), ("insideH", 6), ("insideV", 0))
    )
    place = (
        '<w:tblpPr w:vertAnchor="margin" w:horzAnchor="margin" w:tblpXSpec="center" w:tblpYSpec="bottom"/>'
        '<w:tblOverlap w:val="never"/>'
    )
    rows = (
        "<w:tr>" + _tag_row("if copies") + "</w:tr>",
        row([first]),
        "<w:tr>" + _tag_row("endif") + "</w:tr>",
        row([second]),
    )
    xml = table((left, right), rows, properties=place)
    start, end = xml.index("<w:tblBorders>"), xml.index("</w:tblBorders>")
    return [xml[:start] + "<w:tblBorders>" + rules + xml[end:], paragraph("Gwlast", "")]


def _red() -> str:
    columns = (
        ("序号", 10, "{{ each.number }}", "center"),
        ("事项", 26, "{{ each.title }}", "left"),
        ("目标", 24, "{{r each.target }}", "right"),
        ("完成", 20, "{{r each.actual }}", "right"),
        ("原因", 36, "{{r each.reason }}", "left"),
        ("责任单位", 19, "{{ each.owner }}", "left"),
        ("亮红灯起", 21, "{{ each.since }}", "left"),
    )
    return _listing("red", columns)


def _targets() -> str:
    columns = (
        ("序号", 10, "{{ each.index }}", "center"),
        ("目标事项", 32, "{{ each.title }}", "left"),
        ("责任单位", 25, "{{ each.owner }}", "left"),
        ("目标值", 25, "{{r each.target }}", "right"),
        ("完成值", 23, "{{r each.actual }}", "right"),
        ("完成率", 14, "{{ each.percent }}", "right"),
        ("亮灯", 10, "{{ each.light }}", "center"),
        ("出处", 17, "{{r each.notes }}", "left"),
    )
    return _listing("targets", columns)


def _tasks() -> str:
    columns = (
        ("序号", 10, "{{ each.index }}", "center"),
        ("工作事项", 34, "{{ each.title }}", "left"),
        ("责任单位", 25, "{{ each.owner }}", "left"),
        ("期限", 22, "{{ each.deadline }}", "left"),
        ("进展", 35, "{{ each.progress }}", "left"),
        ("亮灯", 12, "{{ each.light }}", "center"),
        ("出处", 18, "{{r each.notes }}", "left"),
    )
    return _listing("tasks", columns)


def _league() -> str:
    columns = (
        ("位次", 16, "{{ each.position }}", "center"),
        ("镇街", 48, "{{ each.place }}", "left"),
        ("得分", 32, "{{r each.score }}", "right"),
        ("与上期比", 60, "{{ each.moved }}", "left"),
    )
    return _listing("league.rows", columns)


def _corrections() -> str:
    columns = (
        ("类别", 18, "{{ each.kind }}", "left"),
        ("事项", 36, "{{ each.subject }}", "left"),
        ("所属期", 22, "{{ each.period }}", "left"),
        ("更正前", 20, "{{ each.before }}", "right"),
        ("更正后", 20, "{{r each.after }}", "right"),
        ("原因", 40, "{{ each.reason }}", "left"),
    )
    return _listing("corrections", columns)


def _listing(name: str, columns: tuple[tuple[str, int, str, str], ...]) -> str:
    widths = [twips(width) for _words, width, _tag_, _align in columns]
    heads = [cell(twips(width), "Gwhead", words, align="center") for words, width, _t, _a in columns]
    cells = [cell(twips(width), "Gwcell", tag, align=align) for _words, width, tag, align in columns]
    loop = ("<w:tr>" + _tag_row(f"for each in {name}") + "</w:tr>", "<w:tr>" + _tag_row("endfor") + "</w:tr>")
    return table(widths, [row(heads, heading=True), loop[0], row(cells), loop[1]])


def _picture(name: str) -> list[str]:
    return [
        _tag(f"if {name}"),
        paragraph("Gwpicture", f"{{{{ {name}.picture }}}}"),
        paragraph("Gwcaption", f"{{{{ {name}.caption }}}}"),
        _tag("endif"),
    ]


def _each(name: str, style: str, tag: str) -> list[str]:
    return [_tag(f"for each in {name}"), paragraph(style, tag), _tag("endfor")]


def _tag(words: str) -> str:
    """A paragraph that is a tag and vanishes."""
    return paragraph("Gwbody", f"{{%p {words} %}}")


def _tag_row(words: str) -> str:
    """The cell of a row that is a tag and vanishes."""
    return f"<w:tc><w:tcPr/>{paragraph('Gwcell', f'{{%tr {words} %}}')}</w:tc>"


def _spaced(xml: str) -> str:
    """The outermost element with its name spaces."""
    at = min(place for place in (xml.find(" "), xml.find(">")) if place > 0)
    return f'{xml[:at]} xmlns:w="{W}" xmlns:r="{R}"{xml[at:]}'


def _properties(document: Any) -> None:
    about = document.core_properties
    about.author = about.last_modified_by = "taizhang"
    about.title, about.comments, about.keywords = "{{ title }}", "", ""
    about.created = about.modified = datetime(2012, 7, 1)  # noqa: DTZ001 - the day the standard came into force; python-docx takes no zone
