import { startApp, type TestApp } from '../app';
import { activated, goodPassword, newcomer } from '../signin/people';

let test: TestApp;
beforeAll(async () => {
  test = await startApp();
});
beforeEach(async () => {
  test.clock.set('2026-11-23 10:00');
  await test.db.query('DELETE FROM role_grant');
});
afterAll(() => test.stop());

async function offer(): Promise<string | null> {
  const { SigninService } =
    require('../../src/signin/signin.service') as typeof import('../../src/signin/signin.service');
  return test.app.get(SigninService).offerSetup();
}
const form = (change: Record<string, string> = {}) => ({
  ...{ name: 'Maria Lasut', number: 'THL-900001', password: goodPassword, repeat: goodPassword },
  ...change,
});

describe('the first administrator', () => {
  it('makes province, person and account at a one-time address and goes on to administration', async () => {
    const address = (await offer()) ?? '';
    expect(address).toMatch(/^\/awal\/[\w-]{43}$/);
    const browser = test.anybody();
    expect((await browser.get(address)).words).toContain('Nama pemerintah provinsi');
    const rootName = 'Pemerintah Provinsi Sulawesi Utara';
    const answer = await browser.post(address, form({ rootName, number: '19860926 201505 1 001' }));
    expect([answer.status, answer.headers['location']]).toEqual([303, '/admin']);
    expect((await browser.api('GET', '/me')).json()).toMatchObject({
      name: 'Maria Lasut',
      unit: { code: 'PEMPROV', name: rootName },
      roles: ['staff', 'admin'],
    });
    const [unit] = await test.db.query(`SELECT id, path, parent_id FROM unit WHERE code = 'PEMPROV'`);
    expect(unit).toEqual({ id: unit.id, path: [unit.id], parent_id: null });
    const [kind] = await test.db.query('SELECT employment_type FROM membership');
    expect(kind.employment_type).toBe('PNS');
    expect(await offer()).toBeNull();
  });

  it('finds the address used up afterwards', async () => {
    const address = (await offer()) ?? '';
    await test.anybody().post(address, form({ number: 'THL-900002' }));
    const again = await test.anybody().get(address);
    expect([again.status, again.words]).toEqual([404, expect.stringContaining('Alamat ini sudah dipakai')]);
    expect((await test.anybody().post(address, form({ number: 'THL-900003' }))).status).toBe(404);
  });

  it('is one, also when the form is sent twice at the same moment', async () => {
    const address = (await offer()) ?? '';
    const sent = ['THL-900004', 'THL-900005'].map((number) => test.anybody().post(address, form({ number })));
    expect((await Promise.all(sent)).map(({ status }) => status).sort((a, b) => a - b)).toEqual([303, 404]);
    expect(await test.db.query(`SELECT 1 FROM role_grant WHERE role = 'admin'`)).toHaveLength(1);
  });

  it('is told when the address is older than 24 hours or was replaced', async () => {
    const first = (await offer()) ?? '';
    const second = (await offer()) ?? '';
    expect((await test.anybody().get(first)).words).toContain('Alamat ini tidak berlaku');
    expect((await test.anybody().get(second)).words).not.toContain('Nama pemerintah provinsi');
    test.clock.set('2026-11-24 10:00');
    expect((await test.anybody().get(second)).words).toContain('sudah lebih dari 24 jam');
    expect((await test.anybody().get('/awal/tebakan')).status).toBe(404);
  });

  it.each([
    ['a NIP that is none', { number: '198613262015051001' }, 'tanggal lahir yang sah'],
    ['a NIP with a digit missing', { number: '19860926201505100' }, 'NIP harus 18 angka. Anda memasukkan 17 angka.'],
    ['a name with digits only', { name: '12345' }, 'Nama diawali huruf'],
    ['a weak password', { password: 'Kominfo@2026', repeat: 'Kominfo@2026' }, 'mudah ditebak'],
  ])('is asked again for %s, with what was typed', async (_, change, sentence) => {
    const address = (await offer()) ?? '';
    const answer = await test.anybody().post(address, form(change));
    expect([answer.status, answer.words]).toEqual([422, expect.stringContaining(sentence)]);
    expect(answer.text).toContain(`value="${form(change).name}"`);
    expect((await test.anybody().get(address)).status).toBe(200);
  });

  it('may be somebody who is recorded already: name and unit stay', async () => {
    const unit = await test.world.unit({ name: 'Dinas Kominfo' });
    const person = await newcomer(test, { unit, name: 'Andi Mandagi' });
    const browser = test.anybody();
    await browser.post((await offer()) ?? '', form({ number: person.number }));
    expect((await browser.api('GET', '/me')).json()).toMatchObject({
      id: person.id,
      name: 'Andi Mandagi',
      unit: { name: 'Dinas Kominfo' },
    });
  });

  it('is offered again while the only administrator cannot sign in', async () => {
    const { person } = await activated(test, { role: 'admin' });
    expect(await offer()).toBeNull();
    await test.db.query(`UPDATE account SET disabled_at = '2026-11-22' WHERE person_id = $1`, [person.id]);
    expect(await offer()).toMatch(/^\/awal\//);
  });
});
