import { readFileSync, readdirSync } from 'node:fs';

/** What Linux tells about processes; elsewhere every figure is NaN and printed as unknown. */
const ticksPerSecond = 100;

/** Fields of /proc/PID/stat after the name, which may hold spaces. */
function statOf(pid: number | string): number[] | undefined {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return text
      .slice(text.lastIndexOf(')') + 2)
      .split(' ')
      .map(Number);
  } catch {
    return undefined;
  }
}

/** Seconds of CPU that a process has used. */
export function cpuOf(pid: number): number {
  const stat = statOf(pid);
  return stat ? ((stat[11] ?? 0) + (stat[12] ?? 0)) / ticksPerSecond : Number.NaN;
}

/** Seconds of CPU of a process, its living children and those that have ended: PostgreSQL as a whole. */
export function cpuOfFamily(pid: number): number {
  const parent = statOf(pid);
  if (!parent) return Number.NaN;
  const ended = ((parent[13] ?? 0) + (parent[14] ?? 0)) / ticksPerSecond;
  const children = readdirSync('/proc').filter((name) => /^\d+$/.test(name) && statOf(name)?.[1] === pid);
  return cpuOf(pid) + ended + children.reduce((sum, child) => sum + (cpuOf(Number(child)) || 0), 0);
}

/** Megabytes of memory now (`VmRSS`) or at most so far (`VmHWM`). */
export function memoryOf(pid: number, which: 'VmRSS' | 'VmHWM' = 'VmRSS'): number {
  try {
    const found = new RegExp(`${which}:\\s+(\\d+) kB`).exec(readFileSync(`/proc/${pid}/status`, 'utf8'));
    return found ? Number(found[1]) / 1024 : Number.NaN;
  } catch {
    return Number.NaN;
  }
}

/** Megabytes of a process and everything below it, as they are now. */
export function memoryOfTree(pid: number): number {
  const parents = readdirSync('/proc').flatMap((name) => {
    const parent = /^\d+$/.test(name) ? statOf(name)?.[1] : undefined;
    return parent === undefined ? [] : [[Number(name), parent] as const];
  });
  const below = (top: number): number =>
    (memoryOf(top) || 0) +
    parents.filter(([, parent]) => parent === top).reduce((sum, [child]) => sum + below(child), 0);
  return below(pid);
}
