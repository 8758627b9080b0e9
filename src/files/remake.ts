import { ProcessApart } from '../kernel/apart';
import { damaged, pictureKind, type PictureKind, tooHeavy, tooManyPixels } from './picture.rules';

/** In what form a picture is wanted: type and longest side. A PNG has 256 colours. */
export interface PictureForm {
  type: 'webp' | 'jpeg' | 'png';
  most: number;
}

export interface RemadeFile {
  type: `image/${PictureForm['type']}`;
  bytes: Buffer;
  width: number;
  height: number;
}

export interface Remade {
  /** In the order of the forms asked for. */
  files: RemadeFile[];
  look: bigint;
  strip: bigint;
}

export interface RemakeOrder {
  bytes: Buffer;
  kind: PictureKind;
  forms: PictureForm[];
}

export type RemakeAnswer = Remade | { refused: 'damaged' | 'too-many-pixels' };

const megabyte = 1024 * 1024;
const remaker = new ProcessApart<RemakeOrder, RemakeAnswer>(require.resolve('./picture-child'), {
  mostWaiting: 100,
  mostMemory: 250 * megabyte,
  mostKept: 140 * megabyte,
  tooMuch: tooHeavy,
});

/**
 * Makes a picture anew, upright, smaller and without anything but its pixels: place, camera, comments and whatever was
 * hidden in the file are gone. In a process of its own with limits on time and memory, one picture at a time.
 * @throws Refusal for everything that is no sound JPEG, PNG or WebP, and `busy` when too many wait
 */
export async function remake(bytes: Buffer, forms: PictureForm[]): Promise<Remade> {
  const kind = pictureKind(bytes);
  const answer = await remaker.ask({ bytes, kind, forms });
  if ('refused' in answer) throw answer.refused === 'damaged' ? damaged() : tooManyPixels();
  return { ...answer, files: answer.files.map((file) => ({ ...file, bytes: Buffer.from(file.bytes) })) };
}
