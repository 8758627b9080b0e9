import { execFile, spawnSync } from 'node:child_process';
import { readFileSync, readlinkSync } from 'node:fs';

/** The account PostgreSQL runs as when this process is root, which PostgreSQL refuses to be. */
export interface Account {
  uid: number;
  gid: number;
}

/** All the surroundings PostgreSQL gets: nothing of this process's own settings or secrets. */
export const plainEnv: NodeJS.ProcessEnv = { PATH: '/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC' };

/**
 * A mark that tells a living process from a later one with the same number.
 * Undefined when there is none; one that ended and was not yet collected by its parent counts as none.
 */
export function lifeOf(pid: number): string | undefined {
  if (process.platform !== 'linux') return ask('lstart', pid)?.replace(/\s+/g, '_');
  const stat = readProc(pid, 'stat');
  const [state, ...fields] = stat?.slice(stat.lastIndexOf(') ') + 2).split(' ') ?? [];
  if (!state || 'ZX'.includes(state)) return undefined;
  return fields[18];
}

/** Whether the process is a PostgreSQL server of this cluster folder (real path). */
export function servesCluster(pid: number, cluster: string): boolean {
  if (lifeOf(pid) === undefined) return false;
  if (process.platform !== 'linux') return ask('command', pid)?.includes(cluster) ?? false;
  try {
    return readlinkSync(`/proc/${pid}/cwd`) === cluster;
  } catch {
    // A container's root may be forbidden to look into another account's process, but not at its command.
    return readProc(pid, 'cmdline')?.split('\0').includes(cluster) ?? false;
  }
}

/** Whether the account can search the folder or run the program at `path`. */
export function canReach(path: string, account: Account | undefined): boolean {
  const options = { ...account, cwd: '/', env: plainEnv, stdio: 'ignore' } as const;
  return spawnSync('/bin/sh', ['-c', 'test -x "$1"', 'sh', path], options).status === 0;
}

/** Runs a program to its end. Resolves to undefined when it succeeded, else to what it complained about. */
export function run(command: string, args: string[], account: Account | undefined): Promise<string | undefined> {
  return new Promise((done) => {
    execFile(command, args, { ...account, cwd: '/', env: plainEnv }, (error, _stdout, stderr) => {
      done(error ? stderr.trim() || error.message : undefined);
    });
  });
}

/** Sends the signal; a process that is gone already is no fault. */
export function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch (error) {
    if ((error as { code?: string }).code !== 'ESRCH') throw error;
  }
}

function readProc(pid: number, file: string): string | undefined {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'utf8');
  } catch {
    return undefined;
  }
}

function ask(column: string, pid: number): string | undefined {
  const { stdout } = spawnSync('/bin/ps', ['-o', `${column}=`, '-p', String(pid)], { env: plainEnv, encoding: 'utf8' });
  return stdout?.trim() || undefined;
}
