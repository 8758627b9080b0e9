import { ClosingService } from '../../src/closing/closing.service';
import { EvaluationService } from '../../src/evaluation/evaluation.service';
import { StoredFiles } from '../../src/files/stored-files.service';
import { newCode, newId, sha256 } from '../../src/kernel/random';
import { printer } from '../../src/papers/pdf';
import { MonthReports } from '../../src/reports/month-reports.service';
import { releaseOrder } from '../../src/issuance/issuance.queries';
import { ReportForms } from '../../src/issuance/report-forms.service';
import { ReportFileRow, ReportOrder } from '../../src/issuance/report-order.entity';
import { frameOf, ReportWork } from '../../src/issuance/report-work.service';
import { SettingsService } from '../../src/settings/settings.service';
import { actorOf } from '../actors';
import { startApp, type TestApp } from '../app';
import type { Browser } from '../browser';
import { wita } from '../fakes';
import type { TestPerson, TestUnit } from '../world';

const month = '2026-10';
const texts = {
  number: '500.12/15/DKIPS',
  nature: 'Biasa',
  attachments: '2 (dua) lampiran',
  subject: 'Laporan evaluasi',
  followUp: 'Jaringan di kepulauan terputus tiga hari.\nPendampingan dijadwalkan.',
};

let test: TestApp;
let evaluator: Browser;
let head: Browser;
let staff: TestPerson;
let agency: TestUnit;

beforeAll(async () => {
  test = await startApp('2026-11-23 10:00');
  const { world } = test;
  const root = await world.unit({ code: 'PROV', name: 'Pemerintah Provinsi', ranked: false });
  agency = await world.unit({ code: 'DINKES', name: 'Dinas Kesehatan Daerah', parent: root });
  const other = await world.unit({ code: 'DISDIK', name: 'Dinas Pendidikan Daerah', parent: root });
  await world.unit({ code: 'KOSONG', name: 'Unit tanpa pegawai', parent: root });
  evaluator = await test.as(await world.staff({ unit: other, role: 'evaluator', roleUnit: root }));
  head = await test.as(await world.staff({ unit: agency, role: 'head', name: 'Kepala 李 Contoh' }));
  staff = await world.staff({ unit: agency, name: 'Sharer Contoh' });
  const post = await world.post({ unit: root, from: '2026-10-01 00:00', title: 'Posyandu '.repeat(13).trim() });
  await world.share(staff, post, { at: '2026-10-12 09:00' });
  await test.app.get(EvaluationService).evaluate(null, month);
}, 60_000);
afterAll(() => test.stop());

const close = () =>
  test.db.query(
    `UPDATE period_version SET state = 'closed', closing_hash = repeat('a3', 32), previous_hash = repeat('0', 64),
       fixed_at = '2026-11-10T09:00:00+08:00' WHERE month = $1 AND state = 'provisional'`,
    [month],
  );
const rows = () => test.db.manager.findBy(ReportFileRow, { month });
const reportRow = async () => (await rows()).find(({ kind, format }) => kind === 'month' && format === 'pdf');
const signedUpload = (bytes: Buffer) =>
  evaluator.upload(`/laporan/${month}/tanda-tangan`, {}, { field: 'berkas', name: 'tanda-tangan.pdf', bytes });

