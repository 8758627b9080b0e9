import { demoSignIns, demoStart, fillDemo } from '../../src/demo/demo.service';
import { startApp, type TestApp } from '../app';

describe('the demo', () => {
  let test: TestApp;
  beforeAll(async () => {
    test = await startApp(demoStart);
  });
  afterAll(() => test.stop());

  const sizes = async () => {
    const [row] = await test.db.query(
      `SELECT (SELECT count(*)::int FROM unit) AS units, (SELECT count(*)::int FROM person) AS people,
         (SELECT count(*)::int FROM post) AS posts, (SELECT count(*)::int FROM share) AS shares,
         (SELECT count(*)::int FROM post_media) AS pictures,
         (SELECT count(*)::int FROM person_result WHERE month = '2026-10') AS results`,
    );
    return row;
  };

  it('is a province of 61 units, 1,500 people and 24 posts with October computed, and filling it again changes nothing', async () => {
    await fillDemo(test.app, test.clock.now(), () => undefined);
    const first = await sizes();
    expect(first).toMatchObject({ units: 61, people: 1500, posts: 24, pictures: 3 });
    expect(first.shares).toBeGreaterThan(10_000);
    expect(first.results).toBeGreaterThan(1_400);
    await fillDemo(test.app, test.clock.now(), () => undefined);
    expect(await sizes()).toEqual(first);
  }, 90_000);

  it('ranks agencies above, at and below the province', async () => {
    const rows: { description: string }[] = await test.db.query(
      'SELECT DISTINCT description FROM unit_result WHERE ranked AND description IS NOT NULL ORDER BY description',
    );
    expect(rows.map(({ description }) => description)).toEqual(['di atas', 'di bawah', 'setara']);
  });

  it('has appeals about October, each decided with a reason', async () => {
    const rows = await test.db.query(
      `SELECT kind, decision FROM appeal WHERE month = '2026-10' AND reason <> '' ORDER BY kind, decision, id`,
    );
    expect(rows).toEqual([
      { kind: 'leave', decision: 'granted' },
      { kind: 'share', decision: 'granted' },
      { kind: 'share', decision: 'granted' },
      { kind: 'share', decision: 'refused' },
    ]);
  });

  it.each(demoSignIns)('lets $number in as $role', async ({ number }) => {
    const { demoPassword } = require('../../src/demo/demo.service') as typeof import('../../src/demo/demo.service');
    const browser = test.anybody();
    const answer = await browser.submit('/masuk', { number, password: demoPassword });
    expect(answer.words).toContain('Bagikan sekarang');
  });
});
