import { chmodSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readPidFile } from '../../src/database/embedded-cluster';
import { launch } from '../../src/database/embedded-server';
import { ask, cleanUp, newFolder, serverOf, start, until } from './embedded-world';

afterEach(cleanUp);

describe('on a busy machine', () => {
  test('a starter that was beaten says to look again, even when the reason is heard after the end of its PostgreSQL', async () => {
    const home = newFolder();
    const postgres = join(home, 'beaten');
    writeFileSync(
      postgres,
      '#!/bin/sh\n(sleep 0.2; echo \'FATAL: lock file "postmaster.pid" already exists\' >&2) &\n',
    );
    chmodSync(postgres, 0o755);
    const cluster = join(home, 'cluster');
    const place = { home, cluster, account: undefined, moved: false, shelter: () => home };
    const log = () => undefined;
    expect(await launch(place, { postgres, port: 0, durable: false, log })).toBeUndefined();
  });

  test('the start waits for a server that is slow to answer its first connections', async () => {
    const folder = newFolder();
    const first = await start(folder);
    await ask(first.url, 'ALTER SYSTEM SET pre_auth_delay = 3');
    await first.stop();
    const { cluster } = serverOf(first.dataDir);
    const starting = start(folder);
    await Promise.race([starting, until(() => readPidFile(cluster)?.status === 'ready')]);
    const url = first.url.replace(/:\d+\/gaung$/, `:${readPidFile(cluster)?.port}/postgres`);
    await ask(url, 'SELECT 1');
    writeFileSync(join(cluster, 'postgresql.auto.conf'), '');
    process.kill(serverOf(first.dataDir).pid, 'SIGHUP');
    expect(await ask((await starting).url, 'SELECT 1 AS n')).toEqual([{ n: 1 }]);
  });
});
