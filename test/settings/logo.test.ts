import sharp from 'sharp';
import { startApp, type TestApp } from '../app';
import type { Browser } from '../browser';
import { jpeg, pngOf, revealingJpeg } from '../files/sample-pictures';
import { coatOfArms } from './coat-of-arms';
import type { TestPerson, TestUnit } from '../world';

const address = '/admin/setelan/lambang';

describe('the coat of arms on the letterhead', () => {
  let test: TestApp;
  let top: TestUnit;
  let person: TestPerson;
  let admin: Browser;
  beforeAll(async () => {
    test = await startApp();
    top = await test.world.unit();
    person = await test.world.staff({ unit: top, role: 'admin' });
    admin = await test.as(person);
  });
  afterAll(() => test.stop());
  beforeEach(() => test.db.query('UPDATE letterhead_logo SET file_hash = NULL'));

  const send = (bytes: Buffer, browser = admin) =>
    browser.upload(address, {}, { field: 'picture', name: 'lambang.png', bytes });
  const page = () => admin.get('/admin/setelan');
  const shown = async () => {
    const [, type, base64] = /src="data:([^;]+);base64,([^"]+)"/.exec((await page()).text) ?? [];
    return base64 ? { type, bytes: Buffer.from(base64, 'base64') } : null;
  };
  const trail = (): Promise<{ before: { value: string }; after: { value: string } }[]> =>
    test.db.query(
      `SELECT actor_id AS "actorId", before, after FROM audit_entry
       WHERE verb = 'setting.change' AND subject_id = 'report.logo' ORDER BY id`,
    );
  const kept = async (): Promise<string[]> =>
    (await test.db.query(`SELECT encode(hash, 'hex') AS hash FROM stored_file`)).map(
      ({ hash }: { hash: string }) => hash,
    );

  it('is uploaded by an administrator and shown with words, small and still transparent', async () => {
    expect((await page()).words).toContain('Belum ada lambang.');
    expect((await send(await coatOfArms())).headers['location']).toBe('/admin/setelan');
    const { text, words } = await page();
    expect(words).toContain('Lambang disimpan.');
    expect(text).toContain('alt="Lambang daerah yang sekarang"');
    const picture = sharp((await shown())?.bytes);
    expect(await picture.metadata()).toMatchObject({ format: 'png', height: 400, hasAlpha: true });
    const { data } = await picture.ensureAlpha().raw().toBuffer({ resolveWithObject: true });
    expect(data.at(3)).toBe(0);
  });

  it('tells nothing of where and by whom the picture was made', async () => {
    await send(await revealingJpeg());
    expect((await shown())?.bytes.toString('latin1')).not.toMatch(/Rahasia|Exif|GPS|script/);
  });

  it('is replaced and removed, each change in the trail, and takes its bytes with it', async () => {
    const from = (await trail()).length;
    for (const colour of ['#123456', '#123456', '#654321']) await send(await coatOfArms(colour));
    expect((await admin.submit(`${address}/hapus`, {})).words).toContain('Lambang dihapus.');
    expect((await admin.submit(`${address}/hapus`, {})).words).toContain('Tidak ada setelan yang berubah.');
    const rows = (await trail()).slice(from);
    const [first = '', second = ''] = rows.map(({ after }) => after.value);
    const change = { actorId: person.id };
    expect(rows).toEqual([
      { ...change, before: { value: '' }, after: { value: first } },
      { ...change, before: { value: first }, after: { value: second } },
      { ...change, before: { value: second }, after: { value: '' } },
    ]);
    expect(await shown()).toBeNull();
    expect((await kept()).filter((hash) => hash === first || hash === second)).toEqual([]);
  });

  it.each([
    ['an SVG', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'), 422, 'Berkas ini SVG, bukan gambar JPEG'],
    ['a sentence', Buffer.from('Ini bukan gambar, ini kalimat.'), 422, 'Berkas ini bukan gambar'],
    ['nothing', Buffer.alloc(0), 422, 'Belum ada gambar yang dipilih'],
    ['more than 24 megapixels', pngOf(6000, 4001), 422, 'lebih dari 24 megapiksel'],
    ['9 MB', Buffer.alloc(9 * 1024 * 1024), 413, 'Batasnya 8 MB.'],
  ])('is not %s: the page says why and keeps the present one', async (_, bytes, status, sentence) => {
    await send(await coatOfArms());
    const before = await shown();
    const answer = await send(bytes);
    expect([answer.status, answer.words]).toEqual([status, expect.stringContaining(sentence)]);
    expect(answer.text).toContain(`action="${address}#lambang"`);
    expect(answer.text).toMatch(
      /id="picture"[^>]* aria-describedby="picture-petunjuk picture-salah" aria-invalid="true"/,
    );
    expect(await shown()).toEqual(before);
  });

  it('is no picture that is cut off, nor a form without one', async () => {
    const whole = await jpeg();
    expect((await send(whole.subarray(0, whole.length / 2))).words).toContain('rusak atau terpotong');
    const empty = await admin.post(address, {});
    expect([empty.status, empty.words]).toEqual([422, expect.stringContaining('Belum ada gambar yang dipilih')]);
    expect(await shown()).toBeNull();
  });

  it('is for administrators of the whole province only', async () => {
    const agency = await test.world.unit({ parent: top });
    const others = [
      await test.as(await test.world.staff({ unit: agency, role: 'admin' })),
      await test.as(await test.world.staff({ unit: top, role: 'evaluator' })),
      await test.as(await test.world.staff({ unit: top })),
    ];
    await send(await coatOfArms());
    const before = await shown();
    const [ofAgency] = others;
    expect((await page()).text).toContain(`action="${address}/hapus#lambang"`);
    expect((await ofAgency?.get('/admin/setelan'))?.text).not.toContain(`action="${address}`);
    for (const other of others) {
      expect((await send(await coatOfArms('#ffffff'), other)).status).toBe(403);
      expect((await other.post(`${address}/hapus`, {})).status).toBe(403);
    }
    expect(await shown()).toEqual(before);
  });

  it('says beside the button what removing does', async () => {
    const sentence = 'untuk memakainya lagi, unggah kembali.';
    expect((await page()).words).not.toContain(sentence);
    await send(await coatOfArms());
    expect((await page()).words).toContain(sentence);
  });

  it('sent by two administrators at once is one of both, with a trail that fits and no bytes left over', async () => {
    const [from, before] = [(await trail()).length, (await kept()).length];
    const pictures = await Promise.all(['#110000', '#220000', '#330000'].map((colour) => coatOfArms(colour)));
    await Promise.all(pictures.map((bytes) => send(bytes)));
    const rows = (await trail()).slice(from);
    expect(rows.map((row) => row.before.value)).toEqual(['', ...rows.slice(0, 2).map((row) => row.after.value)]);
    expect((await kept()).length).toBe(before + 1);
  });
});
