import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { atLeast, atMost, type Figure, whole } from './figures';
import { memoryOf } from './processes';
import { type Program, startOurs, startProgram } from './programs';
import { pageRequests, type RequestMaker, shareRequests } from './requests';
import { alternate, type Contestant, inWords, load, middleOf, type Plan, type Round } from './rounds';
import { demandSameAnswers } from './same-answers';
import { sessionSecret, signIn, type SignedIn, type Stand, withClient } from './stand';
import { recordStatements } from './statements';

const sessions = 4000;
const listPath = '/api/v1/posts?state=open';

/** Ours beside the bare server: the list of open items, logging a share, and Beranda against the bare list. */
export async function measureServers(stand: Stand, plan: Plan): Promise<Figure[]> {
  const { people, shares } = await withClient(stand.url, async (db) => {
    const signedIn = await signIn(db, sessions);
    return { people: signedIn, shares: await shareRequests(db, signedIn) };
  });
  const [ours, bare] = await startBoth(stand);
  try {
    return await compare([ours, bare], people, shares, plan);
  } finally {
    await Promise.all([ours.stop(), bare.stop()]);
  }
}

async function startBoth(stand: Stand): Promise<[Program, Program]> {
  const dataDir = join(stand.folder, 'ours');
  mkdirSync(dataDir);
  const env = { DATABASE_URL: stand.url, SESSION_SECRET: sessionSecret, DATA_DIR: dataDir };
  const statements = join(stand.folder, 'statements.json');
  writeFileSync(statements, JSON.stringify(await recordStatements()));
  const args = ['-r', '@swc-node/register', join(__dirname, 'bare-server.ts')];
  const bare = { name: 'bare', args, env: { ...env, STATEMENTS: statements }, page: '/ready' };
  return [await startOurs(env), await startProgram(bare)];
}

async function compare(
  servers: [Program, Program],
  people: SignedIn[],
  shares: RequestMaker,
  plan: Plan,
): Promise<Figure[]> {
  const list = pageRequests(listPath, people);
  await demandSameAnswers(servers, list, shares);
  const [ours, bare] = servers;
  const both = (next: RequestMaker): Contestant[] => servers.map((server) => [server, next]);
  const lists = await alternate('GET open items with own shares', both(list), plan);
  const logged = await alternate('PUT share', both(shares), plan);
  const beside: Contestant[] = [
    [ours, pageRequests('/', people)],
    [bare, list],
  ];
  const home = await alternate('Beranda as HTML beside the bare JSON list', beside, plan);
  const steady = await atHundredASecond(ours, list);
  return [
    ratio('GET open items with own shares, of bare Fastify + pg that queries everything', 0.8, lists),
    ratio('PUT share with all checks, of bare doing the same statements', 0.7, logged),
    ratio('Beranda as HTML, of the bare JSON list', 0.5, home),
    atMost('memory of the server at 100 requests a second', { value: 250, unit: ' MB' }, `${whole(steady)} MB`, steady),
  ];
}

/** Of the medians' rates; beside it all CPU of server and database for one request, which other programs disturb less. */
function ratio(work: string, goal: number, [ours = [], bare = []]: Round[][]): Figure {
  const [own, other] = [middleOf(ours), middleOf(bare)];
  console.log(`${work}:\n  ours ${inWords(own)}\n  bare ${inWords(other)}`);
  const cpu = [own, other].map(({ serverCpu, databaseCpu }) => (serverCpu + databaseCpu).toFixed(2)).join(' to ');
  const errors = own.bad + other.bad ? `, ${own.bad} and ${other.bad} errors` : '';
  const detail = `${whole(own.rate)} to ${whole(other.rate)} a second; CPU ${cpu} ms${errors}`;
  return atLeast(work, goal, own.rate / other.rate, detail);
}

async function atHundredASecond(server: Program, next: RequestMaker): Promise<number> {
  await load(server, next, 5, 100);
  return memoryOf(server.pid);
}
