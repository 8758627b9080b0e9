import { randomUUID } from 'node:crypto';
import { startApp, type TestApp } from '../app';
import { wita } from '../fakes';
import type { TestPerson, TestPost, TestUnit } from '../world';

let test: TestApp;
let agency: TestUnit;
let laboratory: TestUnit;
let other: TestUnit;
let head: TestPerson;
let evaluator: TestPerson;
let auditor: TestPerson;
const people: Record<string, TestPerson> = {};
let post: TestPost;
let foreign: TestPost;

beforeAll(async () => {
  test = await startApp('2026-11-23 10:00');
  const { world } = test;
  const root = await world.unit({ code: 'PROV', name: 'Pemerintah Provinsi', ranked: false });
  agency = await world.unit({ code: 'DINKES', name: 'Dinas Kesehatan Daerah', parent: root });
  laboratory = await world.unit({ code: 'LAB', name: 'Laboratorium', parent: agency, ranked: false });
  other = await world.unit({ code: 'DISDIK', name: 'Dinas Pendidikan Daerah', parent: root });
  head = await world.staff({ unit: agency, name: 'Kepala Contoh', role: 'head' });
  evaluator = await world.staff({ unit: other, name: 'Penilai Contoh', role: 'evaluator', roleUnit: root });
  auditor = await world.staff({ unit: root, name: 'Pengawas Contoh', role: 'auditor' });
  for (const name of ['Ani', 'Budi', 'Cici', 'Doni']) {
    people[name] = await world.staff({ unit: agency, name: `${name} Contoh` });
  }
  people['Evi'] = await world.staff({ unit: laboratory, name: 'Evi Contoh' });
  people['Fani'] = await world.staff({ unit: other, name: 'Fani Contoh' });
  people['Gita'] = await world.staff({ unit: agency, name: 'Gita Contoh', from: '2026-11-15' });
  post = await world.post({ unit: agency, title: 'Vaksinasi gratis', from: '2026-11-02 08:00', audience: [agency] });
  foreign = await world.post({ unit: agency, title: 'Beasiswa daerah', from: '2026-11-03 08:00', audience: [other] });
  await world.post({ unit: agency, title: 'Materi lama', from: '2026-10-30 08:00', audience: [agency] });
  const shares = [
    { by: 'Ani', at: '2026-11-02 10:00', channel: 'face_to_face' },
    { by: 'Ani', at: '2026-11-02 11:00', channel: 'facebook', key: '1' },
    { by: 'Budi', at: '2026-11-02 13:00', channel: 'face_to_face' },
    { by: 'Evi', at: '2026-11-03 10:00', channel: 'face_to_face' },
    { by: 'Cici', at: '2026-11-02 09:00', channel: 'face_to_face', state: 'rejected' },
    { by: 'Gita', at: '2026-11-16 09:00', channel: 'face_to_face' },
  ];
  for (const { by, ...given } of shares) await world.share(people[by] as TestPerson, post, given);
  await world.share(people['Fani'] as TestPerson, foreign, { at: '2026-11-03 09:00' });
});
afterAll(() => test.stop());

const shown = async (path: string, who = head) => (await test.as(who)).get(path);

