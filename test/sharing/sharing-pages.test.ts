import { startApp, type TestApp } from '../app';
import type { Answer, Browser } from '../browser';
import type { TestPerson, TestPost, TestUnit } from '../world';

const spoken = 'Disampaikan pada apel Senin di halaman kantor.';
let test: TestApp;
let unit: TestUnit;
let post: TestPost;
let seed = 0;

beforeAll(async () => {
  test = await startApp();
  unit = await test.world.unit();
  post = await test.world.post({ title: 'Vaksinasi gratis di Manado', officialKeys: ['x:1990000000000000001'] });
});
afterAll(() => test.stop());
beforeEach(() => test.clock.set('2026-11-23 10:00'));

const somebody = async (): Promise<{ person: TestPerson; browser: Browser }> => {
  const person = await test.world.staff({ unit });
  return { person, browser: await test.as(person) };
};
const xLink = () => `https://x.com/warga/status/${1991000000000000000n + BigInt(++seed)}`;
const valueOf = (page: Answer, name: string) =>
  new RegExp(`<input[^>]*name="${name}"[^>]*value="([^"]*)"`).exec(page.text)?.[1] ?? '';
const form = async (browser: Browser, path = '/sebaran/catat') => {
  const page = await browser.get(path);
  return { page, id: valueOf(page, 'id') };
};
const statesOf = (person: TestPerson) =>
  test.db.query('SELECT channel, state FROM share WHERE person_id = $1 ORDER BY received_at, channel', [person.id]);

