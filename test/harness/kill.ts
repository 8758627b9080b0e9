import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { startEmbedded } from '../../src/database/embedded';
import { repeatable } from '../../src/kernel/random';
import { buildBigProvince } from '../bench/big-province';
import { freePort, type Program, startOurs } from '../bench/programs';
import { type RequestMaker, shareRequests } from '../bench/requests';
import { migrate, sessionSecret, signIn, withClient } from '../bench/stand';
import { compareWithLedger } from './ledger';
import { Phones } from './outbox';

/*
 * `npm run harness:kill [-- --rounds 20 --seed 1]`: phones log shares while the server is killed (-9) again and again
 * with its embedded PostgreSQL. Afterwards every acknowledged share must be there exactly once. Exit code 1 otherwise.
 */
const phones = 16;
const longestStart = 10_000;
const deadline = 175_000;
const size = { people: 5000, posts: 100, shares: 10_000 };

async function main(): Promise<void> {
  const { values } = parseArgs({ options: { rounds: { type: 'string' }, seed: { type: 'string' } } });
  const [rounds, seed] = [Number(values.rounds ?? 20), Number(values.seed ?? process.pid)];
  console.log(`${rounds} rounds with seed ${seed}`);
  const dataDir = mkdtempSync(join(tmpdir(), 'gaung-kill-'));
  chmodSync(dataDir, 0o755);
  setTimeout(() => giveUp(), deadline).unref();
  const next = await seeded(dataDir);
  const env = { DATA_DIR: dataDir, SESSION_SECRET: sessionSecret };
  const { diary, starts } = await killAgainAndAgain(env, next, { rounds, chance: repeatable(seed) });
  const slow = starts.filter((time) => time >= longestStart);
  const failures = await inDatabase(dataDir, (url) =>
    withClient(url, (db) => compareWithLedger(db, diary, size.shares)),
  );
  if (slow.length) failures.push(`${slow.length} starts took more than ${longestStart / 1000} s`);
  for (const failure of failures) console.error(`FAILED: ${failure}`);
  const { acknowledged, repeated, unanswered } = diary;
  const told = `${acknowledged.size} shares acknowledged, ${unanswered} requests without an answer`;
  const slowest = (Math.max(...starts) / 1000).toFixed(1);
  const end = failures.length ? 'FAILED' : 'each acknowledged share is there exactly once, none double';
  console.log(`${rounds} kills, ${told}, ${repeated} repetitions recognised, slowest start ${slowest} s: ${end}`);
  process.exitCode = failures.length ? 1 : 0;
  rmSync(dataDir, { recursive: true, force: true });
}

interface Kills {
  rounds: number;
  chance: () => number;
}

async function killAgainAndAgain(env: Record<string, string>, next: RequestMaker, { rounds, chance }: Kills) {
  const port = await freePort();
  let server: Program = await startOurs(env, port);
  const crowd = new Phones([server.url], next, phones);
  const starts: number[] = [];
  for (let round = 1; round <= rounds; round++) {
    await pause(300 + chance() * 2200);
    const before = crowd.diary.acknowledged.size;
    await server.kill();
    server = await startOurs(env, port);
    starts.push(server.startedIn);
    console.log(`  ${round}: killed after ${before} shares, back in ${(server.startedIn / 1000).toFixed(1)} s`);
    if (crowd.diary.wrong.length) break;
  }
  const diary = await crowd.finish();
  await server.stop();
  return { diary, starts };
}

/** People, open items and sessions; what the phones will send. */
function seeded(dataDir: string): Promise<RequestMaker> {
  return inDatabase(dataDir, async (url) => {
    await migrate(url);
    return withClient(url, async (db) => {
      await buildBigProvince(db, { ...size, now: new Date() });
      return shareRequests(db, await signIn(db, 1000));
    });
  });
}

async function inDatabase<T>(dataDir: string, work: (url: string) => Promise<T>): Promise<T> {
  const database = await startEmbedded({ dataDir, log: console.error });
  try {
    return await work(database.url);
  } finally {
    await database.stop();
  }
}

function giveUp(): void {
  console.error(`FAILED: not done after ${deadline / 1000} s`);
  process.exit(1);
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
