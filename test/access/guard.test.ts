import { Controller, Get } from '@nestjs/common';
import { actions, type Action } from '../../src/access/actions';
import { Allow, Public, Who } from '../../src/access/allow';
import { declaredRoutes } from '../../src/access/declared-routes';
import { may, roles, type Role } from '../../src/access/roles.rules';
import { newId, newToken } from '../../src/kernel/random';
import type { Browser } from '../browser';
import type { TestPerson, TestUnit } from '../world';
import { startTrial, TrialApi, TrialController, type Trial } from '../web/trial';

/** One call per verb: `/api/v1/verba/post.draft`. */
@Controller('api/v1/verba')
class EveryVerb {}
for (const action of actions) {
  const handler = () => ({ action });
  Object.defineProperty(EveryVerb.prototype, action, { value: handler, enumerable: true, configurable: true });
  const descriptor = Object.getOwnPropertyDescriptor(EveryVerb.prototype, action) as PropertyDescriptor;
  Get(action)(EveryVerb.prototype, action, descriptor);
  Allow(action)(EveryVerb.prototype, action, descriptor);
}

@Controller('api/v1/verba-lain')
class PublicAndOwn {
  @Get('publik')
  @Public('uji')
  open() {
    return {};
  }

  @Get('aktor')
  @Allow('self.read')
  who(@Who() actor: object) {
    return actor;
  }
}

