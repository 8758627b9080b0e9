import fc from 'fast-check';
import { reasonSentences } from '../../src/verification/reason.rules';
import {
  batchWords,
  checkMayDecide,
  paceOf,
  reachesOver,
  readVerdict,
} from '../../src/verification/verification.rules';
import { wita } from '../fakes';

describe('the reason of a verdict', () => {
  it('is trimmed and needs five characters where it matters', () => {
    expect(readVerdict({ verdict: 'accepted' })).toEqual({ verdict: 'accepted', reason: '' });
    expect(readVerdict({ verdict: 'returned', reason: ' lima5 ' })).toEqual({ verdict: 'returned', reason: 'lima5' });
    expect(() => readVerdict({ verdict: 'rejected', reason: 'empa' })).toThrow('Pilih alasan atau tulis sendiri');
  });

  it('is the sentence of the list, followed by own words', () => {
    const given = { verdict: 'returned', reasonCode: 'picture_wanted', reason: 'Ya.' } as const;
    expect(readVerdict(given).reason).toBe('Bukti belum cukup. Sertakan tangkapan layar unggahan Anda. Ya.');
  });

  it.each([
    ['returned', 'not_own'],
    ['rejected', 'picture_wanted'],
    ['accepted', 'not_own'],
    ['returned', 'constructor'],
  ] as const)('of "%s" is not "%s"', (verdict, reasonCode) => {
    expect(() => readVerdict({ verdict, reasonCode, reason: 'Cukup panjang' })).toThrow('tidak ada dalam daftar');
  });

  it('fits with every sentence of the list, in both languages', () => {
    for (const sentences of Object.values(reasonSentences)) {
      for (const { id, en } of Object.values(sentences))
        expect([id, en].every((text) => /^[A-Z].+\.$/.test(text))).toBe(true);
    }
  });
});

describe('who decides on a reviewer’s share', () => {
  const [root, agency, office, other] = [1, 12, 121, 13];
  it.each([
    ['somebody above the unit', [root], [[root, agency]], true],
    ['not a colleague on the unit', [agency], [[root, agency]], false],
    ['not somebody below it', [office], [[root, agency]], false],
    ['not somebody of another unit', [other], [[root, agency]], false],
    ['a colleague where nothing is above', [root], [[root]], true],
    ['not somebody below the top', [agency], [[root]], false],
    [
      'who is above each of several units',
      [root],
      [
        [root, agency, office],
        [root, other],
      ],
      true,
    ],
    [
      'not who is above only one of them',
      [agency],
      [
        [root, agency, office],
        [root, other],
      ],
      false,
    ],
    ['anybody in charge, where the person holds no such role', [office], [], true],
  ])('is %s', (_, reach, offices, expected) => {
    expect(reachesOver(reach, offices)).toBe(expected);
  });

  const paths = fc.array(fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 4 }), { maxLength: 4 });
  const units = fc.array(fc.integer({ min: 1, max: 9 }), { maxLength: 4 });

  it('loses nobody by a further unit of the reviewer, and wins nobody by a further office of the person', () => {
    fc.assert(
      fc.property(units, units, paths, paths, (reach, more, offices, others) => {
        const alone = reachesOver(reach, offices);
        expect(reachesOver([...reach, ...more], offices) || !alone).toBe(true);
        expect(alone || !reachesOver(reach, [...offices, ...others])).toBe(true);
      }),
    );
  });

  it('is never the person, however high the role', () => {
    fc.assert(
      fc.property(units, paths, (reach, offices) => {
        expect(() => checkMayDecide({ personId: 'a', reach }, { personId: 'a', offices })).toThrow('sendiri');
      }),
    );
  });
});

describe('the pace of shares accepted together', () => {
  const shownAt = wita('2026-11-23 10:00');
  const later = (seconds: number) => new Date(shownAt.getTime() + seconds * 1000);

  it.each([
    [20, 40, 2],
    [20, 400, 20],
    [1, 2, 2],
    [3, 10, 3],
  ])('%i shares in %i seconds are %i seconds each', (count, seconds, each) => {
    expect(paceOf(count, { shownAt, lastVerdictAt: null, now: later(seconds) })).toBe(each);
  });

  it('is refused above two seconds a share, with the time still to wait', () => {
    const now = later(39.5);
    expect(() => paceOf(20, { shownAt, lastVerdictAt: null, now })).toThrow('setelah 1 detik');
  });

  it('counts from the last verdict, so that two lists open at once are not read at the same time', () => {
    const moments = { shownAt, lastVerdictAt: later(30), now: later(40) };
    expect(() => paceOf(20, moments)).toThrow('40 detik');
    expect(paceOf(5, moments)).toBe(2);
  });

  const isAllowed = (count: number, now: Date) => {
    try {
      return paceOf(count, { shownAt, lastVerdictAt: null, now }) >= 2;
    } catch {
      return false;
    }
  };

  it('is allowed exactly when nobody would have to wait', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 20 }), fc.integer({ min: 0, max: 100_000 }), (count, passed) => {
        expect(isAllowed(count, later(passed / 1000))).toBe(passed >= count * 2000);
      }),
    );
  });
});

describe('what is said of shares accepted together', () => {
  it('names four people at most and counts the others', () => {
    const elsewhere = ['Ani', 'Budi', 'Citra', 'Dewi', 'Eko', 'Fitri'];
    expect(batchWords({ accepted: 3, before: 0, elsewhere, marked: [] })).toEqual({
      id: '3 sebaran diterima. Sudah diputuskan verifikator lain atau dibatalkan: Ani, Budi, Citra, Dewi, dan 2 lainnya.',
      en: '3 shares accepted. Decided by another reviewer or taken back meanwhile: Ani, Budi, Citra, Dewi, and 2 more.',
    });
  });
});
