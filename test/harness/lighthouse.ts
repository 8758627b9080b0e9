import { execFile } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs, promisify } from 'node:util';
import { demoPassword, demoSignIns } from '../../src/demo/demo.service';
import { median } from '../bench/figures';
import { startProgram } from '../bench/programs';

/*
 * `npm run harness:lighthouse [-- --runs 3]`: the pages of staff on a slow phone (Lighthouse's own mobile profile: slow
 * 4G, a processor four times slower), signed in, with the demo's data. Prints medians and what Lighthouse finds fault
 * with; exit code 1 below the goals. Lighthouse comes from the registry (npx). Takes Chromium's headless shell where it
 * is installed, as the whole browser's own work beside the page makes times on two cores twice as long; CHROME_PATH names
 * another.
 */
const lighthouse = 'lighthouse@12.8.2';
const flags = '--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking';
const browsers = ['/usr/bin/chromium-headless-shell', '/usr/bin/chromium'];
const run = promisify(execFile);

interface Goal {
  name: string;
  of(report: Report): number;
  isMet(value: number): boolean;
}

interface Audit {
  title: string;
  score: number | null;
  scoreDisplayMode: string;
  numericValue?: number;
}

interface Report {
  audits: Record<string, Audit>;
  categories: Record<string, { score: number }>;
  /** How fast Lighthouse finds this machine; about 1,000 and more when it has nothing else to do. */
  environment: { benchmarkIndex: number };
}

const score = (category: string, least: number): Goal => ({
  name: category,
  of: ({ categories }) => Math.round(100 * (categories[category]?.score ?? 0)),
  isMet: (value) => value >= least,
});
const figure = (name: string, audit: string, most: number): Goal => ({
  name,
  of: ({ audits }) => Math.round(audits[audit]?.numericValue ?? Infinity),
  isMet: (value) => value <= most,
});
const goals: Goal[] = [
  score('performance', 98),
  score('accessibility', 100),
  score('best-practices', 100),
  figure('LCP ms', 'largest-contentful-paint', 1500),
  figure('TBT ms', 'total-blocking-time', 50),
  figure('bytes', 'total-byte-weight', 50_000),
];

async function main(): Promise<void> {
  const { values } = parseArgs({ options: { runs: { type: 'string' } } });
  const folder = mkdtempSync(join(tmpdir(), 'gaung-lighthouse-'));
  chmodSync(folder, 0o755);
  const args = ['dist/src/cli.js', 'demo'];
  const server = await startProgram({
    name: 'demo',
    args,
    env: { DATA_DIR: folder },
    page: '/masuk',
    patience: 300_000,
  });
  try {
    const cookie = await signIn(server.url);
    const headers = join(folder, 'headers.json');
    writeFileSync(headers, JSON.stringify({ Cookie: cookie }));
    let isGood = true;
    for (const path of await pages(server.url, cookie)) {
      const reports: Report[] = [];
      for (let turn = 0; turn < Number(values.runs ?? 1); turn++) {
        reports.push(await look(server.url + path, headers, join(folder, 'report.json')));
      }
      isGood = tell(path, reports) && isGood;
    }
    process.exitCode = isGood ? 0 : 1;
  } finally {
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function signIn(url: string): Promise<string> {
  const staff = demoSignIns.find(({ role }) => !role);
  const answer = await fetch(`${url}/api/v1/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'sec-fetch-site': 'same-origin' },
    body: JSON.stringify({ number: staff?.number, password: demoPassword }),
  });
  if (!answer.ok) throw new Error(`Signing in answers ${answer.status}: ${await answer.text()}`);
  return answer.headers
    .getSetCookie()
    .map((cookie) => cookie.split(';')[0])
    .join('; ');
}

/** Beranda, its first item, Catat sebaran, Nilai saya. */
async function pages(url: string, cookie: string): Promise<string[]> {
  const home = await (await fetch(`${url}/`, { headers: { cookie } })).text();
  const item = /href="(\/bagikan\/[0-9a-f-]{36})"/.exec(home)?.[1];
  if (!item) throw new Error('Beranda shows no open item');
  return ['/', item, '/sebaran/catat', '/nilai'];
}

async function look(url: string, headers: string, report: string): Promise<Report> {
  const only = '--only-categories=performance,accessibility,best-practices';
  const output = ['--output=json', `--output-path=${report}`, '--quiet', '--no-enable-error-reporting'];
  const args = ['--yes', lighthouse, url, only, ...output, `--extra-headers=${headers}`, `--chrome-flags=${flags}`];
  const browser = browsers.find(existsSync);
  await run('npx', args, { env: { ...(browser && { CHROME_PATH: browser }), ...process.env } });
  return JSON.parse(readFileSync(report, 'utf8')) as Report;
}

/** Prints one page; false when a goal is not met. */
function tell(path: string, reports: Report[]): boolean {
  const found = goals.map((goal) => ({ goal, value: median(reports.map((report) => goal.of(report))) }));
  const missed = found.filter(({ goal, value }) => !goal.isMet(value));
  const told = found.map(({ goal, value }) => `${goal.name} ${value}${goal.isMet(value) ? '' : ' (MISSED)'}`);
  const speed = Math.round(median(reports.map(({ environment }) => environment.benchmarkIndex)));
  const busy = speed < 500 ? ': too busy to judge times, repeat when nothing else runs' : '';
  console.log(`${path}\n  ${told.join(', ')}; speed of this machine ${speed}${busy}`);
  for (const { title, score: reached } of Object.values(reports[0]?.audits ?? {}).filter(isFault)) {
    console.log(`  ${(100 * (reached ?? 0)).toFixed(0).padStart(3)} ${title}`);
  }
  return missed.length === 0;
}

const isFault = (audit: Audit) => audit.score !== null && audit.score < 0.9 && audit.scoreDisplayMode !== 'informative';

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
