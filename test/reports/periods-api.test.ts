import { EvaluationService } from '../../src/evaluation/evaluation.service';
import { startApp, type TestApp } from '../app';
import type { TestPerson } from '../world';

let test: TestApp;
let head: TestPerson;
let evaluator: TestPerson;
let ani: TestPerson;
let doni: TestPerson;

beforeAll(async () => {
  test = await startApp('2026-11-23 10:00');
  const { world } = test;
  const agency = await world.unit({ code: 'DINKES', name: 'Dinas Kesehatan Daerah' });
  const other = await world.unit({ code: 'DISDIK', name: 'Dinas Pendidikan Daerah' });
  head = await world.staff({ unit: agency, name: 'Kepala Contoh', number: 'THL-9', role: 'head' });
  evaluator = await world.staff({ unit: other, name: 'Penilai Contoh', number: 'THL-8', role: 'evaluator' });
  ani = await world.staff({ unit: agency, name: 'Ani Contoh', number: '199003052015052998' });
  doni = await world.staff({ unit: other, name: 'Doni Contoh', number: 'THL-7' });
  const post = await world.post({ code: 'M-1', title: 'Materi pertama' });
  await world.share(ani, post, { at: '2026-11-10 09:00' });
  await world.share(ani, await world.post({ code: 'M-2' }), { at: '2026-11-11 09:00', state: 'rejected' });
});
afterAll(() => test.stop());

const get = async (who: TestPerson, path: string) => (await test.as(who)).api('GET', `/periods/${path}`);

describe('the periods', () => {
  it('are not there before they were computed', async () => {
    expect((await get(head, '2026-11')).status).toBe(404);
    expect((await get(head, '2026-11/units')).status).toBe(404);
  });

  it('are computed by an evaluator and by nobody else', async () => {
    const forbidden = await (await test.as(head)).api('POST', '/periods/2026-11/provisional');
    expect(forbidden.status).toBe(403);
    const done = await (await test.as(evaluator)).api('POST', '/periods/2026-11/provisional');
    expect(done.status).toBe(200);
    expect(done.json()).toEqual({
      ...{ period: '2026-11', version: 1, state: 'provisional', policy: 1, closingHash: null },
      cutoff: '2026-11-23T02:00:00.000Z',
    });
  });

  it('say their state, cut-off and whether the calendar stands', async () => {
    expect((await get(head, '2026-11')).json()).toMatchObject({ version: 1, calendarApproved: false });
  });

  it.each(['2026-13', 'nopember', '2026-12'])('refuse %s with a sentence', async (month) => {
    const answer = await get(head, month);
    expect(answer.status).toBe(422);
    expect(answer.headers['content-type']).toContain('application/problem+json');
    expect(answer.json()).toMatchObject({ detail: expect.stringMatching(/^Bulan/) });
    const computing = await (await test.as(evaluator)).api('POST', `/periods/${month}/provisional`);
    expect(computing.status).toBe(422);
  });
});

describe('the own month', () => {
  it('names the day of each counting post and the reason of each other share', async () => {
    const own = (await get(ani, '2026-11/me')).json();
    expect(own).toMatchObject({
      ...{ period: '2026-11', unit: 'DINKES', workingDays: 21, availableDays: 21, target: 8, counted: 1 },
      ...{ achievement: 0.125, label: 'Kurang Aktif', exempt: false, countedEarlier: [] },
      days: [{ day: '2026-11-10', counted: 1, posts: [{ code: 'M-1', channels: ['Tatap muka'] }] }],
      notCounted: [{ post: 'M-2', code: 'state_rejected', reason: expect.stringContaining('Ditolak') }],
    });
  });
});

describe('the people of a month', () => {
  it('are those of the reader’s units, part by part', async () => {
    const first = (await get(head, '2026-11/people?limit=1')).json<{ items: { name: string }[]; next: string }>();
    expect(first.items.map(({ name }) => name)).toEqual(['Ani Contoh']);
    const rest = (await get(head, `2026-11/people?limit=1&after=${first.next}`)).json<typeof first>();
    expect(rest).toMatchObject({ items: [{ name: 'Kepala Contoh', counted: 0 }], next: null });
  });

  it('show a NIP whole to the own head and masked to the evaluator', async () => {
    const own = (await get(head, '2026-11/people?search=ani')).json<{ items: { number: string }[] }>();
    expect(own.items[0]?.number).toBe('199003052015052998');
    const masked = (await get(evaluator, '2026-11/people?unit=DINKES&search=ani')).json<typeof own>();
    expect(masked.items[0]?.number).toBe('•••••••• 201505 • 998');
  });

  it('are closed to colleagues and to heads of other units', async () => {
    expect((await get(ani, '2026-11/people')).status).toBe(403);
    expect((await get(head, '2026-11/people?unit=DISDIK')).status).toBe(404);
    expect((await get(head, `2026-11/people/${doni.id}`)).status).toBe(404);
    expect((await get(head, '2026-11/people/x')).status).toBe(404);
    expect((await get(head, `2026-11/people/${ani.id}`)).json()).toMatchObject({ name: 'Ani Contoh', counted: 1 });
  });

  it.each(['0', '501', 'x', '1.5'])('refuse a limit of %s', async (limit) => {
    expect((await get(head, `2026-11/people?limit=${limit}`)).status).toBe(422);
  });
});

describe('the units of a month', () => {
  it('carry the contract’s fields, by code', async () => {
    const { items } = (await get(head, '2026-11/units')).json<{ items: Record<string, unknown>[] }>();
    expect(items.filter(({ obliged }) => obliged)).toMatchObject([
      { code: 'DINKES', obliged: 2, active: 1, met: 0, participation: 0.5, fulfilment: 0 },
      { code: 'DISDIK', obliged: 2, active: 0, met: 0, participation: 0, fulfilment: 0 },
    ]);
  });
});

describe('the report', () => {
  it('is the stored version as JSON, with people only where the reader may see them', async () => {
    const whole = await test.app.get(EvaluationService).result('2026-11');
    const all = (await get(evaluator, '2026-11/report.json')).json<typeof whole>();
    expect(all).toEqual(whole);
    const own = (await get(head, '2026-11/report.json')).json<typeof whole>();
    expect(own.people.map(({ name }) => name)).toEqual(['Ani Contoh', 'Kepala Contoh']);
    expect(own.units).toEqual(whole.units);
  });

  it.each([
    ['csv', 'text/csv'],
    ['xlsx', 'spreadsheetml'],
  ])('comes as %s', async (format, type) => {
    const answer = await get(head, `2026-11/report.${format}`);
    expect(answer.status).toBe(200);
    expect(answer.headers['content-type']).toContain(type);
    expect(String(answer.headers['content-disposition'])).toContain(`.${format}`);
  });

  it('has no other forms', async () => {
    expect((await get(head, '2026-11/report.exe')).status).toBe(404);
    expect((await get(ani, '2026-11/report.json')).status).toBe(403);
  });
});
