import type { Client } from 'pg';

export interface BigProvince {
  people: number;
  posts: number;
  shares: number;
  /** The year of shares ends here. */
  now: Date;
}

/**
 * Fills a migrated, empty database by set-based SQL: 61 agencies of 160 to 2,600 people, people with memberships, posts that are open for 60
 * days each, and shares spread evenly over the year before `now`, in the order of their moments; a few come when the
 * window is over. Chance is seeded.
 */
export async function buildBigProvince(db: Client, { people, posts, shares, now }: BigProvince): Promise<void> {
  await db.query("SET work_mem = '256MB'");
  await db.query('SELECT setseed(0.42)');
  await db.query(unitRows);
  await db.query(personRows, [people, now]);
  await db.query(postRows, [posts, now]);
  await db.query(shareRows, [shares, people, posts, now]);
  await db.query('INSERT INTO used_link (key, share_id) SELECT link_key, id FROM share WHERE link_key IS NOT NULL');
  await db.query('VACUUM ANALYZE');
  await db.query('CHECKPOINT');
}

const unitRows = `
  INSERT INTO unit (code, name, short_name, kind) VALUES ('ROOT', 'Pemerintah Provinsi', 'Pemprov', 'pemda');
  INSERT INTO unit (code, name, short_name, kind, parent_id, ranked)
  SELECT 'OPD-' || n, 'Perangkat Daerah ' || n, 'OPD ' || n, 'dinas', (SELECT id FROM unit WHERE code = 'ROOT'), true
  FROM generate_series(1, 61) n;
  UPDATE unit SET path = CASE WHEN parent_id IS NULL THEN ARRAY[id] ELSE ARRAY[parent_id, id] END`;

/** One person in twelve is on leave for five days of the month before. */
const personRows = `
  WITH numbered AS MATERIALIZED (
    SELECT n, gen_random_uuid() AS id FROM generate_series(1, $1::integer) n
  ), month AS (
    SELECT (date_trunc('month', $2::timestamptz AT TIME ZONE 'Asia/Makassar') - interval '1 month')::date AS first
  ), holidays AS (
    INSERT INTO holiday (day, name, kind) SELECT first + 10, 'Hari libur contoh', 'libur_nasional' FROM month
  ), people AS (
    INSERT INTO person (id, name) SELECT id, 'Pegawai ' || n FROM numbered ORDER BY n
  ), numbers AS (
    INSERT INTO person_number (number, kind, person_id) SELECT 'THL-' || lpad(n::text, 6, '0'), 'thl', id FROM numbered
  ), accounts AS (
    INSERT INTO account (person_id, password_hash, activated_at) SELECT id, 'none', $2 FROM numbered
  ), away AS (
    INSERT INTO leave (person_id, starts_on, ends_on)
    SELECT id, first + 8, first + 12 FROM numbered, month WHERE n % 12 = 0
  )
  INSERT INTO membership (person_id, unit_id, employment_type, position, starts_on)
  SELECT id, (SELECT min(id) FROM unit WHERE ranked) + floor(61 * power(n * 0.6180339887 % 1, 2))::integer, 'THL', 'Staf', '2020-01-01'
  FROM numbered ORDER BY n`;

/** The first post opens 425 days before `now`, the last one just before it: at every moment of the year as many are open. */
const postRows = `
  INSERT INTO post (code, title, program, unit_id, narrative, source_url, captions, everybody, audience, share_from,
    share_until, state, published_at, changed_at)
  SELECT 'MATERI-' || n, 'Materi resmi nomor ' || n, 'Program ' || n % 10, (SELECT id FROM unit WHERE code = 'ROOT'),
    repeat('Narasi materi resmi yang perlu diketahui masyarakat. ', 8), 'https://sulutprov.go.id/berita/' || n,
    ARRAY['Takarir pertama untuk materi ini.', 'Takarir kedua untuk materi ini.'], n % 5 > 0,
    CASE WHEN n % 5 > 0 THEN '{}' ELSE (SELECT array_agg(id) FROM unit WHERE ranked AND id % 2 = 0) END,
    f, f + interval '60 days', 'published', f, f
  FROM generate_series(0, $1::integer - 1) n,
    LATERAL (SELECT $2::timestamptz + (n * 425.0 / $1::integer - 425) * interval '1 day' AS f) window_start`;

const shareRows = `
  WITH drawn AS (
    SELECT floor(random() * $2::integer)::integer AS person, floor(random() * 16)::integer AS channel,
      random() * 365 AS day, random() * 60 AS ago
    FROM generate_series(1, ($1::integer * 1.03)::integer)
  ), slots AS (
    SELECT DISTINCT ON (person, post, channel) person, post, channel, day
    FROM (SELECT *, floor((day + ago) * $3::integer / 425.0)::integer AS post FROM drawn) d
    ORDER BY person, post, channel
  ), picked AS (
    SELECT *, $4::timestamptz + (day - 365) * interval '1 day' AS at FROM slots ORDER BY random() LIMIT $1::integer
  )
  INSERT INTO share (id, person_id, post_id, channel, link_url, link_key, statement, shared_at, received_at,
    business_date, state)
  SELECT gen_random_uuid(), p.id, o.id, c.code,
    CASE WHEN c.proof = 'link' THEN 'https://' || c.code || '.example/' || l.n END,
    CASE WHEN c.proof = 'link' THEN c.code || ':bench:' || l.n END,
    CASE WHEN c.proof <> 'link' THEN 'Disampaikan kepada warga di balai desa.' END,
    s.at, least(s.at + random() * interval '10 hours', $4), (s.at AT TIME ZONE 'Asia/Makassar')::date,
    CASE WHEN random() < 0.02 THEN 'returned' WHEN random() < 0.5 THEN 'accepted' ELSE 'recorded' END
  FROM picked s
  JOIN (SELECT id, row_number() OVER (ORDER BY name) - 1 AS n FROM person) p ON p.n = s.person
  JOIN (SELECT id, row_number() OVER (ORDER BY share_from) - 1 AS n FROM post) o ON o.n = s.post
  JOIN (SELECT code, proof, row_number() OVER (ORDER BY position) - 1 AS n FROM channel) c ON c.n = s.channel
  CROSS JOIN LATERAL (SELECT (s.person::bigint * 1000 + s.post) * 100 + s.channel AS n) l
  ORDER BY s.at`;
