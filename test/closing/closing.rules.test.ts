import fc from 'fast-check';
import { type MonthFacts, type Move, obstacles, stageOf } from '../../src/closing/closing.rules';
import { wita } from '../fakes';

const ready: MonthFacts = {
  ...{ month: '2026-11', state: 'provisional', now: wita('2026-12-09'), appealsUntil: wita('2026-12-09') },
  ...{
    isAsked: true,
    undecidedAppeals: 0,
    unfixedBefore: null,
    calendarApproved: true,
    drawn: false,
    unchecked: 0,
    needsSecondPerson: false,
  },
};
const codes = (move: Move, facts: Partial<MonthFacts>) =>
  obstacles(move, { ...ready, ...facts }).map(({ code }) => code);

describe('the moves of a month', () => {
  it.each<[Move, Partial<MonthFacts>, string[]]>([
    ['fix', {}, []],
    ['fix', { now: wita('2026-12-08 23:59') }, ['appeals-open']],
    ['fix', { undecidedAppeals: 2 }, ['appeals-undecided']],
    ['fix', { calendarApproved: false }, ['calendar-not-approved']],
    ['fix', { unfixedBefore: '2026-09' }, ['previous-not-fixed']],
    ['fix', { appealsUntil: null }, ['not-published']],
    ['fix', { appealsUntil: null, isAsked: false }, ['nothing-asked']],
    ['fix', { state: 'none', appealsUntil: null }, ['not-published']],
    ['fix', { state: 'fixed' }, ['already-fixed']],
    ['fix', { calendarApproved: false, undecidedAppeals: 1 }, ['appeals-undecided', 'calendar-not-approved']],
    ['provisional', {}, []],
    ['provisional', { state: 'closed' }, ['already-fixed']],
    ['draw', {}, ['not-fixed']],
    ['draw', { state: 'fixed' }, []],
    ['draw', { state: 'fixed', drawn: true }, ['already-drawn']],
    ['draw', { state: 'closed', drawn: true }, ['already-closed', 'already-drawn']],
    ['close', {}, ['not-fixed', 'not-drawn']],
    ['close', { state: 'fixed' }, ['not-drawn']],
    ['close', { state: 'fixed', drawn: true, unchecked: 3 }, ['checks-open']],
    ['close', { state: 'fixed', drawn: true, needsSecondPerson: true }, ['second-person']],
    ['close', { state: 'fixed', drawn: true }, []],
    ['close', { state: 'closed', drawn: true }, ['already-closed']],
    ['reopen', {}, ['not-fixed']],
    ['reopen', { state: 'fixed' }, []],
    ['reopen', { state: 'closed' }, []],
  ])('%s with %j meets %j', (move, facts, expected) => {
    expect(codes(move, facts)).toEqual(expected);
  });

  it('never let a month be fixed and reopened at once', () => {
    const some = fc.record({
      state: fc.constantFrom<MonthFacts['state']>('none', 'provisional', 'fixed', 'closed'),
      undecidedAppeals: fc.nat(2),
      calendarApproved: fc.boolean(),
      appealsUntil: fc.option(fc.constant(ready.now)),
    });
    fc.assert(
      fc.property(some, (facts) => {
        expect(codes('fix', facts).length === 0 && codes('reopen', facts).length === 0).toBe(false);
      }),
    );
  });

  it('call it the time for appeals until that is over', () => {
    expect(stageOf({ ...ready, now: wita('2026-12-08') })).toBe('appeals');
    expect(stageOf(ready)).toBe('provisional');
  });
});
