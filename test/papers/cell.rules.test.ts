import fc from 'fast-check';
import { columnKey, damagedNumber, escapeFormula, numberText, readCell } from '../../src/papers/cell.rules';

test.each([
  ['=1+1', "'=1+1"],
  ['+62811', "'+62811"],
  ['-', "'-"],
  ['@SUM(A1)', "'@SUM(A1)"],
  ['＝1+1', "'＝1+1"],
  ['＋1', "'＋1"],
  ['－1', "'－1"],
  ['＠x', "'＠x"],
  ["'=1", "''=1"],
  ["Ma'ruf", "Ma'ruf"],
  ["'t Hooft", "'t Hooft"],
  ['a=b', 'a=b'],
])('%s is written as %s and read back', (text, written) => {
  expect(escapeFormula(text)).toBe(written);
  expect(readCell(written)).toBe(text);
});

test('reading what was written gives the text again', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (text) => {
      const clean = readCell(text.replace(/^[\s']+/, ''));
      expect(readCell(escapeFormula(clean))).toBe(clean);
    }),
  );
});

test.each([
  ['42', '42'],
  ['-7', '-7'],
  ['123456789012345', '123456789012345'],
  ['198609262015051001', '1.98609E+17'],
  ['1.98609262015051E+17', '1.98609E+17'],
  ['1E3', '1000'],
  ['0.875', '0.875'],
  ['12.300000000000001', '12.3'],
  ['1e999', '1e999'],
])('a numeric cell with the digits %s reads %s', (digits, text) => {
  expect(numberText(digits)).toBe(text);
});

test.each(['1.98609E+17', '1,98609E+17', '1e999', '2E17'])('%s is known as a damaged number', (text) => {
  expect(damagedNumber('nip', text)?.id).toContain(`Kolom nip terbaca sebagai angka (${text})`);
});

test.each(['198609262015051001', 'THL-000123', '1e', 'E+17', '', '1.98609'])('%s is not a damaged number', (text) => {
  expect(damagedNumber('nip', text)).toBeUndefined();
});

test('a header is found whatever its case and spaces', () => {
  expect(['Kode Unit', ' kode  unit ', 'KODE_UNIT', '\uFEFFkode unit'].map(columnKey)).toEqual(
    Array(4).fill('kode_unit'),
  );
});
