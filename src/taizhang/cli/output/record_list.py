"""The list of records beside the source: each leads to its words, tells its fields and, if asked, its derivation."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby

from taizhang.cli.output.amounts import amount, measure_key
from taizhang.cli.output.derivations import Node, derivation_tree
from taizhang.cli.output.markup import Markup, both, join, tag
from taizhang.cli.output.utf16 import Utf16Offsets
from taizhang.reading.records import exact
from taizhang.reading.results import Claim, Document, Step

_BELOW = " › "


class RecordList:
    """The records of one document; ``prefix`` goes before every id, ``explain`` adds derivations."""

    def __init__(self, document: Document, prefix: str, *, explain: bool) -> None:
        self._document = document
        self._prefix = prefix
        self._explain = explain
        self._units = Utf16Offsets(document.text)
        numbered = list(enumerate(document.claims))
        self._sections = [
            (_BELOW.join(section), list(group))
            for section, group in groupby(numbered, key=lambda pair: pair[1].section)
        ]

    def items(self) -> Markup:
        """All records in order, under the headings their claims stand under."""
        return tag("ol", *self._items(), class_="records", role="list")

    def section_choices(self) -> Iterator[Markup]:
        """An option for each of those headings."""
        return (tag("option", name or "—", value=number) for number, (name, _) in enumerate(self._sections))

    def _items(self) -> Iterator[Markup]:
        for number, (name, group) in enumerate(self._sections):
            if len(self._sections) > 1 or name:
                yield tag("li", name or both("page.no-section"), class_="section", data_section=number)
            for index, claim in group:
                yield self._item(claim, index, number)

    def _item(self, claim: Claim, index: int, section: int) -> Markup:
        quote = (self._units.at(claim.quote_start), self._units.at(claim.quote_end))
        return tag(
            "li",
            _jump(claim, index, f"#{self._prefix}m{index}"),
            tag("p", *_said(claim), class_="meta"),
            tag("details", tag("summary", both("page.grounds")), *self._grounds(claim)),
            id=f"{self._prefix}r{index}",
            class_="record",
            data_role=claim.role,
            data_kind=claim.kind,
            data_section=section,
            data_quote="{} {}".format(*quote),
        )

    def _grounds(self, claim: Claim) -> Iterator[Markup]:
        """What the record rests on: the sentence, the value in full, the rule and the place in the text."""
        yield tag("blockquote", claim.quote, lang="zh-Hans")
        exact = exact_value(claim)
        facts = [
            ("column.value", exact),
            ("column.rule", tag("code", claim.rule) if claim.rule else ""),
            ("page.offsets", f"{claim.start}–{claim.end}"),
        ]
        yield tag("dl", *(join(tag("dt", both(key)), tag("dd", value)) for key, value in facts if value))
        if self._explain:
            yield _tree(derivation_tree(claim.derivation), self._document.text)


def _jump(claim: Claim, index: int, href: str) -> Markup:
    look = "task" if claim.kind == "task" else claim.role
    return tag(
        "a",
        tag("span", index + 1, class_="number"),
        tag("span", both("kind.task" if look == "task" else f"role.{look}"), class_=f"role {look}"),
        tag("span", claim.indicator, class_="indicator", lang="zh-Hans"),
        tag("span", amount(claim), class_="amount", title=exact_value(claim) or None),
        href=href,
        class_="jump",
    )


def _said(claim: Claim) -> Iterator[Markup]:
    """Measure, period, place, promised start, strength and owner, as far as there are any."""
    measure = measure_key(claim)
    if measure:
        yield tag("span", both(measure))
    yield from (tag("span", value) for value in (claim.period, claim.place) if value)
    if claim.begin:
        yield tag("span", both("column.begin"), " ", claim.begin)
    if claim.strength != "plain":
        yield tag("span", both(f"strength.{claim.strength}"))
    for key, bodies in (("owner", [claim.owner] if claim.owner else []), ("co-owners", list(claim.co_owners))):
        if bodies:
            yield tag("span", both(f"column.{key}"), " ", "、".join(bodies))


def exact_value(claim: Claim) -> str:
    """The value with all its digits and the base unit, empty for a task."""
    return "" if claim.value is None else f"{exact(claim.value, ',f')} {claim.unit or ''}".rstrip()


def _tree(nodes: Iterable[Node], source: str) -> Markup:
    branches = [
        tag(
            "li",
            tag("code", node.step.rule),
            _words(node.step, source),
            f" → {node.step.yields}",
            _tree(node.children, source) if node.children else "",
        )
        for node in nodes
    ]
    return tag("ul", *branches, class_="derivation")


def _words(step: Step, source: str) -> Markup:
    if step.start == step.end:
        return Markup("")
    return join(" ", tag("q", source[step.start : step.end], lang="zh-Hans"), f" {step.start}–{step.end}")
