import fc from 'fast-check';
import type { Grant } from '../../src/access/actor';
import {
  byNumber,
  chain,
  checkGrant,
  fullName,
  type Placement,
  readEmail,
  readName,
  readPhone,
  readRoles,
  sameName,
  seesWhole,
  shownNumber,
} from '../../src/directory/person.rules';
import { addDays } from '../../src/kernel/wita';
import { actorOf, grant } from '../actors';

const actor = (roles: Grant[] = [], personId = 'me') => actorOf(personId, { unitId: 2, unitPath: [1, 2], roles });

describe('a name', () => {
  it.each([
    ['Dr. Ir.', 'Maria Lasut', 'M.Si.', 'Dr. Ir. Maria Lasut, M.Si.'],
    ['', 'Budi', '', 'Budi'],
    ['', 'Budi', 'SE MSi', 'Budi, SE MSi'],
  ])('%s + %s + %s is shown as %s', (titleBefore, name, titleAfter, shown) => {
    expect(fullName({ titleBefore, name, titleAfter })).toBe(shown);
  });

  it.each(["Ma'ruf", 'Siti-Nur A. (Ani)', 'Désirée', 'D’Angelo', 'I'])('%s is one', (name) => {
    expect(readName(name).ok).toBe(true);
  });

  it.each(['007', 'Budi 2', '=Budi', '<b>Budi</b>', '-'])('%s is none', (name) => {
    expect(readName(name).ok).toBe(false);
  });

  it('is the same when only capitals, points and spaces differ', () => {
    expect(sameName('M. Ali  Budi', 'm ali budi')).toBe(true);
    expect(sameName('Ali', 'Alu')).toBe(false);
  });
});

describe('a phone number', () => {
  it.each([
    ['0812-3456-7890', '+6281234567890'],
    ['62 812 3456 7890', '+6281234567890'],
    ['+62 (0)812 3456 7890', '+6281234567890'],
    ['81234567890', '+6281234567890'],
    ['006281234567890', '+6281234567890'],
    ['(0431) 123456', '+62431123456'],
    ['+81 90 1234 5678', '+819012345678'],
    ['', ''],
  ])('%s is kept as %s', (typed, phone) => {
    expect(readPhone(typed)).toEqual({ ok: true, value: phone });
  });

  it.each(['123', '0812', '08-abc', '8.12346E+10', '0812345678901234567', '12345678'])('%s is refused', (typed) => {
    expect(readPhone(typed).ok).toBe(false);
  });

  it('reads its own answer as the same number', () => {
    const typed = fc.stringMatching(/^0[1-9]\d{6,11}$/);
    const isStable = (text: string) => {
      const once = readPhone(text);
      const twice = readPhone(once.ok ? once.value : '');
      return once.ok && twice.ok && twice.value === once.value;
    };
    expect(fc.check(fc.property(typed, isStable)).failed).toBe(false);
  });
});

it('an e-mail address is kept in lower case; half an address is refused', () => {
  expect(readEmail('Budi@Contoh.GO.ID')).toEqual({ ok: true, value: 'budi@contoh.go.id' });
  for (const wrong of ['budi', 'budi@', '@contoh.id', 'a b@c.id', 'a@b', 'a@b..id', 'a@b.id,c@d.id'])
    expect(readEmail(wrong).ok).toBe(false);
});

it('roles are separated by spaces or commas; staff is everybody', () => {
  expect(readRoles('Reviewer, head staff;editor')).toEqual({ roles: ['reviewer', 'head', 'editor'], unknown: [] });
  expect(readRoles('bos')).toEqual({ roles: [], unknown: ['bos'] });
});

describe('rows with a common number', () => {
  const row = (...numbers: string[]) => ({ numbers: numbers.map((number) => ({ number })) });

  it('are one person, also through a third row', () => {
    const [a, b, c, d] = [row('1'), row('2'), row('1', '2'), row('3')];
    expect(byNumber([a, b, c, d]).map((rows) => rows.length)).toEqual([3, 1]);
    expect(byNumber([row()])).toEqual([]);
  });

  it('make the same people in any order', () => {
    const rows = fc.array(fc.array(fc.constantFrom('1', '2', '3', '4', '5', '6'), { minLength: 1, maxLength: 2 }));
    const people = (of: string[][]) =>
      byNumber(of.map((numbers) => row(...numbers)))
        .map((own) => [...new Set(own.flatMap(({ numbers }) => numbers.map(({ number }) => number)))].sort().join())
        .sort();
    fc.assert(fc.property(rows, (of) => expect(people([...of].reverse())).toEqual(people(of))));
  });
});

