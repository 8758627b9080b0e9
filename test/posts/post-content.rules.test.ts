import fc from 'fast-check';
import {
  cleanText,
  inputMoment,
  lacking,
  readAudience,
  readContent,
  readOfficialLinks,
  readWebAddress,
  readWindowEnd,
  readWindowStart,
  windowText,
  type PostContent,
} from '../../src/posts/post-content.rules';
import { wita } from '../fakes';

const now = wita('2026-11-23 10:00');
const complete: PostContent = {
  ...{ title: 'Bantuan benih jagung', program: 'Ketahanan pangan', unitId: 2, narrative: 'Narasi.' },
  ...{ sourceUrl: 'https://sulutprov.go.id/a', captions: ['Satu', 'Dua'], officialLinks: [], officialKeys: [] },
  ...{ everybody: true, audience: [], shareFrom: wita('2026-11-01 00:00'), shareUntil: wita('2026-12-01 00:00') },
};

describe('what a post needs before it is submitted', () => {
  it('is there in a complete post', () => {
    expect(lacking(complete, now)).toEqual([]);
  });

  const cases: [string, Partial<PostContent>, string][] = [
    ['a title of four characters', { title: 'Beni' }, 'title'],
    ['a title of 121 characters', { title: 'x'.repeat(121) }, 'title'],
    ['no programme', { program: '' }, 'program'],
    ['no narrative', { narrative: '' }, 'narrative'],
    ['no source', { sourceUrl: '' }, 'sourceUrl'],
    ['a source that is a script', { sourceUrl: 'javascript:alert(1)' }, 'sourceUrl'],
    ['one caption', { captions: ['Satu'] }, 'captions'],
    ['no audience', { everybody: false }, 'audience'],
    ['a window that ends as it begins', { shareFrom: wita('2026-12-01 00:00') }, 'shareUntil'],
    ['a window that is over', { shareUntil: now }, 'shareUntil'],
  ];
  it.each(cases)('is missing with %s', (_, given, field) => {
    expect(lacking({ ...complete, ...given }, now).map((problem) => problem.field)).toEqual([field]);
  });
});

describe('a source address', () => {
  it.each([
    ['https://sulutprov.go.id/berita/1', 'https://sulutprov.go.id/berita/1'],
    [' HTTP://SULUTPROV.go.id ', 'http://sulutprov.go.id/'],
    ['https://a.go.id/"><svg onload=alert(1)>', 'https://a.go.id/%22%3E%3Csvg%20onload=alert(1)%3E'],
  ])('%s is kept as %s', (text, expected) => {
    expect(readWebAddress(text)).toBe(expected);
  });

  it.each([
    'javascript:alert(1)',
    'java\nscript:alert(1)',
    'data:text/html,x',
    'ftp://sulutprov.go.id',
    '//sulutprov.go.id',
    'sulutprov.go.id',
    'https://user:sandi@sulutprov.go.id',
    'https://localhost/a',
    'https://',
    `https://a.go.id/${'x'.repeat(2000)}`,
    '',
  ])('%j is refused', (text) => {
    expect(readWebAddress(text)).toBeNull();
  });
});

