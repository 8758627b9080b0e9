import fc from 'fast-check';
import type { EntityManager } from 'typeorm';
import { whyNotCounted } from '../../src/evaluation/counting.rules';
import { type FigureRow, groupFigures, personFigures } from '../../src/evaluation/month.queries';
import { personFigures as figuresByRule } from '../../src/evaluation/person.rules';
import { defaultPolicy, policyWith } from '../../src/policies/policy.rules';
import { type UnitPeople, type UnitShare, unitFigures } from '../../src/evaluation/unit.rules';
import { businessDateOf } from '../../src/evaluation/counting.rules';
import * as results from '../../src/evaluation/results.queries';
import { storePersonResults } from '../../src/evaluation/month.queries';
import { monthInterval } from '../../src/kernel/wita';
import { startApp, type TestApp } from '../app';
import { build, personId, type SmallMonth, smallMonth } from './small-months';

let world: TestApp;
beforeAll(async () => void (world = await startApp()));
afterAll(() => world.stop());

const month = { month: '2026-11', firstDay: '2026-11-01', lastDay: '2026-11-30', ...monthInterval('2026-11') };
const input = (given: SmallMonth) => ({ ...month, policy: policyWith(given.policy), receivedUntil: null });
const key = { month: '2026-11', version: 1 };

/** Builds the month, looks at it, and leaves the database empty again. */
async function within(given: SmallMonth, look: (em: EntityManager, units: number[]) => Promise<void>): Promise<void> {
  const runner = world.db.createQueryRunner();
  await runner.connect();
  await runner.startTransaction();
  try {
    await look(runner.manager, await build(runner.manager, given));
  } finally {
    await runner.rollbackTransaction();
    await runner.release();
  }
}

const paths = (units: number[]): number[][] => [[units[0] ?? 0], [units[1] ?? 0], [units[1] ?? 0, units[2] ?? 0]];

/** The same month by the pure rules, person by person. */
function byRule(given: SmallMonth, units: number[]) {
  const period = { month: '2026-11', holidays: new Set(given.holidays), policy: policyWith(given.policy) };
  return given.people.map((person, index) => {
    const counting = given.shares.filter((share) => share.person === index && !reasonOf(given, share, units));
    const shares = counting.map((share) => ({ postId: String(share.post), businessDate: businessDateOf(share) }));
    const memberships = person.memberships.map(({ unit, ...span }) => ({
      ...span,
      unitId: units[unit] ?? 0,
      week: given.weeks[unit] ?? 5,
      voided: given.voided.filter((one) => paths(units)[unit]?.includes(units[one.unit] ?? 0)),
    }));
    return figuresByRule({ memberships, leave: person.leave, exempted: person.exempted, shares }, period);
  });
}

function reasonOf(given: SmallMonth, share: SmallMonth['shares'][number], units: number[]) {
  const post = given.posts[share.post];
  const person = given.people[share.person];
  if (!post || !person) throw new Error('the small month names what it has not');
  const audience = post.audience.map((unit) => units[unit] ?? 0);
  return whyNotCounted(share, {
    post: { state: post.state, everybody: !audience.length, audience, shareFrom: post.from, shareUntil: post.until },
    memberships: person.memberships.map(({ unit, ...span }) => ({ ...span, unitPath: paths(units)[unit] ?? [] })),
    policy: { ...defaultPolicy, ...given.policy },
  });
}

const figuresOf = (row: FigureRow) => ({
  unitId: row.unitId,
  workingDays: row.workingDays,
  availableDays: row.availableDays,
  target: row.target,
  exempt: row.exempt,
  counted: row.counted,
  achievement: row.achievement,
});

/** Row by row, whoever they are, in an order of their own. */
const alike = (rows: readonly UnitPeople[]) =>
  rows
    .flatMap(({ unitId, exempt, target, counted, people = 1 }) =>
      Array.from({ length: people }, () => JSON.stringify({ unitId, exempt, target, counted })),
    )
    .sort();

