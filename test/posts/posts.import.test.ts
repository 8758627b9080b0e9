import { PostsImport } from '../../src/posts/posts.import';
import { startApp, type TestApp } from '../app';
import { wita } from '../fakes';
import type { TestPerson } from '../world';

let gaung: TestApp;
let publisher: TestPerson;

beforeAll(async () => {
  gaung = await startApp();
  const province = await gaung.world.unit({ code: 'PEMPROV' });
  await gaung.world.unit({ code: 'DINKES', parent: province });
  await gaung.world.unit({ code: 'DISPORA', parent: province });
  publisher = await gaung.world.staff({ unit: province, role: 'publisher' });
});
afterAll(() => gaung.stop());
beforeEach(() => gaung.db.query('DELETE FROM post_event; DELETE FROM share; DELETE FROM post'));

const header = 'kode,judul,program,kode_unit,narasi,sumber,mulai,selesai,sasaran,tautan,takarir';
const good = {
  kode: 'M-1',
  judul: 'Imunisasi polio',
  program: 'Kesehatan anak',
  kode_unit: 'DINKES',
  narasi: 'Imunisasi gratis.',
  sumber: 'https://sulutprov.go.id/polio',
  mulai: '2026-11-01',
  selesai: '30/11/2026',
  sasaran: 'DINKES DISPORA',
  tautan: 'https://www.instagram.com/reel/BqvsDleB3lV/?igsh=abc',
  takarir: 'Ayo imunisasi. | Lindungi anak.',
};
const csv = (...rows: Partial<typeof good>[]) =>
  Buffer.from(
    [
      header,
      ...rows.map((row) =>
        Object.values({ ...good, ...row })
          .map((cell) => `"${cell}"`)
          .join(','),
      ),
    ].join('\r\n'),
  );
const run = (bytes: Buffer, options = { dryRun: false }) =>
  gaung.app.get(PostsImport).import(null, { name: 'materi.csv', bytes }, options);
const refused = async (bytes: Buffer) => (await run(bytes)).problems.map(({ row, column }) => `${row}.${column}`);
const stored = () => gaung.db.query('SELECT * FROM post ORDER BY code');

