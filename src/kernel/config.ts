import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { plainToInstance } from 'class-transformer';
import { IsInt, IsOptional, Matches, Max, Min, MinLength, validateSync } from 'class-validator';
import { Refusal, words } from './refusal';

/** Every setting, read from the environment of the same name in capitals (`PORT`, `BASE_URL`, …). All are optional. */
export class Config {
  /** `PORT`: where the server listens. */
  @IsInt({ message: 'PORT: harus bilangan bulat 1–65535 / must be a whole number 1–65535' })
  @Min(0, { message: 'PORT: terkecil 1 / smallest is 1' })
  @Max(65535, { message: 'PORT: terbesar 65535 / largest is 65535' })
  port = 3000;

  /** `BASE_URL`: the address people use, without a path; https makes cookies Secure. Default `http://localhost:PORT`. */
  @Matches(/^https?:\/\/[^/\s]+$/, {
    message:
      'BASE_URL: tulis seperti https://gaung.example.go.id, tanpa garis miring di akhir / no path, no final slash',
  })
  baseUrl = '';

  /** `DATABASE_URL`: a PostgreSQL server; absent: the embedded one in the data folder. */
  @IsOptional()
  @Matches(/^postgres(ql)?:\/\/\S+$/, {
    message: 'DATABASE_URL: tulis seperti postgres://pengguna:sandi@host:5432/gaung / write it like this',
  })
  databaseUrl?: string;

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
  current = { ...config(), databaseUrl: url };
}

/** Demo and tests run with other settings than the environment's. */
export function useSettings(settings: Partial<Config>): void {
  current = { ...config(), ...settings };
}

export function readConfig(env: NodeJS.ProcessEnv): Config {
  const given: Record<string, unknown> = {
    port: env['PORT'] === undefined ? undefined : /^\d+$/.test(env['PORT']) ? Number(env['PORT']) : env['PORT'],
    baseUrl: env['BASE_URL'],
    databaseUrl: env['DATABASE_URL'],
    dataDir: env['DATA_DIR'],
    sessionSecret: env['SESSION_SECRET'],
  };
  for (const name of Object.keys(given)) if (given[name] === undefined) delete given[name];
  const settings = plainToInstance(Config, { ...given });
  settings.baseUrl ||= `http://localhost:${settings.port}`;
  settings.dataDir = settings.dataDir && resolve(settings.dataDir);
  settings.sessionSecret ||= env['SESSION_SECRET'] === undefined ? keptSecret(settings.dataDir) : '';
  const mistakes = validateSync(settings).flatMap((problem) => Object.values(problem.constraints ?? {}));
  if (mistakes.length) {
    const list = mistakes.map((mistake) => `  - ${mistake}`).join('\n');
    throw new Refusal(
      'invalid',
      'settings',
      words(`Setelan berikut keliru:\n${list}`, `These settings are wrong:\n${list}`),
    );
  }
  return settings;
}

function keptSecret(dataDir: string): string {
  const file = join(dataDir, 'session-secret');
  if (existsSync(file)) return readFileSync(file, 'utf8').trim();
  const secret = randomBytes(32).toString('hex');
  mkdirSync(dataDir, { recursive: true });
  writeFileSync(file, secret + '\n', { mode: 0o600 });
  return secret;
}
