import type { Role } from '../../src/access/roles.rules';
import type { TestApp } from '../app';
import type { TestPerson } from '../world';

/**
 * A province small enough to walk through: one person of each role, items in every state, shares, and a month that was
 * computed and appealed against.
 */
export async function smallProvince(test: TestApp): Promise<Record<Role, TestPerson>> {
  const { world, app, clock } = test;
  const root = await world.unit({ code: 'PEMPROV', name: 'Pemerintah Provinsi', ranked: false });
  const agency = await world.unit({ code: 'DINKES', name: 'Dinas Kesehatan Daerah', parent: root });
  const clinic = await world.unit({
    code: 'UPTD-1',
    name: 'UPTD Laboratorium',
    parent: agency,
    ranked: false,
    week: 6,
  });
  const other = await world.unit({ code: 'KIPS', name: 'Dinas Komunikasi', parent: root });
  const people = {} as Record<Role, TestPerson>;
  const scoped: Record<Role, typeof root> = {
    staff: agency,
    reviewer: agency,
    head: agency,
    editor: agency,
    publisher: root,
    evaluator: root,
    auditor: root,
    agent: root,
    admin: root,
  };
  for (const role of Object.keys(scoped) as Role[]) {
    const given = { unit: agency, name: `Pegawai ${role}` };
    people[role] = await world.staff(role === 'staff' ? given : { ...given, role, roleUnit: scoped[role] });
  }
  const crowd = await Promise.all(
    [agency, agency, clinic, clinic, other, other, other, other, other, other].map((unit) => world.staff({ unit })),
  );
  await world.leave(crowd[0] as TestPerson, '2026-11-09', '2026-11-13');
  const posts = [
    await world.post({ unit: other, from: '2026-10-05', until: '2026-11-01 00:00', title: 'Pekan imunisasi' }),
    await world.post({ unit: other, title: 'Waspada cuaca ekstrem' }),
    await world.post({ unit: agency, title: 'Donor darah', audience: [agency] }),
  ];
  await world.post({ unit: agency, state: 'draft', author: people.editor, title: 'Masih draf' });
  await world.post({ unit: agency, state: 'submitted', author: people.editor, title: 'Menunggu persetujuan' });
  await world.post({ unit: agency, state: 'returned', author: people.editor, title: 'Dikembalikan' });
  for (const person of [people.staff, people.head, ...crowd.slice(0, 6)]) {
    await world.share(person, posts[0] as { id: string }, { at: '2026-10-12 09:00', state: 'accepted' });
    await world.share(person, posts[1] as { id: string }, { at: '2026-11-20 09:00' });
  }
  await world.share(people.staff, posts[2] as { id: string }, { at: '2026-11-21 09:00', state: 'returned' });
  await world.share(people.staff, posts[1] as { id: string }, {
    at: '2026-11-19 09:00',
    channel: 'x',
    key: '1999999999999999999',
  });
  const now = clock.now().toISOString();
  clock.set('2026-11-02 09:00');
  const { EvaluationService } =
    require('../../src/evaluation/evaluation.service') as typeof import('../../src/evaluation/evaluation.service');
  await app.get(EvaluationService).evaluate(null, '2026-10', {});
  clock.set('2026-11-03 09:00');
  const days = { kind: 'leave', subject: 'missing', month: '2026-10', from: '2026-10-05', until: '2026-10-06' };
  await (await test.as(people.staff)).api('POST', '/appeals', { ...days, text: 'Cuti tahunan sudah disetujui.' });
  clock.set(now);
  return people;
}
