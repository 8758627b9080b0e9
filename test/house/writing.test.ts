import { sourceFiles } from './source';

const linesOf = (pattern: RegExp, allowed: (path: string, kind: string) => boolean) =>
  sourceFiles().flatMap(({ path, kind, room, text }) =>
    room === 'client' || allowed(path, kind)
      ? []
      : text
          .split('\n')
          .map((line, index) => ({ line, at: `${path}:${index + 1}` }))
          .filter(({ line }) => pattern.test(line) && !/^\s*(\*|\/\/|\/\*)/.test(line))
          .map(({ at }) => at),
  );

describe('the clock, chance and the environment', () => {
  it('are asked for in the kernel only', () => {
    const pattern = /new Date\(\)|Date\.now\(|Math\.random\(|randomUUID|process\.env/;
    expect(linesOf(pattern, (path) => path.startsWith('src/kernel/'))).toEqual([]);
  });
});

describe('SQL', () => {
  it('stands in queries and migrations only', () => {
    const pattern = /\b(SELECT\s.+\sFROM|INSERT INTO|UPDATE \w+ SET|DELETE FROM|TRUNCATE)\b/;
    const allowed = (path: string, kind: string) => kind === 'queries' || path.startsWith('src/database/migrations/');
    expect(linesOf(pattern, allowed)).toEqual([]);
  });

  it('reads no clock of its own, except where the kernel sets its clock by it, and closes no interval', () => {
    const pattern = /\bNOW\(\)|\bcurrent_(date|timestamp)\b|\bclock_timestamp\b|\sBETWEEN\s/i;
    const allowed = (path: string, kind: string) => kind !== 'queries' || path === 'src/kernel/clock.queries.ts';
    expect(linesOf(pattern, allowed)).toEqual([]);
  });

  it('is text without parameters glued in', () => {
    const pattern = /\.query\([^)]*\$\{/;
    // A database's name cannot be a parameter; the embedded server's is a constant of ours.
    expect(linesOf(pattern, (path) => path === 'src/database/embedded.queries.ts')).toEqual([]);
  });
});

describe('the language of the code', () => {
  it('has no back doors', () => {
    const pattern = /forwardRef|ModuleRef|export default|: any\b|as any\b|^export enum|\benum \w+ \{/;
    expect(linesOf(pattern, () => false)).toEqual([]);
  });

  it('has no second names for the same thing', () => {
    const bad = sourceFiles()
      .map(({ path }) => path)
      .filter((path) =>
        /(^|\/)(index|utils?|helpers?|common|interfaces?|types)\.tsx?$|\/(dto|utils|helpers|common)\//.test(path),
      );
    expect(bad).toEqual([]);
  });
});