describe('the guard', () => {
  let trial: Trial;
  let unit: TestUnit;
  beforeAll(async () => {
    trial = await startTrial('http://localhost:3000', [EveryVerb, PublicAndOwn, TrialApi, TrialController]);
    unit = await trial.world.unit();
  });
  afterAll(() => trial.stop());

  const statusOf = async (browser: Browser, action: Action) => (await browser.api('GET', `/verba/${action}`)).status;
  const staff = (given: { role?: Role } = {}) => trial.world.staff({ unit, ...given });
  const own = async (browser: Browser, headers: Record<string, string> = {}) =>
    (await browser.api('GET', '/verba-lain/aktor', undefined, headers)).status;
  const grantsOf = (person: TestPerson) => trial.db.query('SELECT * FROM role_grant WHERE person_id = $1', [person.id]);

  it.each([...roles])('%s: is let through for its verbs and for no other', async (role) => {
    const browser = await trial.as(await staff(role === 'staff' ? {} : { role }));
    const actor = { roles: [{ role, unitId: unit.id, isTop: true }] };
    const statuses = await Promise.all(actions.map((action) => statusOf(browser, action)));
    expect(statuses).toEqual(actions.map((action) => (may(actor, action) ? 200 : 403)));
  });

  it('lets the role of one agency do what concerns that agency, and says who does the rest', async () => {
    const agency = await trial.world.unit({ parent: unit });
    const browser = await trial.as(await trial.world.staff({ unit: agency, role: 'evaluator' }));
    expect(await statusOf(browser, 'appeal.decide')).toBe(200);
    const refused = await browser.api('GET', '/verba/period.fix');
    expect([refused.status, refused.json()['code']]).toEqual([403, 'top-unit']);
    expect((await browser.api('GET', '/verba/setting.change')).json()['code']).toBe('not-allowed');
  });

  it('lets nobody without a session do anything but the public', async () => {
    const statuses = await Promise.all(actions.map((action) => statusOf(trial.anybody(), action)));
    expect(new Set(statuses)).toEqual(new Set([401]));
    expect((await trial.anybody().api('GET', '/verba-lain/publik')).status).toBe(200);
  });

  it('knows who asks, in which unit, with which roles', async () => {
    const person = await staff({ role: 'head' });
    const { session, ...actor } = (await (await trial.as(person)).api('GET', '/verba-lain/aktor')).json();
    expect(session).toBeTruthy();
    expect(actor).toEqual({
      personId: person.id,
      name: person.name,
      unitId: unit.id,
      unitName: expect.any(String),
      unitPath: [unit.id],
      roles: [{ role: 'head', unitId: unit.id, isTop: true }],
    });
  });

  it('a role that is taken away ends with the next request', async () => {
    const person = await staff({ role: 'reviewer' });
    const browser = await trial.as(person);
    expect(await statusOf(browser, 'share.review')).toBe(200);
    await trial.db.query('DELETE FROM role_grant WHERE person_id = $1', [person.id]);
    expect(await statusOf(browser, 'share.review')).toBe(403);
    await trial.world.grant(person, 'reviewer', unit);
    expect(await statusOf(browser, 'share.review')).toBe(200);
  });

  it.each([
    ['2026-11-23', null, 200],
    ['2026-11-24', null, 403],
    ['2026-01-01', '2026-11-22', 403],
    ['2026-01-01', '2026-11-23', 200],
  ])('a role from %s to %s on 23 November: %i', async (from, until, status) => {
    const person = await staff({ role: 'auditor' });
    await trial.db.query('UPDATE role_grant SET starts_on = $2, ends_on = $3 WHERE person_id = $1', [
      person.id,
      from,
      until,
    ]);
    expect(await grantsOf(person)).toHaveLength(1);
    expect(await statusOf(await trial.as(person), 'audit.read')).toBe(status);
  });

  it('a session that is ended, and an account that is closed, end with the next request', async () => {
    const person = await staff();
    const browser = await trial.as(person);
    const other = await trial.as(person);
    expect([await own(browser), await own(other)]).toEqual([200, 200]);
    await trial.db.query(
      `DELETE FROM session WHERE token_hash = (SELECT token_hash FROM session WHERE person_id = $1 LIMIT 1)`,
      [person.id],
    );
    expect([await own(browser), await own(other)].sort((a, b) => a - b)).toEqual([200, 401]);
    await trial.db.query(`UPDATE account SET disabled_at = '2026-11-23' WHERE person_id = $1`, [person.id]);
    expect([await own(browser), await own(other)]).toEqual([401, 401]);
  });

  it('a session ends at its moment', async () => {
    const browser = await trial.as(await staff());
    trial.clock.set('2026-11-24 09:59');
    expect(await own(browser)).toBe(200);
    trial.clock.set('2026-11-24 10:00');
    expect(await own(browser)).toBe(401);
    trial.clock.set('2026-11-23 10:00');
  });

  it('somebody whose membership ended has no unit, and keeps the own pages', async () => {
    const person = await trial.world.staff({ unit, until: '2026-11-22' });
    const actor = (await (await trial.as(person)).api('GET', '/verba-lain/aktor')).json();
    expect(actor).toMatchObject({ unitId: null, unitName: '', unitPath: [], roles: [] });
  });

  it.each(['', 'x', newToken(), newId(), '%00', '%zz', '"', "' OR 1=1 --", 'é', 'x'.repeat(4000), '[object Object]'])(
    'a cookie that is no session (%.20s) is nobody',
    async (gaung) => expect(await own(trial.anybody({ gaung }))).toBe(401),
  );

  it.each([
    ...['', 'Bearer', 'Bearer ', 'Bearer x', 'bearer gng_x', 'Basic YTpi', `Bearer gng_${newToken()}`],
    ...[`Bearer gng_${'x'.repeat(5000)}`, 'Bearer gng_\u00e9\u00e9\u00e9\u00e9', `Bearer ${newToken()}`],
  ])('an authorization that is no token (%.20s) is nobody', async (authorization) => {
    expect(await own(trial.anybody(), { authorization })).toBe(401);
  });

  it('a session is no bearer token, and its stored hash opens nothing', async () => {
    const browser = await trial.as(await staff());
    const token = browser.cookies['gaung'] ?? '';
    expect(await own(trial.anybody(), { authorization: `Bearer ${token}` })).toBe(401);
    const [{ hash }] = await trial.db.query(`SELECT encode(token_hash, 'hex') AS hash FROM session LIMIT 1`);
    expect(await own(trial.anybody({ gaung: hash }))).toBe(401);
  });

  it('nothing in the request makes somebody else of the one who asks', async () => {
    const [person, admin] = [await staff(), await staff({ role: 'admin' })];
    const browser = await trial.as(person);
    const forged = { 'x-person-id': admin.id, 'x-user': admin.id, 'x-original-url': '/api/v1/verba/role.grant' };
    const path = `/verba-lain/aktor?actor=${admin.id}&role=admin`;
    expect((await browser.api('GET', path, undefined, forged)).json()['personId']).toBe(person.id);
  });

  it('stands before every route, each listed with its verb', () => {
    const listed = declaredRoutes(trial.app);
    expect(listed).toContainEqual(expect.objectContaining({ method: 'GET', path: '/uji/saya', access: 'self.read' }));
    expect(listed).toContainEqual(expect.objectContaining({ method: 'POST', path: '/api/v1/uji', access: 'public' }));
    expect(listed.filter(({ access }) => access !== 'public' && !actions.includes(access as Action))).toEqual([]);
  });
});
