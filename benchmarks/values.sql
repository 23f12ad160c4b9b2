-- A province's targets down to its villages, eleven months of every share locked, December asked. Made on the server: rows that
-- are counted in millions are not sent to it. {villages} targets reach every village, {towns} end at the towns, {months} months are locked.
CREATE TEMP TABLE bench_place AS
SELECT p.id, row_number() OVER (ORDER BY length(p.code), p.code) AS rank, p.parent_id, p.level,
    (SELECT o.id FROM accounts_organisation o WHERE o.place_id = p.id
     ORDER BY o.kind = 'department' DESC, o.kind = 'office', o.name LIMIT 1) AS lead_id
FROM places_place p WHERE p.kind <> 'placeholder';
CREATE UNIQUE INDEX ON bench_place (id);
ANALYZE bench_place;

CREATE TEMP TABLE bench_target AS
SELECT number, i.id AS indicator_id, i.adds_up, number <= {villages} AS to_villages,
    (ARRAY['新增停车位', '改造老旧小区', '建成口袋公园', '整治河涌', '新增学位', '培育企业', '修复农田', '建成碧道'])[1 + number % 8]
        || '（第' || number || '项）' AS title,
    (ARRAY['交通出行', '城镇建设', '公园绿化', '水环境治理', '教育事业', '产业发展', '耕地保护'])[1 + number % 7] AS area
FROM generate_series(1, {villages} + {towns}) number
JOIN ledger_indicator i ON i.adds_up = CASE WHEN number % 10 = 0 THEN 'ratio' ELSE 'sum' END;

INSERT INTO ledger_commitment (id, kind, title, indicator_id, measure, direction, comparator, value, unit, period, year, place_id,
    area, strength, lead_id, deadline, state, parent_id, key, counted_by, evidence, note, created, version)
SELECT (t.number - 1) * (SELECT count(*) FROM bench_place) + p.rank, 'figure', t.title, t.indicator_id,
    CASE t.adds_up WHEN 'sum' THEN 'delta' ELSE 'level' END, CASE t.adds_up WHEN 'sum' THEN 'up' ELSE '' END, '>=',
    CASE t.adds_up WHEN 'sum' THEN 12000 ELSE 90 END, CASE t.adds_up WHEN 'sum' THEN '个' ELSE '%' END, '2024', 2024, p.id,
    t.area, 'plain', p.lead_id, DATE '2024-12-31', 'under_way',
    (t.number - 1) * (SELECT count(*) FROM bench_place) + above.rank, false, '', '', '', now(), 1
FROM bench_target t CROSS JOIN bench_place p LEFT JOIN bench_place above ON above.id = p.parent_id
WHERE t.to_villages OR p.level <> 'village';
ANALYZE ledger_commitment;

-- Whoever has no shares reports; one in a thousand was asked from March on only.
CREATE TEMP TABLE bench_line AS
SELECT c.id, row_number() OVER (ORDER BY c.id) AS rank, c.lead_id AS owner_id, above.lead_id AS reviewer_id,
    i.adds_up = 'ratio' AS ratio, CASE WHEN c.id % 1000 = 0 AND {months} > 3 THEN 3 ELSE 1 END AS since,
    ((c.id * 7919) % 100000)::numeric / 100 AS pace
FROM ledger_commitment c JOIN ledger_indicator i ON i.id = c.indicator_id LEFT JOIN ledger_commitment above ON above.id = c.parent_id
WHERE NOT EXISTS (SELECT 1 FROM ledger_commitment s WHERE s.parent_id = c.id);
ANALYZE bench_line;

INSERT INTO progress_report (id, period_id, commitment_id, "on", owner_id, reviewer_id, due, state, counted, this, value, denominator,
    data_date, note, problem, help_wanted, explanation, doubts, returned_for, correcting_for, submitted_at,
    locked_value, locked_denominator, locked_versions, standing_value, standing_denominator, version)
SELECT (m.month - 1) * (SELECT count(*) FROM bench_line) + l.rank, m.period_id, l.id, m.last, l.owner_id, l.reviewer_id, m.due,
    'locked', false, CASE WHEN NOT l.ratio THEN l.pace END, l.pace * m.month, CASE WHEN l.ratio THEN l.pace * 12 + 1 END,
    m.last, '按月推进', '', '', '', '[]', '', '', m.due, l.pace * m.month, CASE WHEN l.ratio THEN l.pace * 12 + 1 END, 1,
    l.pace * m.month, CASE WHEN l.ratio THEN l.pace * 12 + 1 END, 4
FROM (SELECT id AS period_id, last, due, row_number() OVER (ORDER BY last) AS month FROM progress_period) m
CROSS JOIN bench_line l WHERE m.month <= {months} AND m.month >= l.since;

INSERT INTO progress_version (report_id, commitment_id, "on", number, this, value, denominator, data_date, note, problem, help_wanted,
    explanation, reason, submitted_at, locked_at)
SELECT id, commitment_id, "on", 1, this, value, denominator, data_date, note, '', '', '', '', submitted_at, due
FROM progress_report;

INSERT INTO progress_report (id, period_id, commitment_id, "on", owner_id, reviewer_id, due, state, counted, note, problem,
    help_wanted, explanation, doubts, returned_for, correcting_for, locked_versions, standing_value, standing_denominator, version)
SELECT {months} * (SELECT count(*) FROM bench_line) + l.rank, m.id, l.id, m.last, l.owner_id, l.reviewer_id, m.due, 'owed', false,
    '', '', '', '', '[]', '', '', 0, l.pace * {months}, CASE WHEN l.ratio THEN l.pace * 12 + 1 END, 1
FROM (SELECT * FROM progress_period ORDER BY last DESC LIMIT 1) m CROSS JOIN bench_line l;

INSERT INTO progress_position (commitment_id, "on", value, denominator, expected, reported, colour, since, confidence, confidence_words)
SELECT l.id, m.last, l.pace * {months}, CASE WHEN l.ratio THEN l.pace * 12 + 1 END, 1, 0,
    (ARRAY['red', 'yellow', 'green', 'green'])[1 + l.rank % 4], m.first, '', ''
FROM (SELECT * FROM progress_period ORDER BY last DESC LIMIT 1) m CROSS JOIN bench_line l;