describe('Catat sebaran', () => {
  it('offers the open items, has the asked one chosen and the shared text filled in', async () => {
    const { browser } = await somebody();
    const other = await test.world.post({ title: 'Materi kedua' });
    const { page, id } = await form(
      browser,
      `/sebaran/catat?materi=${post.id}&text=Lihat&url=${encodeURIComponent(xLink())}`,
    );
    expect(page.status).toBe(200);
    expect(id).toMatch(/^[0-9a-f-]{36}$/);
    expect(page.text).toContain(`<option value="${post.id}" selected`);
    expect(page.text).toContain(`<option value="${other.id}"`);
    expect(page.text).toMatch(/<textarea[^>]*>Lihat\nhttps:\/\/x\.com\/warga/);
    expect(page.words).toContain('Semua cara bernilai sama.');
  });

  it('tells who logs a short link what to do, until the share is decided', async () => {
    const { browser, person } = await somebody();
    const { id } = await form(browser);
    const logged = { id, materi: post.id, isi: 'https://vt.tiktok.com/ZSlembar1/', kanal: '', waktu: '' };
    const advice = 'Buka tautan ini di peramban, lalu salin alamat lengkapnya.';
    expect((await browser.submit('/sebaran/catat', logged)).words).toContain(`Tautan pendek TikTok. ${advice}`);
    await test.db.query(`UPDATE share SET state = 'accepted' WHERE person_id = $1`, [person.id]);
    expect((await browser.get(`/sebaran/${id}`)).words).not.toContain(advice);
  });

  it('logs a pasted link without a choice of channel, says at once that it counts, and shows the share', async () => {
    const { browser, person } = await somebody();
    const { id } = await form(browser);
    const link = xLink();
    const page = await browser.submit('/sebaran/catat', {
      id,
      materi: post.id,
      isi: `Cek ${link}?s=20`,
      kanal: '',
      waktu: '',
    });
    expect(page.words).toContain('Sebaran tercatat dan dihitung.');
    expect(page.words).toContain('Vaksinasi gratis di Manado');
    expect(page.text).toContain('rel="noopener noreferrer nofollow"');
    expect(page.text).toContain(`href="https://x.com/i/web/status/${link.split('/').pop()}"`);
    expect(await statesOf(person)).toEqual([{ channel: 'x', state: 'recorded' }]);
  });

  it('takes a double click or a reload as the one share it is', async () => {
    const { browser, person } = await somebody();
    const { id } = await form(browser);
    const sent = { id, materi: post.id, isi: spoken, kanal: 'face_to_face', waktu: '' };
    const answers = [await browser.post('/sebaran/catat', sent), await browser.post('/sebaran/catat', sent)];
    expect(answers.map(({ status, headers }) => [status, headers['location']])).toEqual(
      Array(2).fill([303, `/sebaran/${id}`]),
    );
    expect(await statesOf(person)).toHaveLength(1);
  });

  it('says why a share does not count', async () => {
    const { browser } = await somebody();
    const { id } = await form(browser);
    const page = await browser.submit('/sebaran/catat', {
      ...{ id, materi: post.id, isi: spoken, kanal: 'notice_board' },
      waktu: '2026-11-21T09:59',
    });
    expect(page.words).toContain(
      'Sebaran tercatat, tetapi tidak dihitung. Dibagikan 21 November 2026 pukul 09.59 WITA',
    );
    expect(page.words).toContain('Tidak dihitung');
  });

  it.each([
    ['a profile', 'https://www.instagram.com/pemprovsulut/', '', 'bukan ke unggahan'],
    ['a sentence without a chosen way', spoken, '', 'pilih cara tanpa tautan'],
    ['a short sentence', 'Rapat', 'face_to_face', '10–500 karakter'],
    ['the official link', 'https://x.com/pemprov/status/1990000000000000001', '', 'Itu tautan asli'],
    ['nothing', '', '', 'Tempel tautan unggahan Anda'],
    ['hostile text', '<script>alert(1)</script><img src=x>', '', 'Tidak ada tautan'],
  ])('shows the form again, filled, for %s', async (_, isi, kanal, said) => {
    const { browser, person } = await somebody();
    const { id } = await form(browser);
    const page = await browser.post('/sebaran/catat', { id, materi: post.id, isi, kanal, waktu: '2026-11-23T09:30' });
    expect(page.status).toBe(422);
    expect(page.words).toContain(said);
    expect(valueOf(page, 'id')).toBe(id);
    expect(page.text).toContain('value="2026-11-23T09:30"');
    expect(page.words).toContain(isi.trim());
    expect(page.text).not.toContain('<script>alert');
    expect(await statesOf(person)).toEqual([]);
  });

  it('gives the form a new id when the old one was used with other content', async () => {
    const { browser, person } = await somebody();
    const { id } = await form(browser);
    const sent = { id, materi: post.id, isi: spoken, kanal: 'face_to_face', waktu: '' };
    await browser.post('/sebaran/catat', sent);
    const again = await browser.post('/sebaran/catat', { ...sent, kanal: 'notice_board' });
    expect(again.status).toBe(409);
    expect(valueOf(again, 'id')).not.toBe(id);
    const next = await browser.post('/sebaran/catat', { ...sent, kanal: 'notice_board', id: valueOf(again, 'id') });
    expect(next.status).toBe(303);
    expect(await statesOf(person)).toHaveLength(2);
  });

  it('shows what was typed again even when no item is open any more', async () => {
    const agency = await test.world.unit();
    const gone = await test.world.post({ audience: [agency], state: 'withdrawn', from: '2026-11-20' });
    const browser = await test.as(await test.world.staff({ unit: agency }));
    await test.db.query(`UPDATE post SET everybody = false WHERE id = $1`, [post.id]);
    const { id } = await form(await test.as(await test.world.staff({ unit })));
    const sent = { id, materi: gone.id, isi: spoken, kanal: 'face_to_face', waktu: '' };
    const answer = await browser.post('/sebaran/catat', sent);
    await test.db.query(`UPDATE post SET everybody = true WHERE id = $1`, [post.id]);
    expect(answer.status).toBe(409);
    expect(answer.words).toContain(spoken);
  });

  it.each(['/sebaran/catat', '/sebaran/ID/perbaikan', '/sebaran/ID/pembatalan'])(
    'answers %s sent without anything with a page',
    async (path) => {
      const { browser, person } = await somebody();
      const { id } = await test.world.share(person, post, { state: 'returned' });
      const answer = await browser.send('POST', path.replace('ID', id), {});
      expect([303, 422]).toContain(answer.status);
    },
  );

  it('speaks English to who reads English', async () => {
    const { browser } = await somebody();
    browser.cookies['bahasa'] = 'en';
    const { page, id } = await form(browser);
    expect(page.words).toContain('Every way earns the same credit.');
    const refused = await browser.post('/sebaran/catat', { id, materi: post.id, isi: 'x', kanal: '', waktu: '' });
    expect(refused.words).toContain('There is no link in this text.');
  });
});

