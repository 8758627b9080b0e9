import fc from 'fast-check';
import { parseShareLink } from '../../src/links/link.rules';
import { type HintCode, hintCodes, hintWords, type LinkContext, linkHints } from '../../src/shares/hint.rules';
import { linkOnX, wita } from '../fakes';

const minute = 60_000;
const hour = 60 * minute;
const opened = wita('2026-11-20 00:00');
const shared = wita('2026-11-23 09:30');
const received = wita('2026-11-23 10:00');

const madeAt = (moment: Date) => linkOnX(moment, 1 << 20);
const context = (given: Partial<LinkContext> = {}): LinkContext => ({
  sharedAt: shared,
  receivedAt: received,
  item: { shareFrom: opened, officialSince: null },
  officialHandles: new Set(),
  ...given,
});
const hints = (link: string, given: Partial<LinkContext> = {}) =>
  linkHints(parseShareLink(link, received), context(given));
const from = (start: Date, distance: number) => new Date(start.getTime() + distance);

describe('a link that tells when it was made', () => {
  it.each<[string, Date, Partial<LinkContext>, HintCode[]]>([
    ['within the window and near the moment stated is not marked', wita('2026-11-23 09:29'), {}, []],
    [
      '15 minutes before the window is not marked',
      from(opened, -15 * minute),
      { sharedAt: wita('2026-11-20 08:00') },
      [],
    ],
    [
      'a second earlier is older than the item',
      from(opened, -15 * minute - 1000),
      { sharedAt: wita('2026-11-20 08:00') },
      ['older_than_item'],
    ],
    ['5 minutes after receipt is not marked', from(received, 5 * minute), {}, []],
    ['a second later was made after logging', from(received, 5 * minute + 1000), {}, ['made_after_logging']],
    ['24 hours from the moment stated is not marked', from(shared, -24 * hour), {}, []],
    ['a second more is far from it', from(shared, -24 * hour - 1000), {}, ['not_when_stated']],
    ['is held against nothing when the item is not known', from(shared, -hour), { item: undefined }, []],
    [
      'is impossible before the official publication',
      wita('2026-11-23 08:00'),
      { item: { shareFrom: opened, officialSince: wita('2026-11-23 08:16') } },
      ['before_source'],
    ],
    [
      'may precede it by as long as an upload takes',
      wita('2026-11-23 08:00'),
      { item: { shareFrom: opened, officialSince: wita('2026-11-23 08:15') } },
      [],
    ],
  ])('%s', (_, moment, given, expected) => {
    expect(hints(madeAt(moment), given)).toEqual(expected);
  });
});

it.each<[string, string, HintCode[]]>([
  ["TikTok's short link", 'https://vm.tiktok.com/ZS92gyt7u/', ['short_link']],
  ["Facebook's share link", 'https://www.facebook.com/share/p/1AbCdEfGhI/', ['short_link']],
  ['fb.watch', 'https://fb.watch/abcdefghij/', ['short_link']],
  ["Facebook's pfbid", `https://www.facebook.com/warga/posts/pfbid0${'2'.repeat(63)}l`, ['weak_link']],
  ["Facebook's numeric reel", 'https://www.facebook.com/reel/1195289147628387', []],
  ["Facebook's numeric post", 'https://www.facebook.com/warga/posts/123456789012345', []],
  ['a video of YouTube', 'https://youtu.be/cBvYw8_A0vQ', []],
])('%s is marked for how little it proves', (_, link, expected) => {
  expect(hints(link)).toEqual(expected);
});

it.each(['share', 'ugcPost'])('a link of LinkedIn by its %s number is weak', (type) => {
  const link = `https://www.linkedin.com/feed/update/urn:li:${type}:7295762520814874625/`;
  expect(hints(link, { item: undefined, sharedAt: new Date('2025-02-13T11:15:33Z') })).toEqual(['weak_link']);
});

it('an official account named in the link is marked, the same name on another network is not', () => {
  const officialHandles = new Set(['facebook:pemprovsulut']);
  expect(hints('https://www.facebook.com/PemprovSulut/posts/123456789012345', { officialHandles })).toEqual([
    'official_handle',
  ]);
  expect(hints('https://www.tiktok.com/@pemprovsulut/video/7206382937372134662', { officialHandles })).not.toContain(
    'official_handle',
  );
  expect(hints('https://youtu.be/cBvYw8_A0vQ', { officialHandles: new Set(['youtube:']) })).toEqual([]);
});

describe('laws of the hints', () => {
  const moments = fc.date({ min: wita('2026-11-01 00:00'), max: wita('2026-11-23 23:00'), noInvalidDate: true });

  it('moving every moment alike moves no hint', () => {
    fc.assert(
      fc.property(moments, moments, fc.integer({ min: -300, max: 0 }), (posted, stated, days) => {
        const at = (moment: Date) => from(moment, days * 24 * hour);
        const item = { shareFrom: at(opened), officialSince: at(wita('2026-11-20 08:00')) };
        const moved = { sharedAt: at(stated), receivedAt: at(received), item };
        const still = { sharedAt: stated, item: { shareFrom: opened, officialSince: wita('2026-11-20 08:00') } };
        expect(hints(madeAt(at(posted)), moved)).toEqual(hints(madeAt(posted), still));
      }),
    );
  });

  it('what precedes the item or the source still does when it was made earlier', () => {
    fc.assert(
      fc.property(moments, fc.integer({ min: 0, max: 400 }), (posted, hours) => {
        const item = { shareFrom: opened, officialSince: wita('2026-11-21 08:00') };
        const early = (at: Date) => hints(madeAt(at), { item }).filter((code) => /^older_than|^before/.test(code));
        expect(early(from(posted, -hours * hour))).toEqual(expect.arrayContaining(early(posted)));
      }),
    );
  });
});

describe('the sentences of the hints', () => {
  const share = { linkPostedAt: wita('2026-11-19 23:40'), sharedAt: shared, receivedAt: received, shareFrom: opened };

  it('name the moments that matter', () => {
    expect(hintWords({ ...share, hints: ['older_than_item', 'crammed_month'] }).map(({ id }) => id)).toEqual([
      'Unggahan dibuat 19 November 2026 pukul 23.40 WITA, sebelum masa sebar materi dimulai (20 November 2026 pukul 00.00 WITA).',
      'Lebih dari separuh sebaran pegawai ini untuk November 2026 diterima dalam 24 jam, sampai 23 November 2026 pukul 10.00 WITA.',
    ]);
  });

  it.each(hintCodes)('say %s in both languages', (code) => {
    for (const text of hintWords({ ...share, hints: [code] }).flatMap(({ id, en }) => [id, en])) {
      expect(text).toMatch(/^[A-Z][^.]{20,}.*\.$/s);
    }
    expect(hintWords({ ...share, hints: [code] })).toHaveLength(1);
  });

  it('stand in one order and pass over what nobody knows', () => {
    const mixed = ['burst', 'unheard_of', 'link_seen', 'short_link'];
    expect(hintWords({ ...share, hints: mixed })).toEqual(hintWords({ ...share, hints: [...mixed].reverse() }));
    expect(hintWords({ ...share, hints: mixed })).toHaveLength(3);
  });
});
