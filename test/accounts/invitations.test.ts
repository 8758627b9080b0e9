import { startApp, type TestApp } from '../app';
import type { TestPerson, TestUnit } from '../world';
import { activated, activationForm, codeFor, newcomer } from '../signin/people';

let test: TestApp;
let root: TestUnit;
let agency: TestUnit;
let clinic: TestUnit;
let elsewhere: TestUnit;
let reviewer: TestPerson;
let admin: TestPerson;

beforeAll(async () => {
  test = await startApp();
  root = await test.world.unit({ code: 'PEMPROV' });
  agency = await test.world.unit({ code: 'DISKES', name: 'Dinas Kesehatan Daerah', parent: root });
  clinic = await test.world.unit({ code: 'UPTD-LAB', name: 'UPTD Laboratorium', parent: agency });
  elsewhere = await test.world.unit({ code: 'DISHUT', name: 'Dinas Kehutanan Daerah', parent: root });
  reviewer = await test.world.staff({ unit: agency, role: 'reviewer' });
  admin = await test.world.staff({ unit: root, role: 'admin' });
});
beforeEach(() => test.db.query('DELETE FROM attempt'));
afterAll(() => test.stop());

const page = '/pegawai/aktivasi';
const makeCode = async (by: TestPerson, number: string) =>
  (await test.as(by)).post('/pegawai/aktivasi/kode', { number });
const codeOn = (words: string) => /\b[0-9A-Z]{4} [0-9A-Z]{4} [0-9A-Z]{2}\b/.exec(words)?.[0] ?? '';
const codesOf = ({ id }: TestPerson) => test.db.query('SELECT 1 FROM one_time_code WHERE person_id = $1', [id]);

describe('the list of people without an account', () => {
  it('shows those of one unit of the own scope, by name', async () => {
    await newcomer(test, { unit: clinic, name: 'Sari Kaligis' });
    await newcomer(test, { unit: clinic, name: 'Andi Mandagi' });
    await test.world.staff({ unit: clinic, name: 'Sudah Aktif' });
    const { words } = await (await test.as(reviewer)).get(`${page}?unit=UPTD-LAB`);
    expect(words).toMatch(/Andi Mandagi.*Sari Kaligis/);
    expect(words).not.toContain('Sudah Aktif');
  });

  it('does not know a unit outside the scope', async () => {
    const browser = await test.as(reviewer);
    expect((await browser.get(`${page}?unit=DISHUT`)).status).toBe(404);
    expect((await browser.get(page)).words).not.toContain('Dinas Kehutanan Daerah');
    expect((await (await test.as(admin)).get(`${page}?unit=DISHUT`)).status).toBe(200);
  });

  it('says so when everybody has an account', async () => {
    const unit = await test.world.unit({ code: 'KOSONG', parent: agency });
    await test.world.staff({ unit });
    const { words } = await (await test.as(reviewer)).get(`${page}?unit=KOSONG`);
    expect(words).toContain('Semua pegawai unit ini sudah mengaktifkan akunnya.');
  });

  it('goes on after a hundred people', async () => {
    const unit = await test.world.unit({ code: 'BESAR', parent: agency });
    const names = Array.from({ length: 103 }, (_, at) => `Orang ${String(at).padStart(3, '0')}`);
    for (const name of names) await newcomer(test, { unit, name });
    const browser = await test.as(reviewer);
    const first = await browser.get(`${page}?unit=BESAR`);
    const next = /href="([^"]*setelah=[0-9a-f-]{36})"/.exec(first.text)?.[1]?.replaceAll('&amp;', '&') ?? '';
    const rest = await browser.get(next);
    expect([first.words.includes('Orang 099'), first.words.includes('Orang 100')]).toEqual([true, false]);
    expect([rest.words.includes('Orang 099'), rest.words.includes('Orang 102')]).toEqual([false, true]);
  });

  it.each(['staff', 'editor', 'publisher', 'evaluator', 'auditor', 'agent'] as const)(
    'is closed to %s',
    async (role) => {
      const person = await test.world.staff(role === 'staff' ? { unit: agency } : { unit: agency, role });
      const browser = await test.as(person);
      expect((await browser.get(page)).status).toBe(403);
      expect((await browser.post(`${page}/kode`, { number: reviewer.number })).status).toBe(403);
      expect((await browser.post(`${page}/lembar`, { person: reviewer.id })).status).toBe(403);
    },
  );
});

