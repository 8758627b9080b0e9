/*
 * Which video is taken: one MP4 of at most 30 MB (30 × 1024 × 1024 bytes), by its content, whatever its name says.
 * An MP4 is a row of boxes, each with its length and four letters: the first is `ftyp` with a brand of MP4, the boxes
 * fill the file exactly to its end, and `moov` (how to play it) and `mdat` (pictures and sound) are among them. Whatever
 * hangs behind the last box or is cut off is therefore noticed. The film itself stays as it came; what only tells about
 * it (place, device, names: `udta`, `meta`, `uuid`) is blanked in place, which moves nothing else.
 *   ftyp isom · moov (… udta "©xyz +01.4+124.8/") · mdat → taken, the place gone. ftyp "qt  " → an iPhone's MOV: refused.
 * Source: ISO 14496-12 (boxes); product.md, "Post"; the programme's decisions on pictures, applied to video.
 */
import { Refusal, words, type RefusalKind } from '../kernel/refusal';

export const mostVideoBytes = 30 * 1024 * 1024;

const brands = /^(iso[m2-9]|mp4[12]|avc1|M4V[ HP]|dash|f4v |3g[2p][4-9a-z]|MSNV|mmp4)$/;
const revealing = new Set(['udta', 'meta', 'uuid']);
const holders = new Set(['moov', 'trak']);

interface Box {
  type: string;
  /** Where it begins, where its content begins, and where it ends. */
  start: number;
  content: number;
  end: number;
}

/**
 * The video without what tells about its maker.
 * @throws Refusal for everything but a whole MP4 of a fair size
 */
export function cleanVideo(bytes: Uint8Array): Uint8Array {
  if (!bytes.length) throw refused('video-empty', noVideo);
  if (bytes.length > mostVideoBytes) throw refused('video-too-large', tooLarge, 'too-large');
  const brand = letters(bytes, 4) === 'ftyp' ? letters(bytes, 8) : '';
  if (brand === 'qt  ') throw refused('video-mov', movSentence);
  if (!brands.test(brand)) throw refused('video-kind', noMp4);
  const boxes = boxesWithin(bytes, 0, bytes.length);
  if (!boxes || !['moov', 'mdat'].every((type) => boxes.some((box) => box.type === type)))
    throw refused('video-damaged', damaged);
  const clean = Uint8Array.from(bytes);
  blank(clean, boxes);
  return clean;
}

function blank(bytes: Uint8Array, boxes: Box[]): void {
  for (const { type, start, content, end } of boxes) {
    if (revealing.has(type)) {
      bytes.set([0x66, 0x72, 0x65, 0x65], start + 4); // "free": a player skips it
      bytes.fill(0, content, end);
    } else if (holders.has(type)) blank(bytes, boxesWithin(bytes, content, end) ?? []);
  }
}

/** The boxes that fill this stretch exactly; null when they do not. */
function boxesWithin(bytes: Uint8Array, from: number, until: number): Box[] | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const boxes: Box[] = [];
  for (let start = from; start < until;) {
    if (start + 8 > until) return null;
    const stated = view.getUint32(start);
    const isLong = stated === 1;
    if (isLong && start + 16 > until) return null;
    const length = isLong ? Number(view.getBigUint64(start + 8)) : stated || until - start;
    const end = start + length;
    const content = start + (isLong ? 16 : 8);
    if (end > until || content > end) return null;
    boxes.push({ type: letters(bytes, start + 4), start, content, end });
    start = end;
  }
  return boxes;
}

function letters(bytes: Uint8Array, at: number): string {
  return String.fromCharCode(...bytes.subarray(at, at + 4));
}

function refused(code: string, sentence: ReturnType<typeof words>, kind: RefusalKind = 'invalid'): Refusal {
  return new Refusal(kind, code, sentence, { fields: [{ field: 'berkas', words: sentence }] });
}

const noVideo = words(
  'Belum ada video yang dipilih, atau berkasnya kosong. Pilih video MP4.',
  'No video was chosen, or the file is empty. Choose an MP4 video.',
);
const movSentence = words(
  'Video ini berformat MOV. Simpan atau ekspor sebagai MP4, lalu unggah lagi.',
  'This video is a MOV. Save or export it as MP4 and upload it again.',
);
const tooLarge = words(
  'Video ini lebih besar dari 30 MB. Perkecil atau potong videonya, lalu unggah lagi.',
  'This video is larger than 30 MB. Shrink or cut it and upload it again.',
);
const noMp4 = words('Berkas ini bukan video MP4. Pilih video MP4.', 'This file is no MP4 video. Choose an MP4 video.');
const damaged = words(
  'Video ini rusak atau terpotong. Simpan ulang sebagai MP4, lalu unggah lagi.',
  'This video is damaged or cut off. Save it again as MP4 and upload it again.',
);