describe('the month in SQL', () => {
  it('gives each person the figures of the rules, in any small random month', async () => {
    await fc.assert(
      fc.asyncProperty(smallMonth, (given) =>
        within(given, async (em, units) => {
          const rows = await personFigures(em, input(given), 'everybody');
          const found = new Map(rows.map((row) => [row.personId, figuresOf(row)]));
          const expected = byRule(given, units).flatMap((figures, index) => {
            if (!figures) return [];
            const { label: _, ...rest } = figures;
            return [[personId(index), rest] as const];
          });
          expect(found).toEqual(new Map(expected));
        }),
      ),
      { numRuns: 150 },
    );
  });

  it('says the same of one person and of the people below a unit as of everybody', async () => {
    await fc.assert(
      fc.asyncProperty(smallMonth, (given) =>
        within(given, async (em, units) => {
          const all = await personFigures(em, input(given), 'everybody');
          const [, middle = 0, lowest = 0] = units;
          const below = await personFigures(em, input(given), { unitIds: [middle] });
          expect(below).toEqual(all.filter(({ unitId }) => unitId === middle || unitId === lowest));
          expect(alike(await groupFigures(em, input(given), [middle]))).toEqual(alike(below));
          for (const index of given.people.keys()) {
            const own = await personFigures(em, input(given), { personId: personId(index) });
            expect(own).toEqual(all.filter((row) => row.personId === personId(index)));
          }
        }),
      ),
      { numRuns: 30 },
    );
  });

  it('stores over an earlier computation exactly what holds now', async () => {
    await fc.assert(
      fc.asyncProperty(smallMonth, smallMonth, (given, { policy }) =>
        within(given, async (em, units) => {
          await results.insertVersion(em, { ...key, state: 'provisional', policyVersion: 1, cutoff: month.end });
          await storePersonResults(em, input({ ...given, policy }), 1);
          await em.query(leftTheMonth);
          await em.query(`UPDATE person_result SET name = 'Nama lama', unit_id = -1 WHERE counted > 0`);
          await storePersonResults(em, input(given), 1);
          const stored = await results.personResults<FigureRow>(em, key, { unitIds: null, personId: null });
          expect(stored).toEqual(await personFigures(em, input(given), 'everybody'));
          await expect(em.query(allRows)).resolves.toEqual([{ rows: stored.length }]);
          const unitIds = units.slice(1, 2);
          const below = await results.personResults<FigureRow>(em, key, { unitIds, personId: null });
          expect(alike(await results.groupResults(em, key, unitIds))).toEqual(alike(below));
        }),
      ),
      { numRuns: 60 },
    );
  });

  it('adds up each unit with its sub-units as the rules do, to the last digit', async () => {
    await fc.assert(
      fc.asyncProperty(smallMonth, (given) =>
        within(given, async (em, units) => {
          await results.insertVersion(em, {
            ...{ ...key, state: 'provisional', policyVersion: 1, cutoff: month.end, closingHash: null },
          });
          await storePersonResults(em, input(given), 1);
          await results.insertUnitResults(em, key, input(given));
          const people = byRule(given, units);
          const shares = given.shares.flatMap((share): UnitShare[] => {
            const person = people[share.person];
            if (!person || !businessDateOf(share).startsWith('2026-11')) return [];
            return [{ ...share, unitId: person.unitId, counts: !reasonOf(given, share, units) }];
          });
          const facts = { people: people.flatMap((one) => one ?? []), shares, appeals: [] };
          for (const row of await results.unitResults(em, key)) {
            const path = new Map(units.map((unit, index) => [unit, paths(units)[index] ?? []]));
            const { obliged, exempt, active, met, meanAchievement, channels, states } = row;
            expect({ obliged, exempt, active, met, meanAchievement, channels, states }).toEqual(
              pick(unitFigures(row.unitId, path, facts)),
            );
          }
        }),
      ),
      { numRuns: 60 },
    );
  });
});

const leftTheMonth = `
  INSERT INTO person_result (month, version, person_id, number, name, unit_id, working_days, available_days, target,
    counted, exempt) VALUES ('2026-11', 1, gen_random_uuid(), '1', 'Pindah', 1, 20, 20, 8, 3, false)`;
const allRows = 'SELECT count(*)::integer AS rows FROM person_result';

function pick({ obliged, exempt, active, met, meanAchievement, channels, states }: ReturnType<typeof unitFigures>) {
  return { obliged, exempt, active, met, meanAchievement, channels, states };
}
