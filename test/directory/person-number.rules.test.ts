import fc from 'fast-check';
import {
  formatNip,
  issuedThlNumber,
  maskNip,
  readNip,
  readThlNumber,
  typedNumber,
} from '../../src/directory/person-number.rules';
import { addDays } from '../../src/kernel/wita';

function refusalOf(text: string): { id: string; en: string } | null {
  const reading = readNip(text);
  return reading.ok ? null : reading.words;
}

describe('numbers that are read', () => {
  test.each([
    ['198609262015051001', 'PNS', '1986-09-26', '2015-05', 'L'],
    ['19680411 199303 1 009', 'PNS', '1968-04-11', '1993-03', 'L'],
    ['200012312024121001', 'PNS', '2000-12-31', '2024-12', 'L'],
    ['200012312024211001', 'PPPK', '2000-12-31', '2024', 'L'],
    ['199009132025242014', 'PPPK', '1990-09-13', '2025', 'P'],
    ['199009132025292014', 'PPPK', '1990-09-13', '2025', 'P'],
  ])('%s is %s', (text, kind, birthDate, appointed, sex) => {
    expect(readNip(text)).toEqual({
      ok: true,
      number: text.replaceAll(' ', ''),
      kind,
      birthDate,
      appointed,
      sex,
      warnings: [],
    });
  });

  test.each([
    '1986.0926-2015.05-1-001',
    ' 19860926\u00A0201505\u00A01\u00A0001 ',
    '１９８６０９２６２０１５０５１００１',
    '19860926–201505–1–001',
  ])('%p is the same number', (text) => {
    expect(readNip(text)).toMatchObject({ ok: true, number: '198609262015051001' });
  });

  test('an unlikely age at appointment is a warning, not a refusal', () => {
    expect(readNip('198609262002051001')).toMatchObject({
      ok: true,
      warnings: [{ id: expect.stringContaining('15 tahun') }],
    });
    expect(readNip('198609262003091001')).toMatchObject({ ok: true, warnings: [] });
    expect(readNip('194009262001101001')).toMatchObject({
      ok: true,
      warnings: [{ en: expect.stringContaining('61') }],
    });
  });
});

describe('numbers that are refused, with the reason', () => {
  test.each([
    ['1986092620150510011', 'NIP harus 18 angka. Anda memasukkan 19 angka.'],
    ['19860926', 'NIP harus 18 angka. Anda memasukkan 8 angka.'],
    ['19860926201505100', 'NIP harus 18 angka. Anda memasukkan 17 angka.'],
    ['', 'NIP belum diisi. Isi 18 angka.'],
    ['19860926201505100A', 'NIP hanya berisi angka.'],
    ['198613262015051001', 'Angka ke-1–8 (19861326)'],
    ['198602302015051001', 'Angka ke-1–8 (19860230)'],
    ['193909262015051001', 'Angka ke-1–8 (19390926)'],
    ['201101012030051001', 'Angka ke-1–8 (20110101)'],
    ['990012312024211001', 'Angka ke-1–8 (99001231)'],
    ['198609262015131001', 'Angka ke-13–14 (13)'],
    ['198609262015001001', 'Angka ke-13–14 (00)'],
    ['198609262015201001', 'Angka ke-13–14 (20)'],
    ['198609262015301001', 'Angka ke-13–14 (30)'],
    ['198609262015053001', 'Angka ke-15 (3)'],
    ['19860926201505,001', 'NIP hanya berisi angka.'],
    ['198609262015051000', 'Angka ke-16–18 (000)'],
  ])('%p: %s', (text, words) => {
    expect(refusalOf(text)?.id).toContain(words);
    expect(refusalOf(text)?.en).toMatch(/NIP/);
  });

  test.each(['1.98609E+17', '1,98609E+17', '1.98609e17', ' 1,98609E+17 '])(
    '%p was damaged by a spreadsheet',
    (text) => {
      expect(refusalOf(text)?.id).toContain(
        `Kolom NIP terbaca sebagai angka (${text.trim()}). Ubah kolom itu menjadi Teks`,
      );
    },
  );

  test('no text whatever makes the reader fail, and what it accepts it accepts again', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.string(), fc.string({ unit: fc.constantFrom(...'0123456789 .-'.split('')), maxLength: 24 })),
        (text) => {
          const reading = readNip(text);
          const again = reading.ok ? readNip(reading.number) : { ok: false, words: reading.words };
          expect(again).toEqual(reading);
        },
      ),
    );
  });

  test('every well-formed number is read back as it was composed', () => {
    const birth = fc.integer({ min: 0, max: 25_000 }).map((n) => addDays('1940-01-01', n));
    const code = fc.constantFrom('01', '06', '12', '21', '24', '29');
    fc.assert(
      fc.property(birth, code, fc.constantFrom('1', '2'), fc.integer({ min: 1, max: 999 }), (date, digits, sex, n) => {
        const number = `${date.replaceAll('-', '')}2015${digits}${sex}${String(n).padStart(3, '0')}`;
        const kind = digits < '20' ? 'PNS' : 'PPPK';
        expect(readNip(formatNip(number))).toMatchObject({
          number,
          kind,
          birthDate: date,
          sex: sex === '1' ? 'L' : 'P',
        });
      }),
    );
  });
});

describe('numbers on screens', () => {
  test('a NIP is written in groups', () => {
    expect(formatNip('198609262015051001')).toBe('19860926 201505 1 001');
    expect(formatNip('THL-000418')).toBe('THL-000418');
  });

  test('a masked NIP shows neither birth date nor sex', () => {
    expect(maskNip('198609262015051001')).toBe('•••••••• 201505 • 001');
    expect(maskNip('THL-000418')).toBe('THL-000418');
  });
});

describe('numbers of THL', () => {
  test.each([
    ['thl-000418', 'THL-000418'],
    ['  Dinsos / 12  2026 ', 'DINSOS / 12 2026'],
    ['814.1/K1/77', '814.1/K1/77'],
    ['7', '7'],
  ])('%p is kept as %p', (text, number) => {
    expect(readThlNumber(text)).toEqual({ ok: true, number });
  });

  test.each(['', '   ', '=1+1', '1.98609E+17', 'A'.repeat(41), '7171014509900001', '7171010509900001'])(
    '%p is refused',
    (text) => {
      expect(readThlNumber(text).ok).toBe(false);
    },
  );

  test('a citizen number is not taken, and the sentence says why', () => {
    expect(readThlNumber('7171014509900001')).toMatchObject({
      words: { id: expect.stringContaining('NIK tidak dikumpulkan') },
    });
  });

  test('Gaung issues six digits', () => {
    expect(issuedThlNumber(418)).toBe('THL-000418');
  });

  test('at the sign-in both kinds are found as they are kept', () => {
    expect(typedNumber('19860926 201505 1 001')).toBe('198609262015051001');
    expect(typedNumber(' thl-000418 ')).toBe('THL-000418');
  });
});
