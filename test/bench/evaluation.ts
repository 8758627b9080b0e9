import { isDeepStrictEqual } from 'node:util';
import type { INestApplicationContext } from '@nestjs/common';
import type { Client } from 'pg';
import { firstDayOf, lastDayOf, type Month, monthInterval, monthOf, previousMonth } from '../../src/kernel/wita';
import { atMost, type Figure, median, whole } from './figures';
import { leanestMonth } from './leanest-month.sql';
import { root } from './programs';
import { type Stand, withClient } from './stand';

type Service = InstanceType<typeof import('../../src/evaluation/evaluation.service.js').EvaluationService>;

interface PersonRow {
  personId: string;
  target: number;
  counted: number;
}

interface Work {
  name: string;
  run(): Promise<unknown>;
  times: number[];
}

/** The month before now: the whole provisional run, its person rows alone, and the leanest statement for these, in turn. */
export async function measureEvaluation(stand: Stand, rounds: number): Promise<Figure[]> {
  const month = previousMonth(monthOf(new Date()));
  const app = await openRooms(stand.url, stand.folder);
  try {
    return await withClient(stand.url, (db) => compare(serviceOf(app), db, month, rounds));
  } finally {
    await app.close();
  }
}

async function compare(service: Service, db: Client, month: Month, rounds: number): Promise<Figure[]> {
  const leanest = async () => (await db.query<PersonRow>(leanestMonth, valuesOf(month))).rows;
  const persons = () => service.live(month, 'everybody');
  demandSameRows(await persons(), await leanest());
  const works: [Work, Work, Work] = [
    { name: 'whole provisional run', run: () => service.evaluate(null, month), times: [] },
    { name: 'person rows', run: persons, times: [] },
    { name: 'leanest statement', run: leanest, times: [] },
  ];
  await inTurn(works, 1);
  for (const work of works) work.times = [];
  await inTurn(works, rounds);
  console.log(`\nEvaluation of ${month}`);
  for (const { name, times } of works) console.log(`  ${name}: ${times.map(whole).join(', ')} ms`);
  const [run, people, lean] = works.map(({ times }) => median(times)) as [number, number, number];
  const figure = (work: string, time: number) =>
    atMost(work, { value: 1.2, unit: '' }, `${(time / lean).toFixed(2)} (${whole(time)} to ${whole(lean)} ms)`, time / lean);
  return [
    figure("month's evaluation of 20,000 people: the person rows, of the leanest statement", people),
    figure("month's evaluation of 20,000 people: the whole run with units, ranking and storing, of the same", run),
  ];
}

async function inTurn(works: Work[], rounds: number): Promise<void> {
  for (let round = 0; round < rounds; round++) {
    for (const work of works) {
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

/** The built rooms without HTTP, as the command line has them; they read the address when loaded. */
async function openRooms(url: string, dataDir: string): Promise<INestApplicationContext> {
  Object.assign(process.env, { DATABASE_URL: url, DATA_DIR: dataDir });
  const { NestFactory } = require('@nestjs/core') as typeof import('@nestjs/core');
  const { AppModule } = require(`${root}/dist/src/app.module`) as typeof import('../../src/app.module.js');
  return NestFactory.createApplicationContext(AppModule, { logger: ['error', 'fatal'] });
}

function serviceOf(app: INestApplicationContext): Service {
  const file = `${root}/dist/src/evaluation/evaluation.service`;
  const { EvaluationService } = require(file) as typeof import('../../src/evaluation/evaluation.service.js');
  return app.get(EvaluationService);
}
