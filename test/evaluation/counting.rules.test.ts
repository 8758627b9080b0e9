import fc from 'fast-check';
import {
  businessDateOf,
  type CountingContext,
  type ShareFacts,
  whyNotCounted,
} from '../../src/evaluation/counting.rules';
import { parseMoment } from '../../src/kernel/wita';
import { standingReasons } from '../../src/shares/standing.rules';

function at(text: string): Date {
  const moment = parseMoment(text);
  if (!moment) throw new Error(`not a moment: ${text}`);
  return moment;
}

const good: ShareFacts = {
  state: 'recorded',
  sharedAt: at('2026-11-20 08:00'),
  receivedAt: at('2026-11-20 08:00'),
  receiptExcused: false,
};
const context: CountingContext = {
  post: {
    state: 'published',
    everybody: true,
    audience: [],
    shareFrom: at('2026-11-01 00:00'),
    shareUntil: at('2026-12-01 00:00'),
  },
  memberships: [{ startsOn: '2026-01-01', endsOn: null, unitPath: [1, 10, 100] }],
  policy: { acceptance: 'audit', receiptHours: 48 },
};

function why(
  share: Partial<ShareFacts>,
  post: Partial<CountingContext['post']> = {},
  more: Partial<CountingContext> = {},
) {
  return whyNotCounted({ ...good, ...share }, { ...context, ...more, post: { ...context.post, ...post } });
}

describe('the state of a share', () => {
  test.each([
    ['recorded', 'audit', null],
    ['accepted', 'audit', null],
    ['recorded', 'review', 'not_accepted'],
    ['accepted', 'review', null],
    ['returned', 'audit', 'state_returned'],
    ['rejected', 'review', 'state_rejected'],
    ['held', 'audit', 'state_held'],
    ['withdrawn', 'review', 'state_withdrawn'],
  ] as const)('%s under %s: %p', (state, acceptance, reason) => {
    expect(why({ state }, {}, { policy: { acceptance, receiptHours: 48 } })).toBe(reason);
  });
});

describe('the post of a share', () => {
  test.each([
    ['draft', 'post_unpublished'],
    ['submitted', 'post_unpublished'],
    ['returned', 'post_unpublished'],
    ['published', null],
    ['withdrawn', null],
  ] as const)('a %s post: %p', (state, reason) => {
    expect(why({}, { state })).toBe(reason);
  });

  test.each([
    [[100], null],
    [[10], null],
    [[1], null],
    [[2, 10], null],
    [[101], 'outside_audience'],
    [[], 'outside_audience'],
  ])('an audience of units %p: %p', (audience, reason) => {
    expect(why({}, { everybody: false, audience })).toBe(reason);
  });

  test('the audience is judged by the unit of the business date', () => {
    const memberships = [
      { startsOn: '2026-01-01', endsOn: '2026-11-19', unitPath: [1, 10] },
      { startsOn: '2026-11-20', endsOn: null, unitPath: [1, 20] },
    ];
    const forTen = { everybody: false, audience: [10] };
    const received = at('2026-11-20 01:00');
    expect(why({ sharedAt: at('2026-11-19 23:59'), receivedAt: received }, forTen, { memberships })).toBeNull();
    expect(why({ sharedAt: at('2026-11-20 00:00'), receivedAt: received }, forTen, { memberships })).toBe(
      'outside_audience',
    );
  });

  test.each([
    ['2026-10-31 23:59', 'outside_window'],
    ['2026-11-01 00:00', null],
    ['2026-11-30 23:59', null],
    ['2026-12-01 00:00', 'outside_window'],
  ])('shared at %s in a window of November: %p', (text, reason) => {
    expect(why({ sharedAt: at(text), receivedAt: at(text) })).toBe(reason);
  });
});

describe('the time of a share', () => {
  test.each([
    ['2026-11-22T08:00:00.000', null],
    ['2026-11-22T08:00:00.001', 'received_late'],
    ['2026-11-20T07:00:00.000', null],
  ])('shared on 20 November at 08:00 and received at %s: %p', (text, reason) => {
    expect(why({ receivedAt: at(text) })).toBe(reason);
  });

  test('late receipt is excused by a granted appeal, and nothing else is', () => {
    const late = { receivedAt: at('2026-11-25 08:00'), receiptExcused: true };
    expect(why(late)).toBeNull();
    expect(why({ ...late, state: 'rejected' })).toBe('state_rejected');
    expect(why(late, { shareUntil: at('2026-11-02 00:00') })).toBe('outside_window');
    expect(why(late, {}, { memberships: [] })).toBe('no_membership');
  });

  test.each([
    ['2026-11-20', null, null],
    ['2026-11-01', '2026-11-20', null],
    ['2026-11-21', null, 'no_membership'],
    ['2026-11-01', '2026-11-19', 'no_membership'],
  ])('a member from %s to %p: %p', (startsOn, endsOn, reason) => {
    expect(why({}, {}, { memberships: [{ startsOn, endsOn, unitPath: [1] }] })).toBe(reason);
  });

  test('a share at 00:30 WITA on 1 April counts for April', () => {
    expect(businessDateOf({ sharedAt: new Date('2026-03-31T16:30:00Z') })).toBe('2026-04-01');
    expect(businessDateOf({ sharedAt: new Date('2026-03-31T15:59:59Z') })).toBe('2026-03-31');
  });
});

describe('the first reason in the order of the rule', () => {
  const faults: [string, Partial<ShareFacts>, Partial<CountingContext['post']>, Partial<CountingContext>][] = [
    ['not_accepted', {}, {}, { policy: { acceptance: 'review', receiptHours: 48 } }],
    ['post_unpublished', {}, { state: 'draft' }, {}],
    ['outside_audience', {}, { everybody: false, audience: [7] }, {}],
    ['outside_window', {}, { shareUntil: at('2026-11-02 00:00') }, {}],
    ['received_late', { receivedAt: at('2026-11-25 08:00') }, {}, {}],
    ['no_membership', {}, {}, { memberships: [] }],
  ];

  test.each(faults.map((fault, place) => [fault[0], place] as const))(
    '%s comes before all that follow it',
    (reason, place) => {
      const rest = faults.slice(place);
      const share = Object.assign({}, ...rest.map((fault) => fault[1]));
      const post = Object.assign({}, ...rest.map((fault) => fault[2]));
      const more = Object.assign({}, ...rest.map((fault) => fault[3]));
      expect(why(share, post, more)).toBe(reason);
      expect(why({ ...share, state: 'held' }, post, more)).toBe('state_held');
    },
  );
});

test('the same share under the same rule gets the same answer, and every answer is a known reason', () => {
  const minutes = fc.integer({ min: -60_000, max: 60_000 });
  const moment = minutes.map((n) => new Date(good.sharedAt.getTime() + n * 60_000));
  const state = fc.constantFrom<ShareFacts['state']>(
    'recorded',
    'accepted',
    'returned',
    'rejected',
    'held',
    'withdrawn',
  );
  fc.assert(
    fc.property(state, moment, moment, fc.boolean(), (state, sharedAt, receivedAt, everybody) => {
      const reason = why({ state, sharedAt, receivedAt }, { everybody });
      expect(why({ state, sharedAt, receivedAt }, { everybody })).toBe(reason);
      expect([null, ...standingReasons]).toContain(reason);
    }),
  );
});
