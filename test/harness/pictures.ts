import { readdirSync, readFileSync } from 'node:fs';
import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import sharp from 'sharp';
import { buildBigProvince } from '../bench/big-province';
import { startOurs } from '../bench/programs';
import { migrate, openStand, sessionSecret, signIn, type SignedIn, withClient } from '../bench/stand';

/*
 * `npm run harness:pictures`: 50 people upload a picture each at the same moment, at first screenshots as phones shrink
 * them, then photographs of 8 MB and 12 megapixels. All are kept, and the server with the process that remakes
 * pictures grows by less than 300 MB. Exit code 1 otherwise.
 */
const uploads = 50;
const mostGrowth = 300;
const deadline = 480_000;

async function main(): Promise<void> {
  setTimeout(() => process.exit(1), deadline).unref();
  const stand = await openStand();
  try {
    await migrate(stand.url);
    const people = await withClient(stand.url, async (db) => {
      await buildBigProvince(db, { people: 600, posts: 4, shares: 200, now: new Date() });
      return signIn(db, uploads);
    });
    const server = await startOurs({ DATABASE_URL: stand.url, SESSION_SECRET: sessionSecret, DATA_DIR: stand.folder });
    try {
      await pause(2000);
      const [failures, before]: [string[], number] = [[], memoryOf(server.pid)];
      for (const kind of kinds) failures.push(...(await uploadAtOnce({ ...server, before }, people, kind)));
      for (const failure of failures) console.error(`FAILED: ${failure}`);
      process.exitCode = failures.length ? 1 : 0;
    } finally {
      await server.stop();
    }
  } finally {
    await stand.close();
  }
}

interface Kind {
  name: string;
  make: () => Promise<Buffer>;
}

const noise = (width: number, height: number) =>
  sharp({
    create: { width, height, channels: 3, background: '#888', noise: { type: 'gaussian', mean: 128, sigma: 40 } },
  });

const kinds: Kind[] = [
  { name: 'screenshots', make: () => noise(720, 1280).blur(0.6).webp({ quality: 70 }).toBuffer() },
  { name: 'photographs', make: photograph },
];

/** Turned on its side, progressive, so that the reader must hold all of it, and filled up to 8 MB behind its end. */
async function photograph(): Promise<Buffer> {
  const side = await noise(4000, 3000)
    .blur(3)
    .jpeg({ quality: 80, progressive: true })
    .withMetadata({ orientation: 6 })
    .toBuffer();
  const full = 8 * 1024 * 1024;
  return Buffer.concat([side, Buffer.alloc(Math.max(0, full - side.length))], full);
}

async function uploadAtOnce(
  server: { url: string; pid: number; before: number },
  people: SignedIn[],
  { name, make }: Kind,
): Promise<string[]> {
  const bytes = await make();
  const watch = watchMemory(server.pid);
  const begun = performance.now();
  const tries = await Promise.all(people.map((person) => uploadUntilKept(server.url, person, bytes)));
  const seconds = ((performance.now() - begun) / 1000).toFixed(1);
  const most = await watch.stop();
  const size = `${(bytes.length / 1024 / 1024).toFixed(1)} MB`;
  const turned = tries.filter((count) => count > 1).length;
  console.log(
    `${people.length} ${name} of ${size} at once: ${seconds} s, ${turned} asked to come again, server and its child ` +
      `${server.before} MB when idle, at most ${most} MB, growth ${most - server.before} MB`,
  );
  const growth = most - server.before;
  return growth < mostGrowth ? [] : [`${name}: grew by ${growth} MB, allowed are ${mostGrowth}`];
}

/** Sends until it is kept, waiting as it is told; how often it was sent. */
async function uploadUntilKept(url: string, { cookie }: SignedIn, bytes: Buffer): Promise<number> {
  const id = randomUUID();
  for (let count = 1; ; count += 1) {
    const headers = { cookie, 'content-type': 'image/jpeg', 'sec-fetch-site': 'same-origin' };
    const sent = { method: 'PUT', headers, body: new Uint8Array(bytes) };
    // A connection that broke is tried again, as a phone does.
    const answer = await fetch(`${url}/api/v1/pictures/${id}`, sent).catch(() => undefined);
    const said = await answer?.text();
    if (answer?.ok) return count;
    if (answer && answer.status !== 503) throw new Error(`${answer.status} ${said}`);
    await pause(Number(answer?.headers.get('retry-after') ?? 1) * 1000);
  }
}

function watchMemory(pid: number): { stop(): Promise<number> } {
  let [most, isOver] = [0, false];
  const loop = (async () => {
    while (!isOver) {
      most = Math.max(most, memoryOf(pid));
      await pause(50);
    }
  })();
  return {
    stop: async () => {
      isOver = true;
      await loop;
      return most;
    },
  };
}

/** Memory of a process and of those it started, in MB; what has ended meanwhile counts nothing. */
function memoryOf(pid: number): number {
  return [pid, ...childrenOf(pid)].reduce((sum, one) => sum + residentOf(one), 0);
}

function residentOf(pid: number): number {
  return Math.round(Number(/^VmRSS:\s+(\d+)/m.exec(read(`/proc/${pid}/status`))?.[1] ?? 0) / 1024);
}

function childrenOf(pid: number): number[] {
  const all = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  const isChild = (one: string) => read(`/proc/${one}/status`).includes(`\nPPid:\t${pid}\n`);
  return all.filter(isChild).map(Number);
}

function read(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
