import { OpenPosts } from '../../src/posts/open-posts.service';
import { startApp, type TestApp } from '../app';
import { wita } from '../fakes';

let gaung: TestApp;
let open: OpenPosts;

beforeAll(async () => {
  gaung = await startApp();
  open = new OpenPosts(gaung.db);
});
afterAll(() => gaung.stop());

const codesAt = async (moment: string) => (await open.at(wita(moment))).map(({ code }) => code);

describe('the open posts in memory', () => {
  it('are none on an empty database', async () => {
    expect(await codesAt('2026-11-23 10:00')).toEqual([]);
  });

  it('are those whose window contains the moment, its end excluded', async () => {
    await gaung.world.post({ code: 'A', from: '2026-11-23 08:00', until: '2026-11-24 08:00' });
    expect(await codesAt('2026-11-23 07:59')).toEqual([]);
    expect(await codesAt('2026-11-23 08:00')).toEqual(['A']);
    expect(await codesAt('2026-11-24 07:59')).toEqual(['A']);
    expect(await codesAt('2026-11-24 08:00')).toEqual([]);
  });

  it('stay the same answer until a window begins or ends, also when clocks step back', async () => {
    await gaung.world.post({ code: 'D', from: '2026-11-25 08:00', until: '2026-11-25 09:00' });
    await gaung.world.post({ code: 'E', from: '2026-11-25 08:30', until: '2026-11-25 09:30' });
    const version = await open.currentVersion();
    const at = (moment: string) => open.at(wita(moment), version);
    const first = await at('2026-11-25 08:00');
    expect(await at('2026-11-25 08:29')).toBe(first);
    const answers = ['08:30', '08:59', '09:00', '09:30', '08:29', '07:59'].map(async (time) =>
      (await at(`2026-11-25 ${time}`)).map(({ code }) => code),
    );
    expect(await Promise.all(answers)).toEqual([['E', 'D'], ['E', 'D'], ['E'], [], ['D'], []]);
  });

  it('know a new, changed or withdrawn post as soon as its version is asked for', async () => {
    const { id } = await gaung.world.post({ code: 'B', title: 'Lama' });
    expect((await open.byId(id))?.title).toBe('Lama');
    await gaung.db.query(`UPDATE post SET title = 'Baru' WHERE id = $1`, [id]);
    expect((await open.byId(id))?.title).toBe('Baru');
    await gaung.db.query(`UPDATE post SET state = 'withdrawn' WHERE id = $1`, [id]);
    expect(await codesAt('2026-11-23 10:00')).not.toContain('B');
    expect((await open.byId(id))?.state).toBe('withdrawn');
  });

  it('are not read again while the version stands still', async () => {
    const version = await open.currentVersion();
    const [first, second] = [await open.get(version), await open.get(version)];
    expect(second).toBe(first);
    expect(await open.get('1')).toBe(first);
  });

  it('are read once by many who ask at the same moment', async () => {
    await gaung.world.post({ code: 'C' });
    const version = await open.currentVersion();
    const all = await Promise.all(Array.from({ length: 20 }, () => open.get(version)));
    expect(new Set(all).size).toBe(1);
    expect(all[0]?.map(({ code }) => code)).toContain('C');
  });

  it('do not hold what was never published', async () => {
    const { id } = await gaung.world.post({ state: 'submitted' });
    expect(await open.byId(id)).toBeUndefined();
  });

  it('carry everything a page or a program shows', async () => {
    const unit = await gaung.world.unit({ code: 'DISPORA', name: 'Dinas Pemuda dan Olahraga' });
    const { id } = await gaung.world.post({ unit, audience: [unit], officialKeys: ['x:1'] });
    const post = await open.byId(id);
    expect(post).toMatchObject({ unitName: 'Dinas Pemuda dan Olahraga', everybody: false, audience: [unit.id] });
    expect(post?.officialKeys.has('x:1')).toBe(true);
    const staff = await gaung.as(await gaung.world.staff({ unit }));
    expect(JSON.parse(post?.json ?? '')).toEqual((await staff.api('GET', `/posts/${id}`)).json());
  });
});
