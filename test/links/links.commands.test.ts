import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import type { INestApplicationContext } from '@nestjs/common';
import { linksCommands } from '../../src/links/links.commands';

const rows = readFileSync(join(__dirname, 'share-urls.tsv'), 'utf8').split('\n').slice(1).filter(Boolean);

async function inspect(lines: string[], options: Record<string, string> = {}): Promise<string[]> {
  const said: string[] = [];
  await linksCommands[0]?.run({
    app: {} as INestApplicationContext,
    args: [],
    options,
    out: (line) => void said.push(line),
    input: () => Readable.from(lines),
    w: ({ id }) => id,
  });
  return said;
}

describe('links inspect', () => {
  it('reads the escaped lines of the collection and answers each with its columns as one JSON object', async () => {
    const said = await inspect(
      rows.map((row) => row.split('\t')[0] ?? ''),
      { now: '2026-11-23T00:00:00Z' },
    );
    const names = ['expect', 'platform', 'kind', 'canonical_url', 'canonical_key', 'handle', 'posted_at_utc'];
    expect(said).toHaveLength(639);
    expect(said).toEqual(
      rows.map((row) => {
        const values = row.split('\t').slice(1, 8);
        return JSON.stringify(Object.fromEntries(names.map((name, index) => [name, values[index]])));
      }),
    );
  });

  it('needs neither database nor --now, and refuses a moment it cannot read', async () => {
    expect(linksCommands[0]?.offline).toBe(true);
    expect(JSON.parse((await inspect(['tanpa tautan']))[0] ?? '')).toMatchObject({ expect: 'reject', kind: 'no-link' });
    await expect(inspect(['x'], { now: 'besok' })).rejects.toMatchObject({ code: 'now-unreadable' });
  });
});
