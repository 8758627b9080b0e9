/*
 * What a post holds, how it is read from forms, JSON and files, and what it needs before it is submitted.
 *
 * A title of 5–120 characters, a programme, a narrative, a source with an http(s) address, two captions or more, a
 * window that has not ended, and an audience: everybody ("semua") or units with all below them.
 * The window is half-open. A day as its beginning is 00:00 WITA of that day; a day as its end is the END of that day:
 *   "2026-11-01" to "2026-11-30" → from 2026-11-01 00:00 WITA until 2026-12-01 00:00 WITA, which no longer belongs to it.
 * Official publications are kept as canonical addresses with their keys, so that a share of the original is recognised.
 * Source: product.md, "Post"; contract.md, file "posts"; SE MenPANRB 137/2018 points 6 and 7.
 */
import { cleanLine, cleanText } from '../kernel/clean-text';
import { Refusal, words, type FieldProblem, type Words } from '../kernel/refusal';
import { addDays, dayOf, formatDay, formatMoment, parseDay, parseMoment, startOfDay, type Lang } from '../kernel/wita';
import { parseShareLink, rejectionSentence } from '../links/link.rules';

export { cleanLine, cleanText } from '../kernel/clean-text';

/** What a writer decides about a post, units as ids. */
export interface PostContent {
  title: string;
  program: string;
  unitId: number;
  narrative: string;
  sourceUrl: string;
  captions: string[];
  /** Canonical addresses of the official publications. */
  officialLinks: string[];
  /** Their link keys, aliases included. */
  officialKeys: string[];
  everybody: boolean;
  /** Unit ids whose subtrees are asked, when it is not everybody. */
  audience: number[];
  shareFrom: Date;
  /** Exclusive. */
  shareUntil: Date;
}

const minute = 60_000;
export const everybodyWord = 'semua';
export const mostCaptions = 10;
export const longest = { title: 120, program: 200, narrative: 20_000, address: 2000, caption: 2200, code: 60 } as const;

