/*
 * The life of an official post: every allowed move stands in the table `moves`, nothing else is possible.
 *
 * An editor drafts and submits; another person publishes or returns it with a reason. "Another person" has neither
 * written, nor changed, nor submitted the post. Once published, the text and the window stay as they were: what turns
 * out wrong is corrected or withdrawn openly, never changed silently. The publisher answers the four questions of the
 * check-list, all with yes.
 *   draft by Ani 3 Nov → submitted by Ani 3 Nov → returned by Budi 4 Nov ("sumber belum ada") → changed and submitted by
 *   Citra 4 Nov → Ani and Citra may not publish it, Budi may → published 5 Nov.
 * Source: product.md, rule 3 and "Post"; SE MenPANRB 137/2018 points 6 and 7.
 */
import type { Action } from '../access/actions';
import type { Actor } from '../access/actor';
import { may, notAllowed, scopeOf } from '../access/roles.rules';
import { Refusal, words, type Words } from '../kernel/refusal';
import type { PostContent } from './post-content.rules';

export const postStates = ['draft', 'submitted', 'returned', 'published', 'withdrawn'] as const;
export type PostState = (typeof postStates)[number];

/** A picture or the video of a post, in the order chosen; the room above takes and serves the files. */
export interface PostMedium {
  id: string;
  kind: 'picture' | 'video';
  /** What is to be seen (and heard), for those who cannot. */
  alt: string;
  /** Of the picture in pixels; null for a video. */
  width: number | null;
  height: number | null;
  /** Bytes of the file that is handed on. */
  size: number;
}

/** Where the file that is handed on lies below the site's own address. */
export function mediumPath({ id, kind }: Pick<PostMedium, 'id' | 'kind'>): string {
  return `/media/${id}/${kind === 'video' ? 'video.mp4' : 'gambar.jpg'}`;
}

/** What pages show of it: the small form of a picture, or the video. */
export function shownPath(medium: Pick<PostMedium, 'id' | 'kind'>): string {
  return medium.kind === 'video' ? mediumPath(medium) : `/media/${medium.id}/kecil.webp`;
}

/** A post with its unit and the people who had a hand in it. */
export interface PostRecord extends PostContent {
  id: string;
  code: string;
  unitCode: string;
  unitName: string;
  /** Ids from the root down to the post's unit. */
  unitPath: number[];
  audienceCodes: string[];
  state: PostState;
  authorId: string | null;
  publishedAt: Date | null;
  changedAt: Date;
  media: PostMedium[];
  /** Person ids of everybody who drafted, changed or submitted it. */
  hands: string[];
}

export type MoveName = 'change' | 'submit' | 'return' | 'publish';

interface Move {
  from: readonly PostState[];
  /** Null: the state stays. */
  to: PostState | null;
  action: Action;
  /** Only somebody who has had no hand in the post. */
  secondPerson: boolean;
  event: 'changed' | 'submitted' | 'returned' | 'published';
}

const whileWriting = ['draft', 'returned'] as const;

export const moves: Record<MoveName, Move> = {
  change: { from: whileWriting, to: null, action: 'post.draft', secondPerson: false, event: 'changed' },
  submit: { from: whileWriting, to: 'submitted', action: 'post.draft', secondPerson: false, event: 'submitted' },
  return: { from: ['submitted'], to: 'returned', action: 'post.publish', secondPerson: false, event: 'returned' },
  publish: { from: ['submitted'], to: 'published', action: 'post.publish', secondPerson: true, event: 'published' },
};

export const stateWords: Record<PostState, Words> = {
  draft: words('Draf', 'Draft'),
  submitted: words('Diajukan', 'Submitted'),
  returned: words('Dikembalikan', 'Returned'),
  published: words('Terbit', 'Published'),
  withdrawn: words('Ditarik', 'Withdrawn'),
};

/** The parts of the list, as its address names them; a published post whose window is over is `berakhir`. */
export const listFilters = ['draf', 'diajukan', 'dikembalikan', 'terbit', 'berakhir'] as const;
export type ListFilter = (typeof listFilters)[number];

/** The four questions that the publisher answers with yes; `name` is the field of the form and of the API. */
export const checklist = [
  {
    name: 'sourceClear',
    words: words('Sumbernya jelas dan dapat dibuka.', 'The source is clear and can be opened.'),
  },
  {
    name: 'contentTrue',
    words: words('Isinya benar dan sesuai dengan sumbernya.', 'The content is true and agrees with its source.'),
  },
  {
    name: 'noHoaxOrHate',
    words: words(
      'Tidak memuat hoaks, fitnah, provokasi, radikalisme, atau ujaran kebencian.',
      'It holds no false news, slander, provocation, radicalism or hate speech.',
    ),
  },
  {
    name: 'noPersonalDataOrPolitics',
    words: words(
      'Tidak memuat data pribadi dan tidak berpihak dalam politik praktis.',
      'It holds no personal data and takes no side in party politics.',
    ),
  },
] as const;