describe('a code for one person', () => {
  it('is shown once, with its address and QR, and activates', async () => {
    const person = await newcomer(test, { unit: clinic });
    const answer = await makeCode(reviewer, person.number);
    expect(answer.words).toContain('Kode aktivasi');
    expect(answer.words).toContain('7 Desember 2026 pukul 10.00 WITA');
    expect(answer.text).toContain('<svg');
    const done = await test.anybody().post('/aktivasi', activationForm(person.number, codeOn(answer.words)));
    expect(done.status).toBe(303);
  });

  it('resets for somebody who has an account', async () => {
    const { person } = await activated(test, { unit: clinic });
    const answer = await makeCode(reviewer, person.number);
    expect(answer.words).toContain('Kode atur ulang');
    expect(answer.words).toContain('24 November 2026 pukul 10.00 WITA');
  });

  it('does not know a number outside the scope, nor one that nobody has', async () => {
    const person = await newcomer(test, { unit: elsewhere });
    for (const number of [person.number, 'THL-NIHIL']) {
      const answer = await makeCode(reviewer, number);
      expect([answer.status, answer.words]).toEqual([422, expect.stringContaining('Tidak ada pegawai dengan nomor')]);
    }
    expect(await codesOf(person)).toEqual([]);
  });

  it.each(['admin', 'evaluator', 'publisher', 'auditor'] as const)(
    'is not given by a reviewer to the %s of the province who works in the unit',
    async (role) => {
      const person = await test.world.staff({ unit: agency, role, roleUnit: root });
      const answer = await makeCode(reviewer, person.number);
      expect([answer.status, answer.words]).toEqual([409, expect.stringContaining('di luar kewenangan Anda')]);
      expect((await makeCode(admin, person.number)).words).toContain('Kode atur ulang');
    },
  );

  it('is not given to oneself nor to a disabled account', async () => {
    expect((await makeCode(reviewer, reviewer.number)).words).toContain('untuk diri sendiri');
    const disabled = await test.world.staff({ unit: agency });
    await test.db.query(`UPDATE account SET disabled_at = '2026-11-22' WHERE person_id = $1`, [disabled.id]);
    expect((await makeCode(reviewer, disabled.number)).words).toContain('dinonaktifkan');
  });

  it('leaves who made it in the audit trail', async () => {
    const person = await newcomer(test, { unit: clinic });
    await makeCode(reviewer, person.number);
    expect(await test.db.query('SELECT actor_id, verb FROM audit_entry WHERE subject_id = $1', [person.id])).toEqual([
      { actor_id: reviewer.id, verb: 'account.invite' },
    ]);
  });
});