describe('the report of a month', () => {
  it('is not issued before the month is closed, and never by a head', async () => {
    const refused = await evaluator.post(`/laporan/${month}/terbitan`, {});
    expect(refused.status).toBe(409);
    expect(refused.words).toContain('Laporan hanya diterbitkan untuk bulan yang sudah ditutup.');
    expect((await head.post(`/laporan/${month}/terbitan`, {})).status).toBe(403);
    const ofOneAgency = await test.as(await test.world.staff({ unit: agency, role: 'evaluator' }));
    const answer = await ofOneAgency.post(`/laporan/${month}/terbitan`, {});
    expect([answer.status, answer.words]).toEqual([403, expect.stringContaining('menyangkut seluruh provinsi')]);
    const desk = await ofOneAgency.get(`/laporan/${month}`);
    expect(desk.words).toContain('Laporan ditulis dan diterbitkan oleh evaluator pada unit teratas.');
    expect(desk.text).not.toContain(`action="/laporan/`);
  });

  it('keeps what the agency writes, and shows it again as typed where it is too long', async () => {
    expect((await evaluator.submit(`/laporan/${month}/isi`, texts)).words).toContain('Isi laporan disimpan.');
    const long = await evaluator.post(`/laporan/${month}/isi`, { ...texts, number: 'x'.repeat(121) });
    expect(long.status).toBe(422);
    expect(long.text).toContain('x'.repeat(121));
    expect((await evaluator.get(`/laporan/${month}`)).text).toContain('500.12/15/DKIPS');
  });

  it('is not issued unawares without a signatory', async () => {
    await close();
    expect((await evaluator.get(`/laporan/${month}`)).words).toContain('Penanda tangan belum diisi pada Setelan.');
    const admin = actorOf(staff.id, { roles: [{ role: 'admin', unitId: agency.id, isTop: true }] });
    const name = (signatory: string) =>
      test.app.get(SettingsService).change(admin, { 'report.signatory_name': signatory });
    await name('Dra. Contoh');
    const named = (await evaluator.get(`/laporan/${month}`)).words;
    expect(named).toContain('Terbitkan laporan');
    expect(named).not.toContain('Penanda tangan belum diisi');
    await name('');
  });

  it('is ordered once, however often the button is pressed, with a file for every unit that has people', async () => {
    const answer = await evaluator.submit(`/laporan/${month}/terbitan`, {});
    expect(answer.words).toContain('Laporan diterbitkan. Berkasnya dibuat satu per satu.');
    expect(answer.words).toContain('0 dari 7 berkas');
    expect(answer.headers['refresh']).toBe('5');
    await evaluator.submit(`/laporan/${month}/terbitan`, {});
    const units = (await rows()).filter(({ kind }) => kind === 'unit').map(({ subject }) => subject);
    expect(units.sort()).toEqual(['DINKES', 'DISDIK']);
    expect(await rows()).toHaveLength(7);
  });

  it('bears no other text once it is issued', async () => {
    const refused = await evaluator.post(`/laporan/${month}/isi`, { ...texts, number: '1' });
    expect(refused.status).toBe(409);
    expect(refused.words).toContain('Laporan versi ini sudah diterbitkan');
  });

  it('is finished by another worker when the lease of a killed one has run out', async () => {
    const abandoned = '0190f3a0-0000-7000-8000-000000000001';
    const until = wita('2026-11-23 10:03');
    await test.db.query('UPDATE report_order SET lease = $1, lease_until = $2, tries = 1', [abandoned, until]);
    await test.app.get(ReportWork).workOff();
    expect((await rows()).every(({ hash }) => hash === null)).toBe(true);
    test.clock.set('2026-11-23 10:03');
    await test.app.get(ReportWork).workOff();
    expect((await rows()).every(({ hash }) => hash !== null)).toBe(true);
    const page = await evaluator.get(`/laporan/${month}`);
    expect(page.words).toContain('Selesai 7 dari 7 berkas');
    expect(page.headers['refresh']).toBeUndefined();
  }, 120_000);

  it('is handed out as it was made, whatever the settings become, with the characters told that were replaced', async () => {
    const row = await reportRow();
    await test.db.query(
      `INSERT INTO setting (key, value, changed_at) VALUES ('report.place', '"Bitung"', now())
       ON CONFLICT (key) DO UPDATE SET value = EXCLUDED.value`,
    );
    const first = await evaluator.get(`/evaluasi/${month}/laporan.pdf`);
    expect(sha256(first.bytes).equals(row?.hash ?? Buffer.alloc(0))).toBe(true);
    const api = await evaluator.api('GET', `/periods/${month}/report.pdf`);
    expect(api.bytes.equals(first.bytes)).toBe(true);
    expect((await rows()).find(({ subject }) => subject === 'DINKES')?.replaced).toEqual(['李']);
  });

  it('is the same to the byte when it is made again in another process', async () => {
    const row = await reportRow();
    const order = await test.db.manager.findOneByOrFail(ReportOrder, { month });
    const material = await test.app.get(MonthReports).material({ month, lang: 'id' });
    const form = { format: 'pdf' as const, lang: 'id' as const, frame: frameOf(order, row?.code ?? '') };
    await printer.renew();
    const { bytes } = await test.app.get(ReportForms).write(null, material, form);
    const kept = await test.app.get(StoredFiles).read(row?.hash ?? Buffer.alloc(0));
    expect(kept?.bytes.equals(bytes)).toBe(true);
  }, 60_000);

  it('gives a head the own unit with its people, and of another unit a draft without them', async () => {
    const own = await head.get(`/evaluasi/${month}/laporan.pdf?unit=DINKES`);
    const row = (await rows()).find(({ subject }) => subject === 'DINKES');
    expect(sha256(own.bytes).equals(row?.hash ?? Buffer.alloc(0))).toBe(true);
    const foreign = (await rows()).find(({ subject }) => subject === 'DISDIK');
    const other = await head.get(`/evaluasi/${month}/laporan.pdf?unit=DISDIK`);
    expect(other.status).toBe(200);
    expect(sha256(other.bytes).equals(foreign?.hash ?? Buffer.alloc(0))).toBe(false);
  }, 60_000);
});

