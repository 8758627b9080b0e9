import { existsSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readConfig } from '../../src/kernel/config';
import { Refusal } from '../../src/kernel/refusal';

const secret = 'x'.repeat(32);
let dataDir: string;
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'gaung-settings-'));
});
afterEach(() => rmSync(dataDir, { recursive: true, force: true }));

const read = (env: Record<string, string>) => readConfig({ DATA_DIR: dataDir, SESSION_SECRET: secret, ...env });

function mistakesOf(env: Record<string, string>): string[] {
  try {
    read(env);
    return [];
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const [, ...lines] = error.words.en.split('\n');
    return lines.map((line) => /^ {2}- (\w+): .+ \/ .+/.exec(line)?.[1] ?? `unreadable: ${line}`);
  }
}

describe('the settings', () => {
  it('are all optional', () => {
    const { port, baseUrl, databaseUrl } = readConfig({ DATA_DIR: dataDir });
    expect({ port, baseUrl, databaseUrl }).toEqual({ port: 3000, baseUrl: 'http://localhost:3000' });
  });

  it('follow the port in the address', () => {
    expect(read({ PORT: '8080' }).baseUrl).toBe('http://localhost:8080');
  });

  it.each([
    ['PORT', ['0', '70000', '-1', 'abc', '', '3000.5', '1e3', '0x10', ' 3000', '٣٠٠٠']],
    [
      'BASE_URL',
      [
        ...['', 'gaung.go.id', 'https://gaung.go.id/', 'https://gaung.go.id/app', 'ftp://gaung.go.id', 'https://'],
        ...['https://a@gaung.go.id', 'https://gaung.go.id?x=1', 'https://gaung.go.id:99999', 'javascript:alert(1)'],
      ],
    ],
    [
      'DATABASE_URL',
      ['', 'gaung', 'mysql://u:p@h/gaung', 'postgres://', 'postgres://u:p@h:99999/x', 'postgres://u h/x'],
    ],
    ['MIGRATION_DATABASE_URL', ['http://h/x']],
    ['DATABASE_REPLICA_URL', ['http://h/x']],
    ['SMTP_URL', ['', 'mail.go.id', 'smtp://', 'http://mail.go.id']],
    ['DATA_DIR', ['']],
    ['SESSION_SECRET', ['', 'short', 'x'.repeat(31)]],
  ])('%s: a wrong value is one line, with both languages', (name, values) => {
    expect(values.map((value) => mistakesOf({ [name]: value }))).toEqual(values.map(() => [name]));
  });

  it.each([
    ['BASE_URL', ['http://localhost:3000', 'https://gaung.example.go.id', 'http://[::1]:3000', 'http://10.0.0.5']],
    ['DATABASE_URL', ['postgres://u:p@h:5432/gaung', 'postgresql://h/gaung', 'postgres:///gaung?host=/run/postgresql']],
    ['SMTP_URL', ['smtps://u:p@mail.go.id:465', 'smtp://localhost:25']],
    ['PORT', ['1', '65535']],
    ['SESSION_SECRET', [secret]],
  ])('%s: a right value is taken', (name, values) => {
    expect(values.flatMap((value) => mistakesOf({ [name]: value }))).toEqual([]);
  });

  it('tell every mistake at once', () => {
    const wrong = { PORT: 'abc', BASE_URL: 'x', DATABASE_URL: 'y', DATA_DIR: '', SESSION_SECRET: 'z' };
    expect(mistakesOf(wrong).sort()).toEqual(Object.keys(wrong).sort());
  });

  it('leave nothing on the disk when they are wrong', () => {
    expect(() => readConfig({ DATA_DIR: join(dataDir, 'new'), PORT: 'abc' })).toThrow(Refusal);
    expect(existsSync(join(dataDir, 'new'))).toBe(false);
  });
});

describe('the secret of sessions', () => {
  it('is made once, and only its owner may read it', () => {
    const first = readConfig({ DATA_DIR: dataDir }).sessionSecret;
    expect(first).toMatch(/^[0-9a-f]{64}$/);
    expect(readConfig({ DATA_DIR: dataDir }).sessionSecret).toBe(first);
    expect(statSync(join(dataDir, 'session-secret')).mode & 0o777).toBe(0o600);
    expect(readdirSync(dataDir)).toEqual(['session-secret']);
  });

  it('is not made when the environment has it', () => {
    expect(read({}).sessionSecret).toBe(secret);
    expect(readdirSync(dataDir)).toEqual([]);
  });

  it('asks for a folder that can be written, in a sentence', () => {
    writeFileSync(join(dataDir, 'file'), '');
    expect(() => readConfig({ DATA_DIR: join(dataDir, 'file') })).toThrow(/DATA_DIR/);
  });

  it('is refused when the kept file was cut', () => {
    writeFileSync(join(dataDir, 'session-secret'), 'cut\n');
    expect(() => readConfig({ DATA_DIR: dataDir })).toThrow(/session-secret/);
  });
});
