"""Writes the tables of the reference pages from the vocabularies and rules they describe.

Run as ``python -m tools.reference`` after a vocabulary or a rule changed; a test compares the pages with what this
would write.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

from taizhang.measures.periods import FORMS, PLANS
from taizhang.reading.claims.rules import RULES
from taizhang.reading.vetoes import VETOES

ROOT = Path(__file__).resolve().parent.parent
PAGES = ROOT / "docs/reference"
VOCABULARY = ROOT / "src/taizhang/measures"
TITLES = {"physical": "sound, pressure, light, frequency", "count": "counted one by one"}


def _read(name: str) -> dict[str, Any]:
    return tomllib.loads((VOCABULARY / f"{name}.toml").read_text(encoding="utf-8"))


def _table(heads: list[str], rows: list[list[str]]) -> str:
    lines = [heads, ["---"] * len(heads), *rows]
    return "\n".join("| " + " | ".join(cell.replace("|", "\\|") for cell in line) + " |" for line in lines)


def units() -> str:
    """Units with spellings and conversions, then the bare classifiers of each kind in a line."""
    rows: list[list[str]] = []
    plain: list[list[str]] = []
    for kind, table in _read("units").items():
        title, bare = TITLES.get(kind, kind), []
        for row in table["units"]:
            also, note = "、".join(row.get("also", ())), row.get("note", "")
            if also or note or "base" in row:
                conversion = f"{row['factor']} {row['base']}" if "base" in row else ""
                rows.append([title, row["name"], also, conversion, note])
            else:
                bare.append(row["name"])
        if bare:
            plain.append([title, str(len(bare)), "、".join(bare)])
    return (
        _table(["kind", "unit", "also written", "one is", "note"], rows)
        + "\n\nWithout other spellings or conversions:\n\n"
        + _table(["kind", "number", "units"], plain)
    )


def comparators() -> str:
    """What each sign is said by, before the number and after its unit."""
    tables = _read("comparators")
    said = [
        [f"`{sign}`", *("、".join(row["word"] for row in tables[place] if row["says"] == sign) for place in tables)]
        for sign in (">=", ">", "<=", "<", "~", "=")
    ]
    return _table(["sign", "before the number", "after its unit"], said)


def periods() -> str:
    """The forms of a period and the five-year plans."""
    forms = _table(["form", "serves"], [[form.name, form.serves] for form in FORMS])
    plans = _table(["plan", "years"], [[name, f"{first}–{first + 4}"] for name, first in PLANS.items()])
    return f"{forms}\n\n{plans}"


def places() -> str:
    """The endings by level."""
    endings: dict[str, list[str]] = {}
    for row in _read("places")["suffixes"]:
        same = "＝".join([row["name"], *row.get("also", ())])
        endings.setdefault(row["level"], []).append(same)
    return _table(["level", "endings"], [[level, "、".join(names)] for level, names in endings.items()])


def rules() -> str:
    """The rules that bind a figure to its indicator."""
    return _table(["rule", "serves", "example"], [[f"`{rule.name}`", rule.serves, rule.example] for rule in RULES])


def vetoes() -> str:
    """The wordings in which a number is no figure."""
    return _table(["veto", "refuses"], [[f"`{veto.name}`", veto.serves] for veto in VETOES])


BLOCKS: dict[str, dict[str, Callable[[], str]]] = {
    "measures.md": {"units": units, "comparators": comparators, "periods": periods, "places": places},
    "grammar.md": {"rules": rules, "vetoes": vetoes},
}


def render(page: str, blocks: dict[str, Callable[[], str]]) -> str:
    """The page with every one of its generated blocks written anew."""
    for name, block in blocks.items():
        marks = re.findall(f"<!-- {name}: [^>]*-->\n|<!-- end {name} -->", page)
        if len(marks) != 2:
            raise SystemExit(f"expected one block {name!r} between its two marks")
        before, rest = page.split(marks[0])
        page = f"{before}{marks[0]}\n{block()}\n\n{marks[1]}{rest.split(marks[1])[1]}"
    return page


def main() -> None:
    """Write the pages."""
    for name, blocks in BLOCKS.items():
        page = PAGES / name
        page.write_text(render(page.read_text(encoding="utf-8"), blocks), encoding="utf-8")


if __name__ == "__main__":
    main()
