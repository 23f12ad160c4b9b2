"""Reconciling 对账: two documents, or two lists of claims, compared promise by promise."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from taizhang.comparison.differences import Difference
from taizhang.comparison.evidence import Figures
from taizhang.comparison.judgement import judge
from taizhang.comparison.likeness import Likeness, Setting
from taizhang.comparison.pairing import pairs
from taizhang.comparison.periods import horizon
from taizhang.comparison.promises import Promise
from taizhang.comparison.repeats import promises_of
from taizhang.reading.results import Claim, Document, Role


def compare(old: Document, new: Document, *, tasks: bool = False, against: Role = "target") -> tuple[Difference, ...]:
    """What became of each promise of ``old`` in ``new``: in the order of ``old``, then what only ``new`` promises.

    Promises are targets with a figure; ``tasks=True`` compares the commitments without a figure as well. With
    ``against="actual"`` the promises of ``old`` are laid against the results that ``new`` reports (what became of last
    year's promises): ``raised`` is then more than was promised, ``lowered`` less, ``dropped`` not reported on, and
    results that nobody promised are left out.

    Plans of different years are compared year against year: 5% for 2024 with 6% for 2025, and both plans' 2030 with
    each other.

    >>> from taizhang.reading import read
    >>> january = read("2024年，东莞市力争新增公共停车位8万个，打造美丽庭院3000个。")
    >>> april = read("2024年，东莞市力争选树“美丽庭院”典型6000户。")
    >>> [(found.status, found.indicator) for found in compare(january, april)]
    [('dropped', '公共停车位'), ('raised', '美丽庭院')]
    """
    promised = _chosen(old.claims, "target", tasks=tasks)
    answered = _chosen(new.claims, against, tasks=tasks)
    if against == "actual":
        return tuple(found for found in compare_claims(promised, answered) if found.old)
    return compare_claims(promised, answered, years=_years_between(old, new))


def compare_claims(old: Iterable[Claim], new: Iterable[Claim], *, years: int = 0) -> tuple[Difference, ...]:
    """What became of each promise among ``old`` in ``new``, whatever their role, kind and document.

    Each side may come from several documents (a ledger). ``years`` is how many years ``new`` is later where both are
    plans of one year, so that a promise for this year may answer one for last year.
    """
    mine, yours = promises_of(tuple(old)), promises_of(tuple(new))
    setting = Setting(Figures((*mine, *yours)), years)
    answer = {i: (yours[j], like) for i, j, like in pairs(mine, yours, setting)}
    answered = {promise.number for promise, _ in answer.values()}
    kept = [_difference(promise, answer.get(promise.number), years) for promise in mine]
    fresh = [promise for promise in yours if promise.number not in answered]
    added = [Difference("new", (), promise.claims, promise.first.indicator) for promise in fresh]
    return (*kept, *added)


def _chosen(claims: Sequence[Claim], role: Role, *, tasks: bool) -> list[Claim]:
    return [claim for claim in claims if claim.role == role and (tasks or claim.kind == "figure")]


def _difference(old: Promise, answer: tuple[Promise, Likeness] | None, years: int) -> Difference:
    if answer is None:
        return Difference("dropped", old.claims, (), old.first.indicator)
    new, like = answer
    status, changes = judge(old, new, like.wording, years)
    return Difference(status, old.claims, new.claims, old.first.indicator, changes)


def _years_between(old: Document, new: Document) -> int:
    mine, yours = _year(old), _year(new)
    return 0 if mine is None or yours is None else yours - mine


def _year(document: Document) -> int | None:
    """The document's own year, else the one most of its promises speak of, the earlier of two."""
    if document.year is not None:
        return document.year
    stretches = [horizon(claim.period) for claim in document.claims if claim.role == "target"]
    years = Counter(stretch.years[0] for stretch in stretches if stretch is not None and not stretch.long)
    return min(years, key=lambda year: (-years[year], year), default=None)
