import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

export interface SourceFile {
  /** `src/shares/share.rules.ts` */
  path: string;
  /** `shares`; empty for the starting files. */
  room: string;
  /** `rules` in `share.rules.ts`; empty where a file has no kind. */
  kind: string;
  text: string;
  /** What it imports, as written, and whether only as types. */
  imports: { from: string; typeOnly: boolean }[];
}

const root = join(__dirname, '../..');

/** Every TypeScript file below `src` or `test`. */
export function sourceFiles(folder: 'src' | 'test' = 'src'): SourceFile[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .map((name) => `${folder}/${name.replaceAll('\\', '/')}`)
    .filter((path) => /\.tsx?$/.test(path) && !path.endsWith('.d.ts'))
    .sort()
    .map(read);
}

function read(path: string): SourceFile {
  const text = readFileSync(join(root, path), 'utf8');
  const parts = path.split('/');
  const name = parts.at(-1)?.replace(/\.tsx?$/, '') ?? '';
  const found = text.matchAll(/^(?:import|export)\s+(type\s+)?(?:[^'";]*?from\s+)?'([^']+)'/gm);
  return {
    path,
    room: parts.length > 2 ? (parts[1] ?? '') : '',
    kind: name.includes('.') ? (name.split('.').at(-1) ?? '') : '',
    text,
    imports: [...found].map((match) => ({ from: match[2] ?? '', typeOnly: Boolean(match[1]) })),
  };
}
