import { isDeepStrictEqual } from 'node:util';
import type { INestApplicationContext } from '@nestjs/common';
import type { Client } from 'pg';
import { firstDayOf, lastDayOf, type Month, monthInterval, monthOf, previousMonth } from '../../src/kernel/wita';
import { atMost, type Figure, median, whole } from './figures';
import { leanestMonth, leanestUnits } from './leanest-month.sql';
import { built, openRooms } from './rooms';
import { type Stand, withClient } from './stand';

type Service = InstanceType<typeof import('../../src/evaluation/evaluation.service.js').EvaluationService>;

interface PersonRow {
  personId: string;
  target: number;
  counted: number;
}

interface Work {
  name: string;
  /** What comes before and is not measured. */
  before?(): Promise<unknown>;
  run(): Promise<unknown>;
  times: number[];
}

/**
 * The month before now, in turn: the person rows and the leanest statement for these; the whole provisional run, which
 * stores people, units, posts and the ranking, and the leanest statements storing people and the sums of units and posts.
 * A third of the people have other figures than the run before, as if some days had passed.
 */
export async function measureEvaluation(stand: Stand, rounds: number): Promise<Figure[]> {
  const month = previousMonth(monthOf(new Date()));
  const app = await openRooms(stand.url, stand.folder);
  try {
    return await withClient(stand.url, (db) => compare(serviceOf(app), db, month, rounds));
  } finally {
    await app.close();
  }
}

const someDaysAgo = `UPDATE person_result SET counted = counted + 1 WHERE month = $1 AND person_id::text < '55'`;

async function compare(service: Service, db: Client, month: Month, rounds: number): Promise<Figure[]> {
  const leanest = async () => (await db.query<PersonRow>(leanestMonth, valuesOf(month))).rows;
  const persons = () => service.live(month, 'everybody');
  demandSameRows(await persons(), await leanest());
  const works: Work[] = [
    { name: 'person rows', run: persons, times: [] },
    { name: 'leanest statement for these', run: leanest, times: [] },
    {
      ...{ name: 'whole provisional run', run: () => service.evaluate(null, month), times: [] },
      before: () => db.query(someDaysAgo, [month]),
    },
    { name: 'leanest statements, stored', run: await leanestStored(db, month), times: [] },
  ];
  await inTurn(works, 1);
  for (const work of works) work.times = [];
  await inTurn(works, rounds);
  console.log(`\nEvaluation of ${month}`);
  for (const { name, times } of works) console.log(`  ${name}: ${times.map(whole).join(', ')} ms`);
  const [people, lean, run, stored] = works.map(({ times }) => median(times)) as [number, number, number, number];
  return [
    figure("month's evaluation of 20,000 people, of the leanest statement", people, lean),
    figure(
      'the whole run with units, posts, ranking and storing, of the leanest statements storing people, units and posts',
      run,
      stored,
    ),
  ];
}

function figure(work: string, ours: number, leanest: number): Figure {
  const measured = `${(ours / leanest).toFixed(2)} (${whole(ours)} to ${whole(leanest)} ms)`;
  return atMost(work, { value: 1.2, unit: '' }, measured, ours / leanest);
}

async function leanestStored(db: Client, month: Month): Promise<() => Promise<unknown>> {
  const table = leanestMonth.replace(/\$[34]/g, 'NULL').replace(/\$[12]/g, 'NULL::date');
  await db.query(`CREATE TABLE leanest_result AS ${table} LIMIT 0`);
  await db.query('ALTER TABLE leanest_result ADD PRIMARY KEY ("personId")');
  await db.query(`CREATE TABLE leanest_unit AS ${leanestUnits.replace(/\$[12]/g, 'NULL::date')} LIMIT 0`);
  return async () => {
    await db.query('BEGIN');
    await db.query('DELETE FROM leanest_result; DELETE FROM leanest_unit');
    await db.query(`INSERT INTO leanest_result ${leanestMonth}`, valuesOf(month));
    await db.query(`INSERT INTO leanest_unit ${leanestUnits}`, valuesOf(month).slice(0, 2));
    await db.query('COMMIT');
  };
}

async function inTurn(works: Work[], rounds: number): Promise<void> {
  for (let round = 0; round < rounds; round++) {
    for (const work of works) {
      await work.before?.();
      const begun = performance.now();
      await work.run();
      work.times.push(performance.now() - begun);
    }
  }
}

function demandSameRows(ours: PersonRow[], leanest: PersonRow[]): void {
  const plain = (rows: PersonRow[]) =>
    rows.map(({ personId, target, counted }) => `${personId} ${target} ${counted}`).sort();
  const [one, other] = [plain(ours), plain(leanest)];
  if (isDeepStrictEqual(one, other)) return;
  const at = one.findIndex((row, index) => row !== other[index]);
  throw new Error(`${one.length} and ${other.length} rows; the first difference: ${one[at]} and ${other[at]}`);
}

function valuesOf(month: Month): unknown[] {
  const { start, end } = monthInterval(month);
  return [firstDayOf(month), lastDayOf(month), start, end];
}

function serviceOf(app: INestApplicationContext): Service {
  const file = 'evaluation/evaluation.service';
  return app.get(built<typeof import('../../src/evaluation/evaluation.service.js')>(file).EvaluationService);
}