/** The address as it is kept, if it is a web address that a reader may be sent to; null otherwise. */
export function readWebAddress(text: string): string | null {
  const trimmed = text.trim();
  if (trimmed.length > longest.address || !/^https?:\/\//i.test(trimmed) || !URL.canParse(trimmed)) return null;
  const url = new URL(trimmed);
  const isSafe = /^https?:$/.test(url.protocol) && !url.username && !url.password && url.hostname.includes('.');
  return isSafe ? url.href : null;
}

/** The first moment of the window: of a day, its 00:00 WITA. Null when it is neither day nor moment. */
export function readWindowStart(text: string): Date | null {
  const day = parseDay(text);
  return day ? startOfDay(day) : parseMoment(text);
}

/** The first moment after the window: of a day, 00:00 WITA of the next one. Null when it is neither day nor moment. */
export function readWindowEnd(text: string): Date | null {
  const day = parseDay(text);
  return day ? startOfDay(addDays(day, 1)) : parseMoment(text);
}

/** The window as a reader understands it, whole days without hours: `1 November 2026 – 30 November 2026`. */
export function windowText(post: { shareFrom: Date; shareUntil: Date }, lang: Lang): string {
  const { shareFrom: from } = post;
  const start = isMidnight(from) ? formatDay(dayOf(from), lang) : formatMoment(from, lang);
  return `${start} – ${endText(post, lang)}`;
}

/** Until when a post is shared: the last day when the window ends at midnight, otherwise the moment. */
export function endText({ shareUntil }: { shareUntil: Date }, lang: Lang): string {
  return isMidnight(shareUntil) ? formatDay(addDays(dayOf(shareUntil), -1), lang) : formatMoment(shareUntil, lang);
}

/** A moment as `<input type="datetime-local">` shows it, in WITA: `2026-11-23T14:05`. */
export function inputMoment(moment: Date): string {
  const day = dayOf(moment);
  const minutes = Math.floor((moment.getTime() - startOfDay(day).getTime()) / minute);
  const two = (part: number) => String(part).padStart(2, '0');
  return `${day}T${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}

/** `semua` or unit codes; nothing written is nobody yet. */
export function readAudience(written: readonly string[]): { everybody: boolean; codes: string[] } {
  const parts = written.flatMap((text) => text.split(/[\s,;]+/)).filter(Boolean);
  const everybody = parts.some((part) => part.toLowerCase() === everybodyWord);
  return { everybody, codes: everybody ? [] : [...new Set(parts)] };
}

/** Canonical addresses and keys of official publications, and a sentence for each that is none. */
export function readOfficialLinks(
  written: readonly string[],
  now: Date,
): { links: string[]; keys: string[]; problems: Words[] } {
  const found = { links: new Set<string>(), keys: new Set<string>(), problems: [] as Words[] };
  for (const text of written.flatMap((line) => line.split(/[\s|]+/)).filter(Boolean)) {
    const reading = parseShareLink(text, now);
    if (reading.expect !== 'reject') {
      found.links.add(reading.canonicalUrl);
      for (const key of [reading.canonicalKey, ...reading.aliases]) found.keys.add(key);
    } else {
      found.problems.push(about(text, rejectionSentence(reading.kind)));
    }
  }
  return { links: [...found.links], keys: [...found.keys], problems: found.problems };
}

/** Captions without empty and repeated ones. */
export function readCaptions(written: readonly string[]): string[] {
  return [...new Set(written.map(cleanText).filter(Boolean))];
}

/** A post as somebody wrote it: units as codes, moments as text. */
export interface WrittenPost {
  title: string;
  program: string;
  unit: string;
  narrative: string;
  sourceUrl: string;
  captions: string[];
  officialLinks: string[];
  audience: string[];
  shareFrom: string;
  shareUntil: string;
}

/** What was written, read; of a field with a problem the content is of no use. Empty fields are no problem yet. */
export function readContent(
  written: WrittenPost,
  units: ReadonlyMap<string, { id: number }>,
  now: Date,
): { content: PostContent; problems: FieldProblem[] } {
  const problems: FieldProblem[] = [];
  const problem = (field: string, sentence: Words) => problems.push({ field, words: sentence });
  const links = readOfficialLinks(written.officialLinks, now);
  for (const sentence of links.problems) problem('officialLinks', sentence);
  const audience = readAudience(written.audience);
  for (const code of audience.codes.filter((one) => !units.has(one))) problem('audience', unknownUnit(code));
  const sourceUrl = written.sourceUrl && readWebAddress(written.sourceUrl);
  if (sourceUrl === null) problem('sourceUrl', sourceSentence);
  const [shareFrom, shareUntil] = [readWindowStart(written.shareFrom), readWindowEnd(written.shareUntil)];
  problems.push(...windowProblems(shareFrom, shareUntil));
  const content: PostContent = {
    title: cleanLine(written.title),
    program: cleanLine(written.program),
    unitId: units.get(written.unit)?.id ?? 0,
    narrative: cleanText(written.narrative),
    sourceUrl: sourceUrl ?? '',
    captions: readCaptions(written.captions),
    ...{ officialLinks: links.links, officialKeys: links.keys, everybody: audience.everybody },
    audience: audience.codes.flatMap((code) => units.get(code)?.id ?? []).sort((a, b) => a - b),
    ...{ shareFrom: shareFrom ?? now, shareUntil: shareUntil ?? now },
  };
  return { content, problems };
}

/** What a post still needs before it can be submitted or published, one sentence a field. */
export function lacking(post: Omit<PostContent, 'officialKeys' | 'unitId'>, now: Date): FieldProblem[] {
  const problems: [boolean, string, Words][] = [
    [
      post.title.length < 5 || post.title.length > longest.title,
      'title',
      words('Judul harus 5–120 karakter.', 'The title must have 5–120 characters.'),
    ],
    [!post.program, 'program', words('Isi nama programnya.', 'Name the programme.')],
    [!post.narrative, 'narrative', words('Isi narasinya.', 'Write the narrative.')],
    [readWebAddress(post.sourceUrl) === null, 'sourceUrl', sourceSentence],
    [post.captions.length < 2, 'captions', words('Tulis paling sedikit dua takarir.', 'Write at least two captions.')],
    [
      !post.everybody && !post.audience.length,
      'audience',
      words('Isi sasarannya: "semua" atau kode unit.', 'Name the audience: "semua" (everybody) or unit codes.'),
    ],
    [post.shareUntil <= post.shareFrom, 'shareUntil', windowSentence],
    [
      post.shareUntil <= now,
      'shareUntil',
      words('Waktu selesai sudah lewat. Perpanjang waktunya.', 'The end has passed. Extend the window.'),
    ],
  ];
  return problems.filter(([wrong]) => wrong).map(([, field, sentence]) => ({ field, words: sentence }));
}

/** The content of a post as it is kept, for comparing and for the audit trail. */
export function contentFrom(post: PostContent): PostContent {
  const { title, program, unitId, narrative, sourceUrl, captions, officialLinks, officialKeys } = post;
  const { everybody, audience, shareFrom, shareUntil } = post;
  const texts = { title, program, unitId, narrative, sourceUrl, captions, officialLinks, officialKeys };
  return { ...texts, everybody, audience: [...audience].sort((a, b) => a - b), shareFrom, shareUntil };
}

/** Whether two contents would show and count the same. */
export function isSameContent(one: PostContent, other: PostContent): boolean {
  return JSON.stringify(contentFrom(one)) === JSON.stringify(contentFrom(other));
}

function isMidnight(moment: Date): boolean {
  return startOfDay(dayOf(moment)).getTime() === moment.getTime();
}

const sourceSentence = words(
  'Sumber harus alamat laman lengkap yang diawali https:// atau http://.',
  'The source must be a full web address that begins with https:// or http://.',
);
const windowSentence = words('Waktu selesai harus setelah waktu mulai.', 'The end must come after the start.');
const momentSentence = words(
  'Tulis tanggal atau waktu seperti 2026-11-23 atau 2026-11-23T14:05 (WITA).',
  'Write a date or a moment such as 2026-11-23 or 2026-11-23T14:05 (WITA).',
);

/** @throws Refusal 422 with every sentence, each at its field; returns when there is none */
export function refuseFields(code: string, fields: FieldProblem[]): void {
  if (!fields.length) return;
  const all = (lang: 'id' | 'en') => [...new Set(fields.map((field) => field.words[lang]))].join(' ');
  throw new Refusal('invalid', code, words(all('id'), all('en')), { fields });
}

function windowProblems(from: Date | null, until: Date | null): FieldProblem[] {
  const unread = [...(from ? [] : ['shareFrom']), ...(until ? [] : ['shareUntil'])];
  if (from && until && until <= from) return [{ field: 'shareUntil', words: windowSentence }];
  return unread.map((field) => ({ field, words: momentSentence }));
}

function unknownUnit(code: string): Words {
  const shown = code.slice(0, 40);
  return words(
    `Kode unit "${shown}" tidak dikenal. Periksa kodenya di daftar unit, atau tulis "semua".`,
    `The unit code "${shown}" is unknown. Check it in the list of units, or write "semua" (everybody).`,
  );
}

function about(text: string, sentence: Words): Words {
  const shown = text.length > 60 ? `${text.slice(0, 57)}…` : text;
  return words(`"${shown}": ${sentence.id}`, `"${shown}": ${sentence.en}`);
}
