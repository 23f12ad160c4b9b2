"""Every total of whole trees worked out anew by the database itself, level by level, with nothing loaded.

The answer is that of :mod:`taizhang.progress.series`, which walks one tree in memory. A target whose shares were all asked about
the same days stands at their plain sums; where some day lacks a share, each share's rise since it was last asked is summed
and carried on. Trees in which somewhere the *latest* figure counts are left to the walk.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date

from django.db import connection, transaction
from django.db.backends.utils import CursorWrapper

from taizhang.progress.queries.exact import ask, prepare
from taizhang.progress.queries.trees import keys

TABLES = ("recount_node", "recount_walked", "recount_leaf", "recount_total", "recount_uneven")

#: Whoever has live shares, from the top, where all trees are wanted: counted at once, and then only these are gone through.
_ALL = """
WITH RECURSIVE splits AS MATERIALIZED (
    SELECT s.node, s.shares, c.parent_id AS above, c.state, c.kind, c.measure, c.unit, c.indicator_id
    FROM (
        SELECT parent_id AS node, COUNT(*) AS shares FROM ledger_commitment
        WHERE parent_id IS NOT NULL AND state NOT IN GONE GROUP BY parent_id
    ) s JOIN ledger_commitment c ON c.id = s.node
), tree(node, above, root, depth, shares) AS (
    SELECT node, above, node, 0, shares FROM splits WHERE above IS NULL
    UNION ALL
    SELECT s.node, s.above, t.root, t.depth + 1, s.shares FROM tree t JOIN splits s ON s.above = t.node WHERE s.state NOT IN GONE
)"""
#: The same of some trees, without asking about others.
_SOME = """
WITH RECURSIVE walk(node, above, root, depth) AS (
    SELECT id, parent_id, id, 0 FROM ledger_commitment WHERE id IN ({roots})
    UNION ALL
    SELECT c.id, c.parent_id, w.root, w.depth + 1 FROM walk w JOIN ledger_commitment c ON c.parent_id = w.node
    WHERE c.state NOT IN GONE AND c.id <> w.root
), shared AS (
    SELECT above AS node, COUNT(*) AS shares FROM walk WHERE depth > 0 GROUP BY above
), splits AS (
    SELECT s.node, c.kind, c.measure, c.unit, c.indicator_id FROM shared s JOIN ledger_commitment c ON c.id = s.node
), tree AS (
    SELECT w.node, w.above, w.root, w.depth, s.shares FROM walk w JOIN shared s ON s.node = w.node
)"""
#: How each adds up, as ``Commitment.adds_up`` says; its level says when its turn is: those whose shares all report themselves come
#: first, then the deepest. Few that have shares reported themselves before: to know them saves asking about all.
_NODES = """
CREATE TEMP TABLE recount_node AS {tree}
SELECT t.node, t.above, t.root, t.shares, CASE
    WHEN EXISTS (SELECT 1 FROM tree b WHERE b.above = t.node) THEN t.depth ELSE (SELECT MAX(depth) FROM tree) END AS level, CASE
    WHEN c.kind = 'task' OR c.measure IN ('growth', 'rank') THEN 'none'
    WHEN i.id IS NOT NULL THEN i.adds_up
    WHEN c.unit IN ('%%', '‰', '百分点') THEN 'none'
    ELSE 'sum' END AS adds_up,
    (SELECT 1 FROM progress_report r WHERE r.commitment_id = t.node LIMIT 1) IS NOT NULL AS reports
FROM tree t JOIN splits c ON c.node = t.node LEFT JOIN ledger_indicator i ON i.id = c.indicator_id
"""
#: What shares without shares of their own come to, in one pass over all reports. No temporary table is asked where everything is
#: counted: PostgreSQL then lets several processes work.
_LEAVES = """
CREATE TEMP TABLE recount_leaf AS
SELECT c.parent_id AS node, r."on", COUNT(*) AS shares, EXACT_SUM(EXACT(r.standing_value)) AS value,
    EXACT_SUM(EXACT(r.standing_denominator)) AS denominator,
    COUNT(CASE WHEN r.locked_versions > 0 THEN 1 END) AS reported
FROM progress_report r JOIN ledger_commitment c ON c.id = r.commitment_id
WHERE c.state NOT IN GONE AND {parents}
    AND NOT EXISTS (SELECT 1 FROM ledger_commitment s WHERE s.parent_id = c.id AND s.state NOT IN GONE)