describe('the window', () => {
  it('begins at 00:00 WITA of a day and ends with the end of a day', () => {
    expect(readWindowStart('2026-11-01')).toEqual(wita('2026-11-01 00:00'));
    expect(readWindowEnd('30/11/2026')).toEqual(wita('2026-12-01 00:00'));
  });

  it('takes a moment as it is', () => {
    expect(readWindowStart('2026-11-01T08:30')).toEqual(wita('2026-11-01 08:30'));
    expect(readWindowEnd('2026-11-30T15:00:00Z')).toEqual(new Date('2026-11-30T15:00:00Z'));
  });

  it('is not read from anything else', () => {
    expect([readWindowStart('besok'), readWindowEnd('2026-02-30')]).toEqual([null, null]);
  });

  it.each([
    ['2026-11-01 00:00', '2026-12-01 00:00', '1 November 2026 – 30 November 2026'],
    ['2026-11-01 08:00', '2026-11-02 00:00', '1 November 2026 pukul 08.00 WITA – 1 November 2026'],
    ['2026-11-01 00:00', '2026-11-30 23:59', '1 November 2026 – 30 November 2026 pukul 23.59 WITA'],
  ])('from %s until %s is told by its days, with hours only where they matter', (from, until, text) => {
    expect(windowText({ shareFrom: wita(from), shareUntil: wita(until) }, 'id')).toBe(text);
  });

  it('survives the form: what is shown there reads as the same minute', () => {
    const minutes = fc.date({ min: new Date('2000-01-01'), max: new Date('2100-01-01'), noInvalidDate: true });
    fc.assert(
      fc.property(minutes, (moment) => {
        moment.setUTCSeconds(0, 0);
        expect(readWindowStart(inputMoment(moment))).toEqual(moment);
      }),
    );
  });
});

describe('the audience', () => {
  it.each([
    [['semua'], { everybody: true, codes: [] }],
    [['SEMUA DINKES'], { everybody: true, codes: [] }],
    [['DINKES  DISPORA', 'DINKES'], { everybody: false, codes: ['DINKES', 'DISPORA'] }],
    [[''], { everybody: false, codes: [] }],
  ])('%j is %j', (written, expected) => {
    expect(readAudience(written)).toEqual(expected);
  });
});

describe('links of official publications', () => {
  it('are kept in canonical form, once, with their key', () => {
    const spellings = ['https://www.instagram.com/reel/BqvsDleB3lV/?igsh=abc', 'https://instagram.com/p/BqvsDleB3lV'];
    const { links, keys, problems } = readOfficialLinks([spellings.join('\n')], now);
    expect(links).toEqual(['https://www.instagram.com/p/BqvsDleB3lV/']);
    expect(keys).toContain('instagram:BqvsDleB3lV');
    expect(problems).toEqual([]);
  });

  it.each(['javascript:alert(1)', 'https://www.instagram.com/pemprovsulut/', 'https://sulutprov.go.id/berita'])(
    '%s is refused with a sentence',
    (text) => {
      const { links, problems } = readOfficialLinks([text], now);
      expect(links).toEqual([]);
      expect(problems).toHaveLength(1);
      expect(problems[0]?.id).toContain(text);
    },
  );
});

describe('a written post', () => {
  const written = {
    ...{
      title: ' Judul ',
      program: 'P',
      unit: 'DINKES',
      narrative: 'Satu\r\nDua',
      sourceUrl: '',
      captions: ['a', 'a'],
    },
    ...{ officialLinks: [], audience: ['DINKES'], shareFrom: '2026-11-01', shareUntil: '2026-11-30' },
  };
  const units = new Map([['DINKES', { id: 2 }]]);

  it('may be half empty while it is a draft', () => {
    const { content, problems } = readContent(written, units, now);
    expect(problems).toEqual([]);
    expect(content).toMatchObject({
      title: 'Judul',
      narrative: 'Satu\nDua',
      captions: ['a'],
      audience: [2],
      unitId: 2,
    });
  });

  it.each([
    ['an unknown unit as audience', { audience: ['DINKES XYZ'] }, 'audience'],
    ['a script as source', { sourceUrl: 'javascript:alert(1)' }, 'sourceUrl'],
    ['no start', { shareFrom: '' }, 'shareFrom'],
    ['an end before the start', { shareUntil: '2026-10-01' }, 'shareUntil'],
  ])('is refused with %s', (_, given, field) => {
    expect(readContent({ ...written, ...given }, units, now).problems.map((one) => one.field)).toEqual([field]);
  });

  it('is kept without what cannot be stored or misleads', () => {
    const half = String.fromCharCode(0xd800);
    expect(cleanText(`a\u0000b${half}c\u202Ed\r\ne 👍🏽`)).toBe('abcd\ne 👍🏽');
  });
});