export type ChecklistAnswers = Record<(typeof checklist)[number]['name'], boolean>;

/** Why the actor may not make this move now; null: they may. */
export function whyNot(name: MoveName, post: PostRecord, actor: Actor): Refusal | null {
  const move = moves[name];
  if (!mayInItsUnit(move.action, post, actor)) return notAllowed();
  if (!move.from.includes(post.state)) return wrongState(name, post.state);
  return move.secondPerson && hadAHand(post, actor) ? needsSecondPerson() : null;
}

/** @throws Refusal 403 without the right, 409 in the wrong state, 403 to publish what the actor had a hand in */
export function demandMove(name: MoveName, post: PostRecord, actor: Actor): void {
  const refusal = whyNot(name, post, actor);
  if (refusal) throw refusal;
}

export function allowedMoves(post: PostRecord, actor: Actor): MoveName[] {
  return (Object.keys(moves) as MoveName[]).filter((name) => !whyNot(name, post, actor));
}

/** Whether the actor drafted, changed or submitted the post. */
export function hadAHand(post: PostRecord, actor: Actor): boolean {
  return post.authorId === actor.personId || post.hands.includes(actor.personId);
}

/** @throws Refusal 422 that names each question not answered with yes */
export function demandChecklist(answers: Partial<ChecklistAnswers>): void {
  const open = checklist.filter(({ name }) => answers[name] !== true);
  if (!open.length) return;
  const fields = open.map(({ name, words: question }) => ({
    field: name,
    words: words(`Belum dicentang: ${question.id}`, `Not ticked yet: ${question.en}`),
  }));
  throw new Refusal(
    'invalid',
    'checklist-open',
    words(
      `Periksa dan centang keempat butir sebelum menerbitkan. ${open.length} butir belum dicentang. Bila ada yang tidak terpenuhi, kembalikan materi ini.`,
      `Check and tick all four points before publishing. ${open.length} not ticked yet. If one of them does not hold, return the post.`,
    ),
    { fields },
  );
}

/** Whether staff of this unit path are asked to share the post. */
export function isFor(
  post: { everybody: boolean; audience: readonly number[] },
  actor: { unitPath: readonly number[] },
): boolean {
  return post.everybody || post.audience.some((unit) => actor.unitPath.includes(unit));
}

/** Whether the window contains the moment; its end does not belong to it. */
export function isOpen(post: { shareFrom: Date; shareUntil: Date }, now: Date): boolean {
  return post.shareFrom <= now && now < post.shareUntil;
}

/** Whether anybody may read the post at this moment. */
export function isPublic(post: { state: string; publishedAt: Date | null }, now: Date): boolean {
  return post.state === 'published' && post.publishedAt !== null && post.publishedAt <= now;
}

/** The public address of a post below the site's own. */
export function publicPath(code: string): string {
  return `/p/${encodeURIComponent(code)}`;
}

/** Two people decided on the same post, or it was changed meanwhile: the second one is told. */
export function movedOn(): Refusal {
  return new Refusal(
    'conflict',
    'post-moved-on',
    words(
      'Materi ini baru saja diubah atau diputuskan orang lain. Buka kembali materi ini untuk melihat keadaannya.',
      'Somebody else has just changed this post or decided on it. Open it again to see how it stands.',
    ),
  );
}

// A publisher decides on posts of every agency; writing stays within the units of the role.
function mayInItsUnit(action: Action, post: PostRecord, actor: Actor): boolean {
  if (action === 'post.publish') return may(actor, action);
  return scopeOf(actor, action).some((unit) => post.unitPath.includes(unit));
}

function needsSecondPerson(): Refusal {
  return new Refusal(
    'forbidden',
    'second-person',
    words(
      'Materi ini Anda susun, ubah, atau ajukan sendiri. Mintalah penerbit lain untuk menerbitkannya.',
      'You drafted, changed or submitted this post yourself. Ask another publisher to publish it.',
    ),
  );
}

const refusedMoves: Record<MoveName, Words> = {
  change: words('tidak dapat diubah', 'cannot be changed'),
  submit: words('tidak dapat diajukan', 'cannot be submitted'),
  return: words('tidak dapat dikembalikan', 'cannot be returned'),
  publish: words('tidak dapat diterbitkan', 'cannot be published'),
};

function wrongState(name: MoveName, state: PostState): Refusal {
  const [not, is] = [refusedMoves[name], stateWords[state]];
  const from = moves[name].from.map((one) => stateWords[one]);
  const list = (lang: 'id' | 'en') => from.map((one) => `"${one[lang]}"`).join(lang === 'id' ? ' atau ' : ' or ');
  return new Refusal(
    'conflict',
    'post-state',
    words(
      `Materi ini ${not.id} karena keadaannya "${is.id}". Hal itu hanya dapat dilakukan pada keadaan ${list('id')}.`,
      `This post ${not.en} because its state is "${is.en}". That is possible only in the state ${list('en')}.`,
    ),
  );
}
