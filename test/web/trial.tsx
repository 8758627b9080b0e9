import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Body, Controller, Delete, Get, Param, Post, Put, Query, Req, Res, type Type } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { IsString, MaxLength } from 'class-validator';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { DataSource } from 'typeorm';
import type { Actor } from '../../src/access/actor';
import { Allow, Public, Who } from '../../src/access/allow';
import { Refusal, words } from '../../src/kernel/refusal';
import { Problem, Submit, TextField } from '../../src/web/fields';
import { answerForm, goOn, readForm, say } from '../../src/web/form';
import { Page } from '../../src/web/layout';
import { GetPage, PostForm, PublicForm, PublicPage } from '../../src/web/page.decorators';
import { ViewOf, type View } from '../../src/web/view';
import { copyOfTemplate } from '../app';
import { Browser } from '../browser';
import { FakeClock } from '../fakes';
import { World } from '../world';

class TrialForm {
  @IsString(say('Nama harus teks.', 'The name must be text.'))
  @MaxLength(20, say('Nama paling panjang 20 karakter.', 'Name of 20 characters at most.'))
  name!: string;
}

const trialPage = (view: View, refusal?: Refusal, name?: string) => (
  <Page view={view} title={view.s('Uji', 'Trial')}>
    <Problem view={view} refusal={refusal} />
    <form method="post" action="/uji/isian">
      <TextField view={view} name="name" label={view.t('Nama', 'Name')} value={name} refusal={refusal} />
      <Submit>{view.t('Kirim', 'Send')}</Submit>
    </form>
  </Page>
);

/** Pages and calls that exist in tests only: what the foundation must do with them is the same for every room. */
@Controller()
export class TrialController {
  constructor(private readonly db: DataSource) {}

  @PublicPage('uji', 'uji')
  page(@ViewOf() view: View) {
    return trialPage(view);
  }

  @GetPage('uji/saya', 'self.read')
  own(@ViewOf() view: View) {
    return trialPage(view);
  }

  @PublicForm('uji/isian', 'uji')
  async form(@ViewOf() view: View, @Body() body: Record<string, string>, @Res() reply: FastifyReply) {
    const again = (refusal: Refusal) => trialPage(view, refusal, String(body?.['name']));
    await answerForm(reply, async () => ({ to: '/uji', say: sayName(readForm(TrialForm, body).name) }), again);
  }

  @PostForm('uji/saya', 'self.change')
  change(@Res() reply: FastifyReply) {
    goOn(reply, '/uji', words('Tersimpan.', 'Saved.'));
  }

  @PublicForm('uji/pergi', 'uji')
  go(@Body() body: Record<string, string>, @Res() reply: FastifyReply) {
    goOn(reply, body?.['kembali'] ?? '');
  }

  @PublicPage('uji/salah/:kind', 'uji')
  fail(@Param('kind') kind: string) {
    return broken(kind, this.db);
  }

  @PublicPage('uji/orang/:id', 'uji')
  async person(@Param('id') id: string) {
    return JSON.stringify(await this.db.query('SELECT name FROM person WHERE id = $1', [id]));
  }
}

@Controller('api/v1/uji')
export class TrialApi {
  constructor(private readonly db: DataSource) {}

  @Get()
  @Public('uji')
  read(@Query() query: object) {
    return { query, filler: 'x'.repeat(3000) };
  }

  @Get('dari')
  @Public('uji')
  from(@Req() { ip, protocol, hostname }: FastifyRequest) {
    return { ip, protocol, hostname };
  }

  @Post()
  @Public('uji')
  echo(@Body() body: unknown) {
    return { name: readForm(TrialForm, body).name, polluted: ({} as Record<string, unknown>)['polluted'] ?? null };
  }

  @Post('kosong')
  @Public('uji')
  empty() {
    return { done: true };
  }

  @Put(':id')
  @Allow('self.change')
  put(@Param('id') id: string) {
    return { id };
  }

