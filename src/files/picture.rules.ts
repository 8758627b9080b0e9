/*
 * Which pictures are taken: JPEG, PNG and WebP by their first bytes, whatever name or type they were sent with; at most
 * 8 MB (8 × 1024 × 1024 bytes) and 24 million pixels. Everything else is refused with a sentence that says what it is and
 * what to do. Sizes are rounded up to a tenth, so that a file one byte too large is not called 8,0 MB.
 *   FF D8 FF … → JPEG. "….ftypheic" → an iPhone picture: refused, "bagikan sebagai JPEG". 13,000,000 bytes → "12,4 MB".
 * What is taken is never kept as it came: it is remade (remake.ts), and only what is remade is kept.
 * Source: the programme's decisions on pictures; ASVS 5.0, 5.2; wording list, no. 8.
 */
import { Refusal, type RefusalKind, words } from '../kernel/refusal';
import { formatNumber } from '../kernel/wita';

const megabyte = 1024 * 1024;
export const mostBytes = 8 * megabyte;
export const mostPixels = 24_000_000;

export type PictureKind = 'jpeg' | 'png' | 'webp';

/** What the first bytes say; throws a Refusal for everything but a JPEG, PNG or WebP of a fair size. */
export function pictureKind(bytes: Uint8Array): PictureKind {
  if (!bytes.length) throw empty();
  if (bytes.length > mostBytes) throw tooLarge(bytes.length);
  const head = String.fromCharCode(...bytes.subarray(0, 64));
  if (head.startsWith('\u00ff\u00d8\u00ff')) return 'jpeg';
  if (head.startsWith('\u0089PNG\r\n\u001a\n')) return 'png';
  if (/^RIFF[^]{4}WEBP/.test(head)) return 'webp';
  throw otherKind(head);
}

/** @param size null when it is only known that it is too large */
export function tooLarge(size: number | null): Refusal {
  if (size === null) {
    return refusal('too-large', 'picture-too-large', [
      'Ukuran berkas lebih dari 8 MB. Batasnya 8 MB.',
      'The file is larger than 8 MB. The limit is 8 MB.',
    ]);
  }
  const tenths = Math.ceil((size / megabyte) * 10) / 10;
  return refusal('too-large', 'picture-too-large', [
    `Ukuran berkas ${formatNumber(tenths, 'id', 1)} MB. Batasnya 8 MB.`,
    `The file has ${formatNumber(tenths, 'en', 1)} MB. The limit is 8 MB.`,
  ]);
}

export function tooManyPixels(): Refusal {
  return refusal('invalid', 'picture-too-many-pixels', [
    'Gambar ini lebih dari 24 megapiksel. Perkecil gambarnya, lalu kirim lagi.',
    'This picture has more than 24 megapixels. Make it smaller and send it again.',
  ]);
}

export function damaged(): Refusal {
  return refusal('invalid', 'picture-damaged', [
    'Gambar ini rusak atau terpotong. Simpan ulang gambarnya atau pilih gambar lain, lalu kirim lagi.',
    'This picture is damaged or cut off. Save it anew or choose another one, and send it again.',
  ]);
}

/** It would take more memory or time than a picture may. */
export function tooHeavy(): Refusal {
  return refusal('invalid', 'picture-too-heavy', [
    'Gambar ini terlalu berat untuk diolah. Perkecil gambarnya atau pilih gambar lain, lalu kirim lagi.',
    'This picture takes too much to process. Make it smaller or choose another one, and send it again.',
  ]);
}

export function empty(): Refusal {
  return refusal('invalid', 'picture-empty', [
    'Belum ada gambar yang dipilih, atau berkasnya kosong. Pilih gambar JPEG, PNG, atau WebP.',
    'No picture was chosen, or the file is empty. Choose a JPEG, PNG or WebP picture.',
  ]);
}

function otherKind(head: string): Refusal {
  if (/^[^]{4}ftyp(hei[cfmsx]|hev[cmsx]|mif1|msf1|avi[fs])/.test(head)) {
    return refusal('invalid', 'picture-heic', [
      'Gambar HEIC tidak dapat dibaca di sini. Kirim sebagai JPEG: di iPhone pilih Pengaturan, Kamera, Format, Paling Kompatibel, lalu ambil atau simpan ulang gambarnya.',
      'HEIC pictures cannot be read here. Send it as JPEG: on an iPhone choose Settings, Camera, Formats, Most Compatible, then take or save the picture anew.',
    ]);
  }
  const text = head.replace(/^\u00ef\u00bb\u00bf/, '').trimStart();
  const found = otherKinds.find(([pattern]) => pattern.test(text))?.[1];
  const [id, en] = found ? [`Berkas ini ${found}, bukan gambar`, `This file is ${found}, no picture`] : unknown;
  return refusal('invalid', 'picture-kind', [
    `${id} JPEG, PNG, atau WebP. Pilih gambar berformat itu.`,
    `${en} in JPEG, PNG or WebP. Choose one in such a format.`,
  ]);
}

const unknown = ['Berkas ini bukan gambar', 'This file is no picture'] as const;
const otherKinds: [RegExp, string][] = [
  [/^GIF8/, 'GIF'],
  [/^%PDF/, 'PDF'],
  [/^BM/, 'BMP'],
  [/^(II\*\0|MM\0\*)/, 'TIFF'],
  [/^PK\p{Cc}\p{Cc}/u, 'ZIP'],
  [/^[^]{4}ftyp/, 'MP4'],
  [/^<svg/i, 'SVG'],
  [/^<(!doctype html|html|script|body)/i, 'HTML'],
  [/^<\?xml/i, 'XML'],
];

function refusal(kind: RefusalKind, code: string, [id, en]: [string, string]): Refusal {
  const sentence = words(id, en);
  return new Refusal(kind, code, sentence, { fields: [{ field: 'picture', words: sentence }] });
}
