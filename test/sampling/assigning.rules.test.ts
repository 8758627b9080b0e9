import fc from 'fast-check';
import { assign, mayCheck } from '../../src/sampling/assigning.rules';

const share = (shareId: string, agency: number, reviewerIds: string[] = []) => ({ shareId, agency, reviewerIds });
const [ana, budi] = [
  { personId: 'Ana', agencies: [1] },
  { personId: 'Budi', agencies: [2] },
];

describe('who checks which share', () => {
  it('is the worked example', () => {
    const drawn = [share('a', 1), share('b', 1), share('c', 2)];
    expect(assign(drawn, [ana, budi]).map(({ checkerId }) => checkerId)).toEqual(['Budi', 'Budi', 'Ana']);
    expect(assign(drawn, [ana]).map(({ checkerId }) => checkerId)).toEqual([null, null, 'Ana']);
  });

  it('is never who has reviewed it', () => {
    const reviewed = [share('a', 9, ['Ana']), share('b', 9, ['Ana', 'Budi'])];
    expect(assign(reviewed, [ana, budi]).map(({ checkerId }) => checkerId)).toEqual(['Budi', null]);
  });

  it('is never the own agency, and nobody is left out who has a checker', () => {
    const drawn = fc.array(fc.nat(4).map((agency, index = agency) => share(`s${index}`, agency)));
    const checkers = fc.uniqueArray(
      fc.record({ personId: fc.uuid(), agencies: fc.array(fc.nat(4), { minLength: 1, maxLength: 2 }) }),
      { selector: ({ personId }) => personId, maxLength: 6 },
    );
    fc.assert(
      fc.property(drawn, checkers, (shares, able) => {
        for (const [index, { checkerId }] of assign(shares, able).entries()) {
          const one = shares[index] ?? share('', 0);
          const checker = able.find(({ personId }) => personId === checkerId);
          expect(checker ? mayCheck(checker, one) : able.some((other) => mayCheck(other, one))).toBe(Boolean(checker));
        }
      }),
    );
  });

  it('differs by at most one where all may check all', () => {
    const able = fc.uniqueArray(fc.uuid(), { minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(fc.nat(70), able, (count, ids) => {
        const drawn = Array.from({ length: count }, (_, index) => share(String(index), 9));
        const checkers = ids.map((personId) => ({ personId, agencies: [1] }));
        const given = assign(drawn, checkers);
        const loads = ids.map((id) => given.filter(({ checkerId }) => checkerId === id).length);
        expect(Math.max(...loads) - Math.min(...loads)).toBeLessThanOrEqual(1);
      }),
    );
  });
});
