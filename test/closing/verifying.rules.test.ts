import canonicalize from 'canonicalize';
import fc from 'fast-check';
import { ClosingHash, closingRows, noPreviousHash, rowEntry, shareRows } from '../../src/closing/closing-rows.rules';
import { type ExportedMonth, monthText, verifyMonth } from '../../src/closing/verifying.rules';

const person = (number: string, counted: number) => ({
  ...{ number, name: `Pegawai Ünik ${number}`, unit: 'DISDIK', workingDays: 21, availableDays: 20, target: 8, counted },
  ...{ achievement: counted / 8, label: 'Aktif', exempt: false },
});

const unit = (code: string) => ({
  ...{ code, name: `Dinas ${code}`, ranked: true, obliged: 3, exempt: 0, active: 2, met: 1 },
  ...{ participation: 2 / 3, fulfilment: 1 / 3, estimate: 0.1 + 0.2, low: 1e-7, high: 0.9 },
  ...{ description: null, band: null, rank: 1 },
});

function exported(): ExportedMonth {
  const result = {
    ...{ period: '2026-11', version: 1, policy: 1, cutoff: '2026-12-09T02:00:00.000Z' },
    people: ['THL-1', 'THL-2', 'THL-3'].map((number, index) => person(number, index)),
    units: [unit('DINKES'), unit('DISDIK')],
  };
  const facts = {
    rule: { monthlyPosts: 8 },
    posts: [{ code: 'M-1', shares: 2 }],
    shares: ['a', 'b'].map((id) => ({ id, number: 'THL-1', post: 'M-1', channel: 'x', day: '2026-11-10' })),
  };
  const rows = closingRows({ ...result, ...facts });
  const verification = { previousHash: noPreviousHash, ...facts, rows: rows.map(rowEntry) };
  return { ...result, closingHash: new ClosingHash(noPreviousHash).add(rows).hex(), verification };
}

const written = (month: object) => Buffer.from(monthText(month));

test('a row is hashed as RFC 8785 says, whatever its keys and values', () => {
  const value = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.double({ noNaN: true, noDefaultInfinity: true }),
    fc.jsonValue(),
  );
  fc.assert(
    fc.property(fc.dictionary(fc.string(), value), (content) => {
      const share = { ...content, id: '1', number: 'THL-1', post: 'M-1', channel: 'x', day: '2026-11-10' };
      expect(shareRows([share])[0]?.line).toBe(canonicalize({ ...share, kind: 'share' }));
    }),
  );
});

describe('an exported month', () => {
  it('is found to be what was fixed', () => {
    expect(verifyMonth(written(exported()))).toEqual([]);
  });

  it('has its lines in the order head, person, share, unit, then by id', () => {
    const { verification } = exported();
    expect(verification.rows.map((entry) => entry.replace(/ \w+$/, ''))).toEqual([
      ...['head 2026-11', 'person THL-1', 'person THL-2', 'person THL-3', 'share a', 'share b'],
      ...['unit DINKES', 'unit DISDIK'],
    ]);
  });

  it('names the row that was changed, added or removed', () => {
    const changed = exported();
    changed.people[0] = person('THL-1', 7);
    changed.verification.shares.shift();
    changed.units.push(unit('BARU'));
    expect(verifyMonth(written(changed))).toEqual([
      { kind: 'changed', what: 'person THL-1' },
      { kind: 'added', what: 'unit BARU' },
      { kind: 'removed', what: 'share a' },
    ]);
  });

  it('does not believe a list of hashes that was made to fit', () => {
    const forged = exported();
    forged.people[0] = person('THL-1', 7);
    const { closingHash: _, verification, ...result } = forged;
    const { rows: __, previousHash: ___, ...facts } = verification;
    verification.rows = closingRows({ ...result, ...facts }).map(rowEntry);
    expect(verifyMonth(written(forged))).toEqual([{ kind: 'hash', what: 'head 2026-11' }]);
  });

  it.each<[string, (month: ExportedMonth) => void, string]>([
    ['person THL-2', ({ people }) => Object.assign(people[1] ?? {}, { kind: 'kepala' }), 'changed'],
    ['unit DISDIK', ({ units }) => Object.assign(units[1] ?? {}, { kind: 'unit' }), 'changed'],
    ['share a', ({ verification }) => Object.assign(verification.shares[0] ?? {}, { kind: '' }), 'changed'],
    ['head 2026-11', (month) => Object.assign(month, { kind: 'head' }), 'changed'],
    ['person THL-3', ({ people }) => people.reverse(), 'moved'],
    ['unit DISDIK', ({ units }) => units.reverse(), 'moved'],
  ])('names %s where words were put in or rows moved', (what, change, kind) => {
    const month = exported();
    change(month);
    expect(verifyMonth(written(month))).toEqual([{ kind, what }]);
  });

  it('notices that the list of hashes was moved about', () => {
    const month = exported();
    month.verification.rows.reverse();
    expect(verifyMonth(written(month))).toEqual([{ kind: 'moved', what: 'unit DISDIK' }]);
  });

  it('is found changed whichever byte is changed, left out or put in', () => {
    const bytes = written(exported());
    const edit = fc.record({ at: fc.nat(bytes.length - 1), byte: fc.nat(255), cut: fc.nat(1), put: fc.nat(1) });
    fc.assert(
      fc.property(edit, ({ at, byte, cut, put }) => {
        const other = Buffer.concat([bytes.subarray(0, at), Buffer.from(put ? [byte] : []), bytes.subarray(at + cut)]);
        fc.pre(!other.equals(bytes));
        expect(verifyMonth(other)).not.toEqual([]);
      }),
      { numRuns: 1000 },
    );
  });

  it.each(['', '[]', 'null', '{"people": [], "units": []}', '{"verification": {"rows": 1}}'])(
    'is not taken for one when it is %j',
    (text) => expect(['unreadable', 'unverifiable']).toContain(verifyMonth(Buffer.from(text))[0]?.kind),
  );
});
