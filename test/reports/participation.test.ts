import { startApp, type TestApp } from '../app';
import type { TestPerson, TestUnit } from '../world';

let test: TestApp;
let agency: TestUnit;
let other: TestUnit;
let head: TestPerson;
let evaluator: TestPerson;
const people: Record<string, TestPerson> = {};

beforeAll(async () => {
  test = await startApp('2026-11-23 10:00');
  const { world } = test;
  const root = await world.unit({ code: 'PROV', name: 'Pemerintah Provinsi', ranked: false });
  agency = await world.unit({ code: 'DINKES', name: 'Dinas Kesehatan Daerah', parent: root });
  const laboratory = await world.unit({ code: 'LAB', name: 'Laboratorium', parent: agency, ranked: false });
  other = await world.unit({ code: 'DISDIK', name: 'Dinas Pendidikan Daerah', parent: root });
  head = await world.staff({ unit: agency, name: 'Kepala Contoh', role: 'head' });
  evaluator = await world.staff({ unit: other, name: 'Penilai Contoh', role: 'evaluator' });
  people['ani'] = await world.staff({ unit: agency, name: 'Ani Contoh', number: '199003052015052998' });
  people['budi'] = await world.staff({ unit: laboratory, name: 'Budi Contoh' });
  people['cici'] = await world.staff({ unit: agency, name: 'Cici Contoh' });
  people['doni'] = await world.staff({ unit: other, name: 'Doni Contoh' });
  await world.leave(people['cici'], '2026-11-01', '2026-11-30');
  const posts = await Promise.all(Array.from({ length: 8 }, () => world.post()));
  for (const [index, post] of posts.entries()) {
    await world.share(people['budi'], post, { at: `2026-11-0${index + 2} 09:00` });
  }
  await world.share(people['ani'], posts[0] as { id: string }, { at: '2026-11-10 09:00' });
});
afterAll(() => test.stop());

const shown = async (path: string, who = head) => (await test.as(who)).get(path);

describe('the participation of a unit', () => {
  it('is open to heads, reviewers, evaluators and auditors only', async () => {
    expect((await shown('/partisipasi', people['ani'])).status).toBe(403);
    expect((await shown('/partisipasi')).status).toBe(200);
  });

  it('adds up the unit with its sub-units, live', async () => {
    const { words } = await shown('/partisipasi?unit=DINKES');
    expect(words).toContain('Angka November 2026 saat ini; dapat berubah sampai hasil ditetapkan.');
    expect(words).toContain('Pegawai wajib 3 1 dikecualikan');
    expect(words).toContain('Partisipasi 66,7% 2 dari 3 pegawai');
    expect(words).toContain('Ketercapaian 33,3% 1 mencapai target');
    expect(words).toMatch(/Laboratorium 1 1 100,0% 100,0%/);
  });

  it('lists its people with target, counted and shared, and says who has not begun', async () => {
    const { words } = await shown('/partisipasi');
    expect(words).toMatch(/Ani Contoh Kurang Aktif 8 1 1/);
    expect(words).toMatch(/Budi Contoh Sangat Aktif 8 8 8/);
    expect(words).toMatch(/Cici Contoh Dikecualikan 0 0 0/);
    expect(words).toMatch(/Kepala Contoh Belum berpartisipasi 8 0 0/);
    expect(words).not.toContain('Doni');
  });

  it.each([
    ['belum', ['Kepala Contoh']],
    ['kurang', ['Ani Contoh']],
    ['tercapai', ['Budi Contoh']],
    ['dikecualikan', ['Cici Contoh']],
  ])('filters by %s', async (status, names) => {
    const { text } = await shown(`/partisipasi?status=${status}`);
    const found = ['Ani Contoh', 'Budi Contoh', 'Cici Contoh', 'Kepala Contoh'].filter((name) =>
      text.includes(`>${name}</a>`),
    );
    expect(found).toEqual(names);
  });

  it('finds a name, and says so when nothing fits', async () => {
    expect((await shown('/partisipasi?cari=budi')).words).toContain('1 pegawai');
    expect((await shown('/partisipasi?cari=zzz')).words).toContain('Tidak ada data yang cocok dengan saringan.');
  });

  it('sorts as asked', async () => {
    const { text } = await shown('/partisipasi?urut=dihitung');
    expect(text.indexOf('>Budi Contoh<')).toBeLessThan(text.indexOf('>Ani Contoh<'));
  });

  it('hides other units, their people and what does not exist in the same way', async () => {
    expect((await shown('/partisipasi?unit=DISDIK')).status).toBe(404);
    expect((await shown('/partisipasi?unit=TIDAKADA')).status).toBe(404);
    expect((await shown(`/partisipasi/pegawai/${people['doni']?.id}`)).status).toBe(404);
    expect((await shown('/partisipasi/pegawai/00000000-0000-4000-8000-000000000000')).status).toBe(404);
    expect((await shown('/partisipasi/pegawai/bukan-id')).status).toBe(404);
  });

  it('shows an evaluator every unit, wherever the role was granted', async () => {
    expect((await shown('/partisipasi?unit=DINKES', evaluator)).words).toContain('Ani Contoh');
    expect((await shown('/partisipasi', evaluator)).words).toContain('Pemerintah Provinsi');
  });

  it('gives the chosen people as CSV, numbers whole for the own head and masked for the province', async () => {
    const own = await shown('/partisipasi/unduh.csv?status=kurang');
    expect(own.headers['content-type']).toContain('text/csv');
    expect(own.text.replace('\ufeff', '').trim().split('\r\n')).toEqual([
      'Nomor;Nama;Unit kerja;Hari tersedia;Target;Materi dihitung;Materi disebarkan;Capaian;Keterangan',
      '199003052015052998;Ani Contoh;Dinas Kesehatan Daerah;21;8;1;1;12,5%;Belum tercapai',
    ]);
    expect((await shown('/partisipasi/unduh.csv?unit=DINKES&status=kurang', evaluator)).text).toContain(
      '•••••••• 201505 • 998',
    );
  });

  it('shows stored months as a line and a table', async () => {
    const { EvaluationService } = require('../../src/evaluation/evaluation.service');
    await test.app.get(EvaluationService).evaluate(null, '2026-10');
    const { words, text } = await shown('/partisipasi');
    expect(words).toContain('Oktober 2026 4 0,0% 0,0%');
    expect(text).toContain('<svg');
  });

  it('names no account and no channel that anybody has not', async () => {
    const { words } = await shown('/partisipasi');
    expect(words).not.toMatch(/akun (?!saya)|Instagram|Facebook/i);
  });
});

