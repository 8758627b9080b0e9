import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { type LinkReading, parseShareLink, readingSentence, unescapeCorpusInput } from '../../src/links/link.rules';

const read = (text: string) => parseShareLink(text, new Date('2026-11-23T00:00:00Z'));
const collected = readFileSync(join(__dirname, 'share-urls.tsv'), 'utf8')
  .split('\n')
  .slice(1)
  .map((line) => unescapeCorpusInput(line.split('\t')[0]));

const platforms = ['instagram', 'facebook', 'tiktok', 'x', 'youtube', 'threads', 'linkedin'];
const home =
  /^https:\/\/(?:www\.(?:instagram|facebook|tiktok|youtube|threads|linkedin)\.com|x\.com|v[tm]\.tiktok\.com|lite\.tiktok\.com|fb\.watch|fb\.me|lnkd\.in)\/[!-~]+$/;

/** The name of the first rule a reading breaks, or '' for a well-formed one. */
function flaw(reading: LinkReading): string {
  const words = readingSentence(reading);
  if (!words.id || !words.en) return 'sentence';
  if (reading.platform !== '' && !platforms.includes(reading.platform)) return 'platform';
  if (reading.expect === 'reject') {
    const rest = reading.canonicalUrl + reading.canonicalKey + reading.handle + reading.postedAt;
    return rest === '' && reading.aliases.length === 0 && reading.kind !== '' ? '' : 'rejection';
  }
  if (!home.test(reading.canonicalUrl)) return 'canonicalUrl';
  if (!reading.canonicalKey.startsWith(`${reading.platform}:`)) return 'canonicalKey';
  if (!/^(?:\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ)?$/.test(reading.postedAt)) return 'postedAt';
  if (reading.handle !== reading.handle.toLowerCase() || reading.handle.includes('@')) return 'handle';
  if ((reading.expect === 'resolve') !== (reading.strength === 'provisional')) return 'strength';
  return read(reading.canonicalUrl).canonicalKey === reading.canonicalKey ? '' : 'canonical address has another key';
}

describe('any text', () => {
  const pieces = collected.filter((text) => text.length < 600);
  const mutated = fc
    .tuple(fc.constantFrom(...pieces), fc.nat(), fc.nat(12), fc.string({ maxLength: 12, unit: 'binary' }))
    .map(([text, at, drop, put]) => {
      const place = at % (text.length + 1);
      return text.slice(0, place) + put + text.slice(place + drop);
    });
  const glued = fc
    .array(
      fc.oneof(fc.constantFrom(...pieces), fc.constantFrom(' ', '\n', '\u200b', '=', '_', '&amp;', '//', '%2F', '.')),
      {
        maxLength: 6,
      },
    )
    .map((parts) => parts.join(''));

  it('of the collection gives a well-formed reading', () => {
    expect(collected.map((text) => flaw(read(text))).filter((name) => name !== '')).toEqual([]);
  });

  it.each([
    ['arbitrary strings', fc.string({ unit: 'binary', maxLength: 200 }), 30_000],
    ['arbitrary printable strings', fc.string({ unit: 'grapheme-ascii', maxLength: 200 }), 20_000],
    ['collected links with a piece changed', mutated, 40_000],
    ['collected links glued together', glued, 10_000],
  ])('gives a well-formed reading and no exception: %s', (_, texts, numRuns) => {
    const everyText = fc.property(texts, (text) => expect([text, flaw(read(text))]).toEqual([text, '']));
    fc.assert(everyText, { numRuns, seed: 20_261_123 });
  });

  it('of a megabyte is too long', () => {
    for (const unit of ['a', ' ', '/', 'http://', 'x.com ', '\u200b', '&amp;', 'https%3A%2F%2F', 'javascript:']) {
      expect(read(unit.repeat(Math.ceil(1_048_576 / unit.length))).kind).toBe('too-long');
    }
  });

  it('that repeats what a link begins with is still read', () => {
    const units = [
      'http://',
      '//',
      '//a.',
      'a.',
      '.',
      '_',
      '-',
      '=',
      '%',
      '%2F',
      '&amp;',
      '@',
      '0',
      'x.com',
      'x.com/',
      '(x.com ',
    ];
    const starts = [
      '',
      'https://x.com/',
      'https://x.com/a/status/',
      'https://www.linkedin.com/posts/a_',
      'https%3A%2F%2F',
    ];
    const texts = starts.flatMap((start) =>
      units.map((unit) => start + unit.repeat(4096).slice(0, 4096 - start.length)),
    );
    const short = texts.map((text) => text.slice(0, 2000));
    expect([...texts, ...short].map((text) => flaw(read(text))).filter((name) => name !== '')).toEqual([]);
  });
});