  @Delete()
  @Allow('self.change')
  remove(@Who() actor: Actor) {
    return { id: actor.personId };
  }

  @Get('salah/:kind')
  @Public('uji')
  fail(@Param('kind') kind: string) {
    return broken(kind, this.db);
  }

  @Get('orang/:id')
  @Public('uji')
  person(@Param('id') id: string) {
    return this.db.query('SELECT name FROM person WHERE id = $1', [id]);
  }
}

const sayName = (name: string) => words(`Halo ${name}.`, `Hello ${name}.`);

async function broken(kind: string, db: DataSource): Promise<unknown> {
  if (kind === 'sql') return db.query('SELECT rahasia FROM tidak_ada');
  if (kind === 'busy') throw Object.assign(new Error('canceling statement'), { driverError: { code: '57014' } });
  if (kind === 'later') throw new Refusal('too-many', 'too-many', words('Nanti.', 'Later.'), { retryAfter: 60 });
  if (kind === 'text') throw 'not even an error';
  throw new Error('rahasia: postgres://gaung:sandi@10.0.0.1/gaung');
}

export interface Trial {
  app: NestFastifyApplication;
  db: DataSource;
  world: World;
  clock: FakeClock;
  anybody(cookies?: Record<string, string>): Browser;
  as(person: { id: string }): Promise<Browser>;
  stop(): Promise<void>;
}

/** The real program with the trial room added; `baseUrl` as an operator would set it. */
export async function startTrial(
  baseUrl = 'http://localhost:3000',
  rooms: Type[] = [TrialController, TrialApi],
): Promise<Trial> {
  const database = await copyOfTemplate();
  const dataDir = mkdtempSync(join(tmpdir(), 'gaung-test-'));
  const { useSettings } = require('../../src/kernel/config') as typeof import('../../src/kernel/config');
  Object.assign(process.env, { DATABASE_URL: database.url, DATA_DIR: dataDir });
  useSettings({ databaseUrl: database.url, dataDir, baseUrl });
  const clock = new FakeClock('2026-11-23 10:00');
  const app = await buildApp(clock, rooms);
  const db = app.get(DataSource);
  return {
    app,
    db,
    clock,
    world: new World(db),
    anybody: (cookies = {}) => new Browser(app, cookies),
    as: async (person) => new Browser(app, await signedIn(db, person.id, clock)),
    stop: async () => {
      await app.close();
      await database.drop();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

async function buildApp(clock: FakeClock, controllers: Type[]): Promise<NestFastifyApplication> {
  const { Test } = require('@nestjs/testing') as typeof import('@nestjs/testing');
  const { AppModule } = require('../../src/app.module') as typeof import('../../src/app.module');
  const { Clock } = require('../../src/kernel/clock') as typeof import('../../src/kernel/clock');
  const { newAdapter, setUp } = require('../../src/app.setup') as typeof import('../../src/app.setup');
  const built = Test.createTestingModule({ imports: [AppModule], controllers });
  const module = await built.overrideProvider(Clock).useValue(clock).compile();
  const app = module.createNestApplication<NestFastifyApplication>(newAdapter(), { logger: ['error', 'fatal'] });
  await setUp(app).catch(async (error: unknown) => {
    await app.close();
    throw error;
  });
  return app;
}

async function signedIn(db: DataSource, personId: string, clock: FakeClock): Promise<Record<string, string>> {
  const { secretHash } = require('../../src/kernel/random') as typeof import('../../src/kernel/random');
  const { config } = require('../../src/kernel/config') as typeof import('../../src/kernel/config');
  const token = randomUUID();
  await db.query(
    `INSERT INTO session (token_hash, person_id, created_at, seen_at, expires_at)
     VALUES ($1, $2, $3, $3, $3::timestamptz + interval '1 day')`,
    [secretHash(token, config().sessionSecret), personId, clock.now()],
  );
  return { [config().baseUrl.startsWith('https:') ? '__Host-gaung' : 'gaung']: token };
}
