import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { INestApplicationContext } from '@nestjs/common';
import type { Client } from 'pg';
import { type Month, monthOf, previousMonth } from '../../src/kernel/wita';
import { atMost, type Figure, median, whole } from './figures';
import { memoryOfTree } from './processes';
import { type Program, startOurs } from './programs';
import { pageRequests } from './requests';
import { built, openRooms } from './rooms';
import { p95Of } from './rounds';
import { sessionSecret, signIn, type SignedIn, type Stand, withClient } from './stand';

type Evaluation = typeof import('../../src/evaluation/evaluation.service.js');
type Closing = typeof import('../../src/closing/closing.service.js');
type Files = typeof import('../../src/issuance/report-files.service.js');

const sessions = 4000;
const listPath = '/api/v1/posts?state=open';
const requestsASecond = 100;
const quietSeconds = 20;

/**
 * The end of the month before now: fixing it with its hash and printing the main paper, some times each; then the built
 * server issues the closed month, all its files, while staff go on asking for their list.
 */
export async function measureMonthEnd(stand: Stand, rounds: number): Promise<Figure[]> {
  const month = previousMonth(monthOf(new Date()));
  return withClient(stand.url, async (db) => {
    const closing = await closeMonth(stand, db, { month, rounds });
    return [...closing, ...(await issueMonth(stand, db, month))];
  });
}

async function closeMonth(
  stand: Stand,
  db: Client,
  { month, rounds }: { month: Month; rounds: number },
): Promise<Figure[]> {
  const rooms = await openRooms(stand.url, stand.folder);
  try {
    const { EvaluationService } = built<Evaluation>('evaluation/evaluation.service');
    await rooms.get(EvaluationService).evaluate(null, month);
    // Nobody appeals, and nobody waits for it.
    await db.query("UPDATE period SET appeals_until = appeals_from - interval '40 days'");
    await fixBefore(rooms, db, month);
    const fixing = await fixOften(rooms, month, rounds);
    const printing = await timesOf(rounds, () => print(rooms, month));
    await drawAndClose(rooms, db, month);
    console.log(`\nMonth's end of ${month}\n  fixing: ${inWords(fixing)}\n  main PDF: ${inWords(printing)}`);
    return [
      atMost('fixing a month of 20,000 people with its hash', limit(5), seconds(median(fixing)), median(fixing)),
      atMost('its report as PDF', limit(2), seconds(median(printing)), median(printing)),
    ];
  } finally {
    await rooms.close();
  }
}

/** A server that was measured before has computed earlier months, which must be fixed first. */
async function fixBefore(rooms: INestApplicationContext, db: Client, month: Month): Promise<void> {
  const closing = rooms.get(built<Closing>('closing/closing.service').ClosingService);
  const { rows } = await db.query<{ month: Month }>(
    'SELECT month FROM period_version WHERE month < $1 ORDER BY month',
    [month],
  );
  for (const row of rows) await closing.fix(null, row.month);
}

/** Seconds of each fixing; between two of them the month is opened again. */
async function fixOften(rooms: INestApplicationContext, month: Month, rounds: number): Promise<number[]> {
  const closing = rooms.get(built<Closing>('closing/closing.service').ClosingService);
  const times: number[] = [];
  for (let round = 0; round < rounds; round++) {
    if (round) await closing.reopen(null, month, 'Dibuka kembali untuk mengukur penetapan.');
    times.push(...(await timesOf(1, () => closing.fix(null, month))));
  }
  return times;
}

function print(rooms: INestApplicationContext, month: Month): Promise<unknown> {
  const { ReportFiles } = built<Files>('issuance/report-files.service');
  return rooms.get(ReportFiles).make(null, 'pdf', { month, lang: 'id' });
}

async function drawAndClose(rooms: INestApplicationContext, db: Client, month: Month): Promise<void> {
  const closing = rooms.get(built<Closing>('closing/closing.service').ClosingService);
  await closing.draw(null, month, { publicNumber: '7421', source: 'Bilangan contoh untuk pengukuran' });
  await db.query('UPDATE audit_check SET valid = true, checked_at = $2 WHERE month = $1', [month, new Date()]);
  await closing.close(null, month);
}

