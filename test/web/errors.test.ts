import { Logger } from '@nestjs/common';
import { startTrial, type Trial } from './trial';

interface ProblemDocument {
  status: number;
  title: string;
  detail: string;
  code: string;
  errors: { field: string; detail: string }[];
}

describe('what goes wrong', () => {
  let trial: Trial;
  let logged: string[];
  beforeAll(async () => {
    trial = await startTrial();
  });
  afterAll(() => trial.stop());
  beforeEach(() => {
    logged = [];
    Logger.overrideLogger({ log: () => 0, warn: () => 0, error: (...said: unknown[]) => logged.push(said.join(' ')) });
  });
  afterAll(() => Logger.overrideLogger(['error']));

  const get = (path: string, headers: Record<string, string> = {}) => trial.anybody().get(path, headers);

  it('an unknown address is a page that says where to go', async () => {
    const { status, headers, words, text } = await get('/tidak-ada');
    expect(status).toBe(404);
    expect(headers['content-type']).toBe('text/html; charset=utf-8');
    expect(words).toContain('Periksa alamatnya atau kembali ke Beranda.');
    expect(text).toContain('<html lang="id"');
  });

  it('a page speaks the language that was chosen, not that of the browser', async () => {
    expect((await get('/tidak-ada', { 'accept-language': 'en' })).words).toContain('Tidak ditemukan');
    const answer = await trial.anybody({ bahasa: 'en' }).get('/tidak-ada');
    expect(answer.words).toContain('This page or record was not found.');
    expect(answer.text).toContain('<html lang="en"');
    expect((await trial.anybody({ bahasa: 'xx' }).get('/tidak-ada')).text).toContain('<html lang="id"');
  });

  it.each([
    [{}, 'id', 'Tidak ditemukan'],
    [{ 'accept-language': 'en' }, 'en', 'Not found'],
    [{ 'accept-language': 'en-GB,en;q=0.9' }, 'en', 'Not found'],
    [{ 'accept-language': 'id,en;q=0.5' }, 'id', 'Tidak ditemukan'],
    [{ 'accept-language': '*' }, 'id', 'Tidak ditemukan'],
  ])('an unknown call is a problem document: %j', async (asked, lang, title) => {
    const answer = await get('/api/v1/tidak-ada', asked as Record<string, string>);
    const { status, headers } = answer;
    expect(headers['content-type']).toBe('application/problem+json; charset=utf-8');
    expect(headers['content-language']).toBe(lang);
    const problem = answer.json<ProblemDocument>();
    expect(status).toBe(404);
    expect({ ...problem, detail: '' }).toEqual({ status, title, detail: '', code: 'not-found', errors: [] });
    expect(problem.detail).toMatch(/\.$/);
  });

  it('a wrong field is told with its name', async () => {
    const answer = await trial.anybody().api('POST', '/uji', { name: 'x'.repeat(21), extra: 1 });
    expect(answer.status).toBe(422);
    const problem = answer.json<ProblemDocument>();
    expect(problem).toMatchObject({ status: 422, code: 'invalid-input', title: 'Isian perlu diperbaiki' });
    expect(problem.errors).toContainEqual({ field: 'name', detail: 'Nama paling panjang 20 karakter.' });
    expect(problem.errors.map(({ field }) => field).sort((a, b) => a.localeCompare(b))).toEqual(['extra', 'name']);
  });

  it.each(['error', 'sql', 'text'])('a bug (%s) is a number to quote, and nothing else is told', async (kind) => {
    for (const path of [`/uji/salah/${kind}`, `/api/v1/uji/salah/${kind}`]) {
      const { status, text, words } = await get(path, { 'accept-language': 'id' });
      expect(status).toBe(500);
      const [, number] = /sampaikan nomor ([0-9a-f]{8}) kepada administrator/.exec(words) ?? [];
      expect(logged.at(-1)).toContain(`${number} GET ${path}`);
      expect(text).not.toMatch(/rahasia|sandi|10\.0\.0\.1|tidak_ada|at .+\.ts|not even an error/);
    }
  });

  it('a database that is away is no bug: try again', async () => {
    const answer = await get('/api/v1/uji/salah/busy');
    expect([answer.status, answer.headers['retry-after'], answer.json()['code']]).toEqual([503, '5', 'database-away']);
    expect(logged).toEqual([]);
  });

  it('too many requests say when to come back', async () => {
    for (const path of ['/uji/salah/later', '/api/v1/uji/salah/later']) {
      const { status, headers } = await get(path);
      expect([status, headers['retry-after']]).toEqual([429, '60']);
    }
  });

  it('a page behind the sign-in leads there and back; a call says so', async () => {
    const { status, headers } = await get('/uji/saya?bulan=2026-11');
    expect([status, headers['location']]).toEqual([303, '/masuk?kembali=%2Fuji%2Fsaya%3Fbulan%3D2026-11']);
    const call = await trial.anybody().api('DELETE', '/uji');
    expect([call.status, call.headers['www-authenticate']]).toEqual([401, 'Bearer']);
    const form = await trial.anybody().post('/uji/saya', {});
    expect([form.status, form.text.includes('href="/masuk"')]).toEqual([401, true]);
  });

  it.each(['bukan-uuid', '1', '99999999999', "1' OR '1'='1", '00000000-0000-0000-0000-00000000000g'])(
    'an id that is none (%s) names nothing',
    async (id) => {
      for (const path of ['/uji/orang/', '/api/v1/uji/orang/']) {
        expect((await get(path + encodeURIComponent(id))).status).toBe(404);
      }
      expect(logged).toEqual([]);
    },
  );
});
