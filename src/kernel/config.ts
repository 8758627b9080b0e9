import { randomBytes } from 'node:crypto';
import { existsSync, linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { plainToInstance } from 'class-transformer';
import { IsInt, IsOptional, Max, Min, MinLength, ValidateBy, validateSync } from 'class-validator';
import { Refusal, words } from './refusal';

const port = { message: 'PORT: harus bilangan bulat 1–65535 / must be a whole number from 1 to 65535' };
const postgresUrl = (name: string) =>
  Setting(isPostgresUrl, `${name}: tulis seperti postgres://pengguna:sandi@host:5432/gaung / write it like this`);

/** Every setting, read from the environment of the same name in capitals (`PORT`, `BASE_URL`, …). All are optional. */
export class Config {
  /** `PORT`: where the server listens. */
  @IsInt(port)
  @Min(1, port)
  @Max(65535, port)
  port = 3000;

  /** `BASE_URL`: the address people use, without a path; https makes cookies Secure. Default `http://localhost:PORT`. */
  @Setting(
    isOrigin,
    'BASE_URL: tulis seperti https://gaung.example.go.id, tanpa garis miring di akhir / no path, no final slash',
  )
  baseUrl = '';

  /** `DATABASE_URL`: a PostgreSQL server; absent: the embedded one in the data folder. */
  @IsOptional()
  @postgresUrl('DATABASE_URL')
  databaseUrl?: string;

  /** `MIGRATION_DATABASE_URL`: the login that owns the tables, where the server's own is only a member of `gaung_server`. */
  @IsOptional()
  @postgresUrl('MIGRATION_DATABASE_URL')
  migrationDatabaseUrl?: string;

  /** `DATABASE_REPLICA_URL`: a read-only copy of that server; checked, and reserved for reports: nothing reads it yet. */
  @IsOptional()
  @postgresUrl('DATABASE_REPLICA_URL')
  databaseReplicaUrl?: string;

  /** `SMTP_URL`: a mail server; checked, and reserved: Gaung sends no mail yet. */
  @IsOptional()
  @Setting(isSmtpUrl, 'SMTP_URL: tulis seperti smtps://pengguna:sandi@host:465 / write it like this')
  smtpUrl?: string;

  /** `DATA_DIR`: embedded database and secrets. */
  @MinLength(1, { message: 'DATA_DIR: tidak boleh kosong / must not be empty' })
  dataDir = './data';

  /** `SESSION_SECRET`: keys the stored hashes of sessions and codes; absent: made once and kept in the data folder. */
  @MinLength(32, { message: 'SESSION_SECRET: paling sedikit 32 karakter / at least 32 characters' })
  sessionSecret = '';
}

let current: Config | undefined;

/** The validated settings of this process; throws one Refusal that lists every mistake. */
export function config(): Config {
  current ??= readConfig(process.env);
  return current;
}

/** The embedded database is known only once it runs; from then on it is the setting. */
export function useDatabase(url: string): void {
  process.env['DATABASE_URL'] = url;
  useSettings({ databaseUrl: url });
}

/** Demo and tests run with other settings than the environment's. */
export function useSettings(settings: Partial<Config>): void {
  current = Object.assign(new Config(), config(), settings);
}

/** Reads and checks all settings; throws one Refusal (`settings`) that lists every mistake, one line each. */
export function readConfig(env: NodeJS.ProcessEnv): Config {
  const given = {
    port: /^\d{1,5}$/.test(env['PORT'] ?? '') ? Number(env['PORT']) : env['PORT'],
    baseUrl: env['BASE_URL'],
    databaseUrl: env['DATABASE_URL'],
    migrationDatabaseUrl: env['MIGRATION_DATABASE_URL'],
    databaseReplicaUrl: env['DATABASE_REPLICA_URL'],
    smtpUrl: env['SMTP_URL'],
    dataDir: env['DATA_DIR'],
    sessionSecret: env['SESSION_SECRET'],
  };
  const settings = plainToInstance(Config, given, { exposeUnsetFields: false });
  if (given.baseUrl === undefined) settings.baseUrl = `http://localhost:${settings.port}`;
  const mistakes = mistakesIn(settings, given);
  if (mistakes.length) throw wrongSettings(mistakes);
  settings.dataDir = resolve(settings.dataDir);
  settings.sessionSecret ||= keptSecret(settings.dataDir);
  return settings;
}

/** An address or a secret that is made from other settings repeats no mistake of theirs. */
function mistakesIn(settings: Config, given: Partial<Record<keyof Config, unknown>>): string[] {
  const found = validateSync(settings)
    .filter(({ property }) => given[property as keyof Config] !== undefined)
    .flatMap(({ constraints }) => Object.values(constraints ?? {}));
  return [...new Set(found)];
}

function wrongSettings(mistakes: string[]): Refusal {
  const list = mistakes.map((mistake) => `  - ${mistake}`).join('\n');
  const sentence = words(`Setelan berikut keliru:\n${list}`, `These settings are wrong:\n${list}`);
  return new Refusal('invalid', 'settings', sentence);
}

function keptSecret(dataDir: string): string {
  const file = join(dataDir, 'session-secret');
  let secret: string;
  try {
    if (!existsSync(file)) makeSecret(dataDir, file);
    secret = readFileSync(file, 'utf8').trim();
  } catch {
    throw wrongSettings([`DATA_DIR: ${dataDir} tidak dapat ditulisi atau dibaca / cannot be written or read`]);
  }
  if (secret.length >= 32) return secret;
  throw wrongSettings([`SESSION_SECRET: berkas ${file} terpotong; hapus berkas itu / the file is cut; remove it`]);
}

/** Several servers may start on one folder at once: the first whole file stands, and only its owner may read it. */
function makeSecret(dataDir: string, file: string): void {
  const draft = `${file}.${process.pid}`;
  mkdirSync(dataDir, { recursive: true });
  writeFileSync(draft, randomBytes(32).toString('hex') + '\n', { mode: 0o600 });
  try {
    linkSync(draft, file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    rmSync(draft);
  }
}

function Setting(isRight: (text: string) => boolean, message: string): PropertyDecorator {
  const validate = (value: unknown) => typeof value === 'string' && isRight(value);
  return ValidateBy({ name: 'setting', validator: { validate, defaultMessage: () => message } });
}

function isOrigin(text: string): boolean {
  return /^https?:\/\/[^/\s?#@]+$/.test(text) && URL.canParse(text);
}

function isPostgresUrl(text: string): boolean {
  return /^postgres(ql)?:\/\/\S+$/.test(text) && URL.canParse(text);
}

function isSmtpUrl(text: string): boolean {
  return /^smtps?:\/\/[^/\s]+\/?$/.test(text) && URL.canParse(text);
}
