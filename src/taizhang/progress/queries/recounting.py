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

_TABLES = ("recount_tree", "recount_node", "recount_leaf", "recount_total", "recount_uneven")

#: Whoever is in the trees, from the top: every live share of whoever is.
_TREE = """
CREATE TEMP TABLE recount_tree AS
WITH RECURSIVE tree(node, above, root, depth) AS (
    SELECT id, parent_id, id, 0 FROM ledger_commitment WHERE {roots}
    UNION ALL
    SELECT c.id, c.parent_id, t.root, t.depth + 1
    FROM tree t JOIN ledger_commitment c ON c.parent_id = t.node
    WHERE c.state NOT IN GONE AND c.id <> t.root
)
SELECT node, above, root, depth FROM tree
"""
#: Those with shares: how many, how they add up (as ``Commitment.adds_up`` says).
_NODES = """
CREATE TEMP TABLE recount_node AS
SELECT t.node, t.above, t.root, t.depth, s.shares, CASE
    WHEN c.kind = 'task' OR c.measure IN ('growth', 'rank') THEN 'none'
    WHEN i.id IS NOT NULL THEN i.adds_up
    WHEN c.unit IN ('%%', '‰', '百分点') THEN 'none'
    ELSE 'sum' END AS adds_up
FROM (SELECT above AS node, COUNT(*) AS shares FROM recount_tree WHERE depth > 0 GROUP BY above) s
JOIN recount_tree t ON t.node = s.node
JOIN ledger_commitment c ON c.id = t.node
LEFT JOIN ledger_indicator i ON i.id = c.indicator_id
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
    node bigint, "on" date, value AMOUNT, denominator AMOUNT, expected bigint, reported bigint, shares bigint,
    PRIMARY KEY (node, "on"))
"""
#: The reports of shares that have shares too, but for days about which those were asked: then they answer.
_OWN = """
SELECT c.above, r.commitment_id, r."on", EXACT(r.standing_value), EXACT(r.standing_denominator), 1,
    CASE WHEN r.locked_versions > 0 THEN 1 ELSE 0 END
FROM recount_node c JOIN progress_report r ON r.commitment_id = c.node
WHERE c.depth = %s AND NOT EXISTS (SELECT 1 FROM recount_total t WHERE t.node = c.node AND t."on" = r."on")
"""
_LEVEL = f"""
INSERT INTO recount_total (node, "on", value, denominator, expected, reported, shares)
WITH part(node, share, "on", value, denominator, expected, reported) AS (
    SELECT c.above, c.node, t."on", t.value, t.denominator, t.expected, t.reported
    FROM recount_node c JOIN recount_total t ON t.node = c.node WHERE c.depth = %s
    UNION ALL {_OWN}
), whole(node, "on", value, denominator, expected, reported, shares) AS (
    SELECT l.node, l."on", l.value, l.denominator, l.shares, l.reported, l.shares
    FROM recount_leaf l JOIN recount_node n ON n.node = l.node WHERE n.depth = %s
    UNION ALL SELECT node, "on", value, denominator, expected, reported, 1 FROM part
), added(node, "on", value, denominator, expected, reported, shares) AS (
    SELECT node, "on", EXACT_SUM(value), EXACT_SUM(denominator), SUM(expected), SUM(reported), SUM(shares)
    FROM whole GROUP BY node, "on"
)
SELECT n.node, a."on", CASE WHEN n.adds_up <> 'none' THEN a.value END, CASE WHEN n.adds_up = 'ratio' THEN a.denominator END,
    a.expected, a.reported, a.shares
FROM added a JOIN recount_node n ON n.node = a.node
"""  # noqa: S608
_UNEVEN = """
INSERT INTO recount_uneven
SELECT n.node, n.depth FROM recount_total t JOIN recount_node n ON n.node = t.node
WHERE n.depth = %s GROUP BY n.node, n.depth, n.shares HAVING MIN(t.shares) < n.shares
"""
_FORGET = "DELETE FROM recount_total WHERE node IN (SELECT node FROM recount_uneven WHERE depth = %s)"
#: Each share's rise since it was last asked, summed by day and carried on from day to day.
_RISES = """
INSERT INTO recount_total (node, "on", value, denominator, expected, reported, shares)
WITH part(node, share, "on", value, denominator, expected, reported) AS (
    SELECT u.node, t.node, t."on", t.value, t.denominator, t.expected, t.reported
    FROM recount_uneven u JOIN recount_node c ON c.above = u.node JOIN recount_total t ON t.node = c.node
    WHERE u.depth = %s
    UNION ALL
    SELECT u.node, r.commitment_id, r."on", EXACT(r.standing_value), EXACT(r.standing_denominator), 1,
        CASE WHEN r.locked_versions > 0 THEN 1 ELSE 0 END
    FROM recount_uneven u JOIN recount_tree c ON c.above = u.node JOIN progress_report r ON r.commitment_id = c.node
    WHERE u.depth = %s
        AND NOT EXISTS (SELECT 1 FROM recount_total t WHERE t.node = r.commitment_id AND t."on" = r."on")
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
    CASE WHEN n.adds_up = 'ratio' AND a.denominators_known > 0 THEN a.denominator END, a.expected, a.reported, n.shares
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
SELECT t.id, n.root FROM recount_tree n JOIN progress_total t ON t.commitment_id = n.node
LEFT JOIN recount_total r ON r.node = t.commitment_id AND r."on" = t."on"
WHERE t."on" >= %s AND r.node IS NULL
"""
#: Where something stands that the total of the day, or else the report of the day, does not say.
_MISPLACED = """
SELECT n.root FROM progress_position p JOIN recount_tree n ON n.node = p.commitment_id
LEFT JOIN recount_total t ON t.node = p.commitment_id AND t."on" = p."on"
LEFT JOIN progress_report r ON r.commitment_id = p.commitment_id AND r."on" = p."on"
WHERE p."on" IS NOT NULL AND CASE WHEN t.node IS NULL
    THEN r.id IS NULL OR p.value IS DISTINCT FROM r.standing_value OR p.denominator IS DISTINCT FROM r.standing_denominator
    ELSE EXACT(p.value) IS DISTINCT FROM t.value OR EXACT(p.denominator) IS DISTINCT FROM t.denominator END
"""
_DIFFERING = f"""
SELECT n.root FROM ({_MISTAKEN}) m JOIN recount_node n ON n.node = m.node
UNION SELECT root FROM ({_NEEDLESS}) x UNION {_MISPLACED}
"""  # noqa: S608
_DELETE = f"DELETE FROM progress_total WHERE id IN (SELECT id FROM ({_NEEDLESS}) x)"  # noqa: S608
_WRITE = f"""
INSERT INTO progress_total (commitment_id, "on", value, denominator, expected, reported)
SELECT r.node, r."on", r.value, r.denominator, r.expected, r.reported
FROM recount_total r JOIN ({_MISTAKEN}) m ON m.node = r.node AND m."on" = r."on" WHERE r.node > 0
ON CONFLICT (commitment_id, "on") DO UPDATE SET value = excluded.value, denominator = excluded.denominator,
    expected = excluded.expected, reported = excluded.reported
"""  # noqa: S608