describe('an order that failed', () => {
  const failing = wita('2026-11-23 10:03');
  const state = async () => {
    const { tries, lease, leaseUntil } = await test.db.manager.findOneByOrFail(ReportOrder, { month });
    return { tries, lease, leaseUntil };
  };
  const leased = (until: Date) =>
    test.db.query('UPDATE report_order SET lease = $1, lease_until = $2, tries = 5', [newId(), until]);

  it('is tried again when asked for after five killed workers, but not while somebody works on it', async () => {
    await leased(failing);
    await evaluator.submit(`/laporan/${month}/terbitan`, {});
    expect(await state()).toEqual({ tries: 0, lease: null, leaseUntil: null });
    await leased(wita('2026-11-23 10:04'));
    await evaluator.submit(`/laporan/${month}/terbitan`, {});
    expect(await state()).toMatchObject({ tries: 5, leaseUntil: wita('2026-11-23 10:04') });
  });

  it('does not count it as a try when too many others print', async () => {
    const lease = newId();
    await test.db.query('UPDATE report_order SET lease = $1, tries = 3', [lease]);
    await releaseOrder(test.db, lease, { again: failing, failure: null });
    expect(await state()).toEqual({ tries: 2, lease: null, leaseUntil: failing });
    await test.db.query('UPDATE report_order SET tries = 0, lease_until = NULL');
  });
});

