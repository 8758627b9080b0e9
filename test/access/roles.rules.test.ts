import fc from 'fast-check';
import { actions, type Action } from '../../src/access/actions';
import type { Actor } from '../../src/access/actor';
import {
  coversTop,
  demand,
  may,
  provincialVerbs,
  roles,
  scopeOf,
  verbsOf,
  type Role,
} from '../../src/access/roles.rules';
import { Refusal } from '../../src/kernel/refusal';
import { actorOf, grant } from '../actors';

const actor = (...granted: [Role, number][]): Actor =>
  actorOf('p', { roles: granted.map(([role, unitId]) => grant(role, unitId)) });

/**
 * The whole table, as it was decided: a cross is a right on every unit, a T on a top unit only. A change here is a change
 * of somebody's rights.
 */
const table = `
                    staff reviewer head editor publisher evaluator auditor agent admin
self.read             x      x      x     x        x         x        x      x     x
self.change           x      x      x     x        x         x        x      x     x
post.read             x      x      x     x        x         x        x      x     x
post.draft            .      .      .     x        x         .        .      .     .
post.publish          .      .      .     .        x         .        .      .     .
post.import           .      .      .     .        x         .        .      .     .
share.log             x      x      x     x        x         x        x      x     x
share.review          .      x      x     .        .         .        .      .     .
share.import          .      .      .     .        .         x        .      .     .
reviewer.read         .      .      .     .        .         x        x      .     .
participation.read    .      x      x     .        .         x        x      .     .
evaluation.read       .      x      x     .        x         x        x      .     .
evaluation.run        .      .      .     .        .         T        .      .     .
exemption.grant       .      .      .     .        .         x        .      .     .
policy.propose        .      .      .     .        .         T        .      .     .
policy.confirm        .      .      .     .        .         T        .      .     .
day.void              .      .      .     .        .         x        .      .     .
appeal.file           x      x      x     x        x         x        x      x     x
appeal.read           .      .      .     .        .         x        x      .     .
appeal.decide         .      .      .     .        .         x        .      .     .
period.fix            .      .      .     .        .         T        .      .     .
period.draw           .      .      .     .        .         T        .      .     .
period.close          .      .      .     .        .         T        .      .     .
period.reopen         .      .      .     .        .         T        .      .     .
report.issue          .      .      .     .        .         T        .      .     .
sample.check          .      x      x     .        .         .        .      .     .
directory.read        .      x      x     .        .         x        x      .     x
directory.import      .      .      .     .        .         .        .      .     x
unit.import           .      .      .     .        .         .        .      .     T
calendar.import       .      .      .     .        .         .        .      .     T
leave.import          .      x      x     .        .         .        .      .     x
account.invite        .      x      x     .        .         .        .      .     x
role.grant            .      .      .     .        .         .        .      .     x
channel.switch        .      .      .     .        .         .        .      .     T
setting.read          .      .      .     .        .         .        .      .     x
setting.change        .      .      .     .        .         .        .      .     T
import.use            .      x      x     .        x         x        .      .     x
audit.read            .      .      .     .        .         .        x      .     .
job.read              .      .      .     .        .         .        x      .     x
job.retry             .      .      .     .        .         .        .      .     T
`;
const [head = '', ...lines] = table.trim().split('\n');
const columns = head.trim().split(/\s+/);
const rights = lines.map((line) => line.trim().split(/\s+/));

function refusalOf(act: () => void): string | undefined {
  try {
    act();
    return undefined;
  } catch (error) {
    return (error as Refusal).code;
  }
}

