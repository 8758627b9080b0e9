import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startApp, type TestApp } from '../app';

let world: TestApp;
const folder = mkdtempSync(join(tmpdir(), 'gaung-test-'));

beforeAll(async () => {
  world = await startApp();
});
afterAll(() => world.stop());

/** Runs a word of the command line on a file with this content; its lines. */
async function run(word: string, content: string, options: Record<string, boolean> = {}): Promise<string[]> {
  const { directoryCommands } = require('../../src/directory/directory.commands');
  const command = directoryCommands.find((one: { word: string }) => one.word === word);
  const path = join(folder, 'berkas.csv');
  writeFileSync(path, content);
  const lines: string[] = [];
  const out = (line: string) => lines.push(line);
  await command.run({ app: world.app, args: [path], options, out, w: ({ id }: { id: string }) => id });
  return lines;
}

describe('the words of the command line', () => {
  it('import calendar, units, staff and leave, in this order', async () => {
    const trial = await run('units import', 'kode,nama\nA,Dinas A\n', { 'dry-run': true });
    expect(trial).toEqual(['1 baris: 1 baru, 0 berubah, 0 tetap.', 'Percobaan: belum ada yang disimpan.']);
    expect(await run('units import', 'kode,nama\nA,Dinas A\n')).toEqual(['1 baris: 1 baru, 0 berubah, 0 tetap.']);
    expect(await run('staff import', 'nama,status,nomor_thl,kode_unit\nBudi,THL,T-1,A\n')).toEqual([
      '1 baris: 1 baru, 0 berubah, 0 tetap.',
    ]);
    expect(await run('leave import', 'nomor,mulai,selesai\nT-1,2026-11-02,2026-11-03\n')).toHaveLength(1);
    expect(await run('calendar import', 'date,name_id,type\n2026-01-01,Tahun Baru,libur_nasional\n')).toHaveLength(1);
  });

  it('refuse a file with mistakes, with a sentence for each row', async () => {
    await expect(run('staff import', 'nama,status,nomor_thl,kode_unit\nBudi,THL,T-1,Z\n')).rejects.toThrow(
      /1 kesalahan perlu diperbaiki.*\nBaris 2, kode_unit: Kode unit "Z" belum terdaftar/,
    );
  });

  it('refuse a file that cannot be read', async () => {
    const { directoryCommands } = require('../../src/directory/directory.commands');
    await expect(directoryCommands[0].run({ app: world.app, args: ['tiada.csv'], options: {} })).rejects.toThrow(
      'Berkas "tiada.csv" tidak dapat dibuka',
    );
  });
});