describe('Riwayat', () => {
  it('has an empty state for nobody’s shares and for a month without any', async () => {
    const { browser } = await somebody();
    expect((await browser.get('/sebaran')).words).toContain('Anda belum mencatat sebaran.');
    expect((await browser.get('/sebaran?bulan=2026-10')).words).toContain('Belum ada sebaran pada periode ini.');
    expect((await browser.get('/sebaran?bulan=november')).status).toBe(200);
  });

  it('shows the own shares newest first with state and reason, in parts, and nobody else’s', async () => {
    const { browser, person } = await somebody();
    const other = await somebody();
    await test.world.share(other.person, await test.world.post({ title: 'Milik orang lain' }));
    for (let day = 1; day <= 27; day += 1) {
      const title = `Materi tanggal ${String(day).padStart(2, '0')}`;
      const at = `2026-11-${String(Math.min(day, 23)).padStart(2, '0')} ${String(day % 24).padStart(2, '0')}:00`;
      await test.world.share(person, await test.world.post({ title }), {
        at,
        state: day === 1 ? 'rejected' : 'recorded',
      });
    }
    const first = await browser.get('/sebaran?bulan=2026-11');
    expect(first.text.match(/Materi tanggal/g)).toHaveLength(25);
    const next = /href="(\/sebaran\?bulan=2026-11[^"]*setelah=[^"]*)"/.exec(first.text)?.[1] ?? '';
    const second = await browser.get(next.replaceAll('&amp;', '&'));
    expect(second.text.match(/Materi tanggal/g)).toHaveLength(2);
    expect(second.words).toContain('Materi tanggal 01');
    expect(second.words).toContain('Ditolak. Bila Anda tidak setuju, ajukan sanggahan');
    expect(first.words + second.words).not.toContain('Milik orang lain');
  });
});

describe('one share', () => {
  it('shows its history of verdicts with their reasons, and lets its owner mend it', async () => {
    const { browser, person } = await somebody();
    const { id } = await test.world.share(person, post, {
      state: 'returned',
      key: '1991000000000099001',
      channel: 'x',
    });
    await test.db.query(
      `INSERT INTO verdict (share_id, verdict, reason, at) VALUES ($1, 'returned', 'Tautan milik orang lain', $2)`,
      [id, test.clock.now()],
    );
    const page = await browser.get(`/sebaran/${id}`);
    expect(page.words).toContain('Dikembalikan untuk diperbaiki: Tautan milik orang lain. Anda dapat memperbaikinya');
    expect(page.words).toContain('Riwayat verifikasi');
    const refused = await browser.post(`/sebaran/${id}/perbaikan`, { isi: 'https://www.instagram.com/akun/' });
    expect(refused.status).toBe(422);
    expect(refused.text).toContain('https://www.instagram.com/akun/</textarea>');
    const mended = await browser.submit(`/sebaran/${id}/perbaikan`, { isi: xLink() });
    expect(mended.words).toContain('Perbaikan terkirim. Menunggu verifikasi unit Anda.');
    expect(await statesOf(person)).toEqual([{ channel: 'x', state: 'recorded' }]);
  });

  it('can be taken back on its page', async () => {
    const { browser, person } = await somebody();
    const { id } = await test.world.share(person, post);
    const page = await browser.submit(`/sebaran/${id}/pembatalan`, {});
    expect(page.words).toContain('Sebaran dibatalkan.');
    expect(await statesOf(person)).toEqual([{ channel: 'face_to_face', state: 'withdrawn' }]);
  });

  it('is not found under an address that is none', async () => {
    const { browser } = await somebody();
    for (const path of ['/sebaran/1', '/bagikan/abc', "/sebaran/'", '/sebaran/%F0%9F%98%80'])
      expect([path, (await browser.get(path)).status]).toEqual([path, 404]);
  });

  it('is not found by anybody else', async () => {
    const { person } = await somebody();
    const { id } = await test.world.share(person, post);
    const reader = await test.as(await test.world.staff({ unit, role: 'head' }));
    const answers = [
      await reader.get(`/sebaran/${id}`),
      await reader.post(`/sebaran/${id}/pembatalan`, {}),
      await reader.post(`/sebaran/${id}/perbaikan`, { isi: spoken }),
    ];
    expect(answers.map(({ status }) => status)).toEqual([404, 404, 404]);
  });
});

