import * as fs from 'node:fs';
import { join } from 'node:path';
import { Account, canReach } from '../../src/database/embedded-process';
import {
  ask,
  cleanUp,
  copyOfGaung,
  newFolder,
  platformPackage,
  project,
  removeLater,
  startElsewhere,
} from './embedded-world';

const shelter = '/var/lib/gaung';
const nobody: Account = { uid: 65534, gid: 65534 };
const isRoot = process.getuid?.() === 0;
const nobodyCanRunTests = isRoot && [process.execPath, project].every((path) => canReach(path, nobody));

afterEach(cleanUp);

/** Leaves the shelter alone when somebody else uses it. */
function removeShelter(programs: string): void {
  if (fs.readdirSync(shelter).join() === programs) fs.rmSync(shelter, { recursive: true });
}

(isRoot ? describe : describe.skip)('started by root (skipped for other users)', () => {
  test('a private folder works: the data move to a place that is named, and no user is made', async () => {
    const users = fs.readFileSync('/etc/passwd', 'utf8');
    const used = fs.existsSync(shelter);
    const folder = newFolder(0o700);
    copyOfGaung(folder);
    const [child, told] = await startElsewhere(join(folder, 'data'), folder);
    removeLater(told.dataDir);
    expect(told.dataDir).toMatch(/^\/var\/lib\/gaung\/[0-9a-f]{16}$/);
    expect(told.log).toHaveLength(2);
    for (const line of told.log) expect(line).toContain(told.dataDir);
    const cluster = fs.statSync(join(told.dataDir, 'cluster'));
    expect([cluster.mode & 0o777, cluster.uid === 0]).toEqual([0o700, false]);
    await ask(told.url, 'CREATE TABLE kept AS SELECT 7 AS n');
    child.kill('SIGKILL');
    const programs = fs.readdirSync(shelter).find((name) => name.startsWith('postgresql-')) ?? '';
    if (!used) fs.rmSync(join(shelter, programs, 'native/share'), { recursive: true });
    const [, again] = await startElsewhere(join(folder, 'data'), folder);
    expect(again).toMatchObject({ owner: true, dataDir: told.dataDir });
    expect(await ask(again.url, 'SELECT n FROM kept')).toEqual([{ n: 7 }]);
    expect(fs.readFileSync('/etc/passwd', 'utf8')).toBe(users);
    await cleanUp();
    if (!used) removeShelter(programs);
  });
});

(nobodyCanRunTests ? describe : describe.skip)('started by an ordinary user (skipped when nobody cannot)', () => {
  test('an installation that is read-only and lacks its library links works', async () => {
    const folder = newFolder();
    copyOfGaung(folder);
    const libraries = join(folder, 'node_modules', platformPackage, 'native/lib');
    for (const name of fs.readdirSync(libraries))
      if (fs.lstatSync(join(libraries, name)).isSymbolicLink()) fs.rmSync(join(libraries, name));
    const dataDir = newFolder();
    fs.chownSync(dataDir, nobody.uid, nobody.gid);
    const [, told] = await startElsewhere(dataDir, folder, nobody);
    expect(told).toMatchObject({ owner: true, dataDir: join(dataDir, 'postgres') });
    expect(await ask(told.url, 'SELECT 1 AS n')).toEqual([{ n: 1 }]);
  });

  test('root who starts it once in between leaves the data to that user', async () => {
    const dataDir = newFolder();
    fs.chownSync(dataDir, nobody.uid, nobody.gid);
    for (const account of [nobody, undefined, nobody]) {
      const [child, told] = await startElsewhere(dataDir, project, account);
      expect(told.owner).toBe(true);
      child.kill('SIGKILL');
    }
    expect(fs.statSync(join(dataDir, 'postgres', 'cluster')).uid).toBe(nobody.uid);
  });

  test('the data of another user are refused, not overwritten', async () => {
    const dataDir = newFolder();
    const [, first] = await startElsewhere(dataDir);
    const [, told] = await startElsewhere(dataDir, project, nobody);
    expect(told.code).toBe('data-folder-not-ours');
    expect(await ask(first.url, 'SELECT 1 AS n')).toEqual([{ n: 1 }]);
  });
});