GROUP BY c.parent_id, r."on"
"""
_TOTALS = """
CREATE TEMP TABLE recount_total (
    node bigint, "on" date, value AMOUNT, denominator AMOUNT, expected bigint, reported bigint, lacks boolean KEYED)
"""
_FIRST = """
INSERT INTO recount_total (node, "on", value, denominator, expected, reported, lacks)
SELECT n.node, l."on", CASE WHEN n.adds_up <> 'none' THEN l.value END, CASE WHEN n.adds_up = 'ratio' THEN l.denominator END,
    l.shares, l.reported, l.shares < n.shares
FROM recount_leaf l JOIN recount_node n ON n.node = l.node WHERE n.level = %s
"""
#: Of a share with shares the report of a day about which those were asked is not counted: then they answer.
_LEVEL = """
INSERT INTO recount_total (node, "on", value, denominator, expected, reported, lacks)
WITH whole(node, "on", value, denominator, expected, reported, shares) AS (
    SELECT l.node, l."on", l.value, l.denominator, l.shares, l.reported, l.shares
    FROM recount_node n JOIN recount_leaf l ON l.node = n.node WHERE n.level = %s
    UNION ALL
    SELECT n.node, t."on", t.value, t.denominator, t.expected, t.reported, 1
    FROM recount_node n JOIN recount_node c ON c.above = n.node JOIN recount_total t ON t.node = c.node WHERE n.level = %s
    UNION ALL
    SELECT n.node, r."on", EXACT(r.standing_value), EXACT(r.standing_denominator), 1,
        CASE WHEN r.locked_versions > 0 THEN 1 ELSE 0 END, 1
    FROM recount_node n JOIN recount_node c ON c.above = n.node JOIN progress_report r ON r.commitment_id = c.node
    WHERE n.level = %s AND c.reports AND NOT EXISTS (SELECT 1 FROM recount_total t WHERE t.node = c.node AND t."on" = r."on")
), added(node, "on", value, denominator, expected, reported, shares) AS (
    SELECT node, "on", EXACT_SUM(value), EXACT_SUM(denominator), SUM(expected), SUM(reported), SUM(shares)
    FROM whole GROUP BY node, "on"
)
SELECT n.node, a."on", CASE WHEN n.adds_up <> 'none' THEN a.value END, CASE WHEN n.adds_up = 'ratio' THEN a.denominator END,
    a.expected, a.reported, a.shares < n.shares
FROM added a JOIN recount_node n ON n.node = a.node
"""
_UNEVEN = """
INSERT INTO recount_uneven
SELECT DISTINCT node, CAST(%s AS integer) FROM recount_total WHERE lacks
"""
_FORGET = "DELETE FROM recount_total WHERE node IN (SELECT node FROM recount_uneven WHERE level = %s)"
#: Each share's rise since it was last asked, summed by day and carried on from day to day. A share with shares answers itself
#: only about days of which those were not asked.
_RISES = """
INSERT INTO recount_total (node, "on", value, denominator, expected, reported, lacks)
WITH part(node, share, "on", value, denominator, expected, reported) AS (
    SELECT u.node, t.node, t."on", t.value, t.denominator, t.expected, t.reported
    FROM recount_uneven u JOIN recount_node c ON c.above = u.node JOIN recount_total t ON t.node = c.node
    WHERE u.level = %s
    UNION ALL
    SELECT u.node, r.commitment_id, r."on", EXACT(r.standing_value), EXACT(r.standing_denominator), 1,
        CASE WHEN r.locked_versions > 0 THEN 1 ELSE 0 END
    FROM recount_uneven u JOIN ledger_commitment c ON c.parent_id = u.node JOIN progress_report r ON r.commitment_id = c.id
    WHERE u.level = %s AND c.state NOT IN GONE AND NOT EXISTS (SELECT 1 FROM recount_node s WHERE s.node = c.id)
    UNION ALL
    SELECT u.node, r.commitment_id, r."on", EXACT(r.standing_value), EXACT(r.standing_denominator), 1,
        CASE WHEN r.locked_versions > 0 THEN 1 ELSE 0 END
    FROM recount_uneven u JOIN recount_node c ON c.above = u.node JOIN progress_report r ON r.commitment_id = c.node
    WHERE u.level = %s AND c.reports AND NOT EXISTS (SELECT 1 FROM recount_total t WHERE t.node = c.node AND t."on" = r."on")
), step AS (
    SELECT part.*, LAG(value) OVER share AS value_before, LAG(denominator) OVER share AS denominator_before
    FROM part WINDOW share AS (PARTITION BY part.share ORDER BY part."on")
), rise(node, "on", value, denominator, values_known, denominators_known, expected, reported) AS (
    SELECT node, "on", value, denominator, CASE WHEN value IS NULL THEN 0 ELSE 1 END,
        CASE WHEN denominator IS NULL THEN 0 ELSE 1 END, expected, reported
    FROM step
    UNION ALL
    SELECT node, "on", MINUS(value_before), MINUS(denominator_before), CASE WHEN value_before IS NULL THEN 0 ELSE -1 END,
        CASE WHEN denominator_before IS NULL THEN 0 ELSE -1 END, 0, 0
    FROM step
), daily AS (
    SELECT node, "on", EXACT_SUM(value) AS value, EXACT_SUM(denominator) AS denominator, SUM(values_known) AS values_known,
        SUM(denominators_known) AS denominators_known, SUM(expected) AS expected, SUM(reported) AS reported
    FROM rise GROUP BY node, "on"
), carried AS (
    SELECT node, "on", EXACT_SUM(value) OVER days AS value, EXACT_SUM(denominator) OVER days AS denominator,
        SUM(values_known) OVER days AS values_known, SUM(denominators_known) OVER days AS denominators_known,
        expected, reported
    FROM daily WINDOW days AS (PARTITION BY node ORDER BY "on")
)
SELECT n.node, a."on", CASE WHEN n.adds_up <> 'none' AND a.values_known > 0 THEN a.value END,
    CASE WHEN n.adds_up = 'ratio' AND a.denominators_known > 0 THEN a.denominator END, a.expected, a.reported, FALSE