describe('the bukti dukung of a person', () => {
  it('is never made by the worker: a row without bytes becomes the person’s own paper, not the report', async () => {
    const key = { month, version: 1, kind: 'person' as const, subject: staff.id, format: 'pdf' as const };
    await test.db.manager.insert(ReportFileRow, { id: newId(), ...key, code: newCode() });
    await test.app.get(ReportWork).workOff();
    expect((await test.db.manager.findOneByOrFail(ReportFileRow, key)).hash).toBeNull();
    const browser = await test.as(staff);
    const get = () => browser.get(`/nilai/bukti-dukung.pdf?bulan=${month}`);
    const [one, two] = await Promise.all([get(), get()]);
    const row = await test.db.manager.findOneByOrFail(ReportFileRow, key);
    expect(row.hash && [one, two].map(({ bytes }) => sha256(bytes).equals(row.hash as Buffer))).toEqual([true, true]);
    expect((await test.db.manager.findBy(ReportFileRow, key)).length).toBe(1);
  }, 60_000);

  it('is made once for the issued version, for the person and for the unit’s head alike', async () => {
    const own = await (await test.as(staff)).get(`/nilai/bukti-dukung.pdf?bulan=${month}`);
    expect(own.headers['content-type']).toBe('application/pdf');
    const seen = await head.get(`/partisipasi/pegawai/${staff.id}/bukti-dukung.pdf?bulan=${month}`);
    expect(seen.bytes.equals(own.bytes)).toBe(true);
    const other = await test.as(await test.world.staff({ role: 'head' }));
    expect((await other.get(`/partisipasi/pegawai/${staff.id}/bukti-dukung.pdf?bulan=${month}`)).status).toBe(404);
  }, 60_000);

  it('is a draft for a month that still runs', async () => {
    const answer = await (await test.as(staff)).get('/nilai/bukti-dukung.pdf');
    expect(answer.bytes.subarray(0, 5).toString()).toBe('%PDF-');
    expect(answer.headers['content-disposition']).toContain('bukti-dukung-2026-11.pdf');
  }, 60_000);

  it('is printed for one person only so often, and given as often as asked once it is kept', async () => {
    const browser = await test.as(staff);
    const statuses = async (wish: string, times: number) => {
      const seen = [];
      for (let count = 0; count < times; count += 1) {
        seen.push((await browser.get(`/nilai/bukti-dukung.pdf?bulan=${wish}`)).status);
      }
      return seen;
    };
    expect((await statuses('2026-11', 6)).at(-1)).toBe(429);
    expect(await statuses(month, 6)).toEqual([200, 200, 200, 200, 200, 200]);
    test.clock.set('2026-11-23 10:10');
    expect(await statuses('2026-11', 1)).toEqual([200]);
  }, 60_000);

  it('is printed for a head only so often', async () => {
    const answers = [];
    for (let count = 0; count < 31; count += 1) {
      answers.push((await head.get(`/partisipasi/pegawai/${staff.id}/bukti-dukung.pdf?bulan=2026-11`)).status);
    }
    expect([answers.at(-2), answers.at(-1)]).toEqual([200, 429]);
  }, 120_000);
});

describe('the signed report', () => {
  it('is refused when it is no PDF, the unsigned file itself, or none', async () => {
    const unsigned = (await evaluator.get(`/evaluasi/${month}/laporan.pdf`)).bytes;
    const [text, same] = [await signedUpload(Buffer.from('bukan PDF')), await signedUpload(unsigned)];
    expect([text.status, same.status, (await signedUpload(Buffer.alloc(0))).status]).toEqual([422, 422, 422]);
    expect(text.words).toContain('Berkas ini bukan PDF.');
    expect(same.words).toContain('yang belum ditandatangani');
    expect((await evaluator.get(`/laporan/${month}/bertanda-tangan.pdf`)).status).toBe(404);
  });

  it('is refused without a signature, and when it is a signed file of something else', async () => {
    const unsigned = (await evaluator.get(`/evaluasi/${month}/laporan.pdf`)).bytes;
    const signature = Buffer.from('\n9 0 obj <</Type /Sig /SubFilter /adbe.pkcs7.detached /ByteRange [0 1 2 3]>>');
    const touched = await signedUpload(Buffer.concat([unsigned, Buffer.from('\n%')]));
    const foreign = await signedUpload(Buffer.concat([Buffer.from('%PDF-1.7'), signature]));
    expect([touched.status, foreign.status]).toEqual([422, 422]);
    expect(touched.words).toContain('tidak memuat tanda tangan elektronik');
    expect(foreign.words).toContain('Berkas ini bertanda tangan, tetapi bukan berkas');
    const code = (await reportRow())?.code ?? '';
    expect(unsigned.includes(code)).toBe(true);
  });

  it('is kept beside the unsigned one', async () => {
    const unsigned = (await evaluator.get(`/evaluasi/${month}/laporan.pdf`)).bytes;
    const bytes = Buffer.concat([
      unsigned,
      Buffer.from('\n9 0 obj <</Type /Sig /SubFilter /adbe.pkcs7.detached /ByteRange [0 1 2 3]>>'),
    ]);
    expect((await signedUpload(bytes)).status).toBe(303);
    expect((await evaluator.get(`/laporan/${month}/bertanda-tangan.pdf`)).bytes.equals(bytes)).toBe(true);
    expect((await evaluator.get(`/evaluasi/${month}/laporan.pdf`)).bytes.equals(unsigned)).toBe(true);
  });
});

