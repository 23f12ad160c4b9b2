"""The paragraph styles of a briefing, each named in Chinese as an office finds it in Word's list."""

from __future__ import annotations

from dataclasses import dataclass

from taizhang.briefings.word import layout
from taizhang.briefings.word.layout import PITCH, Face
from taizhang.briefings.word.ooxml import W, fonts


@dataclass(frozen=True, slots=True)
class Style:
    """A style: its key in the file, its name in Word, its face, and how its paragraphs stand.

    ``indent`` are characters that the first line moves in; ``pitch`` is the exact distance of lines (twips), 0 lets a line be as
    high as what stands in it; ``outline`` is the level in the document's structure, from 0; ``free`` keeps off the grid of lines.
    """

    key: str
    name: str
    face: Face
    align: str = "both"
    indent: int = 0
    pitch: int = PITCH
    bold: bool = False
    colour: str = ""
    outline: int | None = None
    together: bool = False
    free: bool = False
    more: str = ""


STYLES = (
    Style("Gwmark", "公文版头", layout.MARK, "center", pitch=0, colour=layout.RED, free=True),
    Style("Gwissue", "公文期号", layout.BODY, "center"),
    Style(
        "Gwissuer",
        "公文发文信息",
        layout.BODY,
        "left",
        more='<w:pBdr><w:bottom w:val="single" w:sz="18" w:space="4" w:color="FF0000"/></w:pBdr>'
        '<w:tabs><w:tab w:val="right" w:pos="8844"/></w:tabs>',
    ),
    Style("Gwtitle", "公文标题", layout.TITLE, "center", pitch=680, together=True, free=True),
    Style("Gwbody", "公文正文", layout.BODY, indent=2),
    Style("Gwfirst", "公文一级标题", layout.FIRST, indent=2, outline=0, together=True),
    Style("Gwsecond", "公文二级标题", layout.SECOND, indent=2, outline=1, together=True),
    Style("Gwthird", "公文三级标题", layout.BODY, indent=2, bold=True, outline=2, together=True),
    Style("Gwsign", "公文署名", layout.BODY, "right", more='<w:ind w:right="1280" w:rightChars="400"/>'),
    Style("Gwannex", "公文附件", layout.FIRST, "left", outline=0, together=True),
    Style("Gwpicture", "公文图", layout.TABLE, "center", pitch=0, free=True),
    Style("Gwcaption", "公文图表说明", layout.TABLE, "center", pitch=360, free=True),
    Style("Gwcell", "公文表格", layout.TABLE, "left", pitch=0, free=True),
    Style("Gwhead", "公文表头", layout.HEAD, "center", pitch=0, free=True),
    Style("Gwnote", "公文出处", layout.NOTE, "left", pitch=340, free=True),
    Style("Gwlast", "公文末行", Face("仿宋_GB2312", 1), "left", pitch=20, free=True),
    Style("Gwend", "公文版记", layout.SMALL, "left", pitch=460, free=True),
    Style("Gwcaution", "公文提示", layout.TABLE, "center", pitch=0, free=True),
)


def style_xml(style: Style) -> str:
    """The style as ``styles.xml`` holds it."""
    rule = f'w:line="{style.pitch}" w:lineRule="exact"' if style.pitch else 'w:line="240" w:lineRule="auto"'
    indent = (
        f'<w:ind w:firstLine="{style.indent * 320}" w:firstLineChars="{style.indent * 100}"/>' if style.indent else ""
    )
    parts = (
        "<w:keepNext/>" if style.together else "",
        # Borders and tabs come before the distance of lines, an indent after it: Word refuses another order.
        style.more if not style.more.startswith("<w:ind") else "",
        '<w:snapToGrid w:val="0"/>' if style.free else "",
        f'<w:spacing w:before="0" w:after="0" {rule}/>',
        style.more if style.more.startswith("<w:ind") else indent,
        f'<w:jc w:val="{style.align}"/>',
        "" if style.outline is None else f'<w:outlineLvl w:val="{style.outline}"/>',
    )
    look = fonts(style.face, bold=style.bold, colour=style.colour)
    return (
        f'<w:style xmlns:w="{W}" w:type="paragraph" w:customStyle="1" w:styleId="{style.key}"><w:name w:val="{style.name}"/>'
        f'<w:basedOn w:val="Normal"/><w:qFormat/><w:pPr>{"".join(parts)}</w:pPr><w:rPr>{look}</w:rPr></w:style>'
    )
