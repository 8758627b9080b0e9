import { startApp, type TestApp } from '../app';
import type { Browser } from '../browser';
import type { TestPerson, TestPost, TestUnit } from '../world';

/** Two colleagues with the same diligence: one posts on X, the other has no account and tells people in person. */
describe('who has no account', () => {
  let test: TestApp;
  let unit: TestUnit;
  let head: Browser;
  let posting: TestPerson;
  let telling: TestPerson;
  let posts: TestPost[];

  beforeAll(async () => {
    test = await startApp('2026-11-23 10:00');
    unit = await test.world.unit({ code: 'DINKES' });
    head = await test.as(await test.world.staff({ unit, role: 'head', name: 'Kepala' }));
    posting = await test.world.staff({ unit, name: 'Pegawai Satu', number: 'UJI-1' });
    telling = await test.world.staff({ unit, name: 'Pegawai Dua', number: 'UJI-2' });
    posts = [];
    for (let n = 0; n < 8; n += 1) posts.push(await test.world.post({ title: `Materi ${n}` }));
    for (const [n, post] of posts.entries()) {
      const at = `2026-11-${16 + Math.floor(n / 3)} 09:0${n}`;
      const state = n === 7 ? 'returned' : n % 2 ? 'accepted' : 'recorded';
      await test.world.share(posting, post, { at, state, channel: 'x', key: `199100000000000000${n}` });
      await test.world.share(telling, post, { at, state });
    }
  });
  afterAll(() => test.stop());

  const everyId = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g;
  /** A response without what tells any two people and shares apart. */
  const plain = (text: string) => text.replace(/Pegawai (Satu|Dua)|UJI-[12]/g, 'NAMA').replace(everyId, 'ID');

  it('reaches 100 % with ways that need none', async () => {
    const person = await test.world.staff({ unit, name: 'Warga Kantor' });
    const browser = await test.as(person);
    const ways = ['face_to_face', 'notice_board', 'whatsapp_group', 'public_answer', 'office_account'];
    for (const [n, post] of posts.entries()) {
      test.clock.set(`2026-11-${16 + Math.floor(n / 3)} 10:0${n}`);
      const page = await browser.get(`/sebaran/catat?materi=${post.id}&kanal=${ways[n % ways.length]}`);
      const id = /name="id" value="([^"]*)"/.exec(page.text)?.[1] ?? '';
      const kanal = /name="kanal" value="(\w+)" checked/.exec(page.text)?.[1] ?? '';
      const isi = 'Disampaikan kepada warga di ruang tunggu.';
      expect((await browser.post('/sebaran/catat', { id, materi: post.id, isi, kanal, waktu: '' })).status).toBe(303);
    }
    test.clock.set('2026-11-23 10:00');
    const own = (await browser.api('GET', '/periods/2026-11/me')).json();
    expect(own).toMatchObject({ target: 8, counted: 8, achievement: 1 });
    await test.db.query(`UPDATE share SET state = 'withdrawn' WHERE person_id = $1`, [person.id]);
  });

  it.each([
    ['page of the person', (id: string) => `/partisipasi/pegawai/${id}?bulan=2026-11`],
    ['month as JSON', (id: string) => `/api/v1/periods/2026-11/people/${id}`],
  ])('has the same %s as a colleague with accounts', async (_, path) => {
    const [one, other] = [await head.get(path(posting.id)), await head.get(path(telling.id))];
    expect(one.status).toBe(200);
    expect(one.text).toMatch(/Materi 0/);
    expect(plain(other.text)).toBe(plain(one.text));
  });

  it('has the same line in the list, the file and the JSON of the unit', async () => {
    const { items } = (await head.api('GET', '/periods/2026-11/people')).json<{ items: { name: string }[] }>();
    const twins = items.filter(({ name }) => name.startsWith('Pegawai '));
    expect(twins.map((line) => JSON.parse(plain(JSON.stringify(line))))).toEqual([
      expect.objectContaining({ counted: 7 }),
      JSON.parse(plain(JSON.stringify(twins[0]))),
    ]);
    const file = (await head.get('/partisipasi/unduh.csv?bulan=2026-11')).text.split('\r\n');
    const lines = file.filter((line) => line.includes('Pegawai ')).map(plain);
    expect(lines).toEqual([expect.stringContaining('87,5%'), lines[0]]);
    const page = (await head.get('/partisipasi?bulan=2026-11')).text;
    const rows = page.split(/<(?:tr|li)[ >]/).filter((row) => /Pegawai (Satu|Dua)/.test(row));
    expect(rows.map(plain)).toEqual([expect.stringContaining('NAMA'), plain(rows[0] ?? '')]);
  });

  it('has the same filters and counts over them, and no filter knows of accounts', async () => {
    for (const status of ['tercapai', 'kurang', 'belum']) {
      const { text } = await head.get(`/partisipasi/unduh.csv?bulan=2026-11&status=${status}`);
      expect([status, text.includes('Pegawai Satu')]).toEqual([status, text.includes('Pegawai Dua')]);
    }
    expect((await head.get('/partisipasi?bulan=2026-11')).words).not.toMatch(/akun (?!saya)|kanal|Tatap muka|tautan/i);
  });

  it('has shares of the same shape in the queue, word for word the same where both told people in person', async () => {
    const post = await test.world.post({ title: 'Materi bersama' });
    for (const person of [posting, telling]) await test.world.share(person, post, { at: '2026-11-23 09:30' });
    type Waiting = { person: { name: string }; post: { title: string } };
    const { items } = (await head.api('GET', '/shares?scope=review&limit=100')).json<{ items: Waiting[] }>();
    const of = (name: string) => items.filter((item) => item.person.name === name);
    expect(of('Pegawai Satu')).toHaveLength(5);
    const shapes = new Set(items.map((item) => Object.keys(item).join()));
    expect(shapes.size).toBe(1);
    const together = (name: string) => of(name).find((item) => item.post.title === 'Materi bersama');
    expect(plain(JSON.stringify(together('Pegawai Dua')))).toBe(plain(JSON.stringify(together('Pegawai Satu'))));
  });
});
