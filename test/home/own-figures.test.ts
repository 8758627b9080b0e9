import fc from 'fast-check';
import { EvaluationService } from '../../src/evaluation/evaluation.service';
import { HomeService } from '../../src/home/home.service';
import { build, personId, smallMonth } from '../evaluation/small-months';
import { actorOf } from '../actors';
import { startApp, type TestApp } from '../app';

let test: TestApp;
beforeAll(async () => void (test = await startApp()));
afterAll(() => test.stop());

async function onHome(id: string) {
  const { standing } = await test.app.get(HomeService).of(actorOf(id));
  if (!standing) return null;
  const { label: _, ...figures } = standing;
  return figures;
}

async function inEvaluation(id: string) {
  const [row] = await test.app.get(EvaluationService).live('2026-11', { personId: id });
  if (!row) return null;
  const { target, counted, exempt, achievement } = row;
  return { target, counted, exempt, achievement };
}

describe('the own figures on Beranda', () => {
  it('are those of the evaluation in any small month, also after everything about it has changed', async () => {
    await fc.assert(
      fc.asyncProperty(smallMonth, async (given) => {
        await test.db.query('TRUNCATE unit, person, holiday CASCADE');
        await test.db.transaction((em) => build(em, given));
        for (const index of given.people.keys()) {
          expect(await onHome(personId(index))).toEqual(await inEvaluation(personId(index)));
        }
      }),
      { numRuns: 30 },
    );
  });

  it.each([
    ['a day off', `INSERT INTO holiday (day, name, kind) VALUES ('2026-11-25', 'Libur', 'cuti_bersama')`],
    ['leave', `INSERT INTO leave (person_id, starts_on, ends_on) SELECT id, '2026-11-02', '2026-11-20' FROM person`],
    ['the end of a membership', `UPDATE membership SET ends_on = '2026-11-16'`],
    ['a week of six days', `UPDATE unit SET week = 6`],
    ['a rule that asks for less', `UPDATE policy SET monthly_posts = 400`],
    [
      'an exemption',
      `INSERT INTO exemption (month, person_id, reason, approved_at)
       SELECT '2026-11', id, 'Tugas belajar', '2026-11-02' FROM person`,
    ],
    ['another unit, and the item not for it', `UPDATE post SET everybody = false`],
    ['a share taken back', `UPDATE share SET state = 'withdrawn'`],
  ])('follow %s with the next view', async (_, change) => {
    await test.db.query('TRUNCATE unit, person, holiday CASCADE');
    // So many posts that one day more or less shows in the target.
    await test.db.query(`UPDATE policy SET acceptance = 'audit', monthly_posts = 1000, min_available_days = 5`);
    const person = await test.world.staff();
    await test.world.share(person, await test.world.post(), { at: '2026-11-12 09:00' });
    await test.world.leave(person, '2026-11-26', '2026-11-30');
    const before = await onHome(person.id);
    await test.db.query(change);
    const after = await onHome(person.id);
    expect(after).toEqual(await inEvaluation(person.id));
    expect(after).not.toEqual(before);
  });
});