describe('slips', () => {
  it('are one PDF for the chosen people, and their codes hold', async () => {
    const people = [await newcomer(test, { unit: clinic }), await newcomer(test, { unit: clinic })];
    const answer = await (
      await test.as(reviewer)
    ).post(`${page}/lembar`, {
      unit: 'UPTD-LAB',
      person: people.map(({ id }) => id),
    });
    expect([answer.status, answer.headers['content-type']]).toEqual([200, 'application/pdf']);
    expect(answer.headers['content-disposition']).toBe('attachment; filename="lembar-aktivasi.pdf"');
    expect(answer.headers['cache-control']).toBe('no-store');
    expect(answer.bytes.subarray(0, 5).toString()).toBe('%PDF-');
    for (const person of people) expect(await codesOf(person)).toHaveLength(1);
    expect((await (await test.as(reviewer)).get(`${page}?unit=UPTD-LAB`)).words).toContain('Lembar berlaku sampai');
  });

  it('are all refused when one of the people is out of reach, active already, or nobody is chosen', async () => {
    const mine = await newcomer(test, { unit: clinic });
    const foreign = await newcomer(test, { unit: elsewhere });
    const active = await test.world.staff({ unit: clinic });
    const browser = await test.as(reviewer);
    const ask = (person: string[]) => browser.post(`${page}/lembar`, { unit: 'UPTD-LAB', person });
    expect((await ask([mine.id, foreign.id])).status).toBe(404);
    expect((await ask([mine.id, active.id])).words).toContain('sudah aktif');
    expect((await ask([])).words).toContain('Pilih sedikitnya satu pegawai.');
    expect((await ask(['bukan-id'])).words).toContain('Pilih pegawai dari daftar.');
    expect(await codesOf(mine)).toEqual([]);
  });
});

describe('the service and the command line', () => {
  const invitations = () => {
    const { Invitations } =
      require('../../src/accounts/invitations.service') as typeof import('../../src/accounts/invitations.service');
    return test.app.get(Invitations);
  };
  const run = async (word: string, number: string) => {
    const { accountsCommands } =
      require('../../src/accounts/accounts.commands') as typeof import('../../src/accounts/accounts.commands');
    const printed: string[] = [];
    const call = { app: test.app, args: [number], options: {}, out: (line: string) => printed.push(line) };
    const command = accountsCommands.find((one) => one.word === word);
    await command?.run({ ...call, input: async function* () {}, w: ({ id }) => id });
    return printed;
  };

  it('invite a whole unit and reset one person', async () => {
    const unit = await test.world.unit({ code: 'SATU', parent: agency });
    const people = [await newcomer(test, { unit }), await newcomer(test, { unit })];
    const issued = await invitations().invite(null, { unitCode: 'SATU' });
    expect(issued.map(({ personId }) => personId).sort()).toEqual(people.map(({ id }) => id).sort());
    expect(new Set(issued.map(({ code }) => code)).size).toBe(2);
    await expect(invitations().invite(null, { unitCode: 'TIDAK-ADA' })).rejects.toThrow('tidak ditemukan');
    const active = await test.world.staff({ unit });
    expect(await invitations().reset(null, active.id)).toMatchObject({ purpose: 'reset', personId: active.id });
    await expect(invitations().invite(null, { personIds: [active.id] })).rejects.toThrow('sudah aktif');
  });

  it('print code, address and time', async () => {
    const person = await newcomer(test);
    const [code = '', address, until] = await run('accounts invite', person.number);
    expect([code, address, until]).toEqual([
      expect.stringMatching(/^[0-9A-Z]{4} [0-9A-Z]{4} [0-9A-Z]{2}$/),
      'http://localhost:3000/aktivasi',
      'Berlaku sampai 7 Desember 2026 pukul 10.00 WITA, untuk satu kali pakai.',
    ]);
    expect((await test.anybody().post('/aktivasi', activationForm(person.number, code))).status).toBe(303);
    expect(await run('accounts reset', person.number)).toHaveLength(3);
  });

  it('refuse the wrong word for an account, and an unknown number', async () => {
    const person = await newcomer(test);
    await expect(run('accounts reset', person.number)).rejects.toThrow('belum mengaktifkan akun');
    await activated(test, { number: 'THL-AKTIF' });
    await expect(run('accounts invite', 'THL-AKTIF')).rejects.toThrow('sudah aktif');
    await expect(run('accounts invite', 'THL-NIHIL')).rejects.toThrow('Tidak ada pegawai');
    expect((await codeFor(test, 'THL-AKTIF')).purpose).toBe('reset');
  });
});
