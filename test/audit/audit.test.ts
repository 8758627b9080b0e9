import type { DataSource } from 'typeorm';
import { record, type AuditRecord } from '../../src/audit/audit';
import { newId } from '../../src/kernel/random';
import { copyOfTemplate } from '../app';
import { wita } from '../fakes';

describe('the audit trail', () => {
  let database: { url: string; drop(): Promise<void> };
  let db: DataSource;

  beforeAll(async () => {
    database = await copyOfTemplate();
    process.env['DATABASE_URL'] = database.url;
    db = (require('../../ormconfig') as { default: DataSource }).default;
    await db.initialize();
  });
  afterAll(async () => {
    await db.destroy();
    await database.drop();
  });

  const entry = (more: Partial<AuditRecord> = {}): AuditRecord => ({
    at: wita('2026-11-23 10:00'),
    actorId: null,
    verb: 'post.publish',
    subject: 'post',
    subjectId: newId(),
    ...more,
  });
  const found = (subjectId: string) =>
    db.query('SELECT at, actor_id, verb, subject, before, after FROM audit_entry WHERE subject_id = $1 ORDER BY id', [
      subjectId,
    ]);
  const count = async () => Number((await db.query('SELECT count(*) FROM audit_entry'))[0].count);

  it('keeps who did what to which thing, when, before and after', async () => {
    const given = entry({ actorId: newId(), before: { state: 'draft' }, after: { state: 'published', note: "'--" } });
    await db.transaction((em) => record(em, given));
    const { at, actorId, verb, subject, before, after } = given;
    expect(await found(given.subjectId)).toEqual([{ at, actor_id: actorId, verb, subject, before, after }]);
  });

  it('keeps many rows with one statement, in their order, and none when there are none', async () => {
    const subjectId = newId();
    const rows = Array.from({ length: 2000 }, (_, index) => entry({ subjectId, verb: `step ${index}` }));
    await db.transaction((em) => record(em, ...rows));
    await db.transaction((em) => record(em));
    const kept: { verb: string }[] = await found(subjectId);
    expect(kept.map(({ verb }) => verb)).toEqual(rows.map(({ verb }) => verb));
  });

  it('exists together with the act or not at all', async () => {
    const given = entry();
    const act = db.transaction(async (em) => {
      await record(em, given);
      throw new Error('the act failed');
    });
    await expect(act).rejects.toThrow('the act failed');
    expect(await found(given.subjectId)).toEqual([]);
  });

  it.each([
    ['changed', `UPDATE audit_entry SET verb = 'self.read'`],
    ['changed where nothing matches', `UPDATE audit_entry SET verb = '' WHERE false`],
    ['removed', 'DELETE FROM audit_entry'],
    ['truncated', 'TRUNCATE audit_entry'],
    ['truncated with others', 'TRUNCATE holiday, audit_entry CASCADE'],
    [
      'overwritten',
      `INSERT INTO audit_entry OVERRIDING SYSTEM VALUE SELECT * FROM audit_entry ON CONFLICT (id)
                     DO UPDATE SET verb = ''`,
    ],
    [
      'given a number of their own',
      `INSERT INTO audit_entry (id, at, verb, subject, subject_id)
                     VALUES (1, '2026-01-01', '', '', '')`,
    ],
  ])('has rows that cannot be %s', async (_what, statement) => {
    await db.transaction((em) => record(em, entry()));
    const before = await count();
    await expect(db.query(statement)).rejects.toThrow(/only added|cannot insert a non-DEFAULT value/);
    expect(await count()).toBe(before);
  });
});