describe('Bagikan', () => {
  it('offers words with the disclosure, plain links to share them, and what is done already', async () => {
    const { browser, person } = await somebody();
    await test.world.share(person, post, { channel: 'notice_board' });
    const page = await browser.get(`/bagikan/${post.id}`);
    expect(page.words).toContain('Narasi uji.');
    const [, caption = ''] = /<textarea[^>]*id="kata"[^>]*>([^<]*)</.exec(page.text) ?? [];
    expect(['Takarir satu.', 'Takarir dua.']).toContain(caption);
    expect(page.words).toContain(caption === 'Takarir satu.' ? 'Takarir dua.' : 'Takarir satu.');
    expect(page.text).toContain(
      `https://wa.me/?text=${encodeURIComponent(`${caption}\n\nSaya pegawai Pemprov Sulut.\nhttps://sulutprov.go.id/berita/uji`)}`,
    );
    expect(page.words).toContain('Papan pengumuman');
  });

  it('asks for nothing that would be sent: words and disclosure stay on the phone', async () => {
    const { browser } = await somebody();
    const page = await browser.get(`/bagikan/${post.id}`);
    const inside = /<div[^>]*data-share-out[\s\S]*?<\/details>/.exec(page.text)?.[0] ?? '';
    expect(inside).toContain('id="keterangan"');
    expect(inside).not.toMatch(/<form| name=/);
  });

  it('leads from every way without a personal account to Catat with that way chosen, before the way by link', async () => {
    const { browser } = await somebody();
    const page = await browser.get(`/bagikan/${post.id}`);
    expect(page.words).toContain('Semua cara bernilai sama. Tanpa akun pribadi');
    const links = [...page.text.matchAll(/href="(\/sebaran\/catat[^"]*)"/g)].map(([, href = '']) =>
      href.replaceAll('&amp;', '&'),
    );
    const here = links.filter((href) => href.includes(post.id));
    const ways = here.map((href) => new URLSearchParams(href.split('?')[1]).get('kanal'));
    expect(ways).toEqual([
      ...['whatsapp_status', 'whatsapp_group', 'face_to_face', 'notice_board', 'office_account', 'public_answer'],
      ...['hoax_report', null],
    ]);
    const form = await browser.get(here[2] ?? '');
    expect(form.text).toMatch(/name="kanal" value="face_to_face" checked/);
  });

  it.each([
    ['2026-12-01', '2026-12-05', 'Masa sebarnya belum mulai: 1 Desember 2026 – 4 Desember 2026.'],
    ['2026-11-01', '2026-11-20', 'Masa sebarnya sudah berakhir: 1 November 2026 – 19 November 2026.'],
  ])('says of an item from %s until %s that it is not to be shared now', async (from, until, said) => {
    const { browser } = await somebody();
    const page = await browser.get(`/bagikan/${(await test.world.post({ from, until })).id}`);
    expect(page.words).toContain(said);
    expect(page.words).not.toContain('Kata-kata Anda');
  });

  it('is not found for an item of another audience or a draft, and warns of a withdrawn one', async () => {
    const { browser } = await somebody();
    const foreign = await test.world.post({ audience: [await test.world.unit()] });
    const draft = await test.world.post({ state: 'draft' });
    const gone = await test.world.post({ state: 'withdrawn' });
    const open = async (one: TestPost) => browser.get(`/bagikan/${one.id}`);
    expect([(await open(foreign)).status, (await open(draft)).status]).toEqual([404, 404]);
    const page = await open(gone);
    expect(page.words).toContain('Materi ini ditarik pada');
    expect(page.words).not.toContain('Catat sebaran');
  });
});
