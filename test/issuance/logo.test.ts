import sharp from 'sharp';
import { EvaluationService } from '../../src/evaluation/evaluation.service';
import { ReportForms } from '../../src/issuance/report-forms.service';
import { ReportFileRow, ReportOrder } from '../../src/issuance/report-order.entity';
import { frameOf, ReportWork } from '../../src/issuance/report-work.service';
import { sha256 } from '../../src/kernel/random';
import { printer } from '../../src/papers/pdf';
import { MonthReports } from '../../src/reports/month-reports.service';
import { startApp, type TestApp } from '../app';
import type { Answer, Browser } from '../browser';
import { coatOfArms } from '../settings/coat-of-arms';

const month = '2026-10';

let test: TestApp;
let admin: Browser;
let evaluator: Browser;
let sharer: Browser;

beforeAll(async () => {
  test = await startApp('2026-11-23 10:00');
  const { world } = test;
  const root = await world.unit({ code: 'PROV', name: 'Pemerintah Provinsi', ranked: false });
  const agency = await world.unit({ code: 'DINKES', name: 'Dinas Kesehatan Daerah', parent: root });
  admin = await test.as(await world.staff({ unit: root, role: 'admin' }));
  evaluator = await test.as(await world.staff({ unit: agency, role: 'evaluator', roleUnit: root }));
  const staff = await world.staff({ unit: agency });
  sharer = await test.as(staff);
  await world.share(staff, await world.post({ unit: root, from: '2026-10-01 00:00' }), { at: '2026-10-12 09:00' });
  await test.app.get(EvaluationService).evaluate(null, month);
}, 60_000);
afterAll(() => test.stop());

const upload = (bytes: Buffer) =>
  admin.upload('/admin/setelan/lambang', {}, { field: 'picture', name: 'lambang.png', bytes });
const remove = () => admin.post('/admin/setelan/lambang/hapus', {});
const other = () =>
  sharp({ create: { width: 300, height: 200, channels: 3, background: '#a01010' } })
    .png()
    .toBuffer();
const paper = () => evaluator.get(`/evaluasi/${month}/laporan.pdf`);
const edition = () => evaluator.get(`/evaluasi/${month}/laporan.pdf?unit=DINKES`);
const proof = () => sharer.get(`/nilai/bukti-dukung.pdf?bulan=${month}`);
/** Width and height of the picture with the words for it; null where there is none. */
const pictureIn = ({ bytes }: Pick<Answer, 'bytes'>) => {
  const text = bytes.toString('latin1');
  const [, width, height] = /\/Subtype \/Image[^>]*?\/Width (\d+)\s+\/Height (\d+)/.exec(text) ?? [];
  return text.includes('Lambang daerah') ? [Number(width), Number(height)] : null;
};
const row = () => test.db.manager.findOneByOrFail(ReportFileRow, { month, kind: 'month', format: 'pdf' });

describe('the coat of arms', () => {
  it('stands with its words on every paper of a month, and on none when there is none', async () => {
    for (const make of [paper, edition, proof]) expect(pictureIn(await make())).toBeNull();
    await upload(await coatOfArms());
    for (const make of [paper, edition, proof]) expect(pictureIn(await make())).toEqual([338, 400]);
  }, 60_000);

  it('of a draft is the present one', async () => {
    await upload(await other());
    expect(pictureIn(await paper())).toEqual([300, 200]);
    await upload(await coatOfArms());
  }, 60_000);

  it('of an issued report is that of its issuing, although it was changed before the files were made', async () => {
    await test.db.query(
      `UPDATE period_version SET state = 'closed', closing_hash = repeat('a3', 32), previous_hash = repeat('0', 64),
         fixed_at = '2026-11-10T09:00:00+08:00' WHERE month = $1`,
      [month],
    );
    await evaluator.post(`/laporan/${month}/terbitan`, {});
    await upload(await other());
    await remove();
    await test.app.get(ReportWork).workOff();
    const issued = await paper();
    expect(sha256(issued.bytes)).toEqual((await row()).hash);
    for (const answer of [issued, await edition(), await proof()]) expect(pictureIn(answer)).toEqual([338, 400]);
  }, 120_000);

  it('of an issued report gives the same bytes when that is made again without it in the settings', async () => {
    const order = await test.db.manager.findOneByOrFail(ReportOrder, { month });
    const { code, hash } = await row();
    const material = await test.app.get(MonthReports).material({ month, lang: 'id' });
    await printer.renew();
    const form = { format: 'pdf' as const, lang: 'id' as const, frame: frameOf(order, code) };
    const { bytes } = await test.app.get(ReportForms).write(null, material, form);
    expect(sha256(bytes)).toEqual(hash);
  }, 60_000);
});
