import { spawn } from 'node:child_process';
import * as fs from 'node:fs';
import { join } from 'node:path';
import { startEmbedded } from '../../src/database/embedded';
import { readPidFile } from '../../src/database/embedded-cluster';
import { lifeOf, servesCluster } from '../../src/database/embedded-process';
import {
  ask,
  cleanUp,
  copyOfGaung,
  endLater,
  newFolder,
  serverOf,
  start,
  startElsewhere,
  until,
} from './embedded-world';

afterEach(cleanUp);

test('a new data folder serves SQL in UTF-8 on the loopback address only', async () => {
  const { url, owner, dataDir } = await start(newFolder());
  expect(owner).toBe(true);
  expect(url).toMatch(/^postgres:\/\/gaung:[\w-]{43}@127\.0\.0\.1:\d+\/gaung$/);
  const [row] = await ask(
    url,
    `SELECT current_setting('server_encoding') AS encoding, current_setting('listen_addresses') AS addresses,
            current_setting('unix_socket_directories') AS sockets, current_setting('synchronous_commit') AS commit`,
  );
  expect(row).toEqual({ encoding: 'UTF8', addresses: '127.0.0.1', sockets: '', commit: 'on' });
  expect(fs.statSync(join(dataDir, 'secret')).mode & 0o777).toBe(0o600);
  expect(fs.statSync(join(dataDir, 'cluster')).mode & 0o777).toBe(0o700);
});

test('the password is needed to connect', async () => {
  const { url } = await start(newFolder());
  await expect(ask(url.replace(/:[\w-]{43}@/, ':salah@'), 'SELECT 1')).rejects.toMatchObject({ code: '28P01' });
});

test('stopping leaves no server and keeps the data', async () => {
  const folder = newFolder();
  const first = await start(folder);
  await ask(first.url, 'CREATE TABLE kept AS SELECT 7 AS n');
  const { pid } = serverOf(first.dataDir);
  await first.stop();
  expect(lifeOf(pid)).toBeUndefined();
  expect(await ask((await start(folder)).url, 'SELECT n FROM kept')).toEqual([{ n: 7 }]);
});

test('killing the owning process ends PostgreSQL, and the next start has everything that was committed', async () => {
  const folder = newFolder();
  const [child, told] = await startElsewhere(folder);
  await ask(told.url, 'CREATE TABLE kept AS SELECT 7 AS n');
  const { pid, cluster } = serverOf(told.dataDir);
  child.kill('SIGKILL');
  await until(() => !servesCluster(pid, cluster));
  const next = await start(folder);
  expect(next.owner).toBe(true);
  expect(await ask(next.url, 'SELECT n FROM kept')).toEqual([{ n: 7 }]);
});

test('a start right after the owning process was killed does not lean on the dying server', async () => {
  const folder = newFolder();
  const [child] = await startElsewhere(folder);
  child.kill('SIGKILL');
  const next = await start(folder);
  expect(next.owner).toBe(true);
  expect(await ask(next.url, 'SELECT 1 AS n')).toEqual([{ n: 1 }]);
});

test('a server that nobody owns any more is stopped and replaced within ten seconds', async () => {
  const folder = newFolder();
  const first = await start(folder);
  await ask(first.url, 'CREATE TABLE kept AS SELECT 7 AS n');
  const { cluster } = serverOf(first.dataDir);
  await first.stop();
  const { uid, gid } = fs.statSync(cluster);
  const [program] = fs.readFileSync(join(cluster, 'postmaster.opts'), 'utf8').split(' ');
  const { port } = new URL(first.url);
  const settings = ['unix_socket_directories=', 'listen_addresses=127.0.0.1', `port=${port}`];
  const args = ['-D', cluster, ...settings.flatMap((setting) => ['-c', setting])];
  const orphan = spawn(program, args, { uid, gid, cwd: '/', env: {}, detached: true, stdio: 'ignore' });
  await until(() => readPidFile(cluster)?.pid === orphan.pid && readPidFile(cluster)?.status === 'ready');
  const begin = performance.now();
  const next = await start(folder);
  expect(performance.now() - begin).toBeLessThan(10_000);
  expect(next.owner).toBe(true);
  expect(lifeOf(orphan.pid ?? 0)).toBeUndefined();
  expect(await ask(next.url, 'SELECT n FROM kept')).toEqual([{ n: 7 }]);
});

test('a second process joins the running server, and its end does not end the server', async () => {
  const folder = newFolder();
  const first = await start(folder);
  const [child, told] = await startElsewhere(folder);
  expect(told).toMatchObject({ owner: false, url: first.url, dataDir: first.dataDir });
  const gone = new Promise((done) => child.once('exit', done));
  child.kill('SIGKILL');
  await gone;
  expect(await ask(first.url, 'SELECT 1 AS n')).toEqual([{ n: 1 }]);
});

test('of two processes that start together on an empty folder one owns and the other joins', async () => {
  const folder = newFolder();
  const both = await Promise.all([startElsewhere(folder), startElsewhere(folder)]);
  const owners = both.map(([, told]) => told.owner);
  expect(new Set(owners)).toEqual(new Set([false, true]));
  expect(both[0][1].url).toBe(both[1][1].url);
});

test('a pid file left behind, whose number another program now has, does not prevent the start', async () => {
  const folder = newFolder();
  const first = await start(folder);
  const { cluster } = serverOf(first.dataDir);
  const left = fs.readFileSync(join(cluster, 'postmaster.pid'), 'utf8');
  await first.stop();
  const { uid, gid } = fs.statSync(cluster);
  const other = endLater(spawn('/bin/sh', ['-c', 'read _'], { uid, gid, cwd: '/' }));
  fs.writeFileSync(join(cluster, 'postmaster.pid'), left.replace(/^\d+/, String(other.pid)));
  const next = await start(folder);
  expect(await ask(next.url, 'SELECT 1 AS n')).toEqual([{ n: 1 }]);
  expect(lifeOf(other.pid ?? 0)).toBeDefined();
});

test('the owner is told when PostgreSQL ends by itself, and the next start repairs the data', async () => {
  const folder = newFolder();
  const first = await start(folder);
  await ask(first.url, 'CREATE TABLE kept AS SELECT 7 AS n');
  const code = new Promise((told) => first.onExit(told));
  process.kill(serverOf(first.dataDir).pid, 'SIGKILL');
  expect(await code).toBe(128 + 9);
  expect(await ask((await start(folder)).url, 'SELECT n FROM kept')).toEqual([{ n: 7 }]);
});

test('a port that another program uses is refused by name', async () => {
  const { url } = await start(newFolder());
  const port = Number(new URL(url).port);
  await expect(startEmbedded({ dataDir: newFolder(), port })).rejects.toMatchObject({ code: 'database-port-taken' });
});

test('a missing platform package is refused with what to do', async () => {
  const folder = newFolder();
  copyOfGaung(folder, false);
  const [, told] = await startElsewhere(join(folder, 'data'), folder);
  expect(told.code).toBe('database-programs-missing');
  expect(told.words?.id).toContain('npm ci');
  expect(told.words?.en).toContain('DATABASE_URL');
});