@dataclass(frozen=True, slots=True)
class Recount:
    """What was worked out, while its tables last; ``walked`` are the roots of the trees left to the walk in memory."""

    cursor: CursorWrapper
    walked: frozenset[int]

    def differing(self) -> set[int]:
        """The roots of the trees in which a total, or where a commitment stands, is not what it should be."""
        ask(self.cursor, _DIFFERING, str(date.min), str(date.min))
        return {root for (root,) in self.cursor}

    def nodes(self) -> set[int]:
        """Whoever is in the trees that were worked out."""
        ask(self.cursor, "SELECT node FROM recount_tree")
        return {node for (node,) in self.cursor}

    def write(self, since: date) -> None:
        """Bring the totals kept, from that day on, to what they should be."""
        ask(self.cursor, _DELETE, str(since))
        ask(self.cursor, _WRITE, str(since))


@contextmanager
def recounted(roots: Collection[int] | None = None) -> Iterator[Recount]:
    """Work out the trees of those roots, or of all there are, in a transaction of its own or the action's."""
    prepare()
    with transaction.atomic(), connection.cursor() as cursor:
        if roots is None:
            _take_room(cursor)
        yield Recount(cursor, _count(cursor, roots))
        for table in _TABLES:
            ask(cursor, f"DROP TABLE {table}")


def _count(cursor: CursorWrapper, roots: Collection[int] | None) -> frozenset[int]:
    within = "parent_id IS NULL" if roots is None else f"id IN ({', '.join(map(str, sorted(roots))) or 'NULL'})"
    ask(cursor, _TREE.format(roots=within))
    _know(cursor, "recount_tree")
    ask(cursor, _NODES)
    walked = _leave_to_the_walk(cursor)
    _know(cursor, "recount_node")
    parents = "c.parent_id IS NOT NULL" if roots is None else "c.parent_id IN (SELECT node FROM recount_node)"
    ask(cursor, _LEAVES.format(parents=parents))
    ask(cursor, _TOTALS)
    ask(cursor, "CREATE TEMP TABLE recount_uneven (node bigint, depth integer)")
    ask(cursor, "SELECT MAX(depth) FROM recount_node")
    (deepest,) = cursor.fetchone()
    for depth in range(-1 if deepest is None else deepest, -1, -1):
        _add_up(cursor, depth)
    return walked


def _add_up(cursor: CursorWrapper, depth: int) -> None:
    """The totals of one level, those of the level below being there."""
    ask(cursor, _LEVEL, depth + 1, depth + 1, depth)
    ask(cursor, _UNEVEN, depth)
    if cursor.rowcount:
        ask(cursor, _FORGET, depth)
        ask(cursor, _RISES, depth, depth)
    _know(cursor, "recount_total")


def _leave_to_the_walk(cursor: CursorWrapper) -> frozenset[int]:
    ask(cursor, "SELECT DISTINCT root FROM recount_node WHERE adds_up = 'latest'")
    walked = frozenset(root for (root,) in cursor)
    for table in ("recount_tree", "recount_node"):
        ask(cursor, f"DELETE FROM {table} WHERE root IN ({', '.join(map(str, walked)) or 'NULL'})")  # noqa: S608
    return walked


def _know(cursor: CursorWrapper, table: str) -> None:
    """Let PostgreSQL count what it is about to ask; SQLite gains nothing by it."""
    if connection.vendor == "postgresql":
        ask(cursor, f"ANALYZE {table}")


def _take_room(cursor: CursorWrapper) -> None:
    """A question about everything may have memory and helpers that a page may not; both end with the transaction."""
    if connection.vendor == "postgresql":
        ask(cursor, "SET LOCAL work_mem = '256MB'")
        ask(cursor, "SET LOCAL max_parallel_workers_per_gather = 4")