describe('a version that was superseded', () => {
  it('stays readable with its figures, files and signed file, and nothing of it can be changed', async () => {
    const issued = (await evaluator.get(`/evaluasi/${month}/laporan.pdf`)).bytes;
    const signedFile = (await evaluator.get(`/laporan/${month}/bertanda-tangan.pdf`)).bytes;
    await test.app.get(ClosingService).reopen(null, month, 'Cuti bersama berubah.');

    expect((await evaluator.get(`/evaluasi/${month}/laporan.pdf`)).bytes).not.toEqual(issued);
    expect((await evaluator.get(`/evaluasi/${month}/laporan.pdf?versi=1`)).bytes).toEqual(issued);
    expect((await evaluator.api('GET', `/periods/${month}/report.pdf?version=1`)).bytes).toEqual(issued);
    expect((await evaluator.get(`/laporan/${month}/bertanda-tangan.pdf?versi=1`)).bytes).toEqual(signedFile);

    const versions = (await evaluator.get(`/evaluasi/${month}/penutupan`)).text;
    expect(versions).toContain(`"/evaluasi/${month}?versi=1"`);
    expect(versions).not.toContain('?versi=2');
    const page = await evaluator.get(`/evaluasi/${month}?versi=1`);
    expect(page.words).toContain('Versi ini sudah digantikan');
    expect(page.text).toContain(`/evaluasi/${month}/laporan.pdf?versi=1`);
    expect(page.words).not.toContain('Hitung ulang');
    const desk = await evaluator.get(`/laporan/${month}?versi=1`);
    expect(desk.text).toContain(`/evaluasi/${month}/laporan.pdf?versi=1&unit=DINKES`);
    expect(desk.text).not.toContain('<form method="post" action="/laporan/');
  });

  it.each(['3', '0', '1.0', 'x'])('is not found as version %s', async (version) => {
    for (const path of [`/evaluasi/${month}`, `/laporan/${month}`, `/evaluasi/${month}/laporan.csv`]) {
      expect((await evaluator.get(`${path}?versi=${version}`)).status).toBe(404);
    }
  });

  it('that was never issued says that it cannot be, where the newer one is, and so in each draft', async () => {
    await close();
    await test.app.get(ClosingService).reopen(null, month, 'Cuti bersama berubah lagi.');
    const desk = await evaluator.get(`/laporan/${month}?versi=2`);
    expect(desk.words).toContain('tidak dapat diterbitkan lagi');
    expect(desk.text).toContain(`"/laporan/${month}"`);
    const text = await evaluator.get(`/evaluasi/${month}/laporan.txt?versi=2`);
    expect(text.text).toMatch(/^DIGANTIKAN oleh versi yang lebih baru\n/);
    const table = await evaluator.get(`/evaluasi/${month}/laporan.csv?versi=2`);
    expect(table.headers['content-disposition']).toContain(`gaung-${month}-v2-digantikan.csv`);
    expect((await evaluator.get(`/evaluasi/${month}/laporan.txt?versi=1`)).text).not.toContain('DIGANTIKAN');
    expect((await evaluator.get(`/evaluasi/${month}/laporan.txt`)).text).not.toContain('DIGANTIKAN');
  });
});
