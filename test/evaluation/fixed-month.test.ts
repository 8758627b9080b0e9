import { EvaluationService } from '../../src/evaluation/evaluation.service';
import { Refusal } from '../../src/kernel/refusal';
import { startApp, type TestApp } from '../app';

let test: TestApp;
beforeAll(async () => void (test = await startApp()));
afterAll(() => test.stop());

const evaluation = () => test.app.get(EvaluationService);
const setState = (month: string, state: string) =>
  test.db.query('UPDATE period_version SET state = $2 WHERE month = $1', [month, state]);

async function codeOf(act: Promise<unknown>): Promise<string> {
  return act.then(
    () => 'done',
    (error: unknown) => (error instanceof Refusal ? error.code : String(error)),
  );
}

// Every test has a month of its own, because a fixed one stays.
describe('a fixed month', () => {
  it('is not computed again until it is reopened with a reason, and stays as it was', async () => {
    await test.world.staff();
    await evaluation().evaluate(null, '2026-11');
    await setState('2026-11', 'fixed');
    expect(await codeOf(evaluation().evaluate(null, '2026-11'))).toBe('period-closed');
    const reopening = { actorId: null, reason: 'Cuti bersama berubah' };
    const next = await test.db.transaction((em) => evaluation().evaluateWithin(em, '2026-11', reopening));
    expect(next).toMatchObject({ version: 2, state: 'provisional', reason: 'Cuti bersama berubah' });
    expect(await evaluation().evaluate(null, '2026-11')).toMatchObject({ version: 2 });
    const versions = await evaluation().versions('2026-11');
    expect(versions.map(({ version, state }) => `${version} ${state}`)).toEqual(['2 provisional', '1 fixed']);
    expect(await evaluation().people({ month: '2026-11', version: 1 }, { unitIds: null })).toHaveLength(1);
  });

  it('is not computed again when it is closed', async () => {
    await evaluation().evaluate(null, '2026-10');
    await setState('2026-10', 'closed');
    expect(await codeOf(evaluation().evaluate(null, '2026-10'))).toBe('period-closed');
  });
});

describe('an exemption', () => {
  it('needs a reason, is recorded with its author, and cannot change a fixed month', async () => {
    const person = await test.world.staff();
    const given = { month: '2026-09', personId: person.id, reason: 'Tugas belajar' };
    expect(await codeOf(evaluation().exempt(null, { ...given, reason: ' ' }))).toBe('reason-required');
    await evaluation().exempt(null, given);
    expect((await evaluation().live('2026-09', { personId: person.id }))[0]).toMatchObject({ exempt: true, target: 8 });
    await evaluation().evaluate(null, '2026-09');
    await setState('2026-09', 'fixed');
    expect(await codeOf(evaluation().exempt(null, given))).toBe('period-closed');
  });
});
