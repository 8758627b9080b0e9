import { startApp, type TestApp } from '../app';
import type { TestPerson, TestUnit } from '../world';

let gaung: TestApp;
let agency: TestUnit;
let kips: TestUnit;
let editor: TestPerson;
let publisher: TestPerson;

beforeAll(async () => {
  gaung = await startApp();
  const province = await gaung.world.unit({ code: 'PEMPROV' });
  agency = await gaung.world.unit({ code: 'DINKES', name: 'Dinas Kesehatan', parent: province });
  kips = await gaung.world.unit({ code: 'KIPS', name: 'Dinas KIPS', parent: province });
  editor = await gaung.world.staff({ unit: agency, name: 'Ani Lasut', role: 'editor' });
  publisher = await gaung.world.staff({ unit: kips, name: 'Budi Wowor', role: 'publisher' });
});
afterAll(() => gaung.stop());

const content = {
  title: 'Imunisasi polio tahap dua',
  program: 'Kesehatan anak',
  unit: 'DINKES',
  narrative: 'Imunisasi diberikan di semua puskesmas.',
  sourceUrl: 'https://sulutprov.go.id/berita/polio',
  captions: ['Ayo imunisasi.', 'Lindungi anak kita.'],
  officialLinks: 'https://www.instagram.com/reel/BqvsDleB3lV/?igsh=abc',
  audience: 'semua',
  shareFrom: '2026-11-23T08:00',
  shareUntil: '2026-12-01T00:00',
};
const ticked = { sourceClear: 'ya', contentTrue: 'ya', noHoaxOrHate: 'ya', noPersonalDataOrPolitics: 'ya' };
const yes = { sourceClear: true, contentTrue: true, noHoaxOrHate: true, noPersonalDataOrPolitics: true };

async function drafted(given: Record<string, unknown> = {}, by = editor): Promise<string> {
  const answer = await (await gaung.as(by)).api('POST', '/posts', { ...content, officialLinks: [], ...given });
  expect(answer.status).toBe(201);
  return answer.json<{ id: string }>().id;
}

async function submitted(given: Record<string, unknown> = {}, by = editor): Promise<string> {
  const id = await drafted(given, by);
  expect((await (await gaung.as(by)).api('POST', `/posts/${id}/submission`)).status).toBe(200);
  return id;
}