describe('who may do what', () => {
  it('is decided for every verb and every role', () => {
    expect(columns).toEqual([...roles]);
    expect(rights.map(([verb]) => verb)).toEqual([...actions]);
  });

  it.each(rights)('%s', (verb, ...crosses) => {
    const able = roles.filter((role) => may(actor([role, 1]), verb as Action));
    expect(able).toEqual(roles.filter((_, index) => crosses[index] !== '.'));
    const ofOneAgency = roles.filter((role) => may(actor([role, 2]), verb as Action));
    expect(ofOneAgency).toEqual(roles.filter((_, index) => crosses[index] === 'x'));
  });

  it('somebody without a role may what staff may', () => {
    expect(actions.filter((action) => may(actor(), action))).toEqual([...verbsOf.staff]);
  });

  it('an administrator touches no share, no result and no post', () => {
    const touching = verbsOf.admin.filter((verb) => /^(share|evaluation|exemption|post|participation)\./.test(verb));
    expect(touching).toEqual([]);
  });

  it('an auditor only reads', () => {
    expect(verbsOf.auditor.filter((verb) => !verb.endsWith('.read'))).toEqual([]);
  });

  it('what is not allowed is refused in a sentence', () => {
    expect(() => demand(actor(), 'role.grant')).toThrow(Refusal);
    expect(() => demand(actor(['admin', 1]), 'role.grant')).not.toThrow();
  });

  it.each([
    ['nobody in particular', actor(), 'not-allowed'],
    ['an evaluator of one agency', actor(['evaluator', 2]), 'top-unit'],
    ['an evaluator of one agency who administers the province', actor(['evaluator', 2], ['admin', 1]), 'top-unit'],
    ['an administrator of the province', actor(['admin', 1]), 'not-allowed'],
    ['an evaluator of the province', actor(['evaluator', 2], ['evaluator', 1]), undefined],
  ])('%s fixes the month of the province: %s', (_, who, code) => {
    expect(refusalOf(() => demand(who, 'period.fix'))).toBe(code);
  });
});

describe('where', () => {
  it('is on the units of the roles that may it, each once', () => {
    const both = actor(['head', 3], ['editor', 5], ['reviewer', 3], ['reviewer', 4]);
    expect(scopeOf(both, 'share.review')).toEqual([3, 4]);
    expect(scopeOf(both, 'post.draft')).toEqual([5]);
  });

  it('is the top unit for what concerns the province', () => {
    const both = actor(['evaluator', 3], ['evaluator', 1]);
    expect(scopeOf(both, 'period.fix')).toEqual([1]);
    expect(scopeOf(both, 'appeal.decide')).toEqual([3, 1]);
    expect([coversTop(both, 'appeal.decide'), coversTop(actor(['evaluator', 3]), 'appeal.decide')]).toEqual([
      true,
      false,
    ]);
  });

  it('is nowhere for what one may only for oneself', () => {
    expect(scopeOf(actor(['head', 3]), 'self.read')).toEqual([]);
    expect(scopeOf(actor(), 'share.log')).toEqual([]);
  });

  const grants = fc.array(fc.tuple(fc.constantFrom(...roles), fc.integer({ min: 1, max: 5 })), { maxLength: 6 });

  it('is somewhere exactly when a role says so', () => {
    fc.assert(
      fc.property(grants, fc.constantFrom(...actions), (granted, action) => {
        const somewhere = scopeOf(actor(...granted), action).length > 0;
        const isEnough = (unitId: number) => unitId === 1 || !provincialVerbs.includes(action);
        expect(somewhere).toBe(granted.some(([role, unitId]) => verbsOf[role].includes(action) && isEnough(unitId)));
        expect(may(actor(...granted), action)).toBe(somewhere || verbsOf.staff.includes(action));
      }),
    );
  });

  it('a further role takes nothing away, and their order does not matter', () => {
    fc.assert(
      fc.property(grants, grants, fc.constantFrom(...actions), (some, more, action) => {
        const wider = scopeOf(actor(...some, ...more), action);
        expect(wider).toEqual(expect.arrayContaining(scopeOf(actor(...some), action)));
        const turned = scopeOf(actor(...more, ...some), action);
        expect(new Set(turned)).toEqual(new Set(wider));
      }),
    );
  });
});
