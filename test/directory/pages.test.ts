import { startApp, type TestApp } from '../app';
import type { Browser } from '../browser';
import type { TestPerson, TestUnit } from '../world';

let world: TestApp;
let [prov, dinas, seksi, biro]: TestUnit[] = [];
let [admin, reviewer, maria, tono]: TestPerson[] = [];
const nip = '198609262015051001';

beforeAll(async () => {
  world = await startApp();
  prov = await world.world.unit({ code: 'PROV', name: 'Provinsi', ranked: false });
  dinas = await world.world.unit({ code: 'DINAS', name: 'Dinas <Uji>', parent: prov, week: 6 });
  seksi = await world.world.unit({ code: 'SEKSI', name: 'Seksi', parent: dinas });
  biro = await world.world.unit({ code: 'BIRO', name: 'Biro', parent: prov });
  admin = await world.world.staff({ unit: prov, role: 'admin', name: 'Ani Admin' });
  reviewer = await world.world.staff({ unit: dinas, role: 'reviewer', name: 'Rio Verifikator' });
  maria = await world.world.staff({ unit: seksi, name: 'Maria Lasut', number: nip });
  tono = await world.world.staff({ unit: biro, name: 'Tono', number: '197001011995031002' });
});
afterAll(() => world.stop());

const open = async (person: TestPerson | undefined): Promise<Browser> => world.as(person!);

describe('the tree of units', () => {
  it('shows an administrator all units with the people of their sub-units', async () => {
    const page = await (await open(admin)).get('/unit');
    expect(page.words).toMatch(/Provinsi PROV · dinas 4 .*Biro BIRO · dinas 1 .*Dinas <Uji> DINAS · dinas 2 .*Seksi/);
    expect(page.text).not.toContain('<Uji>');
  });

  it('shows a reviewer the own branch only', async () => {
    const page = await (await open(reviewer)).get('/unit');
    expect(page.words).toContain('Seksi');
    expect(page.words).not.toContain('Biro');
  });

  it('is closed to staff without a role', async () => {
    expect((await (await open(maria)).get('/unit')).status).toBe(403);
    expect((await (await open(maria)).get('/pegawai')).status).toBe(403);
  });
});