describe('an official post', () => {
  it('goes from a draft to publication through the pages, and staff see it only then', async () => {
    const [ani, budi] = [await gaung.as(editor), await gaung.as(publisher)];
    const staff = await gaung.as(await gaung.world.staff({ unit: agency }));
    const saved = await ani.submit('/materi', content);
    expect(saved.words).toContain('Draf tersimpan');
    const id = /\/materi\/([0-9a-f-]{36})\/ubah/.exec(saved.text)?.[1] ?? '';
    expect((await staff.get(`/materi/${id}`)).status).toBe(404);
    expect((await budi.get(`/materi/${id}`)).status).toBe(404);

    const handedIn = await ani.submit(`/materi/${id}/pengajuan`, {});
    expect(handedIn.words).toContain('Materi diajukan');
    expect((await staff.get(`/materi/${id}`)).status).toBe(404);
    expect((await budi.get('/materi?keadaan=diajukan')).words).toContain('Imunisasi polio tahap dua');

    const out = await budi.submit(`/materi/${id}/penerbitan`, ticked);
    expect(out.words).toContain('Materi terbit.');
    const seen = await staff.get(`/materi/${id}`);
    expect(seen.words).toContain('Lindungi anak kita.');
    expect(seen.words).not.toContain('Riwayat Disusun');
    expect(seen.text).toContain('href="https://www.instagram.com/p/BqvsDleB3lV/"');
  });

  it('tells who did what, when and why', async () => {
    const id = await submitted();
    const [ani, budi] = [await gaung.as(editor), await gaung.as(publisher)];
    await budi.submit(`/materi/${id}/pengembalian`, { reason: 'Sumber belum memuat jadwal.' });
    const { words } = await ani.get(`/materi/${id}`);
    expect(words).toContain('Disusun · Ani Lasut · 23 November 2026 pukul 10.00 WITA');
    expect(words).toContain(
      'Dikembalikan · Budi Wowor · 23 November 2026 pukul 10.00 WITA Sumber belum memuat jadwal.',
    );
  });

  it('is changed and submitted again after it was returned', async () => {
    const id = await submitted();
    const [ani, budi] = [await gaung.as(editor), await gaung.as(publisher)];
    expect((await budi.api('POST', `/posts/${id}/return`, { reason: 'Judul keliru.' })).json()['state']).toBe(
      'returned',
    );
    const changed = await ani.submit(`/materi/${id}`, { ...content, title: 'Imunisasi polio tahap tiga' });
    expect(changed.words).toContain('Imunisasi polio tahap tiga');
    expect((await ani.api('POST', `/posts/${id}/submission`)).json()['state']).toBe('submitted');
  });

  it('is not returned without a reason, and what was ticked or typed comes back', async () => {
    const id = await submitted();
    const answer = await (await gaung.as(publisher)).post(`/materi/${id}/pengembalian`, { reason: 'apa' });
    expect(answer.status).toBe(422);
    expect(answer.words).toContain('Tulis alasan pengembalian');
    expect(answer.text).toContain('>apa</textarea>');
  });

  it('is not published while one point of the check-list is open', async () => {
    const id = await submitted();
    const budi = await gaung.as(publisher);
    const { contentTrue: _, ...three } = ticked;
    const answer = await budi.post(`/materi/${id}/penerbitan`, three);
    expect(answer.status).toBe(422);
    expect(answer.words).toContain('1 butir belum dicentang');
    const asked = await budi.api('POST', `/posts/${id}/publication`, { ...yes, noHoaxOrHate: false });
    expect(asked.json<{ errors: { field: string }[] }>().errors.map(({ field }) => field)).toEqual(['noHoaxOrHate']);
  });

  it('is not submitted while something is missing, and every gap is a sentence', async () => {
    const id = await drafted({ title: 'Poli', captions: ['Satu'], sourceUrl: '', narrative: '' });
    const answer = await (await gaung.as(editor)).api('POST', `/posts/${id}/submission`);
    expect(answer.status).toBe(422);
    const fields = answer.json<{ errors: { field: string }[] }>().errors.map(({ field }) => field);
    expect(fields).toEqual(['title', 'narrative', 'sourceUrl', 'captions']);
  });

  it('is not changed once published', async () => {
    const id = await submitted();
    await (await gaung.as(publisher)).api('POST', `/posts/${id}/publication`, yes);
    const ani = await gaung.as(editor);
    const answer = await ani.post(`/materi/${id}`, { ...content, shareUntil: '2026-12-31T00:00' });
    expect(answer.status).toBe(409);
    expect(answer.words).toMatch(/tidak dapat diubah karena keadaannya \S*Terbit/);
    expect((await ani.get(`/materi/${id}/ubah`)).status).toBe(409);
  });

  it('is not acted on by somebody who saw an older text', async () => {
    const id = await drafted();
    const ani = await gaung.as(editor);
    const { changedAt } = (await ani.api('GET', `/posts/${id}`)).json<{ changedAt: string }>();
    gaung.clock.set('2026-11-23 10:05');
    expect((await ani.post(`/materi/${id}`, { ...content, title: 'Judul pertama', changedAt })).status).toBe(303);
    const second = await ani.post(`/materi/${id}`, { ...content, title: 'Judul kedua', changedAt });
    expect(second.status).toBe(409);
    expect(second.text).toContain('value="Judul kedua"');
    gaung.clock.set('2026-11-23 10:00');
  });
});

describe('the second person', () => {
  it('is somebody else than a publisher who wrote the post', async () => {
    const id = await submitted({ unit: 'KIPS' }, publisher);
    const budi = await gaung.as(publisher);
    expect((await budi.get(`/materi/${id}`)).words).toContain('Mintalah penerbit lain');
    const answer = await budi.api('POST', `/posts/${id}/publication`, yes);
    expect([answer.status, answer.json()['code']]).toEqual([403, 'second-person']);
  });

  it('is somebody else than a publisher who only submitted the post', async () => {
    const both = await gaung.world.staff({ unit: agency, role: 'publisher' });
    const id = await drafted();
    await (await gaung.as(both)).api('POST', `/posts/${id}/submission`);
    expect((await (await gaung.as(both)).api('POST', `/posts/${id}/publication`, yes)).status).toBe(403);
    expect((await (await gaung.as(publisher)).api('POST', `/posts/${id}/publication`, yes)).status).toBe(200);
  });

  it('decides once: of two at the same moment one publishes and the other is told', async () => {
    const other = await gaung.world.staff({ unit: kips, role: 'publisher' });
    const id = await submitted();
    const browsers = await Promise.all([publisher, other, publisher, other].map((one) => gaung.as(one)));
    const answers = await Promise.all(browsers.map((one) => one.api('POST', `/posts/${id}/publication`, yes)));
    expect(answers.map(({ status }) => status).sort((a, b) => a - b)).toEqual([200, 409, 409, 409]);
    const events = await gaung.db.query(`SELECT kind FROM post_event WHERE post_id = $1 AND kind = 'published'`, [id]);
    const audit = await gaung.db.query(
      `SELECT after FROM audit_entry WHERE subject_id = $1 AND verb = 'post.publish'`,
      [id],
    );
    expect([events.length, audit.length]).toEqual([1, 1]);
    expect(audit[0].after).toMatchObject({ state: 'published', ...yes });
  });

  it('either publishes or returns, never both', async () => {
    const other = await gaung.as(await gaung.world.staff({ unit: kips, role: 'publisher' }));
    const id = await submitted();
    const [first, second] = await Promise.all([
      (await gaung.as(publisher)).api('POST', `/posts/${id}/publication`, yes),
      other.api('POST', `/posts/${id}/return`, { reason: 'Masih keliru.' }),
    ]);
    expect([first.status, second.status].sort((a, b) => a - b)).toEqual([200, 409]);
  });
});

