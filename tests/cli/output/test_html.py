"""The self-contained page."""

from __future__ import annotations

import base64
import hashlib
import re
from dataclasses import replace
from decimal import Decimal
from html.parser import HTMLParser
from io import BytesIO
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from taizhang.cli.output import View
from taizhang.cli.output.html import Html
from taizhang.cli.output.marking import segments, source_paragraphs
from taizhang.reading.results import Document
from tests.cli.documents import TEXT, claim, document, with_claim

VOID = {"meta", "input"}


class Page(HTMLParser):
    """The elements of a page, checked to be well nested, with the text inside each class."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.text: dict[str, str] = {}
        self._open: list[tuple[str, str]] = []
        self.feed(html)
        self.close()
        assert not self._open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag not in VOID:
            self._open.append((tag, dict(attrs).get("class") or tag))

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop()[0] == tag

    def handle_data(self, data: str) -> None:
        for _, name in self._open:
            self.text[name] = self.text.get(name, "") + data

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.elements if name == tag]


def page(*documents: Document, view: View | None = None) -> str:
    out = BytesIO()
    output = Html(view or View())
    output.write([output.render(one, one.name or "x") for one in documents], out)
    return out.getvalue().decode("utf-8")


def test_the_page_asks_nothing_of_the_network() -> None:
    html = page(document())
    assert "http:" not in html
    assert "https:" not in html
    assert not re.search(r"url\(|@import|\bsrc=|\bfetch\(|XMLHttpRequest", html)


def test_the_policy_allows_the_one_style_and_the_one_script_alone() -> None:
    html = page(document())
    (policy,) = (meta["content"] for meta in Page(html).all("meta") if "http-equiv" in meta)
    assert policy is not None
    assert policy.startswith("default-src 'none';")
    assert "unsafe" not in policy
    for element in ("style", "script"):
        contents = re.findall(rf"<{element}>(.*?)</{element}>", html, re.DOTALL)
        assert len(contents) == 1
        digest = base64.b64encode(hashlib.sha256(contents[0].encode()).digest()).decode()
        assert f"{element}-src 'sha256-{digest}'" in policy
    assert html.index("Content-Security-Policy") < html.index("<style>")


HOSTILE = "</script><script>alert(1)</script><img src=x onerror=alert(1)>\"' onclick='x' &lt;b&gt; <!-- <style>"


@pytest.mark.parametrize("field", ["indicator", "period", "place", "owner", "quote", "rule", "unit", "begin"])
def test_markup_in_a_claim_is_text(field: str) -> None:
    made = with_claim("8万个", "8万个", **{field: HOSTILE})
    assert_inert(page(made))
    assert HOSTILE in Page(page(made)).text["records"]


def test_markup_in_a_document_is_text() -> None:
    text = f"{HOSTILE}8万个{HOSTILE}\n"
    made = replace(with_claim(text, "8万个"), title=HOSTILE, name=HOSTILE, doc_kind=HOSTILE, issuer=HOSTILE)
    made = replace(made, claims=(replace(made.claims[0], section=(HOSTILE,), co_owners=(HOSTILE,)),))
    html = page(made)
    assert_inert(html)
    assert Page(html).text["text"].strip() == text.strip()


def assert_inert(html: str) -> None:
    """Nothing of the document has become an element or an attribute of the page."""
    assert_inert_elements(html, scripts=1)


def assert_inert_elements(html: str, scripts: int) -> None:
    """So many scripts, one style, no picture and no handler."""
    parsed = Page(html)
    assert len(parsed.all("script")) == scripts
    assert len(parsed.all("style")) == 1
    assert not parsed.all("img")
    assert not [name for _, attributes in parsed.elements for name in attributes if name.startswith("on")]


def test_every_record_leads_to_its_words_and_back() -> None:
    parsed = Page(page(document(), document(name="other.txt")))
    ids = [attributes["id"] for _, attributes in parsed.elements if attributes.get("id")]
    assert len(ids) == len(set(ids))
    links = [link["href"] for link in parsed.all("a")]
    assert len(links) == 12
    assert all(link is not None and link[1:] in ids for link in links)


def test_records_carry_what_they_are_filtered_by() -> None:
    records = [one for one in Page(page(document())).all("li") if one.get("class") == "record"]
    seen = [(one["data-role"], one["data-kind"], one["data-section"]) for one in records]
    assert seen == [("target", "figure", "0"), ("actual", "figure", "0"), ("target", "task", "0")]


def test_the_document_is_compared_with_what_it_declares() -> None:
    said = Page(page(document())).text["declared"]
    assert "声明 3项事项" in said
    assert "▲ 少 2" in said
    assert "无从核对" in said


def test_both_languages_are_there_and_one_is_shown() -> None:
    assert '<html lang="zh-Hans">' in page(document())
    html = page(document(), view=View(language="en"))
    assert '<html lang="en">' in html
    assert "Role" in html
    assert "性质" in html


def test_a_document_without_claims_says_so() -> None:
    parsed = Page(page(document(claims=())))
    assert "没有读到" in parsed.text["nothing"]
    assert "hidden" not in next(one for one in parsed.all("p") if one.get("class") == "nothing")


def test_the_derivation_is_there_if_asked() -> None:
    assert 'class="derivation"' not in page(document())
    assert "number-unit" in Page(page(document(), view=View(explain=True))).text["derivation"]


def test_the_exact_value_is_told_on_hovering() -> None:
    html = page(with_claim("8万个", "8万个", value=Decimal("80000.50")))
    assert 'title="80,000.5 个"' in html


def test_the_source_comes_out_as_it_is_but_for_blank_lines() -> None:
    shown = Page(page(document())).text["text"]
    assert [line for line in shown.split("\n") if line] == [line for line in TEXT.split("\n") if line]


def test_claims_on_the_same_words_share_them() -> None:
    text = "长安、松山湖生产总值破千亿"
    both = tuple(claim(text, "千亿", place=place) for place in ("长安镇", "松山湖"))
    html = "".join(source_paragraphs(Document(text, both), "d-"))
    assert 'data-claims="0 1"' in html
    assert 'id="d-m0"' in html
    assert 'id="d-m1"' in html


@given(st.text(max_size=60), st.lists(st.tuples(st.integers(0, 60), st.integers(1, 20)), max_size=8))
def test_segments_are_the_whole_text_and_know_their_claims(text: str, spans: list[tuple[int, int]]) -> None:
    base: Any = with_claim("8万个", "8万个").claims[0]
    claims = [
        replace(base, start=start, end=min(start + length, len(text))) for start, length in spans if start < len(text)
    ]
    cut = list(segments(claims, len(text)))
    assert "".join(text[one.start : one.end] for one in cut) == text
    for one in cut:
        inside = {index for index, it in enumerate(claims) if it.start <= one.start and one.end <= it.end}
        assert set(one.claims) == inside


@pytest.mark.parametrize("line", ["（一）停车", "一、停车", "1. 停车", "停车", "第一部分 停车"])
def test_a_line_that_claims_stand_under_is_set_as_a_heading(line: str) -> None:
    made = with_claim(f"{line}\n新增停车位8万个。\n", "8万个", section=("停车",))
    assert [paragraph.get("class") for paragraph in Page(page(made)).all("p") if "data-at" in paragraph] == [
        "heading",
        None,
    ]