describe('the list of staff', () => {
  it('shows a reviewer the own people, with whole numbers', async () => {
    const page = await (await open(reviewer)).get('/pegawai');
    expect(page.words).toContain('Maria Lasut Staf · Seksi 19860926 201505 1 001 THL');
    expect(page.words).not.toContain('Tono');
  });

  it('shows an auditor masked numbers', async () => {
    const auditor = await world.world.staff({ unit: prov, role: 'auditor', name: 'Oki' });
    const page = await (await open(auditor)).get('/pegawai');
    expect(page.words).toContain('•••••••• 201505 • 001');
    expect(page.text).not.toContain('19860926');
    await world.db.query('UPDATE membership SET ends_on = $2 WHERE person_id = $1', [auditor.id, '2026-01-01']);
  });

  it('finds by part of a name, by whole number, by unit', async () => {
    const browser = await open(admin);
    expect((await browser.get('/pegawai?cari=lasut')).words).toContain('Maria Lasut');
    expect((await browser.get('/pegawai?cari=19700101%20199503%201%20002')).words).toContain('Tono');
    const branch = (await browser.get('/pegawai?cari=&unit=DINAS')).words;
    expect(branch).toContain('Maria Lasut');
    expect(branch).not.toContain('Tono');
    expect((await browser.get('/pegawai?cari=100%25')).words).toContain('Tidak ada pegawai yang cocok');
  });

  it("does not know a unit that is not the reader's", async () => {
    expect((await (await open(reviewer)).get('/pegawai?unit=BIRO')).status).toBe(404);
  });

  it('goes on by cursor, each person once', async () => {
    for (let n = 0; n < 60; n += 1)
      await world.world.staff({ unit: biro!, name: n % 2 ? 'Kembar' : `Orang ${String(n).padStart(2, '0')}` });
    const browser = await open(admin);
    const seen: string[] = [];
    for (let address: string | undefined = '/pegawai?unit=BIRO'; address;) {
      const { text } = await browser.get(address);
      seen.push(...[...text.matchAll(/\/pegawai\/([0-9a-f-]{36})"/g)].map((match) => match[1] ?? ''));
      address = /href="(\/pegawai\?[^"]*setelah=[^"]+)"/.exec(text)?.[1]?.replaceAll('&amp;', '&');
    }
    expect(seen).toHaveLength(61);
    expect(new Set(seen).size).toBe(61);
  });
});

describe("a person's page", () => {
  it('shows numbers, placements, leave and roles', async () => {
    await world.world.leave(maria!, '2026-11-03', '2026-11-05');
    const page = await (await open(reviewer)).get(`/pegawai/${maria!.id}`);
    expect(page.words).toContain('19860926 201505 1 001');
    expect(page.words).toContain('1 Januari 2020 – …');
    expect(page.words).toContain('3 November 2026 – 5 November 2026');
    expect(page.words).toContain('Belum ada peran selain pegawai');
    expect(page.text).not.toContain('name="peran"');
  });

  it('is not found by somebody of another unit, nor by a wrong address', async () => {
    expect((await (await open(reviewer)).get(`/pegawai/${tono!.id}`)).status).toBe(404);
    expect((await (await open(reviewer)).get('/pegawai/1')).status).toBe(404);
  });

  it('lets an administrator grant a role and end it at once, each in the audit trail', async () => {
    const browser = await open(admin);
    const granted = await browser.submit(`/pegawai/${maria!.id}/peran`, {
      ...{ peran: 'editor', unit: 'DINAS', mulai: '2026-11-23', selesai: '' },
    });
    expect(granted.words).toContain('Peran diberikan.');
    expect(granted.words).toContain('Penyusun materi Dinas <Uji>');
    const again = await browser.post(`/pegawai/${maria!.id}/peran`, { peran: 'editor', unit: 'DINAS' });
    expect(again.status).toBe(409);
    expect(again.words).toContain('sudah dipegang');
    world.clock.set('2026-11-25 08:00');
    const [{ id }] = await world.db.query('SELECT id FROM role_grant WHERE person_id = $1', [maria!.id]);
    const ended = await browser.submit(`/pegawai/${maria!.id}/peran/${id}/akhir`, {});
    expect(ended.words).toContain('Peran diakhiri.');
    expect(ended.words).toContain('23 November 2026 – 24 November 2026');
    const trail = await world.db.query(`SELECT after FROM audit_entry WHERE subject_id = $1 ORDER BY id`, [maria!.id]);
    expect(trail.map(({ after }: { after: { until: string | null } }) => after.until)).toEqual([null, '2026-11-24']);
  });

  it('removes a role that was given today when it is ended today', async () => {
    const browser = await open(admin);
    await browser.post(`/pegawai/${tono!.id}/peran`, { peran: 'head', unit: 'BIRO' });
    const [{ id }] = await world.db.query('SELECT id FROM role_grant WHERE person_id = $1', [tono!.id]);
    await browser.post(`/pegawai/${tono!.id}/peran/${id}/akhir`, {});
    expect(await world.db.query('SELECT id FROM role_grant WHERE person_id = $1', [tono!.id])).toEqual([]);
  });

  it('asks for a tick more before a role for the whole province, and keeps what was typed', async () => {
    const browser = await open(admin);
    const form = { peran: 'evaluator', unit: 'BIRO', mulai: '2026-12-01', selesai: '2026-12-31' };
    const refused = await browser.post(`/pegawai/${tono!.id}/peran`, form);
    expect(refused.status).toBe(422);
    expect(refused.words).toContain('Centang pernyataan');
    expect(refused.text).toContain('value="2026-12-31"');
    expect(refused.text).toMatch(/value="evaluator" selected/);
    expect((await browser.post(`/pegawai/${tono!.id}/peran`, { ...form, yakin: 'ya' })).status).toBe(303);
  });

  it.each([
    [{ peran: 'raja', unit: 'BIRO' }, 'Pilih peran dari daftar'],
    [{ peran: 'head', unit: '' }, 'Pilih unit dari daftar'],
    [{ peran: 'head', unit: 'BIRO', mulai: '2026-02-30' }, 'Tanggal mulai tidak terbaca'],
    [{ peran: 'head', unit: 'BIRO', mulai: '2026-01-01' }, 'paling awal hari ini'],
  ])('refuses %o with a sentence', async (form, sentence) => {
    const answer = await (await open(admin)).post(`/pegawai/${tono!.id}/peran`, form as Record<string, string>);
    expect(answer.status).toBe(422);
    expect(answer.words).toContain(sentence);
  });

  it('lets nobody change the own roles, and only an administrator those of others', async () => {
    const own = await (await open(admin)).post(`/pegawai/${admin!.id}/peran`, { peran: 'head', unit: 'PROV' });
    expect(own.words).toContain('Anda tidak dapat mengubah peran sendiri');
    const form = { peran: 'head', unit: 'SEKSI' };
    expect((await (await open(reviewer)).post(`/pegawai/${maria!.id}/peran`, form)).status).toBe(403);
    const below = await world.world.staff({ unit: dinas!, role: 'admin' });
    expect((await (await open(below)).post(`/pegawai/${tono!.id}/peran`, form)).status).toBe(404);
    expect((await (await open(below)).post(`/pegawai/${maria!.id}/peran`, { ...form, unit: 'PROV' })).status).toBe(404);
  });

  it('lets nobody who administers one agency give a role that reaches beyond it', async () => {
    const below = await open(await world.world.staff({ unit: dinas!, role: 'admin' }));
    for (const peran of ['publisher', 'evaluator', 'auditor']) {
      const answer = await below.post(`/pegawai/${maria!.id}/peran`, { peran, unit: 'SEKSI', yakin: 'ya' });
      expect([peran, answer.status]).toEqual([peran, 403]);
    }
    const offered = (await below.get(`/pegawai/${maria!.id}`)).text;
    expect(offered).toContain('<option value="head"');
    expect(offered).not.toMatch(/<option value="(publisher|evaluator|auditor)"/);
    expect((await below.post(`/pegawai/${maria!.id}/peran`, { peran: 'head', unit: 'SEKSI' })).status).toBe(303);
  });

  it('shows the form again when a field comes twice or nothing comes at all', async () => {
    const browser = await open(admin);
    const path = `/pegawai/${tono!.id}/peran`;
    expect((await browser.post(path, { peran: 'head', mulai: ['2026-12-01', '"><b>'] })).status).toBe(422);
    expect((await browser.send('POST', path, {})).status).toBe(422);
  });

  it('speaks English to whoever chose it', async () => {
    const browser = await open(admin);
    browser.cookies['bahasa'] = 'en';
    expect((await browser.get(`/pegawai/${maria!.id}`)).words).toContain('Grant the role');
    expect((await browser.get('/unit')).words).toContain('Work units');
  });
});
