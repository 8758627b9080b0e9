import { certaintyWords } from '../../src/reports/report-counts.rules';

it('figures are said to be fixed once they are, and until then that they may change', () => {
  expect(certaintyWords('2026-10', true)).toEqual({
    id: 'Hasil tetap Oktober 2026.',
    en: 'Fixed results of October 2026.',
  });
  expect(certaintyWords('2026-11', false)).toEqual({
    id: 'Angka November 2026 saat ini; dapat berubah sampai hasil ditetapkan.',
    en: 'Figures of November 2026 as of now; they may change until the results are fixed.',
  });
});
