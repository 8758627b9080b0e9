import type { Client } from 'pg';

/** Where the job of `every-second.cjs` starts and what it does; made before the servers, which are given their rights on start. */
export async function makeTables(db: Client): Promise<void> {
  await db.query('CREATE TABLE harness_start (at timestamptz NOT NULL)');
  await db.query(
    `CREATE TABLE harness_effect (id integer GENERATED ALWAYS AS IDENTITY, period text NOT NULL, server text NOT NULL,
       by_program timestamptz NOT NULL, by_database timestamptz NOT NULL)`,
  );
  await db.query(`INSERT INTO harness_start VALUES (date_trunc('second', clock_timestamp()))`);
}

/** Seconds from the start up to a moment that had no effect. */
export async function secondsWithoutEffect(db: Client, until: Date): Promise<Date[]> {
  const { rows } = await db.query<{ at: Date }>(
    `SELECT d.at FROM harness_start s, generate_series(s.at, $1::timestamptz, interval '1 second') AS d(at)
     WHERE NOT EXISTS (SELECT FROM harness_effect e WHERE e.period::timestamptz = d.at) ORDER BY d.at`,
    [until],
  );
  return rows.map(({ at }) => at);
}

interface Found {
  effects: number;
  periods: number;
  last: Date;
  early: number;
  unordered: number;
  apart: number;
  servers: string[];
  unfinished: number;
  ahead: number;
}

const comparison = `
  SELECT (SELECT count(*)::integer FROM harness_effect) AS effects,
    (SELECT count(DISTINCT period)::integer FROM harness_effect) AS periods,
    (SELECT max(period)::timestamptz FROM harness_effect) AS last,
    (SELECT count(*)::integer FROM harness_effect WHERE by_database < period::timestamptz - interval '1 second') AS early,
    (SELECT count(*)::integer FROM (SELECT period, lag(period) OVER (ORDER BY id) AS before FROM harness_effect) o
     WHERE before >= period) AS unordered,
    (SELECT coalesce(max(abs(extract(epoch FROM by_program - by_database))), 0)::float8 FROM harness_effect) AS apart,
    (SELECT array_agg(DISTINCT server) FROM harness_effect) AS servers,
    (SELECT count(*)::integer FROM job_run r WHERE r.job = 'harness.second' AND (r.state = 'done' AND r.attempts = 1)
       IS DISTINCT FROM EXISTS (SELECT FROM harness_effect e WHERE e.period = r.period)) AS unfinished,
    (SELECT count(*)::integer FROM job_run WHERE due_at > clock_timestamp() + interval '1 second') AS ahead`;

/** The effects beside the ledger and the database's own clock: what was wrong, and the figures in a sentence. */
export async function compareRuns(db: Client): Promise<{ told: string; failures: string[] }> {
  const found = (await db.query<Found>(comparison)).rows[0] as Found;
  const missed = await secondsWithoutEffect(db, found.last);
  const wrong: [boolean, string][] = [
    [found.effects !== found.periods, `${found.effects - found.periods} effects more than due seconds`],
    [missed.length > 0, `${missed.length} due seconds without an effect, e.g. ${missed[0]?.toISOString()}`],
    [found.early > 0, `${found.early} effects before their time`],
    [found.ahead > 0, `${found.ahead} periods in the ledger that are not due yet`],
    [found.unordered > 0, `${found.unordered} effects after a later one`],
    [found.unfinished > 0, `${found.unfinished} periods whose effect and ledger disagree`],
    [found.apart > 1, `the program's clock was ${found.apart.toFixed(1)} s from the database's`],
    [found.servers.length < 3, `only the servers at ${found.servers.join(', ')} h did any work`],
  ];
  const told = `${found.periods} due seconds, ${found.effects} effects of ${found.servers.length} servers, clocks at most ${(found.apart * 1000).toFixed(0)} ms from the database's`;
  return { told, failures: wrong.filter(([isWrong]) => isWrong).map(([, sentence]) => sentence) };
}
