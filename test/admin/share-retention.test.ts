import { RetentionJobs } from '../../src/admin/retention.jobs';
import { ClosingService } from '../../src/closing/closing.service';
import { verifyMonth } from '../../src/closing/verifying.rules';
import { EvaluationService } from '../../src/evaluation/evaluation.service';
import { startApp, type TestApp } from '../app';
import type { TestPerson } from '../world';

/** By the database's own clock these shares have outlived their time on any day on which this runs. */
const month = '2023-01';

describe('shares of a closed month', () => {
  let test: TestApp;
  let person: TestPerson;
  let evaluator: TestPerson;
  beforeAll(async () => {
    test = await startApp('2023-02-03 09:00');
    const { world, db } = test;
    await db.query(`UPDATE policy SET valid_from = '2020-01-01' WHERE version = (SELECT min(version) FROM policy)`);
    await world.holiday('2023-01-23');
    const unit = await world.unit();
    person = await world.staff({ unit, from: '2022-01-01' });
    evaluator = await world.staff({ unit, from: '2022-01-01', role: 'evaluator' });
    const post = await world.post({ from: '2023-01-01', until: '2023-03-01' });
    const share = await world.share(person, post, { at: '2023-01-10 09:00', channel: 'x', key: '1612345678901234567' });
    await world.share(evaluator, post, { at: '2023-01-31 23:59' });
    await world.share(person, post, { at: '2023-02-01 00:00' });
    await db.query(`INSERT INTO verdict (share_id, verdict, by_id, at) VALUES ($1, 'accepted', $2, '2023-01-11')`, [
      ...[share.id, evaluator.id],
    ]);
    await test.app.get(EvaluationService).evaluate(null, month);
    await db.query(
      `INSERT INTO appeal (id, month, kind, person_id, share_id, text, filed_at, due_on, decision, reason, decided_by_id, decided_at)
       VALUES (gen_random_uuid(), $1, 'share', $2, $3, 'Sudah saya sebarkan.', '2023-02-06', '2023-02-09', 'refused', 'Tidak.', $4, '2023-02-07')`,
      [month, person.id, share.id, evaluator.id],
    );
    test.clock.set('2023-03-01 09:00');
    await test.app.get(ClosingService).fix(null, month);
    await db.query(`UPDATE period_version SET state = 'closed', closed_at = '2023-03-01T10:00+08:00'`);
  });
  afterAll(() => test.stop());

  const erase = (at: string) => {
    test.clock.set(at);
    return test.app.get(RetentionJobs).eraseSharesAt(test.clock.now());
  };
  const dates = async (): Promise<string[]> => {
    const rows: { date: string }[] = await test.db.query(
      'SELECT business_date::text AS date FROM share ORDER BY business_date',
    );
    return rows.map(({ date }) => date);
  };
  const report = async () => (await test.as(evaluator)).get(`/api/v1/periods/${month}/report.json`);

  it('are erased 24 months later, once, with their links and verdicts, while every figure stays and verifies', async () => {
    const before = (await report()).text;
    expect(await erase('2025-01-31 23:59')).toEqual([]);
    expect(await erase('2025-02-01 00:00')).toEqual([month]);
    expect(await erase('2025-02-28 00:00')).toEqual([]);
    expect(await dates()).toEqual(['2023-02-01']);
    expect(await test.db.query('SELECT * FROM used_link')).toEqual([]);
    expect(await test.db.query('SELECT * FROM verdict')).toEqual([]);
    const after = await report();
    expect(after.text).toBe(before);
    expect(verifyMonth(after.bytes)).toEqual([]);
  });

  it('cannot be counted again: the month is not reopened any more', async () => {
    const reopening = test.app.get(ClosingService).reopen(null, month, 'Satu sebaran salah dihitung.');
    await expect(reopening).rejects.toMatchObject({ code: 'shares-erased' });
  });

  it('leave an appeal its decision without its words, and count and range in the trail', async () => {
    expect(await test.db.query('SELECT share_id, text, reason, decision FROM appeal')).toEqual([
      { share_id: null, text: '', reason: '', decision: 'refused' },
    ]);
    expect(await test.db.query(`SELECT subject_id, after FROM audit_entry WHERE verb = 'share.erase'`)).toEqual([
      { subject_id: month, after: { shares: 2, from: '2023-01-01', until: '2023-01-31' } },
    ]);
  });
});
