"""Whether a Word file that somebody handed in may serve as a template: what is wrong with it, in words."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from django.utils.translation import gettext as _
from docx import Document
from docxtpl import DocxTemplate
from jinja2 import TemplateError, TemplateSyntaxError
from lxml import etree

from taizhang.briefings.sample import sample_edition
from taizhang.briefings.word.ooxml import W
from taizhang.briefings.word.rendering import environment, render_word
from taizhang.briefings.word.tags import MOST, faults_in_tree, faults_in_words

#: Bytes: of the file, of one part of it unpacked, of all of them.
FILE, PART, WHOLE = 8 << 20, 4 << 20, 64 << 20
PARTS = 400
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_FORBIDDEN = re.compile(r"vbaProject|vbaData|activeX|embeddings/|oleObject|afchunk|customUI|\.bin$", re.IGNORECASE)
_FIELDS = re.compile(r"\b(DDE|DDEAUTO|INCLUDETEXT|INCLUDEPICTURE|LINK|IMPORT|DATABASE|MACROBUTTON|RD|AUTOTEXT|EMBED)\b")
_TOLD = 12


def faults(file: bytes) -> list[str]:
    """Everything wrong with a template, most grave first; empty where it can be used, which was then tried with sample data."""
    found = list(_archive(file))
    if not found:
        found = list(dict.fromkeys(_content(file)))
    if not found:
        found = list(_tried(file))
    return found[:_TOLD]


def _archive(file: bytes) -> Iterator[str]:
    """What can be said before any part is understood: size, kind, macros, objects, links to elsewhere."""
    if len(file) > FILE:
        yield _("文件太大：模板不超过 %(size)s MB。") % {"size": FILE >> 20}
        return
    try:
        with zipfile.ZipFile(io.BytesIO(file)) as archive:
            parts = archive.infolist()
            if "word/document.xml" not in archive.namelist():
                yield _("这不是 Word 的 .docx 文件：请在 Word 或 WPS 中另存为 .docx 再上传。")
            elif len(parts) > PARTS or sum(each.file_size for each in parts) > WHOLE:
                yield _("文件拆开后太大，不能用作模板。")
            else:
                yield from _parts(archive)
    except (zipfile.BadZipFile, OSError, ValueError, RuntimeError, NotImplementedError, EOFError, zipfile.zlib.error):  # type: ignore[attr-defined]
        yield _("这不是 Word 的 .docx 文件，或文件已损坏：请在 Word 或 WPS 中另存为 .docx 再上传。")


def _parts(archive: zipfile.ZipFile) -> Iterator[str]:
    for each in archive.infolist():
        if _FORBIDDEN.search(each.filename):
            yield _("模板里有宏、控件或嵌入的对象（%(part)s），不能接受：请删去后另存为 .docx。") % {
                "part": each.filename[:80]
            }
            continue
        if not each.filename.endswith((".xml", ".rels")):
            continue
        content = archive.read(each) if each.file_size <= PART else b""
        root = _parsed(content)
        if root is None:
            yield _("模板的 %(part)s 太大或无法读取，不能接受。") % {"part": each.filename[:80]}
        elif each.filename == "[Content_Types].xml" and b"macroEnabled" in content:
            yield _("这是带宏的 Word 文件，不能接受：请另存为 .docx。")
        elif each.filename.endswith(".rels"):
            yield from _links(root)
        else:
            yield from _fields(root)


def _links(root: Element) -> Iterator[str]:
    for each in root.iter(f"{{{_RELATIONS}}}Relationship"):
        if each.get("TargetMode") == "External":
            target = str(each.get("Target", ""))[:80]
            yield _("模板链接到外部（%(target)s），不能接受：请取消链接，图片请插入而不是链接。") % {"target": target}


def _fields(root: Element) -> Iterator[str]:
    codes = [each.text or "" for each in root.iter(f"{{{W}}}instrText")]
    codes += [each.get(f"{{{W}}}instr", "") for each in root.iter(f"{{{W}}}fldSimple")]
    # A code may be cut into several runs.
    if found := _FIELDS.search("".join(codes).upper()):
        yield _("模板里有会取用外部内容的域（%(field)s），不能接受：请删去。") % {"field": found.group()}
    if next(root.iter(f"{{{W}}}altChunk"), None) is not None:
        yield _("模板里有嵌入的文件，不能接受：请改为直接粘贴文字。")


def _content(file: bytes) -> Iterator[str]:
    """The tags: first as a person reads them, paragraph by paragraph, then as they are parsed."""
    with zipfile.ZipFile(io.BytesIO(file)) as archive:
        for name in archive.namelist():
            root = _parsed(archive.read(name)) if name.startswith("word/") and name.endswith(".xml") else None
            if root is not None:
                yield from _tags(root)
        core = _parsed(archive.read("docProps/core.xml")) if "docProps/core.xml" in archive.namelist() else None
        for each in core if core is not None else ():
            yield from faults_in_words(each.text or "")


def _tags(root: Element) -> Iterator[str]:
    said = ["".join(each.text or "" for each in part.iter(f"{{{W}}}t")) for part in _paragraphs(root)]
    if sum(each.count("{") for each in said) > MOST * 2:
        yield _("标签太多，不能用作模板。")
        return
    for each in said:
        yield from faults_in_words(each)
    # What stands outside the words (names, addresses, codes) is never a place for a tag.
    for element in root.iter():
        values = [*element.attrib.values(), *(() if element.tag == f"{{{W}}}t" else (element.text or "",))]
        if any(mark in value for value in values for mark in ("{{", "{%", "{#")):
            yield _("标签写在了文字以外的地方（如图片说明、域），不能接受：请写在正文里。")
            return


def _paragraphs(root: Element) -> Iterator[Element]:
    """Paragraphs whose words are their own: one inside another (a text box) is looked at by itself as well."""
    yield from root.iter(f"{{{W}}}p")


def _tried(file: bytes) -> Iterator[str]:
    try:
        template = DocxTemplate(io.BytesIO(file))
        template.init_docx()
        sources = [template.patch_xml(template.get_xml())]
        for uri in (template.HEADER_URI, template.FOOTER_URI):
            for _key, part in template.get_headers_footers(uri):
                sources.append(template.patch_xml(template.get_part_xml(part)))
        about = template.docx.core_properties
        sources += [
            getattr(about, name) for name in ("author", "comments", "identifier", "language", "subject", "title")
        ]
        found = [fault for source in sources for fault in faults_in_tree(environment().parse(source))]
        yield from dict.fromkeys(found)
        if not found:
            yield from _rendered(file)
    except TemplateSyntaxError as error:
        yield _("标签没写对：%(why)s。请检查每个 for 有 endfor、每个 if 有 endif，且整段或整行只写这一个标签。") % {
            "why": error.message
        }
    except (TemplateError, etree.XMLSyntaxError, KeyError, ValueError, AttributeError, TypeError) as error:
        yield _("用样例数据试排没有成功：%(why)s。请从自带模板改起。") % {"why": str(error)[:120]}


def _rendered(file: bytes) -> Iterator[str]:
    """Set once with sample data: it must give a document that opens, says something, and leaves no tag behind."""
    edition, pictures = sample_edition()
    made = render_word(edition, file, pictures, "https://ledger.example")
    document = Document(io.BytesIO(made))
    words = "".join(each.text or "" for each in document.element.body.iter(f"{{{W}}}t"))
    if edition.texts.title not in words:
        yield _("模板里没有标题：请至少写上 {{ title }}。")
    if "{{" in words or "{%" in words:
        yield _("用样例数据试排后还留有标签，请检查括号是否成对。")


def _parsed(content: bytes) -> Element | None:
    """The XML of a part without any declaration of types; ``None`` where there is none."""
    if not content or b"<!DOCTYPE" in content or b"<!ENTITY" in content:
        return None
    try:
        parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False, remove_comments=True)
        root: Element = etree.fromstring(content, parser)
    except etree.XMLSyntaxError:
        return None
    return root
