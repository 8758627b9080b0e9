import { randomUUID } from 'node:crypto';
import { Jobs } from '../../src/kernel/jobs';
import { Redirects } from '../../src/resolving/redirects.service';
import { resolvingCommands } from '../../src/resolving/resolving.commands';
import { ResolvingJobs } from '../../src/resolving/resolving.jobs';
import { perHost } from '../../src/resolving/resolving.rules';
import { ResolvingService } from '../../src/resolving/resolving.service';
import { SettingsService } from '../../src/settings/settings.service';
import { SharesService } from '../../src/shares/shares.service';
import { startApp, type TestApp } from '../app';
import type { Browser } from '../browser';
import { wita } from '../fakes';
import type { TestPerson, TestPost, TestUnit } from '../world';
import { Stub } from './stub';

const start = '2026-11-23 10:00';

describe('short links', () => {
  const stub = new Stub();
  let test: TestApp;
  let top: TestUnit;
  let admin: Browser;
  let post: TestPost;
  let count = 0;
  let second = 0;
  beforeAll(async () => {
    test = await startApp(start);
    await stub.start();
    top = await test.world.unit();
    admin = await test.as(await test.world.staff({ unit: top, role: 'admin' }));
  });
  afterAll(async () => {
    stub.stop();
    await test.stop();
  });
  beforeEach(async () => {
    stub.forget();
    second = 0;
    test.clock.set(start);
    await test.db.query('TRUNCATE job_run, link_resolution, used_link, share CASCADE');
    post = await test.world.post();
    await turn('ya');
  });

  const turn = (word: string) => admin.post('/admin/setelan/tautan', { 'links.resolving': word });
  /** A code that no other test has, and the id of a video made at a moment. */
  const code = () => `ZSuji${String(++count).padStart(4, '0')}`;
  const videoAt = (moment: string) => String(((BigInt(wita(moment).getTime()) / 1000n) << 32n) + BigInt(++count));
  const jobs = () => {
    const parts = [test.db, test.clock, test.app.get(SettingsService), test.app.get(SharesService)] as const;
    const resolving = new ResolvingService(...parts, new Redirects(stub.network, 2000));
    return new ResolvingJobs(test.app.get(Jobs), resolving, test.clock);
  };
  const run = async (moment?: string) => {
    if (moment) test.clock.set(moment);
    return jobs().resolveAt(test.clock.now());
  };
  const log = async (person: TestPerson, given: { text: string; channel?: string; more?: object; to?: TestPost }) => {
    const id = randomUUID();
    const body = { postId: (given.to ?? post).id, channel: given.channel ?? 'tiktok', text: given.text, ...given.more };
    const answer = await (await test.as(person)).api('PUT', `/shares/${id}`, body);
    return { id, body, answer };
  };
  /** A share on a short link that leads where it is told to; each is received after the one before, all before the start. */
  const shared = async (leads: string | number, given: { person?: TestPerson; short?: string } = {}) => {
    const short = given.short ?? code();
    stub.says.set(`vt.tiktok.com/${short}/`, leads);
    const person = given.person ?? (await test.world.staff({ unit: top }));
    test.clock.set(`2026-11-23 09:58:${String(second++).padStart(2, '0')}`);
    const made = await log(person, { text: `Sudah ya https://vt.tiktok.com/${short}/` });
    expect(made.answer.status).toBe(201);
    test.clock.set(start);
    return { ...made, person, short, key: `tiktok:share:${short}` };
  };
  const stored = async (id: string) => {
    const [row] = await test.db.query(
      `SELECT link_url AS "linkUrl", link_key AS "linkKey", link_posted_at AS "linkPostedAt", state, hints FROM share WHERE id = $1`,
      [id],
    );
    return row as { linkUrl: string; linkKey: string; linkPostedAt: Date | null; state: string; hints: string[] };
  };
  const keysOf = async (id: string): Promise<string[]> => {
    const rows: { key: string }[] = await test.db.query(
      'SELECT key FROM used_link WHERE share_id = $1 AND NOT alias ORDER BY key',
      [id],
    );
    return rows.map(({ key }) => key);
  };
  const progress = async (id: string) => {
    const [row] = await test.db.query(
      'SELECT attempts, next_at AS "nextAt", outcome FROM link_resolution WHERE share_id = $1',
      [id],
    );
    return row as { attempts: number; nextAt: Date | null; outcome: string | null } | undefined;
  };
  const profile = 'https://www.tiktok.com/@warga';

  it('are not asked about while it is switched off: no name looked up, nothing connected, nothing written', async () => {
    await turn('tidak');
    const { id, key } = await shared(profile);
    expect(await run()).toBeNull();
    expect(await test.app.get(ResolvingJobs).resolveAt(test.clock.now())).toBeNull();
    await test.app.get(ResolvingJobs).heartbeat();
    expect([stub.lookedUp, stub.connected, stub.asked]).toEqual([[], [], []]);
    expect(await test.db.query('SELECT * FROM job_run')).toEqual([]);
    expect(await progress(id)).toBeUndefined();
    expect(await stored(id)).toMatchObject({ linkKey: key, hints: ['short_link'] });
  });

  it('become the post they lead to: address, key and moment, with a row in the trail', async () => {
    const video = videoAt('2026-11-23 09:50');
    const { id, key, short } = await shared(`https://www.tiktok.com/@warga/video/${video}?_r=1`);
    expect(await run()).toEqual({ post: 1 });
    const linkUrl = `https://www.tiktok.com/@warga/video/${video}`;
    expect(await stored(id)).toEqual({
      ...{ linkUrl, linkKey: `tiktok:${video}`, linkPostedAt: wita('2026-11-23 09:50') },
      ...{ state: 'recorded', hints: [] },
    });
    expect(await keysOf(id)).toEqual([`tiktok:${video}`, key].sort());
    expect(await progress(id)).toEqual({ attempts: 1, nextAt: null, outcome: 'post' });
    const trail = `SELECT actor_id AS "actorId", subject_id AS id, before, after FROM audit_entry WHERE verb = 'links.resolve'`;
    expect(await test.db.query(`${trail} AND subject_id = $1`, [id])).toEqual([
      {
        ...{ actorId: null, id, before: { linkUrl: `https://vt.tiktok.com/${short}/`, linkKey: key } },
        after: { linkUrl, linkKey: `tiktok:${video}` },
      },
    ]);
  });

  it('are marked by what the post tells, as if it had been logged with its full address', async () => {
    const old = await shared(`https://www.tiktok.com/@warga/video/${videoAt('2026-10-30 09:00')}`);
    await run();
    expect((await stored(old.id)).hints.sort()).toEqual(['not_when_stated', 'older_than_item']);
  });

  it('sent once more by the phone after that are the same share still', async () => {
    const { id, body, person } = await shared(`https://www.tiktok.com/@warga/video/${videoAt('2026-11-23 09:50')}`);
    await run();
    expect((await (await test.as(person)).api('PUT', `/shares/${id}`, body)).status).toBe(200);
  });

  it('of a share that was followed cannot be logged again, by nobody', async () => {
    const { person, short } = await shared(`https://www.tiktok.com/@warga/video/${videoAt('2026-11-23 09:50')}`);
    await run();
    const text = `https://vt.tiktok.com/${short}/`;
    const own = await log(person, { text, to: await test.world.post() });
    expect(own.answer.status).toBe(409);
    expect(own.answer.json()).toMatchObject({
      code: 'link-already-logged',
      detail: expect.stringContaining('sudah Anda catat'),
    });
    const other = await log(await test.world.staff({ unit: top }), { text });
    expect(other.answer.json()).toMatchObject({
      code: 'link-already-logged',
      detail: expect.stringContaining('pegawai lain'),
    });
  });

  it('that lead to a post on which another share stands are marked, and nothing is refused', async () => {
    const video = `https://www.tiktok.com/@warga/video/${videoAt('2026-11-23 09:50')}`;
    const first = await shared(video);
    const second = await shared(video);
    expect(await run()).toEqual({ post: 1, seen: 1 });
    expect((await stored(first.id)).hints).toEqual([]);
    expect(await stored(second.id)).toMatchObject({
      linkKey: second.key,
      state: 'recorded',
      hints: ['short_link', 'link_seen'],
    });
    expect(await progress(second.id)).toMatchObject({ nextAt: null, outcome: 'seen' });
  });

  it('that lead to the official publication are marked as that', async () => {
    const video = videoAt('2026-11-23 09:50');
    post = await test.world.post({ officialKeys: [`tiktok:${video}`] });
    const { id } = await shared(`https://www.tiktok.com/@dinas/video/${video}`);
    await run();
    expect((await stored(id)).hints).toEqual(['link_is_official']);
  });

  it.each([
    ['a profile', profile, 'not_a_post', 'link_not_a_post'],
    ['another site', 'https://toko.example/promo', 'not_a_post', 'link_not_a_post'],
    ['this machine', 'https://127.0.0.1:8080/admin', 'not_a_post', 'link_not_a_post'],
    ['the front page', 'https://www.tiktok.com/?_r=1', 'gone', 'link_gone'],
  ])('that lead to %s are marked, once, and change nothing else', async (_, leads, outcome, hint) => {
    const { id, key } = await shared(leads);
    expect(await run()).toEqual({ [outcome]: 1 });
    expect(await stored(id)).toMatchObject({ linkKey: key, state: 'recorded', hints: ['short_link', hint] });
    expect(await progress(id)).toEqual({ attempts: 1, nextAt: null, outcome });
    expect(await run('2026-11-24 10:00')).toEqual({});
    expect(stub.asked).toHaveLength(1);
  });

  it('are followed from one short link to the next, three times at most, each time as the link rules spell it', async () => {
    const [first, second, third] = [code(), code(), code()];
    stub.says.set(`www.tiktok.com/t/${second}/`, `https://vm.tiktok.com/${third}/?a=1`);
    stub.says.set(`vm.tiktok.com/${third}/`, `https://www.tiktok.com/@warga/video/${videoAt('2026-11-23 09:50')}`);
    const { id } = await shared(`https://www.tiktok.com/t/${second}?x=../..`, { short: first });
    expect(await run()).toEqual({ post: 1 });
    expect(stub.addresses()).toEqual([
      `vt.tiktok.com/${first}/`,
      `www.tiktok.com/t/${second}/`,
      `vm.tiktok.com/${third}/`,
    ]);
    expect(await progress(id)).toMatchObject({ outcome: 'post' });
  });

  it('that lead in a circle are left after three questions', async () => {
    const short = code();
    const { id } = await shared(`https://vt.tiktok.com/${short}/?again`, { short });
    expect(await run()).toEqual({ 'too many redirects': 1 });
    expect(stub.asked).toHaveLength(3);
    expect(await progress(id)).toMatchObject({ outcome: 'too many redirects', attempts: 1 });
  });

  it.each([
    ['without encryption', (short: string) => `http://vt.tiktok.com/${short}/`],
    ['with a user name', (short: string) => `https://warga@vt.tiktok.com/${short}/`],
    ['with a port', (short: string) => `https://vt.tiktok.com:8443/${short}/`],
    ['to a look-alike', (short: string) => `https://vt.tiktok.com.evil.example/${short}/`],
    ['to this machine by name', (short: string) => `https://localhost./t/${short}/`],
    ['to this machine by IPv6', (short: string) => `https://[::ffff:127.0.0.1]/t/${short}/`],
  ])('redirected %s are followed no further', async (_, further) => {
    await shared(further(code()));
    await run();
    expect(stub.connected).toHaveLength(1);
  });

  it('whose next host has an address of the inner network are followed no further', async () => {
    stub.names.set('vm.tiktok.com', [['10.0.0.8']]);
    const { id, key } = await shared(`https://vm.tiktok.com/${code()}/`);
    expect(await run()).toEqual({ 'inner address': 1 });
    expect(stub.connected.map(({ host }) => host)).toEqual(['vt.tiktok.com']);
    expect(await stored(id)).toMatchObject({ linkKey: key, hints: ['short_link'] });
  });

  it('without an answer are asked about again after 5 minutes, 1, 6 and 24 hours, then no more', async () => {
    const { id, key } = await shared(404);
    const asked: string[] = [];
    const moments = [
      '23 10:00',
      '23 10:04',
      '23 10:05',
      '23 11:00',
      '23 11:05',
      '23 17:00',
      '23 17:05',
      '24 17:00',
      '24 17:05',
      '25 17:05',
    ];
    for (const moment of moments) {
      if (Object.keys((await run(`2026-11-${moment}`)) ?? {}).length) asked.push(moment);
    }
    expect(asked).toEqual(['23 10:00', '23 10:05', '23 11:05', '23 17:05', '24 17:05']);
    expect(stub.asked).toHaveLength(5);
    expect(await progress(id)).toEqual({ attempts: 5, nextAt: null, outcome: 'status 404' });
    expect(await stored(id)).toMatchObject({ linkKey: key, state: 'recorded', hints: ['short_link'] });
  });

  it('of a host that has enough are left in peace for this time, without a try counted', async () => {
    const shares = [await shared(429), await shared(profile), await shared(profile)];
    expect(await run()).toEqual({ 'status 429': 1 });
    expect(stub.asked).toHaveLength(1);
    const attempts = await Promise.all(shares.map(async ({ id }) => (await progress(id))?.attempts));
    expect(attempts).toEqual([1, 0, 0]);
    for (const { short } of shares) stub.says.set(`vt.tiktok.com/${short}/`, profile);
    expect(await run('2026-11-23 10:05')).toEqual({ not_a_post: 3 });
  });

  it('are asked about a few at a time of each host, those that wait longest first', async () => {
    const shares = [];
    for (let index = 0; index < perHost + 2; index += 1) shares.push(await shared(profile));
    const instagram = await log(await test.world.staff({ unit: top }), {
      ...{ channel: 'instagram', text: 'https://www.instagram.com/share/BAbCdEfGhI/' },
    });
    stub.says.set('www.instagram.com/share/BAbCdEfGhI/', 'https://www.instagram.com/warga/');
    expect(await run(start)).toEqual({ not_a_post: perHost + 1 });
    expect(await progress(instagram.id)).toMatchObject({ outcome: 'not_a_post' });
    const late = shares.slice(perHost).map(({ short }) => `vt.tiktok.com/${short}/`);
    expect(stub.addresses()).not.toEqual(expect.arrayContaining([late[0]]));
    expect(await run('2026-11-23 10:05')).toEqual({ not_a_post: 2 });
    expect(stub.addresses().slice(-2)).toEqual(late);
  });

  it('are asked about by one of several servers, once in five minutes', async () => {
    await shared(404);
    const found = await Promise.all([run(), run(), run()]);
    await run('2026-11-23 10:04');
    expect(found.filter((one) => one && Object.keys(one).length)).toHaveLength(1);
    expect(stub.asked).toHaveLength(1);
  });

  it('of shares taken back, rejected, or older than a week are left as they are', async () => {
    const shares = [await shared(profile), await shared(profile), await shared(profile)];
    await test.db.query(`UPDATE share SET state = 'withdrawn' WHERE id = $1`, [shares[0]?.id]);
    await test.db.query(`UPDATE share SET state = 'rejected' WHERE id = $1`, [shares[1]?.id]);
    await test.db.query(`UPDATE share SET shared_at = $2, business_date = '2026-11-15' WHERE id = $1`, [
      shares[2]?.id,
      wita('2026-11-15 10:00'),
    ]);
    expect(await run()).toEqual({});
    expect(stub.lookedUp).toEqual([]);
  });

  it('that were mended to another short link begin anew', async () => {
    const { id, person } = await shared(profile);
    await run();
    await test.db.query(`UPDATE share SET state = 'returned' WHERE id = $1`, [id]);
    const next = code();
    const video = videoAt('2026-11-23 09:50');
    stub.says.set(`vt.tiktok.com/${next}/`, `https://www.tiktok.com/@warga/video/${video}`);
    await (await test.as(person)).post(`/sebaran/${id}/perbaikan`, { isi: `https://vt.tiktok.com/${next}/` });
    expect(await run('2026-11-23 10:05')).toEqual({ post: 1 });
    expect(await stored(id)).toMatchObject({ linkKey: `tiktok:${video}`, hints: [] });
    expect(await progress(id)).toMatchObject({ attempts: 1, outcome: 'post' });
  });

  it('of a share that changes while they are asked about change nothing', async () => {
    const short = code();
    const { id, key } = await shared(404, { short });
    stub.says.set(`vt.tiktok.com/${short}/`, (_, response) => {
      void test.db.query(`UPDATE share SET state = 'withdrawn' WHERE id = $1`, [id]).then(() => {
        response
          .writeHead(302, { location: `https://www.tiktok.com/@warga/video/${videoAt('2026-11-23 09:50')}` })
          .end();
      });
    });
    expect(await run()).toEqual({ changed: 1 });
    expect(await stored(id)).toMatchObject({ linkKey: key, state: 'withdrawn' });
  });

  it('of a disputed share become its post without taking it from anybody', async () => {
    const video = `https://www.tiktok.com/@warga/video/${videoAt('2026-11-23 09:50')}`;
    const first = await shared(video);
    const text = `https://vt.tiktok.com/${first.short}/`;
    const held = await log(await test.world.staff({ unit: top }), { text, more: { disputed: true } });
    expect(held.answer.json()).toMatchObject({ state: 'held' });
    expect(await run()).toEqual({ post: 2 });
    expect(await keysOf(held.id)).toEqual([]);
    expect(await stored(held.id)).toMatchObject({
      linkUrl: video,
      state: 'held',
      hints: ['link_of_other', 'link_seen'],
    });
    expect(await keysOf(first.id)).toHaveLength(2);
  });

  it('are not asked about any more once it is switched off in the middle', async () => {
    const first = await shared(404);
    await shared(profile);
    stub.says.set(`vt.tiktok.com/${first.short}/`, (_, response) => {
      void turn('tidak').then(() => response.writeHead(404).end());
    });
    expect(await run()).toEqual({ 'status 404': 1 });
    expect(stub.asked).toHaveLength(1);
  });

  it('leave the ledger as long as two days', async () => {
    await run('2026-11-20 10:00');
    await run('2026-11-22 10:05');
    const periods: { period: string }[] = await test.db.query(`SELECT period FROM job_run WHERE job = 'links.resolve'`);
    expect(periods).toEqual([{ period: '2026-11-22T02:05:00.000Z' }]);
  });

  it('are told of on the command line, which refuses while it is switched off', async () => {
    const command = resolvingCommands[0]!;
    const lines: string[] = [];
    const asked: Date[] = [];
    const stubbed = {
      get: (what: unknown) => (what === ResolvingJobs ? { resolveAt: answer } : test.app.get(what as never)),
    };
    const answer = async (at: Date) => {
      asked.push(at);
      return { post: 2, 'status 429': 1 };
    };
    const call = { args: [], out: (line: string) => void lines.push(line), input: async function* () {}, w: () => '' };
    await command.run({ ...call, app: stubbed as never, options: { at: '2026-11-23T10:00' } });
    expect([asked, lines]).toEqual([[wita(start)], ['post: 2', 'status 429: 1']]);
    await turn('tidak');
    await expect(command.run({ ...call, app: test.app, options: {} })).rejects.toMatchObject({ code: 'resolving-off' });
    const wrong = command.run({ ...call, app: test.app, options: { at: 'besok' } });
    await expect(wrong).rejects.toMatchObject({ code: 'at-unreadable' });
  });
});
