import { Refusal } from '../../src/kernel/refusal';
import { parseShareLink } from '../../src/links/link.rules';
import {
  channelRefusal,
  checkEvidence,
  checkMoment,
  readEvidence,
  sameContent,
  typedEvidence,
  wrongChannel,
} from '../../src/shares/share.rules';
import {
  loggedWords,
  shareAsJson,
  shareStates,
  standingReasons,
  standingWords,
  stateWords,
  type Standing,
} from '../../src/shares/standing.rules';
import { wita } from '../fakes';

const now = wita('2026-11-23 10:00');
const x = { code: 'x', nameId: 'X', nameEn: 'X', proof: 'link', active: true } as const;
const spoken = {
  code: 'face_to_face',
  nameId: 'Tatap muka',
  nameEn: 'In person',
  proof: 'statement',
  active: true,
} as const;

const refusalOf = (act: () => unknown): Refusal => {
  try {
    act();
  } catch (error) {
    if (error instanceof Refusal) return error;
    throw error;
  }
  throw new Error('nothing was refused');
};

describe('the evidence of a share', () => {
  it('has every key of its link, sorted, and the canonical address only', () => {
    const text = 'Lihat https://m.facebook.com/photo.php?fbid=102233445566778&set=pcb.998877665544332&mibextid=x ya';
    const { content } = readEvidence({ text }, now);
    expect(content).toEqual({
      linkUrl: 'https://www.facebook.com/photo/?fbid=102233445566778',
      linkKey: 'facebook:102233445566778',
      linkPostedAt: null,
      statement: null,
      pasted: text,
      keys: ['facebook:102233445566778', 'facebook:998877665544332'],
    });
  });

  it('knows the moment in the id of the link', () => {
    const { content } = readEvidence({ text: 'https://x.com/a/status/1349794411333394432' }, now);
    expect(content.linkPostedAt).toEqual(new Date('2021-01-14T19:04:00Z'));
  });

  it('is a sentence of 10 to 500 characters, counted as a reader counts them', () => {
    const lengths = [9, 10, 500, 501].map((length) => '🎉'.repeat(length));
    const taken = lengths.map((statement) => {
      try {
        return readEvidence({ statement }, now).content.statement === statement;
      } catch {
        return false;
      }
    });
    expect(taken).toEqual([false, true, true, false]);
  });

  it('needs ten characters that a reader sees', () => {
    const unseen = ['\u200B', '\u200D', '\u2060', '\u00AD', '\u202E'].join('').repeat(20);
    expect(refusalOf(() => readEvidence({ statement: `Apel ${unseen}` }, now)).code).toBe('statement-length');
    expect(readEvidence({ statement: ` Apel${'\u202E'} di balai desa.\r\nPagi. ` }, now).content.statement).toBe(
      'Apel di balai desa.\nPagi.',
    );
  });

  it('is read as a sentence only where the channel has no link', () => {
    expect(typedEvidence('teks', true)).toEqual({ statement: 'teks' });
    expect(typedEvidence('teks', false)).toEqual({ text: 'teks' });
  });

  it('fits its channel', () => {
    const reading = parseShareLink('https://youtu.be/cBvYw8_A0vQ', now);
    expect(refusalOf(() => checkEvidence(x, reading)).code).toBe('link-of-other-channel');
    expect(refusalOf(() => checkEvidence(x, null)).code).toBe('link-required');
    expect(refusalOf(() => checkEvidence(spoken, reading)).code).toBe('channel-without-link');
    expect(() => checkEvidence(spoken, null)).not.toThrow();
    expect(wrongChannel({ ...x, active: false }, reading).code).toBe('channel-inactive');
    expect(channelRefusal(undefined, true).code).toBe('unknown-channel');
  });
});

describe('the moment shared', () => {
  it.each([
    ['2020-01-01 00:00', null],
    ['2019-12-31T23:59:59.999+08:00', 'shared-too-early'],
    ['2026-11-23 10:05', null],
    ['2026-11-23T10:05:00.001+08:00', 'shared-in-future'],
  ])('%s is judged', (moment, code) => {
    const judged = () => checkMoment(wita(moment), now);
    expect(code === null ? judged() : refusalOf(judged).code).toBe(code ?? undefined);
  });
});

