import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { directoryCommands } from '../../src/directory/directory.commands';
import { evaluationCommands } from '../../src/evaluation/evaluation.commands';
import { EvaluationService } from '../../src/evaluation/evaluation.service';
import type { ResultJson } from '../../src/evaluation/result.rules';
import { readCsvTable } from '../../src/papers/table-reader';
import { postsCommands } from '../../src/posts/posts.commands';
import { sharesCommands } from '../../src/shares/shares.commands';
import { startApp, type TestApp } from '../app';
import { runWord } from './words';

const file = (name: string) => join(__dirname, 'hand-month', name);
const rowsOf = (name: string) => [...readCsvTable(readFileSync(file(name))).rows()].map(({ cells }) => cells);
/** `2/3`, `0.5`, or nothing for the exempt. */
const fraction = (text: string) => {
  const [part = '', whole = '1'] = text.split('/');
  return part === '' ? null : Number(part) / Number(whole);
};

let world: TestApp;
let result: ResultJson;
let printed: string;

async function evaluate(): Promise<string> {
  const lines = await runWord(world, evaluationCommands, {
    word: 'evaluate',
    args: ['2026-05'],
    options: { json: true },
  });
  return lines.join('\n');
}

beforeAll(async () => {
  world = await startApp('2026-06-05 10:00');
  const words = [...directoryCommands, ...postsCommands, ...sharesCommands];
  for (const name of ['calendar', 'units', 'staff', 'leave', 'posts', 'shares']) {
    await runWord(world, words, { word: `${name} import`, args: [file(`${name}.csv`)] });
  }
  const [exempt] = await world.db.query(`SELECT person_id AS id FROM person_number WHERE number = 'HM-27'`);
  await world.app.get(EvaluationService).exempt(null, {
    ...{ month: '2026-05', personId: exempt.id, reason: 'Tugas belajar penuh waktu' },
  });
  printed = await evaluate();
  result = JSON.parse(printed) as ResultJson;
});
afterAll(() => world.stop());

describe('May 2026, imported from files and computed by hand beforehand', () => {
  it.each(rowsOf('expected.csv').map((row) => [row['number'] ?? '', row['why'] ?? '', row] as const))(
    'gives %s the expected figures: %s',
    (number, _why, row) => {
      const found = result.people.find((person) => person.number === number);
      expect(found).toMatchObject({
        unit: row['unit'],
        workingDays: Number(row['workingdays']),
        availableDays: Number(row['availabledays']),
        target: Number(row['target']),
        counted: Number(row['counted']),
        exempt: row['exempt'] === 'yes',
        achievement: fraction(row['achievement'] ?? ''),
        label: row['label'] || null,
      });
    },
  );

  it('has nobody else: people without a working day of membership are not in the month', () => {
    expect(result.people.map(({ number }) => number)).toEqual(
      rowsOf('expected.csv')
        .map((row) => row['number'])
        .sort(),
    );
  });

  it.each(rowsOf('expected-units.csv').map((row) => [row['code'] ?? '', row['why'] ?? '', row] as const))(
    'sums up %s with its sub-units: %s',
    (code, _why, row) => {
      const found = result.units.find((unit) => unit.code === code);
      const counts = { obliged: Number(row['obliged']), exempt: Number(row['exempt']), active: Number(row['active']) };
      expect(found).toMatchObject({ ranked: row['ranked'] === 'yes', ...counts, met: Number(row['met']) });
      const { band, rank, description } = found ?? {};
      expect({ band, rank, description }).toEqual({
        band: row['band'] || null,
        rank: row['rank'] ? Number(row['rank']) : null,
        description: row['description'] || null,
      });
      expect(found?.estimate?.toFixed(4) ?? '').toBe(row['estimate']);
    },
  );

  it('leaves out the unit that ended in April, and nothing else', () => {
    expect(result.units.map(({ code }) => code)).toEqual(rowsOf('expected-units.csv').map((row) => row['code']));
  });

  it('leaves participation undefined where nobody is obliged', () => {
    expect(result.units.find(({ code }) => code === 'KOSONG')).toMatchObject({ participation: null, fulfilment: null });
    expect(result.units.find(({ code }) => code === 'RSUD')).toMatchObject({ participation: 1, fulfilment: 0.4 });
  });

  it('counts shares per channel and state in the unit of their person’s month', async () => {
    const units = await world.app.get(EvaluationService).units({ month: '2026-05', version: 1 });
    const bkd = units.find(({ code }) => code === 'BKD');
    // HM-24: 3, HM-25: 4, HM-26: 5, HM-27: 8, HM-30: 1, HM-31: 2 count; HM-28 and HM-29 are not in the month.
    expect(bkd?.channels).toEqual({ face_to_face: 18, notice_board: 3, office_account: 1, public_answer: 1 });
    expect(bkd?.states).toEqual({ accepted: 3, recorded: 20, rejected: 1, returned: 2 });
  });

  it('prints the contract’s names and no others', () => {
    expect(Object.keys(result)).toEqual(['period', 'version', 'policy', 'cutoff', 'closingHash', 'people', 'units']);
    expect(Object.keys(result.people[0] ?? {}).join(' ')).toBe(
      'number name unit workingDays availableDays target counted achievement label exempt',
    );
    expect(Object.keys(result.units[0] ?? {}).join(' ')).toBe(
      'code name ranked obliged exempt active met participation fulfilment estimate low high description band rank',
    );
    expect(result).toMatchObject({ period: '2026-05', version: 1, policy: 1, closingHash: null });
  });

  it('gives the same bytes when computed again', async () => {
    expect(await evaluate()).toBe(printed);
  });

  it('knows only what was received until an earlier cut-off', async () => {
    const lines = await runWord(world, evaluationCommands, {
      ...{ word: 'evaluate', args: ['2026-05'], options: { json: true, at: '2026-05-05T23:59:59+08:00' } },
    });
    const early = JSON.parse(lines.join('')) as ResultJson;
    expect(early.people.find(({ number }) => number === 'HM-03')?.counted).toBe(4);
    expect(early.people.find(({ number }) => number === 'HM-20')?.counted).toBe(0);
  });
});
