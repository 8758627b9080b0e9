import * as fc from 'fast-check';
import type { Actor } from '../../src/access/actor';
import { roles, type Role } from '../../src/access/roles.rules';
import { codeEnd, codeGroups, issuingProblem, type Holder } from '../../src/accounts/issuing.rules';
import { actorOf, grant } from '../actors';

/** Unit 1 is the province, 2 an agency in it, 3 a clinic of that agency, 4 another agency. */
const paths: Record<number, number[]> = { 1: [1], 2: [1, 2], 3: [1, 2, 3], 4: [1, 4] };
type Grant = [Role, number];

const actor = (...grants: Grant[]): Actor =>
  actorOf('issuer', { unitId: 2, unitPath: [1, 2], roles: grants.map(([role, unitId]) => grant(role, unitId)) });
const holder = (...grants: Grant[]): Holder => ({
  ...{ id: 'holder', activated: true, disabled: false },
  roles: grants.map(([role, unitId]) => ({ role, unitPath: paths[unitId] ?? [] })),
});

describe('who may give whom a code', () => {
  it.each<[string, Actor, Holder, string | undefined]>([
    ['reviewer to staff', actor(['reviewer', 2]), holder(), undefined],
    ['reviewer to the head of the unit', actor(['reviewer', 2]), holder(['head', 2]), undefined],
    ['reviewer to the reviewer of a sub-unit', actor(['reviewer', 2]), holder(['reviewer', 3]), undefined],
    ['head to an editor of the unit', actor(['head', 2]), holder(['editor', 2]), undefined],
    ['reviewer of a sub-unit to the head above', actor(['reviewer', 3]), holder(['head', 2]), 'weightier-role'],
    ['reviewer to a head of elsewhere', actor(['reviewer', 2]), holder(['head', 4]), 'weightier-role'],
    ['head to the evaluator of the province', actor(['head', 2]), holder(['evaluator', 1]), 'weightier-role'],
    ['head to an administrator of the unit', actor(['head', 2]), holder(['admin', 2]), 'weightier-role'],
    ['head to an auditor', actor(['head', 2]), holder(['auditor', 2]), 'weightier-role'],
    ['admin of the province to an admin', actor(['admin', 1]), holder(['admin', 1]), undefined],
    ['admin of an agency to the evaluator above', actor(['admin', 2]), holder(['evaluator', 1]), 'weightier-role'],
    [
      'reviewer to editor here and publisher above',
      actor(['reviewer', 2]),
      holder(['editor', 2], ['publisher', 1]),
      'weightier-role',
    ],
    ['admin to oneself', actor(['admin', 1]), { ...holder(), id: 'issuer' }, 'own-account'],
    ['admin to a disabled account', actor(['admin', 1]), { ...holder(), disabled: true }, 'account-disabled'],
  ])('%s', (_, giver, person, code) => {
    expect(issuingProblem(giver, person)?.code).toBe(code);
  });

  it('the operator of the machine may, except to a disabled account', () => {
    expect(issuingProblem(null, holder(['admin', 1]))).toBeUndefined();
    expect(issuingProblem(null, { ...holder(), disabled: true })?.code).toBe('account-disabled');
  });

  it('a role more of the receiver never turns no into yes', () => {
    const grant = fc.tuple(fc.constantFrom(...roles), fc.constantFrom(1, 2, 3, 4));
    fc.assert(
      fc.property(fc.array(grant), fc.array(grant), grant, (given, held, more) => {
        const refused = (person: Holder) => issuingProblem(actor(...given), person) !== undefined;
        fc.pre(refused(holder(...held)));
        expect(refused(holder(...held, more))).toBe(true);
      }),
    );
  });

  it('nobody but an administrator above gives a code to an administrator', () => {
    const grant = fc.tuple(fc.constantFrom(...roles.filter((role) => role !== 'admin')), fc.constantFrom(1, 2, 3, 4));
    fc.assert(
      fc.property(fc.array(grant), fc.constantFrom(1, 2, 3, 4), (given, unit) => {
        expect(issuingProblem(actor(...given), holder(['admin', unit]))?.code).toBe('weightier-role');
      }),
    );
  });
});

describe('a code', () => {
  it('of an activation holds 14 days, of a reset 24 hours', () => {
    const now = new Date('2026-11-23T10:00:00+08:00');
    expect(codeEnd('activate', now)).toEqual(new Date('2026-12-07T10:00:00+08:00'));
    expect(codeEnd('reset', now)).toEqual(new Date('2026-11-24T10:00:00+08:00'));
  });

  it('is written in groups', () => {
    expect(codeGroups('7K3Q9MXT2A')).toEqual(['7K3Q', '9MXT', '2A']);
  });
});
