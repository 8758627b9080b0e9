import type { Client } from 'pg';

export interface BigProvince {
  people: number;
  posts: number;
  shares: number;
}

/**
 * Fills a migrated, empty database by set-based SQL: 50 agencies, people with accounts and memberships, posts over the
 * twelve months of 2026 (each open for two), shares spread over the year. Chance is seeded: each run is alike.
 */
export async function buildBigProvince(db: Client, size: BigProvince): Promise<void> {
  await db.query('SELECT setseed(0.42)');
  await db.query(units);
  await db.query(people, [size.people]);
  await db.query(posts, [size.posts]);
  await db.query(shares, [size.shares]);
  await db.query(links);
  await db.query('VACUUM ANALYZE');
}

const units = `
  INSERT INTO unit (code, name, short_name, kind, ranked) VALUES ('ROOT', 'Pemerintah Provinsi', 'Pemprov', 'pemda', false);
  INSERT INTO unit (code, name, short_name, kind, parent_id, ranked)
  SELECT 'OPD-' || n, 'Perangkat Daerah ' || n, 'OPD ' || n, 'dinas', (SELECT id FROM unit WHERE code = 'ROOT'), true
  FROM generate_series(1, 50) n;
  UPDATE unit SET path = CASE WHEN parent_id IS NULL THEN ARRAY[id] ELSE ARRAY[parent_id, id] END;
  INSERT INTO holiday (day, name, kind) VALUES ('2026-11-11', 'Hari libur contoh', 'libur_nasional')`;

const people = `
  WITH made AS (
    INSERT INTO person (name) SELECT 'Pegawai ' || n FROM generate_series(1, $1::integer) n RETURNING id
  ), numbered AS (
    SELECT id, row_number() OVER () AS n FROM made
  ), numbers AS (
    INSERT INTO person_number (number, kind, person_id) SELECT 'THL-' || lpad(n::text, 6, '0'), 'thl', id FROM numbered
  ), accounts AS (
    INSERT INTO account (person_id, password_hash, activated_at) SELECT id, 'none', '2026-01-01' FROM numbered
  ), away AS (
    INSERT INTO leave (person_id, starts_on, ends_on) SELECT id, '2026-11-09', '2026-11-13' FROM numbered WHERE n % 12 = 0
  )
  INSERT INTO membership (person_id, unit_id, employment_type, position, starts_on)
  SELECT id, (SELECT min(id) FROM unit WHERE ranked) + ((n * n) % 50)::integer, 'THL', 'Staf', '2020-01-01' FROM numbered`;

const posts = `
  INSERT INTO post (code, title, program, unit_id, narrative, source_url, captions, everybody, audience, share_from,
    share_until, state, published_at, changed_at)
  SELECT 'MATERI-' || n, 'Materi resmi nomor ' || n, 'Program ' || n % 10, (SELECT id FROM unit WHERE code = 'ROOT'),
    repeat('Narasi materi resmi yang perlu diketahui masyarakat. ', 8), 'https://sulutprov.go.id/berita/' || n,
    ARRAY['Takarir pertama untuk materi ini.', 'Takarir kedua untuk materi ini.'], n % 5 > 0,
    CASE WHEN n % 5 > 0 THEN '{}' ELSE (SELECT array_agg(id) FROM unit WHERE ranked AND id % 2 = 0) END, f, f + interval '2 months',
    'published', f, f
  FROM generate_series(1, $1::integer) n,
    LATERAL (SELECT '2026-01-01'::timestamptz + (n - 1) * interval '3.45 days' AS f) w`;

const shares = `
  INSERT INTO share (id, person_id, post_id, channel, statement, shared_at, received_at, business_date, state)
  SELECT gen_random_uuid(), p.id, o.id, c.code, 'Disampaikan kepada warga di balai desa.', s.at,
    s.at + (random() * interval '10 hours'), (s.at AT TIME ZONE 'Asia/Makassar')::date,
    CASE WHEN random() < 0.02 THEN 'returned' WHEN random() < 0.5 THEN 'accepted' ELSE 'recorded' END
  FROM (
    SELECT DISTINCT (random() * 19999)::integer AS person, (random() * 99)::integer AS post, (random() * 15)::integer AS channel
    FROM generate_series(1, ($1::integer * 1.02)::integer)
  ) pick
  JOIN (SELECT id, row_number() OVER () - 1 AS n FROM person) p ON p.n = pick.person
  JOIN (SELECT id, share_from, share_until, row_number() OVER () - 1 AS n FROM post) o ON o.n = pick.post
  JOIN (SELECT code, row_number() OVER () - 1 AS n FROM channel) c ON c.n = pick.channel
  CROSS JOIN LATERAL (SELECT o.share_from + random() * interval '60 days' AS at, pick.person) s
  LIMIT $1::integer`;

const links = `
  UPDATE share SET link_url = 'https://x.com/i/web/status/' || k.n, link_key = 'x:' || k.n, statement = NULL
  FROM (SELECT id, 1000000000000000000 + row_number() OVER () AS n FROM share WHERE channel = 'x') k WHERE k.id = share.id;
  INSERT INTO used_link (key, share_id) SELECT link_key, id FROM share WHERE link_key IS NOT NULL`;
