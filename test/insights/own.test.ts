import { EvaluationService } from '../../src/evaluation/evaluation.service';
import { startApp, type TestApp } from '../app';
import { wita } from '../fakes';
import type { TestPerson } from '../world';

let test: TestApp;
let ani: TestPerson;
let budi: TestPerson;
let head: TestPerson;

beforeAll(async () => {
  test = await startApp('2026-11-23 10:00');
  const { world } = test;
  const unit = await world.unit({ code: 'DINKES', name: 'Dinas Kesehatan Daerah' });
  head = await world.staff({ unit, name: 'Kepala Contoh', role: 'head' });
  ani = await world.staff({ unit, name: 'Ani Contoh', number: 'UJI-ANI' });
  budi = await world.staff({ unit, name: 'Budi Contoh', number: 'UJI-BUDI' });
  await world.leave(ani, '2026-11-02', '2026-11-03');
  const october = await world.post({
    unit,
    title: 'Materi Oktober',
    from: '2026-10-01 00:00',
    until: '2026-11-01 00:00',
  });
  const november = await world.post({ unit, title: 'Materi November' });
  await world.share(ani, october, { at: '2026-10-05 09:00' });
  const proven = await world.share(ani, november, { at: '2026-11-05 09:00', channel: 'facebook', key: '1' });
  await world.share(ani, november, { at: '2026-11-06 09:00', channel: 'face_to_face', state: 'rejected' });
  await world.share(budi, november, { at: '2026-11-06 09:00' });
  await test.db.query(
    `INSERT INTO verdict (share_id, verdict, reason, by_id, at) VALUES ($1, 'accepted', '', $2, $3)`,
    [proven.id, head.id, wita('2026-11-07 09:00')],
  );
  await test.db.query(
    `INSERT INTO audit_entry (at, actor_id, verb, subject, subject_id) VALUES ($1, $2, 'evidence.look', 'share', $3)`,
    [wita('2026-11-07 08:59'), head.id, proven.id],
  );
  await test.app.get(EvaluationService).evaluate(null, '2026-10');
});
afterAll(() => test.stop());

const shown = async (path: string, who = ani) => (await test.as(who)).get(path);

describe('the own year', () => {
  it('shows the computed months and the current one, with figure and label', async () => {
    // 23 working days in October: 8 asked; 21 in November, two of them on leave: floor(8 × 19 ÷ 21) = 7.
    const { words } = await shown('/nilai/tahun/2026');
    expect(words).toContain('Oktober 2026 8 1 12,5% Kurang Aktif Sementara');
    expect(words).toContain('November 2026 7 1 14,3% Kurang Aktif Sementara');
    expect(words).toContain('Materi dihitung 2');
    expect(words).toContain('Target tercapai 0 dari 2 bulan');
    expect(words).not.toContain('September 2026');
  });

  it('shows the channels of shares that count, to the person alone', async () => {
    const own = (await shown('/nilai/tahun/2026')).words;
    expect(own).toContain('Facebook 1 50,0%');
    expect(own).toContain('Tatap muka 1 50,0%');
    expect((await shown('/nilai/tahun/2026', head)).words).not.toContain('Facebook');
  });

  it.each(['2027', '26', 'abcd', '1999'])('knows no year %s', async (year) => {
    expect((await shown(`/nilai/tahun/${year}`)).status).toBe(404);
  });

  it('says so when nothing was computed', async () => {
    expect((await shown('/nilai/tahun/2025')).words).toContain('Tidak ada bulan yang dihitung pada tahun ini.');
  });

  it('is found from the own result', async () => {
    expect((await shown('/nilai')).text).toContain('href="/nilai/tahun/2026"');
    expect((await shown(`/partisipasi/pegawai/${ani.id}`, head)).text).not.toContain('/nilai/tahun/');
  });
});

describe('the own data', () => {
  it('tell what is kept and who looked at evidence', async () => {
    const { words } = await shown('/data-saya');
    expect(words).toContain('Nomor: UJI-ANI');
    expect(words).toContain('Sebaran 3 Putusan atas sebaran 1');
    expect(words).toContain('2 November 2026 3 November 2026');
    expect(words).toContain('7 November 2026 pukul 08.59 WITA Kepala Contoh Materi November');
    expect((await shown('/data-saya', budi)).words).toContain('Belum ada orang lain yang membuka gambar bukti Anda.');
  });

  it('are a file with every row of the person and of nobody else', async () => {
    const { text, headers } = await shown('/data-saya/unduh.json');
    expect(headers['content-disposition']).toBe('attachment; filename="data-saya.json"');
    const data = JSON.parse(text);
    expect(data).toMatchObject({ name: 'Ani Contoh', numbers: [{ number: 'UJI-ANI', kind: 'thl' }] });
    expect(data.memberships).toEqual([
      { unit: 'Dinas Kesehatan Daerah', employment: 'THL', position: 'Staf', from: '2020-01-01', until: null },
    ]);
    expect(data.leave).toEqual([{ kind: 'CUTI', from: '2026-11-02', until: '2026-11-03' }]);
    expect(data.shares.map(({ state, channel }: Record<string, string>) => [state, channel])).toEqual([
      ['rejected', 'face_to_face'],
      ['recorded', 'facebook'],
      ['recorded', 'face_to_face'],
    ]);
    expect(data.shares[1].verdicts).toMatchObject([{ verdict: 'accepted' }]);
    expect(data.results).toMatchObject([{ month: '2026-10', target: 8, counted: 1 }]);
    expect(data.looks).toMatchObject([{ by: 'Kepala Contoh', post: 'Materi November' }]);
    expect(text).not.toContain('UJI-BUDI');
  });

  it('are nobody’s who is not signed in', async () => {
    expect((await test.anybody().get('/data-saya/unduh.json')).status).not.toBe(200);
  });
});