describe('placements', () => {
  const at = (from: string, until: string | null, row: number | null = 2): Placement => ({
    unit: 'A',
    from,
    until,
    row,
  });

  it('follow one another to the day', () => {
    expect(chain([at('2026-06-01', null), at('2020-01-01', '2026-05-31')])).toEqual({ moves: [], problems: [] });
    expect(chain([at('2026-05-31', null, 3), at('2020-01-01', '2026-05-31')]).problems).toHaveLength(1);
  });

  it('end when a later one of the file follows a recorded open one', () => {
    const recorded = at('2020-01-01', null, null);
    expect(chain([recorded, at('2026-06-01', null)])).toEqual({
      moves: [{ placement: recorded, until: '2026-05-31' }],
      problems: [],
    });
  });

  it('are a problem when the recorded one has an end, starts the same day or later', () => {
    expect(chain([at('2020-01-01', '2026-12-31', null), at('2026-06-01', null)]).problems).toHaveLength(1);
    expect(chain([at('2026-06-01', null, null), at('2026-06-01', null)]).problems).toHaveLength(1);
    expect(chain([at('2026-07-01', null, null), at('2026-06-01', null)]).problems).toMatchObject([{ row: 2 }]);
  });

  it('without problems and with their moves never share a day', () => {
    const day = fc.integer({ min: 0, max: 60 }).map((days) => addDays('2026-01-01', days));
    const placement = fc.tuple(day, fc.option(fc.integer({ min: 0, max: 20 })), fc.option(fc.constant(2)));
    const areApart = (drawn: [string, number | null, number | null][]) => {
      const placements = drawn.map(([from, days, row]) => at(from, days === null ? null : addDays(from, days), row));
      // What is recorded already shares no day.
      const recorded = placements.filter(({ row }) => row === null).map((one) => ({ ...one, row: 9 }));
      if (chain(recorded).problems.length) return true;
      const { moves, problems } = chain(placements);
      for (const move of moves) move.placement.until = move.until;
      const inOrder = placements.sort((a, b) => (a.from < b.from ? -1 : 1));
      const areInOrder = inOrder.every((later, i) => i === 0 || (inOrder[i - 1]?.until ?? '9999') < later.from);
      return problems.length > 0 || areInOrder;
    };
    expect(fc.check(fc.property(fc.array(placement, { maxLength: 5 }), areApart)).failed).toBe(false);
  });
});

describe('a number', () => {
  const person = { id: 'she', unitPath: [1, 2] };
  const nip = '198609262015051001';

  it('is whole for its owner and for reviewer, head and administrator of the unit only', () => {
    expect(seesWhole(actor([], 'she'), person)).toBe(true);
    for (const role of ['reviewer', 'head', 'admin'] as const)
      expect(seesWhole(actor([grant(role, 1)]), person)).toBe(true);
    expect(seesWhole(actor([grant('reviewer', 3)]), person)).toBe(false);
    for (const role of ['auditor', 'evaluator', 'editor'] as const)
      expect(shownNumber(actor([grant(role, 1)]), person, nip)).toBe('•••••••• 201505 • 001');
  });
});

describe('a role', () => {
  const today = '2026-11-23';
  const grant = (startsOn: string, endsOn: string | null, held: { startsOn: string; endsOn: string | null }[] = []) =>
    checkGrant({ actor: actor(), personId: 'she', today }, { startsOn, endsOn }, held);

  it('is given from today or later, once', () => {
    expect(() => grant(today, null)).not.toThrow();
    expect(() => grant(today, today, [{ startsOn: '2020-01-01', endsOn: '2026-11-22' }])).not.toThrow();
    expect(() => grant('2026-11-22', null)).toThrow('paling awal hari ini');
    expect(() => grant('2026-12-02', '2026-12-01')).toThrow('tidak berakhir sebelum dimulai');
    expect(() => grant(today, null, [{ startsOn: '2026-12-01', endsOn: null }])).toThrow('sudah dipegang');
  });

  it('is never given to oneself', () => {
    const own = { actor: actor(), personId: 'me', today };
    expect(() => checkGrant(own, { startsOn: today, endsOn: null }, [])).toThrow('peran sendiri');
  });
});
