import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { repeatable } from '../../src/kernel/random';
import { buildBigProvince } from '../bench/big-province';
import { type Program, startOurs } from '../bench/programs';
import { type MadeRequest, type RequestMaker, shareRequests } from '../bench/requests';
import { migrate, openStand, sessionSecret, signIn, type SignedIn, type Stand, withClient } from '../bench/stand';
import { changedContent, manyOfOneLink, sameRequestManyTimes, withdrawnItem } from './crowds';
import { compareWithLedger, countShares } from './ledger';
import { LossyProxy } from './lossy-proxy';
import { type Diary, Phones } from './outbox';
import { pictureInParts } from './picture';

/*
 * `npm run harness:network [-- --seed 1]`: two servers on one database, each behind a network that cuts 30 % of the
 * connections and repeats 20 % of the requests. 100 shares, sent to the two in turn until acknowledged, must be there
 * exactly once, as sent, and so a picture in parts; then crowds of equal and of rival requests reach both servers at once,
 * and an item is withdrawn. Exit code 1 otherwise.
 * The seed decides each draw of chance; which request meets which draw depends on the machine.
 */
const submissions = 100;
const phones = 8;
/** Once both servers answer. */
const deadline = 90_000;
const size = { people: 600, posts: 40, shares: 2000 };

async function main(): Promise<void> {
  const { values } = parseArgs({ options: { seed: { type: 'string' } } });
  const seed = Number(values.seed ?? process.pid);
  console.log(`seed ${seed}`);
  const stand = await openStand();
  const servers: Program[] = [];
  try {
    const { next, people } = await seeded(stand);
    for (const name of ['one', 'two']) servers.push(await startOurs(settingsFor(stand, name)));
    setTimeout(giveUp, deadline).unref();
    const urls = servers.map(({ url }) => url);
    const failures = [
      ...(await throughBadNetwork(stand, urls, { next, people, chance: repeatable(seed) })),
      ...(await crowds(stand, urls, { next, people })),
    ];
    for (const failure of failures) console.error(`FAILED: ${failure}`);
    process.exitCode = failures.length ? 1 : 0;
  } finally {
    await Promise.all(servers.map((server) => server.stop()));
    await stand.close();
  }
}

/** People, open items and sessions; what the phones will send. */
async function seeded(stand: Stand): Promise<{ next: RequestMaker; people: SignedIn[] }> {
  await migrate(stand.url);
  return withClient(stand.url, async (db) => {
    await buildBigProvince(db, { ...size, now: new Date() });
    const people = await signIn(db, 200);
    return { next: await shareRequests(db, people), people };
  });
}

function settingsFor(stand: Stand, name: string): Record<string, string> {
  const dataDir = join(stand.folder, name);
  mkdirSync(dataDir);
  return { DATABASE_URL: stand.url, SESSION_SECRET: sessionSecret, DATA_DIR: dataDir };
}

interface Crowd {
  next: RequestMaker;
  people: SignedIn[];
}

async function throughBadNetwork(
  stand: Stand,
  urls: string[],
  { next, people, chance }: Crowd & { chance: () => number },
): Promise<string[]> {
  const losses = { dropped: 0.3, duplicated: 0.2, chance };
  const proxies = await Promise.all(urls.map((url) => LossyProxy.before(url, losses)));
  const doors = proxies.map(({ url }) => url);
  const diary = await new Phones(doors, atMost(submissions, next), phones).logEverything();
  const ofPicture = await withClient(stand.url, (db) => pictureInParts(doors, db, people[0] as SignedIn));
  await Promise.all(proxies.map((proxy) => proxy.close()));
  const failures = await withClient(stand.url, (db) => compareWithLedger(db, diary, size.shares));
  failures.push(...wrongAnswers(proxies, diary), ...ofPicture);
  const cut = (kind: keyof LossyProxy['cut']) => proxies.reduce((sum, proxy) => sum + proxy.cut[kind], 0);
  const copies = proxies.reduce((sum, proxy) => sum + proxy.copies, 0);
  const lost = `cut: ${cut('before')} before the request, ${cut('unanswered')} before and ${cut('within')} in the answer`;
  const end = failures.length ? 'FAILED' : 'each is there exactly once, as sent';
  console.log(`${submissions} shares through the bad network (${lost}; ${copies} requests doubled): ${end}`);
  return failures;
}

/** Of all answers of the servers, heard or not, one for each share is 201 and every other 200. */
function wrongAnswers(proxies: LossyProxy[], { acknowledged }: Diary): string[] {
  const failures: string[] = [];
  const answers = proxies.flatMap((proxy) => proxy.answers).filter(({ path }) => path.startsWith('/api/v1/shares/'));
  const first = answers.filter(({ status }) => status === 201).map(({ path }) => path);
  const odd = answers.filter(({ status }) => status !== 200 && status !== 201);
  if (acknowledged.size !== submissions) failures.push(`${acknowledged.size} shares were acknowledged`);
  if (first.length !== submissions || new Set(first).size !== submissions)
    failures.push(`${first.length} answers 201 for ${new Set(first).size} shares`);
  if (odd.length) failures.push(`${odd.length} answers were neither 201 nor 200: ${JSON.stringify(odd[0])}`);
  return failures;
}

function atMost(count: number, next: RequestMaker): () => MadeRequest | undefined {
  let left = count;
  return () => (left-- > 0 ? next() : undefined);
}

async function crowds(stand: Stand, urls: string[], { next, people }: Crowd): Promise<string[]> {
  return withClient(stand.url, async (db) => {
    const before = await countShares(db);
    const request = next();
    const failures = [
      ...(await sameRequestManyTimes(urls, request)),
      ...(await changedContent(urls, request)),
      ...(await manyOfOneLink(urls, db, people)),
      ...(await withdrawnItem(urls, db, people)),
    ];
    const written = (await countShares(db)) - before;
    if (written !== 2) failures.push(`the crowds wrote ${written} shares instead of 2`);
    return failures;
  });
}

function giveUp(): void {
  console.error(`FAILED: not done ${deadline / 1000} s after the start of the servers`);
  process.exit(1);
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
