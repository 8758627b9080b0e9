import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { buildBigProvince } from './big-province';
import { measureEvaluation } from './evaluation';
import { measureFairness } from './fairness';
import { type Figure, markdown } from './figures';
import { measureImport } from './import-scale';
import { measureServers } from './servers';
import { measureMonthEnd } from './month-end';
import { openStand, migrate, type Stand, withClient } from './stand';
import { measureStart } from './start-time';

/*
 * `npm run bench [-- --quick] [-- --only servers]`: everything is measured in one run, ours and what it is compared with
 * in turn, on one embedded PostgreSQL in a temporary folder; only the fairness of the ranking is computed without one.
 * Prints a table for the README; changes nothing else.
 */
const parts = ['fairness', 'servers', 'evaluation', 'month-end', 'import', 'start'] as const;
const size = { people: 20_000, posts: 100, shares: 1_000_000 };

async function main(): Promise<void> {
  const { values } = parseArgs({ options: { quick: { type: 'boolean' }, only: { type: 'string', multiple: true } } });
  const chosen = values.only ?? [...parts];
  const wrong = chosen.find((part) => !parts.some((known) => known === part));
  if (wrong) throw new Error(`--only takes ${parts.join(', ')}, not ${wrong}`);
  const fairness = chosen.includes('fairness') ? measureFairness() : [];
  if (chosen.every((part) => part === 'fairness')) return console.log(`\n${markdown(fairness, caption())}`);
  const stand = await openStand();
  try {
    const figures = [...fairness, ...(await measure(stand, chosen, values.quick ?? false))];
    console.log(`\n${markdown(figures, caption(await serverVersion(stand)))}`);
  } finally {
    await stand.close();
  }
}

async function measure(stand: Stand, chosen: string[], isQuick: boolean): Promise<Figure[]> {
  const figures: Figure[] = [];
  const rounds = isQuick ? 3 : 5;
  if (['servers', 'evaluation', 'month-end'].some((part) => chosen.includes(part))) await prepare(stand);
  if (chosen.includes('servers')) {
    const plan = { rounds, warmUp: isQuick ? 1 : 3, seconds: isQuick ? 2 : 8, postmaster: stand.postmaster };
    figures.push(...(await measureServers(stand, plan)));
  }
  if (chosen.includes('evaluation')) figures.push(...(await measureEvaluation(stand, rounds)));
  if (chosen.includes('month-end')) figures.push(...(await measureMonthEnd(stand, 3)));
  if (chosen.includes('import')) {
    const scale = { people: size.people, posts: size.posts, shares: 300_000 };
    figures.push(...(await measureImport(await stand.database('imported'), stand.folder, scale)));
  }
  if (chosen.includes('start')) {
    figures.push(...(await measureStart(await stand.database('started'), join(stand.folder, 'started'))));
  }
  return figures;
}

async function prepare(stand: Stand): Promise<void> {
  const begun = performance.now();
  await migrate(stand.url);
  await withClient(stand.url, (db) => buildBigProvince(db, { ...size, now: new Date() }));
  const seconds = ((performance.now() - begun) / 1000).toFixed(0);
  console.log(`${size.people} people, ${size.posts} posts and ${size.shares} shares were made in ${seconds} s`);
}

function serverVersion(stand: Stand): Promise<string> {
  return withClient(stand.url, async (db) => {
    const { rows } = await db.query<{ server_version: string }>('SHOW server_version');
    return rows[0]?.server_version ?? '?';
  });
}

function caption(database?: string): string {
  const today = new Date().toISOString().slice(0, 10);
  const given = process.argv.slice(2);
  const command = ['npm run bench', ...(given.length ? ['--'] : []), ...given].join(' ');
  const how = database ? `, PostgreSQL ${database}, medians of alternating rounds` : '';
  return `\`${command}\`, ${today}, Node ${process.versions.node}${how}.`;
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