describe('the dashboard', () => {
  it('is for those who may see the people of units', async () => {
    expect((await shown('/dasbor', people['Ani'])).status).toBe(403);
    for (const who of [head, evaluator, auditor]) expect((await shown('/dasbor', who)).status).toBe(200);
  });

  it('begins with the highest unit of the reader and hides others like those that do not exist', async () => {
    const { words } = await shown('/dasbor');
    expect(words).toContain('Dinas Kesehatan Daerah');
    expect(words).toContain('Angka November 2026 saat ini; dapat berubah sampai hasil ditetapkan.');
    expect((await shown('/dasbor', auditor)).words).toContain('Dinas Pendidikan Daerah 2 1 50,0%');
    expect((await shown('/dasbor?unit=DISDIK')).status).toBe(404);
    expect((await shown('/dasbor?unit=TIDAKADA')).status).toBe(404);
    expect((await shown('/dasbor?bulan=2027-01')).status).toBe(422);
  });

  it('says of a post whom it was meant for on its first day, who of them shared it and how fast', async () => {
    // Six were there on 2 November; three counting shares after 2, 5 and 26 hours; Gita came later.
    const { words } = await shown('/dasbor');
    expect(words).toContain('Vaksinasi gratis Program uji 6 3 3 50,0% 5,0');
    expect(words).not.toContain('Beasiswa daerah');
    expect(words).not.toContain('Materi lama');
    expect((await shown('/dasbor?bulan=2026-10')).words).toContain('Materi lama Program uji 6 0 6 0,0% –');
  });

  it('lists a post published after its time had begun in the month from which it could be shared', async () => {
    const late = await test.world.post({
      unit: agency,
      title: 'Terbit kemudian',
      from: '2026-08-28 08:00',
      audience: [agency],
    });
    await test.db.query('UPDATE post SET published_at = $2 WHERE id = $1', [late.id, wita('2026-09-02 09:00')]);
    expect((await shown('/dasbor?bulan=2026-08')).words).not.toContain('Terbit kemudian');
    expect((await shown('/dasbor?bulan=2026-09')).words).toContain('Terbit kemudian Program uji');
  });

  it('adds up programmes', async () => {
    expect((await shown('/dasbor?unit=PROV', evaluator)).words).toContain('Program uji 2 8 4 4 50,0%');
  });

  it('counts shares by state and, by channel, those that count', async () => {
    const { words } = await shown('/dasbor?unit=PROV', evaluator);
    expect(words).toMatch(/Tatap muka\S* ?.*?5 83,3%/);
    expect(words).toContain('Facebook 1 16,7%');
    expect(words).toContain('Tercatat 6');
    expect(words).toContain('Ditolak 1');
  });

  it('shows channels of no small group', async () => {
    expect((await shown('/dasbor')).words).toContain('Facebook 1 20,0%');
    const { words } = await shown('/dasbor?unit=LAB');
    expect(words).toContain('Kanal tidak ditampilkan untuk kelompok kecil');
    expect(words).not.toContain('Tatap muka');
  });

  it('counts the appeals about the month, overdue ones too, of the unit alone', async () => {
    for (const [name, unit] of [
      ['Ani', agency],
      ['Evi', laboratory],
      ['Fani', other],
    ] as const) {
      await test.db.query(
        `INSERT INTO appeal (id, month, kind, person_id, unit_id, wish, starts_on, ends_on, text, filed_at, due_on)
         VALUES ($1, '2026-11', 'leave', $2, $3, 'missing', '2026-11-05', '2026-11-05', 'Cuti belum tercatat.', $4, $5)`,
        [
          randomUUID(),
          people[name]?.id,
          unit.id,
          wita('2026-11-18 09:00'),
          name === 'Ani' ? '2026-11-20' : '2026-11-24',
        ],
      );
    }
    expect((await shown('/dasbor')).words).toContain('Sanggahan: 2 menunggu putusan (1 lewat batas waktu)');
    expect((await shown('/dasbor?unit=PROV', evaluator)).words).toContain('Sanggahan: 3 menunggu putusan (1 lewat');
  });

  it('shows the pace of review to those who oversee it only', async () => {
    expect((await shown('/dasbor', evaluator)).words).toContain('Tempo tiap verifikator');
    expect((await shown('/dasbor')).words).not.toContain('verifikator memberi');
  });

  it('leads from a figure to its rows, and to none where no list shows just those, in English too', async () => {
    const browser = await test.as(head);
    const { text } = await browser.get('/dasbor');
    expect(text).toContain('/partisipasi?unit=DINKES&bulan=2026-11&status=belum');
    expect(text).not.toContain('status=semua');
    expect(text).toContain(`/dasbor/materi/${post.id}?unit=DINKES&bulan=2026-11`);
    expect(text).toContain('/dasbor?unit=LAB&bulan=2026-11');
    await browser.post('/bahasa', { bahasa: 'en', kembali: '/dasbor' });
    expect((await browser.get('/dasbor')).words).toContain('Reach of the posts that began in this month');
  });
});

describe('the reach of a post', () => {
  it('is told unit by unit, and who shared it by name', async () => {
    const { words } = await shown(`/dasbor/materi/${post.id}?unit=DINKES&bulan=2026-11`);
    expect(words).toContain('Dinas Kesehatan Daerah (tanpa unit di bawahnya) 5 2 3 40,0% 3,5');
    expect(words).toContain('Laboratorium 1 1 0 100,0% 26,0');
    expect(words.indexOf('Ani Contoh')).toBeLessThan(words.indexOf('Budi Contoh'));
    expect(words).toContain('2 November 2026 pukul 13.00');
  });

  it('names nobody who has not shared it, and no channel', async () => {
    const { words } = await shown(`/dasbor/materi/${post.id}`);
    expect(words).not.toMatch(/Cici|Doni|Facebook|Tatap muka/);
  });

  it('shows a head nobody of another unit', async () => {
    const { words } = await shown(`/dasbor/materi/${foreign.id}`);
    expect(words).toContain('Materi ini tidak ditujukan kepada unit ini.');
    expect(words).not.toContain('Fani');
    expect((await shown(`/dasbor/materi/${foreign.id}?unit=DISDIK`)).status).toBe(404);
    expect((await shown(`/dasbor/materi/${foreign.id}?unit=DISDIK`, auditor)).words).toContain('Fani Contoh');
  });

  it.each(['bukan-id', '00000000-0000-4000-8000-000000000000'])('knows no post %s', async (id) => {
    expect((await shown(`/dasbor/materi/${id}`)).status).toBe(404);
  });

  it('goes on after the first fifty, and ignores a place that is no number', async () => {
    expect((await shown(`/dasbor/materi/${post.id}?lewati=3`)).words).not.toContain('Ani Contoh');
    expect((await shown(`/dasbor/materi/${post.id}?lewati=x`)).words).toContain('Ani Contoh');
  });
});