FROM carried a JOIN recount_node n ON n.node = a.node
"""
#: Totals that should be there and are not, or are others.
_MISTAKEN = """
SELECT r.node, r."on" FROM recount_total r LEFT JOIN progress_total t ON t.commitment_id = r.node AND t."on" = r."on"
WHERE r."on" >= %s AND (t.id IS NULL
    OR r.value IS DISTINCT FROM EXACT(t.value) OR r.denominator IS DISTINCT FROM EXACT(t.denominator)
    OR r.expected IS DISTINCT FROM t.expected OR r.reported IS DISTINCT FROM t.reported)
"""
#: Totals of days about which nobody below was asked.
_NEEDLESS = """
SELECT t.id, t.commitment_id FROM progress_total t
LEFT JOIN recount_total r ON r.node = t.commitment_id AND r."on" = t."on"
WHERE t."on" >= %s AND r.node IS NULL
"""
#: Where something stands that the total of the day, or else the report of the day, does not say.
_MISPLACED = """
SELECT p.commitment_id FROM progress_position p
LEFT JOIN recount_total t ON t.node = p.commitment_id AND t."on" = p."on"
LEFT JOIN progress_report r ON r.commitment_id = p.commitment_id AND r."on" = p."on"
WHERE p."on" IS NOT NULL AND CASE WHEN t.node IS NULL
    THEN r.id IS NULL OR p.value IS DISTINCT FROM r.standing_value OR p.denominator IS DISTINCT FROM r.standing_denominator
    ELSE EXACT(p.value) IS DISTINCT FROM t.value OR EXACT(p.denominator) IS DISTINCT FROM t.denominator END
"""
_DIFFERING = f"""
SELECT node FROM (
    SELECT node FROM ({_MISTAKEN}) m UNION SELECT commitment_id FROM ({_NEEDLESS}) n UNION {_MISPLACED}
) x WHERE node NOT IN (SELECT node FROM recount_walked)
"""  # noqa: S608
_THERE = """
SELECT id FROM ledger_commitment WHERE id IN ({roots}) UNION SELECT node FROM recount_node
UNION SELECT c.id FROM recount_node n JOIN ledger_commitment c ON c.parent_id = n.node WHERE c.state NOT IN GONE
"""
_DELETE = f"DELETE FROM progress_total WHERE id IN (SELECT id FROM ({_NEEDLESS} AND t.commitment_id IN ({{there}})) x)"  # noqa: S608
_WRITE = f"""
INSERT INTO progress_total (commitment_id, "on", value, denominator, expected, reported)
SELECT r.node, r."on", r.value, r.denominator, r.expected, r.reported
FROM recount_total r JOIN ({_MISTAKEN}) m ON m.node = r.node AND m."on" = r."on" WHERE r.node > 0
ON CONFLICT (commitment_id, "on") DO UPDATE SET value = excluded.value, denominator = excluded.denominator,
    expected = excluded.expected, reported = excluded.reported
