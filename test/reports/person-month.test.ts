import fc from 'fast-check';
import { EvaluationService } from '../../src/evaluation/evaluation.service';
import { choosePeople, type ListedPerson, partAfter, readPeopleQuery } from '../../src/reports/participation.rules';
import { explainMonth } from '../../src/reports/person-month.rules';
import { monthShares } from '../../src/reports/reports.queries';
import { startApp, type TestApp } from '../app';
import { build, personId, type SmallMonth, smallMonth } from '../evaluation/small-months';

let world: TestApp;
beforeAll(async () => void (world = await startApp()));
afterAll(() => world.stop());

async function empty(): Promise<void> {
  await world.db.query('TRUNCATE unit, person, holiday CASCADE');
}

async function rowsOf(given: SmallMonth, index: number) {
  const shares = await monthShares(world.db, personId(index), { firstDay: '2026-11-01', lastDay: '2026-11-30' });
  return { shares, rows: explainMonth(shares, '2026-11', given.policy.dailyCap) };
}

it('the rows behind a person’s month add up to the figure, and no share of the month is missing', async () => {
  await fc.assert(
    fc.asyncProperty(smallMonth, async (given) => {
      await empty();
      await build(world.db.manager, given);
      for (const index of given.people.keys()) {
        const { shares, rows } = await rowsOf(given, index);
        const [figure] = await world.app.get(EvaluationService).live('2026-11', { personId: personId(index) });
        const counted = rows.days.reduce((sum, day) => sum + day.counted, 0);
        expect(counted).toBe(figure?.counted ?? counted);
        const posts = rows.days.flatMap((day) => day.posts);
        const channels = posts.reduce((sum, post) => sum + post.channels.length, 0);
        expect(channels + rows.earlier.length + rows.notCounted.length).toBe(shares.length);
      }
    }),
    { numRuns: 25 },
  );
});

describe('the list of people', () => {
  const person = (name: string, change: Partial<ListedPerson> = {}): ListedPerson => ({
    ...{ personId: name, name, target: 8, counted: 0, exempt: false, achievement: 0 },
    ...change,
  });
  const names = (list: ListedPerson[], query: Parameters<typeof readPeopleQuery>[0]) =>
    choosePeople(list, readPeopleQuery(query)).map(({ name }) => name);

  it('sorts by the name without its titles and finds any part of it', () => {
    const list = [person('Budi Contoh'), person('Dr. Ir. Ani Contoh, M.Si.'), person('cici contoh')];
    expect(names(list, {})).toEqual(['Dr. Ir. Ani Contoh, M.Si.', 'Budi Contoh', 'cici contoh']);
    expect(names(list, { cari: 'ANI' })).toEqual(['Dr. Ir. Ani Contoh, M.Si.']);
  });

  it('puts the exempt last when sorted by achievement', () => {
    const list = [person('A', { exempt: true, achievement: null }), person('B', { achievement: 1 }), person('C')];
    expect(names(list, { urut: 'capaian' })).toEqual(['C', 'B', 'A']);
  });

  it('takes an unknown order or status for the usual one', () => {
    expect(readPeopleQuery({ status: 'x', urut: 'name; DROP TABLE' })).toEqual({
      ...{ status: 'semua', search: '', order: 'nama' },
    });
  });

  it('comes in parts that together are the whole list, each person once', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.uuid(), { maxLength: 30 }), fc.integer({ min: 1, max: 7 }), (ids, size) => {
        const list = ids.map((id) => person(id));
        const seen: ListedPerson[] = [];
        for (let after: string | null = null, more = true; more;) {
          const { part, next }: { part: ListedPerson[]; next: string | null } = partAfter(list, after, size);
          seen.push(...part);
          [after, more] = [next, next !== null];
        }
        expect(seen).toEqual(list);
      }),
    );
  });
});