describe('an import of posts', () => {
  it('publishes each row at its start, without an author, with links in canonical form', async () => {
    const report = await run(csv({}));
    expect(report).toMatchObject({ rows: 1, added: 1, changed: 0, unchanged: 0, problems: [] });
    const [post] = await stored();
    expect(post).toMatchObject({
      ...{
        code: 'M-1',
        state: 'published',
        author_id: null,
        everybody: false,
        captions: ['Ayo imunisasi.', 'Lindungi anak.'],
      },
      ...{ official_links: ['https://www.instagram.com/p/BqvsDleB3lV/'] },
      ...{ share_from: wita('2026-11-01 00:00'), published_at: wita('2026-11-01 00:00') },
    });
    expect(post.audience).toHaveLength(2);
    expect(post.official_keys).toContain('instagram:BqvsDleB3lV');
  });

  it('lets a day as the end last until its midnight, and takes moments as they are', async () => {
    await run(csv({}, { kode: 'M-2', mulai: '2026-11-01T08:00', selesai: '2026-11-30T07:00:00Z' }));
    const [day, moment] = await stored();
    expect(day.share_until).toEqual(wita('2026-12-01 00:00'));
    expect([moment.share_from, moment.share_until]).toEqual([wita('2026-11-01 08:00'), wita('2026-11-30 15:00')]);
  });

  it('changes nothing the second time', async () => {
    const file = csv({}, { kode: 'M-2', sasaran: '', tautan: '', takarir: '' });
    await run(file);
    const before = [await stored(), await gaung.db.query('SELECT count(*) FROM audit_entry')];
    expect(await run(file)).toMatchObject({ added: 0, changed: 0, unchanged: 2 });
    expect([await stored(), await gaung.db.query('SELECT count(*) FROM audit_entry')]).toEqual(before);
  });

  it('run twice at the same moment adds each post once', async () => {
    const file = csv({}, { kode: 'M-2' });
    const reports = await Promise.all([run(file), run(file)]);
    expect(reports.map(({ added }) => added).sort((a, b) => a - b)).toEqual([0, 2]);
    expect(await stored()).toHaveLength(2);
  });

  it('changes a post that nobody has shared yet, and the audit trail keeps what it was', async () => {
    await run(csv({}));
    expect(await run(csv({ judul: 'Imunisasi campak' }))).toMatchObject({ added: 0, changed: 1 });
    const [post] = await stored();
    const audit = await gaung.db.query('SELECT before, after FROM audit_entry WHERE subject_id = $1 ORDER BY id', [
      post.id,
    ]);
    expect(audit.at(-1)).toMatchObject({ before: { title: 'Imunisasi polio' }, after: { title: 'Imunisasi campak' } });
  });

  it('does not change a post that was shared', async () => {
    await run(csv({}));
    const [post] = await stored();
    await gaung.world.share(await gaung.world.staff(), post);
    expect(await refused(csv({ judul: 'Imunisasi campak' }))).toEqual(['2.kode']);
    expect(await run(csv({}))).toMatchObject({ unchanged: 1 });
  });

  it('does not take over a post that was written in Gaung', async () => {
    await gaung.world.post({ code: 'M-1', state: 'draft', author: publisher });
    expect(await refused(csv({}))).toEqual(['2.kode']);
  });

  it('mentions posts with fewer than two captions', async () => {
    const { notes } = await run(csv({ takarir: '' }));
    expect(notes.map(({ id }) => id)).toEqual(['1 materi memiliki kurang dari dua takarir.']);
  });

  it('only tries when asked to', async () => {
    expect(await run(csv({}), { dryRun: true })).toMatchObject({ added: 1 });
    expect(await stored()).toEqual([]);
  });

  it.each([
    [{ kode: '' }, 'kode'],
    [{ kode: '../x' }, 'kode'],
    [{ judul: 'Poli' }, 'judul'],
    [{ judul: 'x'.repeat(121) }, 'judul'],
    [{ program: '' }, 'program'],
    [{ kode_unit: 'TIDAK-ADA' }, 'kode_unit'],
    [{ narasi: '' }, 'narasi'],
    [{ sumber: 'javascript:alert(1)' }, 'sumber'],
    [{ sumber: '' }, 'sumber'],
    [{ mulai: '2026-02-30' }, 'mulai'],
    [{ selesai: '' }, 'selesai'],
    [{ selesai: '2026-10-31' }, 'selesai'],
    [{ sasaran: 'DINKES APA' }, 'sasaran'],
    [{ tautan: 'https://www.instagram.com/sulut/' }, 'tautan'],
    [{ takarir: 'x'.repeat(2201) }, 'takarir'],
  ])('refuses %j with one sentence at its cell, and writes no row of the file', async (given, column) => {
    expect(await refused(csv({ kode: 'M-0' }, given))).toEqual([`3.${column}`]);
    expect(await stored()).toEqual([]);
  });

  it('refuses a code that appears twice', async () => {
    expect(await refused(csv({}, {}))).toEqual(['3.kode']);
  });
});

describe('an import over HTTP', () => {
  const file = (bytes: Buffer) => ({ field: 'file', name: 'materi.csv', bytes });

  it('answers with the report, and tries only when asked to', async () => {
    const browser = await gaung.as(publisher);
    const tried = await browser.upload('/api/v1/posts/imports?dryRun=true', {}, file(csv({})));
    expect([tried.status, tried.json()['added']]).toEqual([200, 1]);
    expect(await stored()).toEqual([]);
    await browser.upload('/api/v1/posts/imports', {}, file(csv({})));
    expect(await stored()).toHaveLength(1);
    const [event] = await gaung.db.query('SELECT kind, by_id FROM post_event');
    expect(event).toEqual({ kind: 'published', by_id: publisher.id });
  });

  it('writes only for units in the charge of who imports', async () => {
    const unit = await gaung.world.unit();
    const browser = await gaung.as(await gaung.world.staff({ unit, role: 'publisher' }));
    const answer = await browser.upload('/api/v1/posts/imports', {}, file(csv({})));
    expect(answer.status).toBe(422);
    expect(answer.json<{ errors: { field: string }[] }>().errors.map(({ field }) => field)).toEqual(['2.kode_unit']);
  });

  it('is not open to an editor', async () => {
    const browser = await gaung.as(await gaung.world.staff({ role: 'editor' }));
    expect((await browser.upload('/api/v1/posts/imports', {}, file(csv({})))).status).toBe(403);
  });
});
