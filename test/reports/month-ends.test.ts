import { extremeTables, monthEnds, type UnitFigures } from '../../src/reports/report-tables.rules';

const unit = (code: string, estimate: number, description: UnitFigures['description']): UnitFigures => ({
  ...{ code, name: `Dinas ${code}`, path: [1], ranked: true, obliged: 50, exempt: 0, active: 40, met: 30 },
  ...{ meanAchievement: 0.7, channels: {}, states: {}, estimate, low: estimate - 0.1, high: estimate + 0.1 },
  ...{ description, band: 'sedang', rank: 1 },
});
const codes = (units: { code: string }[]) => units.map(({ code }) => code).join(' ');

describe('the highest and lowest agencies of a month', () => {
  const high = [0.91, 0.95, 0.93, 0.97, 0.99, 0.92, 0.9].map((estimate, index) =>
    unit(`A${index}`, estimate, 'di atas'),
  );
  const low = [unit('B0', 0.3, 'di bawah'), unit('B1', 0.2, 'di bawah')];
  const par = [unit('C0', 0.985, 'setara'), unit('C1', 0.1, 'setara'), unit('C2', 0.5, null)];

  it('are at most five, the farthest first, and only those that differ for certain', () => {
    const { above, below } = monthEnds([...par, ...low, ...high]);
    expect([codes(above), codes(below)]).toEqual(['A4 A3 A1 A2 A5', 'B1 B0']);
  });

  it('are named by code where their estimates are equal', () => {
    const equal = [unit('Z', 0.9, 'di atas'), unit('Y', 0.9, 'di atas')];
    expect(codes(monthEnds(equal).above)).toBe('Y Z');
  });

  it('fill a table of their own each, none where nobody stands, and never name a unit that is not ranked', () => {
    const titles = (units: UnitFigures[]) => extremeTables(units, 'fulfilment', 'id').map(({ title }) => title);
    expect(titles([...high, ...low])).toEqual(['Tertinggi, di atas rata-rata', 'Terendah, di bawah rata-rata']);
    expect(titles([...par, ...low])).toEqual(['Terendah, di bawah rata-rata']);
    expect(titles(par)).toEqual([]);
    expect(titles(high.map((one) => ({ ...one, ranked: false })))).toEqual([]);
  });
});
