import { EvaluationService } from '../../src/evaluation/evaluation.service';
import { Issuing } from '../../src/issuance/issuing.service';
import { ReportFileRow } from '../../src/issuance/report-order.entity';
import { ReportWork } from '../../src/issuance/report-work.service';
import { sha256 } from '../../src/kernel/random';
import { startApp, type TestApp } from '../app';
import type { Browser } from '../browser';

const month = '2026-10';
const signature = 'Balai Sertifikasi Elektronik';

let test: TestApp;
let visitor: Browser;
let evaluator: Browser;
let report: ReportFileRow;
let pdf: Buffer;
const rows = () => test.db.manager.findBy(ReportFileRow, { month });

beforeAll(async () => {
  test = await startApp('2026-11-23 10:00');
  const { world } = test;
  const root = await world.unit({ code: 'PROV', name: 'Pemerintah Provinsi', ranked: false });
  const large = await world.unit({ code: 'BESAR', name: 'Dinas Besar Daerah', parent: root });
  const small = await world.unit({ code: 'KECIL', name: 'Unit Kecil Sekali', parent: root });
  evaluator = await test.as(await world.staff({ unit: small, role: 'evaluator', roleUnit: root }));
  const people = await Promise.all(Array.from({ length: 5 }, () => world.staff({ unit: large })));
  const post = await world.post({ unit: root, from: '2026-10-01 00:00' });
  for (const person of people.slice(0, 3)) await world.share(person, post, { at: '2026-10-12 09:00' });
  await test.app.get(EvaluationService).evaluate(null, month);
  await test.db.query(
    `UPDATE period_version SET state = 'closed', closing_hash = repeat('a3', 32), previous_hash = repeat('0', 64),
       fixed_at = '2026-11-10T09:00:00+08:00' WHERE month = $1`,
    [month],
  );
  await test.app.get(Issuing).order(null, month);
  await test.app.get(ReportWork).workOff();
  visitor = test.anybody();
  report = (await rows()).find(({ kind, format }) => kind === 'month' && format === 'pdf') as ReportFileRow;
  pdf = (await evaluator.get(`/evaluasi/${month}/laporan.pdf`)).bytes;
}, 120_000);
afterAll(() => test.stop());