"""  # noqa: S608


@dataclass(frozen=True, slots=True)
class Recount:
    """What was worked out of trees with those roots (``None``: of all), while its tables last.

    ``walked`` are the roots of the trees left to the walk in memory.
    """

    cursor: CursorWrapper
    roots: Collection[int] | None
    walked: frozenset[int]

    def differing(self) -> set[int]:
        """All being counted: the commitments of which a total is not what it should be, or which stand elsewhere."""
        ask(self.cursor, _DIFFERING, str(date.min), str(date.min))
        return {node for (node,) in self.cursor}

    def write(self, since: date) -> set[int]:
        """Some being counted: bring their totals, from that day on, to what they should be; returns who is in the trees."""
        there = _THERE.format(roots=keys(set(self.roots or ()) - self.walked))
        ask(self.cursor, _DELETE.format(there=there), str(since))
        ask(self.cursor, _WRITE, str(since))
        ask(self.cursor, there)
        return {node for (node,) in self.cursor}


@contextmanager
def recounted(roots: Collection[int] | None = None) -> Iterator[Recount]:
    """Work out the trees of those roots, or of all there are, in a transaction of its own or the action's."""
    prepare()
    with transaction.atomic(), connection.cursor() as cursor:
        if roots is None:
            take_room(cursor)
        yield Recount(cursor, roots, count(cursor, roots))
        for table in TABLES:
            ask(cursor, f"DROP TABLE {table}")


def count(cursor: CursorWrapper, roots: Collection[int] | None) -> frozenset[int]:
    """Make the tables; returns the roots of the trees that are left to the walk."""
    ask(cursor, _NODES.format(tree=_ALL if roots is None else _SOME.format(roots=keys(roots))))
    walked = _leave_to_the_walk(cursor)
    _know(cursor, "recount_node")
    parents = "c.parent_id IS NOT NULL" if roots is None else "c.parent_id IN (SELECT node FROM recount_node)"
    ask(cursor, _LEAVES.format(parents=parents))
    ask(cursor, _TOTALS)
    ask(cursor, "CREATE TEMP TABLE recount_uneven (node bigint, level integer)")
    ask(cursor, "SELECT MAX(level) FROM recount_node")
    (first,) = cursor.fetchone()
    if first is not None:
        ask(cursor, _FIRST, first)
        _correct(cursor, first)
        _know(cursor, "recount_total")
        for level in range(first - 1, -1, -1):
            ask(cursor, _LEVEL, level, level, level)
            _correct(cursor, level)
    return walked


def _correct(cursor: CursorWrapper, level: int) -> None:
    """Count those of a level again in which some day lacks a share."""
    ask(cursor, _UNEVEN, level)
    if cursor.rowcount:
        _know(cursor, "recount_uneven")
        ask(cursor, _FORGET, level)
        ask(cursor, _RISES, level, level, level)


def _leave_to_the_walk(cursor: CursorWrapper) -> frozenset[int]:
    latest = "SELECT root FROM recount_node WHERE adds_up = 'latest'"
    ask(cursor, f"CREATE TEMP TABLE recount_walked AS SELECT node, root FROM recount_node WHERE root IN ({latest})")  # noqa: S608
    ask(cursor, "DELETE FROM recount_node WHERE root IN (SELECT root FROM recount_walked)")
    ask(cursor, "SELECT DISTINCT root FROM recount_walked")
    return frozenset(root for (root,) in cursor)


def _know(cursor: CursorWrapper, table: str) -> None:
    """Let PostgreSQL count what it is about to ask; SQLite gains nothing by it."""
    if connection.vendor == "postgresql":
        ask(cursor, f"ANALYZE {table}")


def take_room(cursor: CursorWrapper) -> None:
    """A question about everything may have memory and helpers that a page may not; both end with the transaction."""
    if connection.vendor == "postgresql":
        ask(cursor, "SET LOCAL work_mem = '256MB'")
        ask(cursor, "SET LOCAL max_parallel_workers_per_gather = 2")