describe('what a writer may enter', () => {
  it('is a post of the units in their charge', async () => {
    const ani = await gaung.as(editor);
    const answer = await ani.post('/materi', { ...content, unit: 'KIPS' });
    expect(answer.status).toBe(422);
    expect(answer.words).toContain('Pilih unit kerja yang menjadi wewenang Anda.');
    expect(answer.text).toContain('value="Imunisasi polio tahap dua"');
    expect(answer.text).toContain('Lindungi anak kita.</textarea>');
  });

  it.each([
    ['a script as source', { sourceUrl: 'javascript:alert(1)' }, 'sourceUrl'],
    ['a profile as official publication', { officialLinks: ['https://www.instagram.com/sulut/'] }, 'officialLinks'],
    ['an unknown unit as audience', { audience: ['TIDAK-ADA'] }, 'audience'],
    ['an end before the start', { shareUntil: '2026-11-01' }, 'shareUntil'],
    ['a list as title', { title: ['a', 'b'] }, 'title'],
    ['eleven captions', { captions: Array.from({ length: 11 }, (_, index) => `Takarir ${index}`) }, 'captions'],
    ['an unknown field', { likes: 5 }, 'likes'],
  ])('is not %s', async (_, given, field) => {
    const ani = await gaung.as(editor);
    const answer = await ani.api('POST', '/posts', { ...content, officialLinks: [], ...given });
    expect(answer.status).toBe(422);
    expect(answer.json<{ errors: { field: string }[] }>().errors.map((one) => one.field)).toContain(field);
  });

  it.each(['Satu\u0000dua', 'Satu \ud800dua'])('is not %j, which no database can store', async (narrative) => {
    const ani = await gaung.as(editor);
    expect((await ani.api('POST', '/posts', { ...content, officialLinks: [], narrative })).status).toBe(400);
  });

  it('keeps no character that turns a line round or hides, and its title in one line', async () => {
    const id = await drafted({ title: 'Imunisasi\u202E\n polio', narrative: 'Satu\u200B\u2066 dua\r\ntiga 👩‍⚕️' });
    expect((await (await gaung.as(editor)).api('GET', `/posts/${id}`)).json()).toMatchObject({
      ...{ title: 'Imunisasi polio', narrative: 'Satu dua\ntiga 👩‍⚕️' },
    });
  });

  it('may be aimed at units, which the API shows by their codes', async () => {
    const id = await drafted({ audience: ['KIPS', 'DINKES'] });
    expect((await (await gaung.as(editor)).api('GET', `/posts/${id}`)).json()['audience']).toEqual(['DINKES', 'KIPS']);
  });
});

describe('hostile text', () => {
  const evil = `"'><svg onload=alert(1)>`;

  it('is shown as text on every page', async () => {
    const texts = { title: evil, program: evil, narrative: evil, captions: [evil, `${evil} 2`] };
    const id = await submitted({ ...texts, sourceUrl: `https://a.go.id/${evil}` });
    const [ani, budi] = [await gaung.as(editor), await gaung.as(publisher)];
    const { code } = (await ani.api('GET', `/posts/${id}`)).json<{ code: string }>();
    const pages = [await ani.get('/materi'), await budi.get(`/materi/${id}`)];
    pages.push(await budi.post(`/materi/${id}/pengembalian`, { reason: `<b>` }));
    await budi.submit(`/materi/${id}/pengembalian`, { reason: evil });
    pages.push(await ani.get(`/materi/${id}/ubah`), await ani.get(`/materi/${id}`));
    pages.push(await ani.post(`/materi/${id}`, { ...content, ...texts, unit: evil, audience: evil, shareFrom: evil }));
    await ani.api('POST', `/posts/${id}/submission`);
    await budi.api('POST', `/posts/${id}/publication`, yes);
    pages.push(await gaung.anybody().get(`/p/${code}`));
    for (const page of pages) {
      const withoutValues = page.text.replace(/="[^"]*"/g, '=""');
      expect(withoutValues).not.toMatch(/<svg|<b>|onload=""/);
    }
    expect(pages.at(-1)?.text).toContain('&#34;&#39;>&lt;svg onload=alert(1)>');
  });
});