describe('the check of a report', () => {
  it('tells anybody what was issued under a code, typed with its dash and in small letters', async () => {
    const typed = `${report.code.slice(0, 5)}-${report.code.slice(5)}`.toLowerCase();
    const { words, status } = await followed(`/periksa?kode=${typed}`);
    expect(status).toBe(200);
    expect(words).toContain('Laporan Evaluasi Penyebarluasan Informasi');
    expect(words).toContain('Oktober 2026');
    expect(words).toContain(report.hash?.toString('hex'));
    expect(words).toContain('a3'.repeat(32));
    expect(words).toContain('Pegawai wajib 6');
    expect(words).toContain('Partisipasi 50,0% 3 pegawai aktif');
    expect(words).not.toContain(signature);
  });

  it('says of a file whether it is the issued one, by the hash a script makes or by the file itself', async () => {
    const hash = sha256(pdf).toString('hex');
    for (const path of ['/periksa', `/periksa/${report.code}`]) {
      const asked = await visitor.post(path, { sidik: hash.toUpperCase() });
      expect(asked.headers['location']).toBe(`/periksa/${report.code}`);
      expect((await visitor.get(`/periksa/${report.code}`)).words).toContain('sama persis');
    }
    const unlike = await visitor.post(`/periksa/${report.code}`, { sidik: '0'.repeat(64) });
    expect([unlike.status, unlike.words]).toEqual([422, expect.stringContaining('berbeda')]);
    expect(unlike.words).toContain(hash);
    await visitor.upload('/periksa', {}, { field: 'berkas', name: 'a.pdf', bytes: pdf });
    expect((await visitor.get(`/periksa/${report.code}`)).words).toContain('sama persis');
    const changed = Buffer.concat([pdf, Buffer.from(' ')]);
    const other = await visitor.upload(
      `/periksa/${report.code}`,
      {},
      { field: 'berkas', name: 'a.pdf', bytes: changed },
    );
    expect([other.status, other.words]).toEqual([422, expect.stringContaining('berbeda')]);
  });

  it('says by no address alone that a file is genuine, as one could stand in the QR of a forged file', async () => {
    const hash = sha256(pdf).toString('hex');
    for (const path of [`/periksa/${report.code}?sidik=${hash}`, `/periksa?sidik=${hash}`]) {
      expect((await followed(path)).words).not.toContain('sama persis');
    }
  });

  it.each<Record<string, string>>([{}, { sidik: '' }, { sidik: 'a3' }, { sidik: `${'z'.repeat(64)}` }])(
    'asks for a file where %j is sent',
    async (typed) => {
      for (const path of ['/periksa', `/periksa/${report.code}`]) {
        const answer = await visitor.post(path, typed);
        expect([answer.status, answer.words]).toEqual([422, expect.stringContaining('Belum ada berkas yang dipilih')]);
      }
    },
  );

  it('shows the form again for a code or a file that was never issued', async () => {
    const unknown = await visitor.get('/periksa?kode=ZZZZZ-ZZZZZ');
    expect(unknown.status).toBe(422);
    expect(unknown.words).toContain('Tidak ada laporan terbitan Gaung yang cocok.');
    expect(unknown.text).toContain('value="ZZZZZ-ZZZZZ"');
    const file = await visitor.upload('/periksa', {}, { field: 'berkas', name: 'a.pdf', bytes: Buffer.from('x') });
    expect(file.status).toBe(422);
    const compared = await visitor.upload(
      '/periksa/ZZZZZZZZZZ',
      {},
      { field: 'berkas', name: 'a.pdf', bytes: Buffer.from('x') },
    );
    expect([compared.status, compared.words]).toEqual([422, expect.stringContaining('Tidak ada laporan terbitan')]);
    expect((await visitor.api('GET', '/reports/ZZZZZZZZZZ')).status).toBe(404);
  });

  it('names no unit of fewer than five people and gives no totals of it', async () => {
    const codeOf = async (unit: string) => (await rows()).find(({ subject }) => subject === unit)?.code ?? '';
    const small = await visitor.get(`/periksa/${await codeOf('KECIL')}`);
    expect(small.words).toContain('Rekapitulasi satu unit');
    expect(small.words).not.toContain('Unit Kecil Sekali');
    expect(small.words).not.toContain('Pegawai wajib');
    expect((await visitor.get(`/periksa/${await codeOf('BESAR')}`)).words).toContain('Dinas Besar Daerah');
  });

  it('says the sentence of the electronic signature only once a signed file came back', async () => {
    const bytes = Buffer.concat([
      pdf,
      Buffer.from('\n9 0 obj <</Type /Sig /SubFilter /adbe.pkcs7.detached /ByteRange [0 1 2 3]>>'),
    ]);
    await evaluator.upload(`/laporan/${month}/tanda-tangan`, {}, { field: 'berkas', name: 'a.pdf', bytes });
    await visitor.post(`/periksa/${report.code}`, { sidik: sha256(bytes).toString('hex') });
    const answer = await visitor.get(`/periksa/${report.code}`);
    expect(answer.words).toContain('sama persis dengan berkas bertanda tangan elektronik');
    expect(answer.words).toContain(signature);
    expect(answer.words).toContain('diperiksa pada layanan BSrE');
    const json = (await visitor.api('GET', `/reports/${report.code}`)).json();
    expect(json).toMatchObject({
      ...{ period: month, version: 1, hash: sha256(pdf).toString('hex'), signedHash: sha256(bytes).toString('hex') },
      ...{ totals: { obliged: 6, exempt: 0, active: 3, met: 0 }, supersededBy: null },
    });
  });

  it('says when a newer version of the month exists', async () => {
    await test.db.query(
      `INSERT INTO period_version (month, version, state, policy_version, cutoff)
       SELECT month, 2, 'provisional', policy_version, cutoff FROM period_version WHERE month = $1`,
      [month],
    );
    expect((await visitor.get(`/periksa/${report.code}`)).words).toContain('Bulan ini dibuka kembali; versi 2');
  });

  it('answers one address only so often', async () => {
    const statuses = new Set<number>();
    for (let count = 0; count < 310; count += 1) {
      statuses.add((await visitor.api('GET', `/reports/${report.code}`)).status);
    }
    expect([...statuses]).toEqual([200, 429]);
    for (const path of ['/periksa', `/periksa/${report.code}`]) {
      const sent = await visitor.upload(path, {}, { field: 'berkas', name: 'a.pdf', bytes: pdf });
      expect([sent.status, Number(sent.headers['retry-after']) > 0]).toEqual([429, true]);
    }
  });
});

async function followed(path: string) {
  const answer = await visitor.get(path);
  return answer.status === 303 ? visitor.get(String(answer.headers['location'])) : answer;
}
