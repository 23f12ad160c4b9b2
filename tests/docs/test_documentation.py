"""The documentation says what is so: examples run, links lead somewhere, generated pages are current."""

from __future__ import annotations

import doctest
import re
from pathlib import Path

import pytest

import taizhang
from taizhang.reading.records import FIELDS
from tools import command_line

ROOT = Path(__file__).resolve().parents[2]
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
EXAMPLES = [page for page in PAGES if "<!-- example -->" in page.read_text("utf-8")]


def named(page: Path) -> str:
    return str(page.relative_to(ROOT))


@pytest.mark.parametrize("page", EXAMPLES, ids=named)
def test_examples_run_as_printed(page: Path) -> None:
    outcome = doctest.testfile(str(page), module_relative=False, encoding="utf-8")
    assert outcome.attempted
    assert not outcome.failed


def test_both_readmes_show_the_same_example() -> None:
    examples = [
        re.findall(r"<!-- example -->\n```python\n(.*?)```", (ROOT / name).read_text("utf-8"), re.DOTALL)
        for name in ("README.md", "README.zh-CN.md")
    ]
    assert examples[0] == examples[1] != []


@pytest.mark.parametrize("page", PAGES, ids=named)
def test_links_lead_somewhere(page: Path) -> None:
    text = re.sub(r"```.*?```", "", page.read_text("utf-8"), flags=re.DOTALL)
    for target in re.findall(r"\]\(([^)#]+)(?:#[^)]*)?\)", text):
        assert target.startswith("https://") or (page.parent / target).exists(), target


def test_the_command_line_page_is_what_the_help_says() -> None:
    assert command_line.PAGE.read_text("utf-8") == command_line.page(), "run python -m tools.command_line"


def test_every_field_of_the_record_is_described_in_its_order() -> None:
    text = (ROOT / "docs/reference/record.md").read_text("utf-8")
    described = [
        name for row in re.findall(r"^\| (`[^|]*) \|", text, re.MULTILINE) for name in re.findall(r"`(\w+)`", row)
    ]
    assert described[: len(FIELDS)] == list(FIELDS)
    assert described[len(FIELDS) :] == ["file", "derivation"]


def test_every_decision_is_listed() -> None:
    pages = {page.name for page in (ROOT / "docs/decisions").glob("[0-9]*.md")}
    listed = set(re.findall(r"\]\((\d[^)]*)\)", (ROOT / "docs/decisions/index.md").read_text("utf-8")))
    assert pages == listed
    assert len({name[:4] for name in pages}) == len(pages)


def test_a_term_has_one_entry() -> None:
    rows = re.findall(r"^\| (\S+) \|", (ROOT / "docs/glossary.md").read_text("utf-8"), re.MULTILINE)
    terms = [term for row in rows for term in row.split("、") if term not in ("term", "---")]
    assert len(terms) > 100
    assert {term for term in terms if terms.count(term) > 1} == set()


def test_the_changelog_knows_this_version() -> None:
    newest = re.search(r"^## (\S+)", (ROOT / "CHANGELOG.md").read_text("utf-8"), re.MULTILINE)
    assert newest is not None
    assert newest[1] == "Unreleased" or newest[1] == taizhang.__version__