describe('a repeated report', () => {
  const stored = {
    personId: 'a',
    postId: 'p',
    channel: 'x',
    linkKey: 'x:1',
    pasted: 'https://x.com/a/status/1',
    statement: null,
    sharedAt: now,
    receivedAt: now,
  };

  it('is the same with the same content; without a moment the stored one must be its receipt', () => {
    expect(sameContent(stored, { ...stored, sharedAt: null })).toBe(true);
    expect(sameContent(stored, { ...stored, sharedAt: new Date(now) })).toBe(true);
    const earlier = { ...stored, sharedAt: wita('2026-11-22 10:00') };
    expect(sameContent(earlier, { ...earlier, sharedAt: null })).toBe(false);
  });

  it('is the same when the same short link is sent again after it was followed to its post', () => {
    expect(sameContent({ ...stored, linkKey: 'x:9' }, stored)).toBe(true);
  });

  it.each([
    { personId: 'b' },
    { postId: 'q' },
    { channel: 'tiktok' },
    { linkKey: 'x:2', pasted: 'https://x.com/a/status/2' },
    { statement: 'kalimat' },
    { sharedAt: wita('2026-11-23 10:01') },
  ])('differs with %j', (change) => {
    expect(sameContent(stored, { ...stored, ...change })).toBe(false);
  });
});

describe('the standing of a share in words', () => {
  const standing: Standing = {
    state: 'recorded',
    reason: null,
    sharedAt: wita('2026-11-30 23:59'),
    receivedAt: wita('2026-12-03 00:10'),
    businessDate: '2026-11-30',
    shareFrom: wita('2026-11-01 00:00'),
    shareUntil: wita('2026-12-01 00:00'),
    receiptHours: 48,
    verdictReason: null,
    mendUntil: null,
    pictured: false,
  };

  it.each(standingReasons)('%s is a whole sentence in both languages that says what to do', (reason) => {
    const said = standingWords({ ...standing, reason });
    expect(said?.id).toMatch(/^[A-Z].{30,}\.$/);
    expect(said?.en).toMatch(/^[A-Z].{30,}\.$/);
  });

  it('names the dates that matter', () => {
    const late = standingWords({ ...standing, reason: 'received_late' })?.id;
    expect(late).toContain('diterima 3 Desember 2026 pukul 00.10 WITA, lebih dari 48 jam setelah dibagikan');
    const outside = standingWords({ ...standing, reason: 'outside_window' })?.en;
    expect(outside).toContain("item's window (1 November 2026 – 30 November 2026)");
  });

  it("repeats the reviewer's reason as a sentence", () => {
    const said = (verdictReason: string | null, mendUntil: string | null = '2026-11-27') =>
      standingWords({ ...standing, state: 'returned', reason: 'state_returned', verdictReason, mendUntil })?.id;
    expect(said('nama akun tidak tampak')).toBe(
      'Dikembalikan untuk diperbaiki: nama akun tidak tampak. Anda dapat memperbaikinya sampai 27 November 2026.',
    );
    expect(said('Nama akun tidak tampak.')).toContain('tampak. Anda dapat memperbaikinya');
    expect(said(null, null)).toBe('Dikembalikan untuk diperbaiki. Anda dapat memperbaikinya.');
  });

  it('is said at once after logging', () => {
    expect(loggedWords(standing).id).toMatch(/^Sebaran tercatat dan dihitung\./);
    expect(loggedWords({ ...standing, reason: 'not_accepted' }).id).toBe(
      'Sebaran tercatat. Menunggu verifikasi unit Anda.',
    );
    expect(loggedWords({ ...standing, reason: 'received_late' }).id).toMatch(
      /^Sebaran tercatat, tetapi tidak dihitung\. Dibagikan 30/,
    );
    expect(standingWords(standing)).toBeNull();
  });

  it('has a word for every state, and a share counts exactly when there is no reason', () => {
    expect(shareStates.map((state) => stateWords[state].id)).toHaveLength(6);
    const share = { ...standing, id: 'i', postId: 'p', postCode: 'K', channel: 'x', linkUrl: null, statement: null };
    expect(shareAsJson(share, 'id')).toMatchObject({ counts: true, explanation: null });
    expect(shareAsJson({ ...share, reason: 'state_held' }, 'en')).toMatchObject({
      counts: false,
      reason: 'state_held',
    });
  });
});
