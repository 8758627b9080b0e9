import { randomBytes, randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { AddressInfo } from 'node:net';
import { Client } from 'pg';
import type { DataSource, DataSourceOptions } from 'typeorm';
import { Browser } from './browser';
import { FakeClock } from './fakes';
import { World } from './world';

export interface TestApp {
  app: NestFastifyApplication;
  db: DataSource;
  clock: FakeClock;
  world: World;
  /** A signed-in browser of this person. */
  as(person: { id: string }): Promise<Browser>;
  anybody(): Browser;
  /** Starts to listen on a free port of this machine, for tests that need a real browser or socket. */
  listen(): Promise<string>;
  stop(): Promise<void>;
}

/** The real program on a fresh copy of the migrated database; one per test file. Default moment: 23 November 2026, 10.00 WITA. */
export async function startApp(moment = '2026-11-23 10:00'): Promise<TestApp> {
  const database = await copyOfTemplate();
  const dataDir = mkdtempSync(join(tmpdir(), 'gaung-test-'));
  const { useSettings } = require('../src/kernel/config') as typeof import('../src/kernel/config');
  process.env['DATABASE_URL'] = database.url;
  process.env['DATA_DIR'] = dataDir;
  useSettings({ databaseUrl: database.url, dataDir });
  const app = await buildApp(new FakeClock(moment));
  const { DataSource: Db } = require('typeorm') as typeof import('typeorm');
  const { Clock } = require('../src/kernel/clock') as typeof import('../src/kernel/clock');
  // Builders write as the owner of the tables; the program works as the role that owns nothing.
  const { extra, ...options } = app.get(Db).options;
  const db = await new Db({
    ...options,
    extra: { ...(extra as object), options: undefined },
  } as DataSourceOptions).initialize();
  const clock = app.get<FakeClock>(Clock);
  return {
    app,
    db,
    clock,
    world: new World(db),
    as: async (person) => new Browser(app, await signedIn(db, person.id, clock)),
    anybody: () => new Browser(app, {}),
    listen: async () => {
      await app.listen(0, '127.0.0.1');
      return `http://localhost:${(app.getHttpServer().address() as AddressInfo).port}`;
    },
    stop: async () => {
      await db.destroy();
      await app.close();
      await database.drop();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

async function buildApp(clock: FakeClock): Promise<NestFastifyApplication> {
  const { Test } = require('@nestjs/testing') as typeof import('@nestjs/testing');
  const { AppModule } = require('../src/app.module') as typeof import('../src/app.module');
  const { Clock } = require('../src/kernel/clock') as typeof import('../src/kernel/clock');
  const { newAdapter, setUp } = require('../src/app.setup') as typeof import('../src/app.setup');
  const module = await Test.createTestingModule({ imports: [AppModule] })
    .overrideProvider(Clock)
    .useValue(clock)
    .compile();
  const app = module.createNestApplication<NestFastifyApplication>(newAdapter(), { logger: ['error', 'fatal'] });
  await setUp(app);
  return app;
}

/** An empty, migrated database of its own. */
export async function copyOfTemplate(): Promise<{ url: string; drop(): Promise<void> }> {
  const server = process.env['GAUNG_TEST_SERVER'] ?? '';
  const name = `t_${randomBytes(6).toString('hex')}`;
  await onServer(server, `CREATE DATABASE ${name} TEMPLATE template_gaung`);
  const url = new URL(server);
  url.pathname = `/${name}`;
  return { url: url.href, drop: () => onServer(server, `DROP DATABASE ${name} WITH (FORCE)`) };
}

async function onServer(url: string, statement: string): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}

/** Cookies of a fresh session; the way through the sign-in page has its own tests. */
async function signedIn(db: DataSource, personId: string, clock: FakeClock): Promise<Record<string, string>> {
  const { secretHash } = require('../src/kernel/random') as typeof import('../src/kernel/random');
  const { config } = require('../src/kernel/config') as typeof import('../src/kernel/config');
  const token = randomUUID();
  await db.query(
    `INSERT INTO session (token_hash, person_id, created_at, seen_at, expires_at)
     VALUES ($1, $2, $3, $3, $3::timestamptz + interval '400 days')`,
    [secretHash(token, config().sessionSecret), personId, clock.now()],
  );
  return { gaung: token };
}