async function issueMonth(stand: Stand, db: Client, month: Month): Promise<Figure[]> {
  const people = await signIn(db, sessions);
  const dataDir = join(stand.folder, 'month-end');
  mkdirSync(dataDir, { recursive: true });
  const env = { DATABASE_URL: stand.url, SESSION_SECRET: sessionSecret, DATA_DIR: dataDir };
  const server = await startOurs(env);
  try {
    const list = pageRequests(listPath, people);
    const load = { next: list, rate: requestsASecond };
    await p95Of(server, load, pause(3000));
    const quiet = await p95Of(server, load, pause(1000 * quietSeconds));
    const issued = issue(server, db, { month, evaluator: await evaluatorOf(db, people) });
    const busy = await p95Of(server, load, issued);
    return figures(await issued, quiet, busy);
  } finally {
    await server.stop();
  }
}

interface Issued {
  files: number;
  annexes: number;
  seconds: number;
  memory: number;
}

function figures({ files, annexes, seconds: took, memory }: Issued, quiet: number, busy: number): Figure[] {
  const whatever = `all ${files} files of the report, of these ${annexes} unit annexes and the workbook of 20,000 people`;
  const ratio = `${(busy / quiet).toFixed(2)} (${busy.toFixed(1)} to ${quiet.toFixed(1)} ms)`;
  return [
    atMost(whatever, limit(60), seconds(took), took),
    atMost(
      'memory of the server and its children meanwhile',
      { value: 1024, unit: ' MB' },
      `${whole(memory)} MB`,
      memory,
    ),
    atMost("p95 of the staff's list meanwhile, of the quiet one", { value: 2, unit: '' }, ratio, busy / quiet),
  ];
}

/** Orders the files as an evaluator does and watches until all are made; the seconds count from the first one begun. */
async function issue(
  server: Program,
  db: Client,
  { month, evaluator }: { month: Month; evaluator: SignedIn },
): Promise<Issued> {
  const answer = await fetch(`${server.url}/laporan/${month}/terbitan`, {
    ...{ method: 'POST', redirect: 'manual' },
    headers: { cookie: evaluator.cookie, 'sec-fetch-site': 'same-origin' },
  });
  if (answer.status >= 400) throw new Error(`the report was not ordered: ${answer.status}\n${await answer.text()}`);
  let [memory, begun] = [0, 0];
  for (;;) {
    await pause(100);
    memory = Math.max(memory, memoryOfTree(server.pid));
    const now = await progress(db, month);
    if (now.failure) throw new Error(`the report was not made: ${now.failure}`);
    if (!begun && now.isWorking) begun = performance.now();
    if (now.made < now.files) continue;
    return { files: now.files, annexes: now.annexes, seconds: (performance.now() - begun) / 1000, memory };
  }
}

interface Progress {
  files: number;
  annexes: number;
  made: number;
  isWorking: boolean;
  failure: string | null;
}

async function progress(db: Client, month: Month): Promise<Progress> {
  const { rows } = await db.query<Progress>(
    `SELECT count(*)::integer AS files, count(f.hash)::integer AS made, o.lease IS NOT NULL AS "isWorking", o.failure,
       (count(*) FILTER (WHERE f.kind = 'unit'))::integer AS annexes
     FROM report_order o JOIN report_file f USING (month, version) WHERE o.month = $1 GROUP BY o.lease, o.failure`,
    [month],
  );
  const [row] = rows;
  if (!row) throw new Error('the report was not ordered');
  return row;
}

/** Makes one of the signed-in people an evaluator. */
async function evaluatorOf(db: Client, people: SignedIn[]): Promise<SignedIn> {
  const [evaluator] = people;
  if (!evaluator) throw new Error('nobody is signed in');
  await db.query(
    `INSERT INTO role_grant (person_id, role, unit_id, starts_on)
     SELECT $1, 'evaluator', id, '2020-01-01' FROM unit WHERE parent_id IS NULL`,
    [evaluator.personId],
  );
  return evaluator;
}

async function timesOf(rounds: number, work: () => Promise<unknown>): Promise<number[]> {
  const times: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const begun = performance.now();
    await work();
    times.push((performance.now() - begun) / 1000);
  }
  return times;
}

const limit = (value: number) => ({ value, unit: ' s' });
const seconds = (value: number) => `${value.toFixed(1)} s`;
const inWords = (times: number[]) => times.map(seconds).join(', ');