describe('a person of the unit', () => {
  it('is shown with the rows behind the figure', async () => {
    const { words } = await shown(`/partisipasi/pegawai/${people['ani']?.id}?bulan=2026-11`);
    expect(words).toContain('Ani Contoh');
    expect(words).toMatch(/10 November 2026 1 dihitung Materi uji \S+/);
    expect(words).not.toContain('Tatap muka');
    expect(words).not.toContain('Alasan pengecualian');
  });

  it('can be exempted by an evaluator with a reason, and by nobody else', async () => {
    const path = `/partisipasi/pegawai/${people['ani']?.id}/pengecualian`;
    const form = { bulan: '2026-11', alasan: 'Tugas belajar penuh waktu' };
    expect((await (await test.as(head)).post(path, form)).status).toBe(403);
    const browser = await test.as(evaluator);
    const empty = await browser.post(path, { ...form, alasan: ' ' });
    expect(empty.status).toBe(422);
    expect(empty.words).toContain('Tulis alasan pengecualian, 5 sampai 300 karakter.');
    const done = await browser.submit(path, form);
    expect(done.words).toContain('Dikecualikan pada bulan ini: Tugas belajar penuh waktu');
    const [row] = await test.db.query(
      `SELECT verb, actor_id AS "actorId", after FROM audit_entry ORDER BY id DESC LIMIT 1`,
    );
    expect(row).toEqual({ verb: 'exemption.grant', actorId: evaluator.id, after: { reason: form.alasan } });
  });

  it('is not exempted by the own hand', async () => {
    const page = `/partisipasi/pegawai/${evaluator.id}`;
    expect((await shown(`${page}?bulan=2026-11`, evaluator)).words).not.toContain('Alasan pengecualian');
    const form = { bulan: '2026-11', alasan: 'Tugas belajar penuh waktu' };
    const answer = await (await test.as(evaluator)).post(`${page}/pengecualian`, form);
    expect([answer.status, answer.words]).toEqual([403, expect.stringContaining('diberikan oleh evaluator lain')]);
  });
});
