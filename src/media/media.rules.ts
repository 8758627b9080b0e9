/*
 * The pictures and the video of a post: at most ten pictures and one video, each once, each with a text for those who
 * cannot see it, in an order that the writers choose. New ones come last.
 * A picture is kept in two forms: JPEG of at most 1600 pixels to be handed on (share sheets of phones want JPEG), WebP of
 * at most 480 for pages.
 *   Pictures A, B, C: B moved up → B, A, C; A moved up → as it was.
 * Source: product.md, "Post" and "Share"; budget of staff pages.
 */
import { Refusal, words, type Words } from '../kernel/refusal';
import type { PostMedium } from '../posts/post.rules';

export const mostPictures = 10;
export const shortestAlt = 5;
export const longestAlt = 300;
export const shareForm = { type: 'jpeg', most: 1600 } as const;
export const previewForm = { type: 'webp', most: 480 } as const;

/** @throws Refusal 409 when the post has as many of this kind as it may */
export function demandRoom(media: readonly PostMedium[], kind: PostMedium['kind']): void {
  const count = media.filter((medium) => medium.kind === kind).length;
  if (kind === 'picture' && count >= mostPictures) throw conflict('pictures-full', tenAlready);
  if (kind === 'video' && count >= 1) throw conflict('video-full', videoAlready);
}

/** The same picture or video stands in this post already. */
export function alreadyThere(): Refusal {
  return conflict('medium-already-there', twice);
}

/** The ids in their new order, this one a place earlier; the first stays. */
export function movedUp(media: readonly Pick<PostMedium, 'id'>[], id: string): string[] {
  const ids = media.map((medium) => medium.id);
  const at = ids.indexOf(id);
  if (at > 0) [ids[at - 1], ids[at]] = [ids[at] ?? '', ids[at - 1] ?? ''];
  return ids;
}

function conflict(code: string, sentence: Words): Refusal {
  return new Refusal('conflict', code, sentence);
}

const tenAlready = words(
  'Materi ini sudah memiliki 10 gambar. Hapus satu gambar sebelum menambah yang lain.',
  'This post has 10 pictures already. Remove one before you add another.',
);
const videoAlready = words(
  'Materi ini sudah memiliki video. Hapus video itu sebelum mengunggah yang lain.',
  'This post has a video already. Remove it before you upload another.',
);
const twice = words(
  'Berkas ini sudah ada pada materi ini. Pilih berkas lain.',
  'This file is on this post already. Choose another one.',
);
