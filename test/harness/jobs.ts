import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { repeatable } from '../../src/kernel/random';
import { freePort, type Program, startProgram } from '../bench/programs';
import { migrate, openStand, sessionSecret, type Stand, withClient } from '../bench/stand';
import { compareRuns, makeTables, secondsWithoutEffect } from './job-ledger';

/*
 * `npm run harness:jobs [-- --kills 50 --seconds 120 --seed 1]`: three servers on one database, whose own clocks are three hours slow,
 * right and three hours fast, have one job that is due every second, and are killed (-9) 50 times within two minutes.
 * Every second that passed must have had its effect exactly once, in order, never before its time. Exit code 1 otherwise.
 * The seed decides who is killed and when; what the machine is doing at that moment, it does not.
 */
const wrongBy = [-3, 0, 3];
/** Milliseconds until a server must answer: all three start at once. */
const patience = 120_000;

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: { kills: { type: 'string' }, seconds: { type: 'string' }, seed: { type: 'string' } },
  });
  const [kills, seconds] = [Number(values.kills ?? 50), Number(values.seconds ?? 120)];
  const seed = Number(values.seed ?? process.pid);
  console.log(`${kills} kills with seed ${seed}`);
  const stand = await openStand();
  try {
    await migrate(stand.url);
    await withClient(stand.url, makeTables);
    const servers = await Promise.all(wrongBy.map((hours) => Server.start(stand, hours)));
    const timer = setTimeout(giveUp, seconds * 1000, seconds);
    // On average two thirds of the time are pauses; the rest is left for who comes back when it is to be killed again.
    await killAgainAndAgain(servers, { kills, longestPause: (seconds * 1333) / kills }, repeatable(seed));
    await caughtUp(stand);
    clearTimeout(timer);
    await Promise.all(servers.map((server) => server.stop()));
    const { told, failures } = await withClient(stand.url, compareRuns);
    for (const failure of failures) console.error(`FAILED: ${failure}`);
    const end = failures.length ? 'FAILED' : 'every due second ran exactly once, in order and not before its time';
    console.log(`${kills} kills; ${told}: ${end}`);
    process.exitCode = failures.length ? 1 : 0;
  } finally {
    await stand.close();
  }
}

/** One of the servers: killed, it comes back on its port by itself. */
class Server {
  private constructor(
    private readonly begin: () => Promise<Program>,
    readonly hours: number,
    private running: Promise<Program>,
  ) {}

  static async start(stand: Stand, hours: number): Promise<Server> {
    const dataDir = join(stand.folder, `server${hours}`);
    mkdirSync(dataDir);
    const own = { DATA_DIR: dataDir, WRONG_CLOCK_HOURS: String(hours) };
    const env = { DATABASE_URL: stand.url, SESSION_SECRET: sessionSecret, ...own };
    const preloads = ['./test/harness/wrong-clock.cjs', './test/harness/every-second.cjs'];
    const args = [...preloads.flatMap((one) => ['-r', one]), 'dist/src/main.js'];
    const [name, page, port] = [`server at ${hours} h`, '/api/v1/posts/feed.json', await freePort()];
    const begin = () => startProgram({ name, args, env, page, port, patience });
    const first = begin();
    await first;
    return new Server(begin, hours, first);
  }

  /** This server, once it answers. */
  async ready(): Promise<Server> {
    await this.running;
    return this;
  }

  async kill(): Promise<void> {
    await (await this.running).kill();
    this.running = this.begin();
    this.running.catch(() => undefined);
  }

  async stop(): Promise<void> {
    await (await this.running).stop();
  }
}

async function killAgainAndAgain(
  servers: Server[],
  plan: { kills: number; longestPause: number },
  chance: () => number,
): Promise<void> {
  const killed = wrongBy.map(() => 0);
  for (let kill = 1; kill <= plan.kills; kill++) {
    await pause(chance() * plan.longestPause);
    // The first that answers again, beginning with one drawn by lot.
    const first = Math.floor(chance() * servers.length);
    const order = [...servers.slice(first), ...servers.slice(0, first)];
    const victim = await Promise.race(order.map((server) => server.ready()));
    const index = servers.indexOf(victim);
    killed[index] = (killed[index] ?? 0) + 1;
    await victim.kill();
    if (kill % 10 === 0) console.log(`  ${kill} kills: ${killed.map((n, i) => `${n} at ${wrongBy[i]} h`).join(', ')}`);
  }
}

/** The servers that are left do what is due by now. */
async function caughtUp(stand: Stand): Promise<void> {
  await withClient(stand.url, async (db) => {
    const { rows } = await db.query<{ now: Date }>('SELECT clock_timestamp() AS now');
    while ((await secondsWithoutEffect(db, rows[0]?.now ?? new Date())).length) await pause(200);
  });
}

function giveUp(seconds: number): void {
  console.error(`FAILED: not done ${seconds} s after the start of the servers`);
  process.exit(1);
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
