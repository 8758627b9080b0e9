import fc from 'fast-check';
import { actions, type Action } from '../../src/access/actions';
import type { Actor } from '../../src/access/actor';
import { demand, may, roles, scopeOf, verbsOf, type Role } from '../../src/access/roles.rules';
import { Refusal } from '../../src/kernel/refusal';

const actor = (...granted: [Role, number][]): Actor => ({
  personId: 'p',
  name: 'Uji',
  unitId: 7,
  unitName: 'Dinas Uji',
  unitPath: [1, 7],
  roles: granted.map(([role, unitId]) => ({ role, unitId })),
  session: null,
});

/** The whole table, as it was decided: a cross is a right. A change here is a change of somebody's rights. */
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
evaluation.run        .      .      .     .        .         x        .      .     .
exemption.grant       .      .      .     .        .         x        .      .     .
policy.propose        .      .      .     .        .         x        .      .     .
policy.confirm        .      .      .     .        .         x        .      .     .
day.void              .      .      .     .        .         x        .      .     .
appeal.file           x      x      x     x        x         x        x      x     x
appeal.read           .      .      .     .        .         x        x      .     .
appeal.decide         .      .      .     .        .         x        .      .     .
period.fix            .      .      .     .        .         x        .      .     .
period.draw           .      .      .     .        .         x        .      .     .
period.close          .      .      .     .        .         x        .      .     .
period.reopen         .      .      .     .        .         x        .      .     .
report.issue          .      .      .     .        .         x        .      .     .
sample.check          .      x      x     .        .         .        .      .     .
directory.read        .      x      x     .        .         x        x      .     x
directory.import      .      .      .     .        .         .        .      .     x
leave.import          .      x      x     .        .         .        .      .     x
account.invite        .      x      x     .        .         .        .      .     x
role.grant            .      .      .     .        .         .        .      .     x
channel.switch        .      .      .     .        .         .        .      .     x
setting.change        .      .      .     .        .         .        .      .     x
import.use            .      x      x     .        x         x        .      .     x
audit.read            .      .      .     .        .         .        x      .     .
job.read              .      .      .     .        .         .        x      .     x
job.retry             .      .      .     .        .         .        .      .     x
`;
const [head = '', ...lines] = table.trim().split('\n');
const columns = head.trim().split(/\s+/);
const rights = lines.map((line) => line.trim().split(/\s+/));

describe('who may do what', () => {
  it('is decided for every verb and every role', () => {
    expect(columns).toEqual([...roles]);
    expect(rights.map(([verb]) => verb)).toEqual([...actions]);
  });

  it.each(rights)('%s', (verb, ...crosses) => {
    const able = roles.filter((role) => may(actor([role, 1]), verb as Action));
    expect(able).toEqual(roles.filter((_, index) => crosses[index] === 'x'));
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
});

describe('where', () => {
  it('is on the units of the roles that may it, each once', () => {
    const both = actor(['head', 3], ['editor', 5], ['reviewer', 3], ['reviewer', 4]);
    expect(scopeOf(both, 'share.review')).toEqual([3, 4]);
    expect(scopeOf(both, 'post.draft')).toEqual([5]);
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
        expect(somewhere).toBe(granted.some(([role]) => verbsOf[role].includes(action)));
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
