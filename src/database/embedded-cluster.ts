import {
  chmodSync,
  chownSync,
  existsSync,
  lchownSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { newToken, sha256 } from '../kernel/random';
import { Binaries } from './embedded-binaries';
import { Account, canReach, lifeOf, run } from './embedded-process';
import { noPlainAccount, notMade, notOurs, otherVersion, privateFolder, secretMissing } from './embedded-refusals';

/** Root's data that the account of PostgreSQL cannot reach is kept here instead. */
const publicFolder = '/var/lib/gaung';

/** Where the data lives and whose it is. */
export interface Place {
  /** real path; holds `cluster` (PostgreSQL's data folder) and `secret` (its password, 0600) */
  home: string;
  cluster: string;
  /** PostgreSQL runs as this account; undefined: as this process */
  account: Account | undefined;
  /** the data are not in the data folder asked for */
  moved: boolean;
  /** a folder that this process owns and the account can search */
  shelter: () => string;
}

/** What PostgreSQL itself writes about its running server. */
export interface Postmaster {
  pid: number;
  port: number;
  /** `starting`, `ready` or `stopping` */
  status: string;
}

/**
 * Decides where the cluster of `dataDir` lives: in `dataDir/postgres`, or, when this process is root and PostgreSQL's
 * account cannot reach that, in a folder under /var/lib/gaung named after it. A cluster made earlier stays where it is.
 * @throws Refusal `data-folder-private`, `data-folder-not-ours`, `no-plain-account`
 */
export function findPlace(dataDir: string): Place {
  const root = process.getuid?.() === 0;
  const folder = openFolder(dataDir, root ? 0o711 : 0o700);
  const wanted = join(folder, 'postgres');
  const place = { home: wanted, cluster: join(wanted, 'cluster'), account: undefined, moved: false };
  if (!root) return own({ ...place, shelter: () => folder });
  const refuge = join(publicFolder, sha256(wanted).toString('hex').slice(0, 16));
  const made = [wanted, refuge].find((home) => existsSync(join(home, 'cluster')));
  const account = (made && ownerOf(join(made, 'cluster'))) || plainAccount();
  const home = made ?? (canReach(folder, account) ? wanted : refuge);
  const shelter = (): string => openFolder(publicFolder, 0o755);
  const above = home === refuge ? shelter() : folder;
  if (!canReach(above, account)) throw privateFolder(above);
  return own({ home, cluster: join(home, 'cluster'), account, moved: home === refuge, shelter });
}

/** Makes an empty cluster unless there is one. Whole or not at all, also when several processes try at once. */
export async function ensureCluster(place: Place, binaries: Binaries, durable: boolean): Promise<void> {
  for (const name of readdirSync(dirname(place.home))) sweep(join(dirname(place.home), name), place.home);
  if (!existsSync(place.cluster)) await makeCluster(place, binaries, durable);
  const version = readFileSync(join(place.cluster, 'PG_VERSION'), 'utf8').trim();
  if (version === binaries.major) return;
  throw otherVersion(place.home, version, binaries.major);
}

/** The password of the cluster. @throws Refusal `database-secret-missing` */
export function readSecret(place: Place): string {
  try {
    return readFileSync(join(place.home, 'secret'), 'utf8').trim();
  } catch {
    throw secretMissing(join(place.home, 'secret'));
  }
}

/** The pid file as it stands, whether or not anything lives. */
export function readPidFile(cluster: string): Postmaster | undefined {
  try {
    const lines = readFileSync(join(cluster, 'postmaster.pid'), 'utf8').split('\n');
    return { pid: Number(lines[0]), port: Number(lines[3]), status: (lines[7] ?? 'starting').trim() };
  } catch {
    return undefined;
  }
}

/** Creates missing folders; those above `path` open for everybody to pass through, whatever the umask. */
function openFolder(path: string, mode: number): string {
  const full = resolve(path);
  if (existsSync(full)) return realpathSync(full);
  openFolder(dirname(full), 0o755);
  mkdirSync(full, { recursive: true });
  chmodSync(full, mode);
  return realpathSync(full);
}

function ownerOf(path: string): Account | undefined {
  const { uid, gid } = statSync(path);
  return uid === 0 ? undefined : { uid, gid };
}

function plainAccount(): Account {
  const lines = readFileSync('/etc/passwd', 'utf8').split('\n');
  const [, , uid, gid] =
    ['postgres', 'nobody']
      .map((name) => lines.find((line) => line.startsWith(`${name}:`)))
      .find(Boolean)
      ?.split(':') ?? [];
  if (uid && gid) return { uid: Number(uid), gid: Number(gid) };
  throw noPlainAccount();
}

/** Root hands a cluster that was copied back as root to PostgreSQL's account; anybody else must own it already. */
function own(place: Place): Place {
  const owner = uidOf(place.cluster);
  const needed = place.account?.uid ?? process.getuid?.();
  if (owner === undefined || owner === needed) return place;
  if (!place.account) throw notOurs(place.home);
  giveAll(place.cluster, place.account);
  return place;
}

function uidOf(path: string): number | 'hidden' | undefined {
  try {
    return statSync(path, { throwIfNoEntry: false })?.uid;
  } catch {
    return 'hidden';
  }
}

function giveAll(path: string, account: Account): void {
  lchownSync(path, account.uid, account.gid);
  if (!lstatSync(path).isDirectory()) return;
  for (const name of readdirSync(path)) giveAll(join(path, name), account);
}

async function makeCluster(place: Place, binaries: Binaries, durable: boolean): Promise<void> {
  const half = `${place.home}.${process.pid}`;
  mkdirSync(half);
  chmodSync(half, place.account ? 0o711 : 0o700);
  try {
    await initialise(half, place.account, [binaries.initdb, ...(durable ? [] : ['--no-sync'])]);
    renameSync(half, place.home);
  } catch (error) {
    rmSync(half, { recursive: true, force: true });
    // Another process that made the cluster meanwhile has the name now.
    if (!existsSync(place.cluster)) throw error;
  }
}

async function initialise(home: string, account: Account | undefined, [initdb, ...extra]: string[]): Promise<void> {
  const cluster = join(home, 'cluster');
  const password = join(home, 'password');
  const secret = newToken();
  writeFileSync(join(home, 'secret'), secret, { mode: 0o600, flag: 'wx' });
  writeFileSync(password, secret, { mode: 0o600, flag: 'wx' });
  mkdirSync(cluster, { mode: 0o700 });
  if (account) for (const path of [password, cluster]) chownSync(path, account.uid, account.gid);
  const locale = ['-E', 'UTF8', '--no-locale', '--locale-provider=builtin', '--builtin-locale=C.UTF-8'];
  const args = ['-D', cluster, '-U', 'gaung', `--pwfile=${password}`, '-A', 'scram-sha-256', ...locale, ...extra];
  const complaint = await run(initdb, args, account);
  if (complaint) throw notMade(home, complaint);
  rmSync(password);
}

/** Removes what a process that was killed while making the cluster left behind. */
function sweep(path: string, home: string): void {
  const [, pid] = /^\.(\d+)$/.exec(basename(path).slice(basename(home).length)) ?? [];
  if (!pid || !path.startsWith(`${home}.`)) return;
  if (Number(pid) === process.pid || lifeOf(Number(pid)) === undefined) rmSync(path, { recursive: true, force: true });
}
