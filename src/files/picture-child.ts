import sharp, { type Sharp } from 'sharp';
import { answerOrders } from '../kernel/apart';
import { lookOf, side, stripShare } from './look.rules';
import { mostPixels } from './picture.rules';
import type { PictureForm, RemakeAnswer, RemakeOrder } from './remake';

/*
 * The process in which pictures are read: what a hostile file does, it does here.
 */
sharp.cache(false);
sharp.concurrency(1);
sharp.block({ operation: ['VipsForeignLoad'] });
sharp.unblock({
  operation: ['VipsForeignLoadJpegBuffer', 'VipsForeignLoadPngBuffer', 'VipsForeignLoadWebpBuffer'],
});

answerOrders((order: RemakeOrder) => remade(order).catch((): RemakeAnswer => ({ refused: 'damaged' })));

/** Decoded once, at the size of the largest form; turned upright only then, because a small picture is turned cheaply. */
async function remade({ bytes, kind, forms }: RemakeOrder): Promise<RemakeAnswer> {
  const { format, width, height, orientation = 1 } = await sharp(bytes, { limitInputPixels: false }).metadata();
  if (format !== kind) return { refused: 'damaged' };
  if (width * height > mostPixels) return { refused: 'too-many-pixels' };
  const most = Math.max(...forms.map((form) => form.most));
  const sized = sharp(bytes, { limitInputPixels: mostPixels, failOn: 'error' })
    .resize(most, most, { fit: 'inside', withoutEnlargement: true })
    .toColourspace('srgb');
  const { info, pixels } = await bare(turn((await bare(sized)).pixels(), orientation));
  const stripHeight = Math.max(1, Math.round(info.height * stripShare));
  const files = [];
  for (const form of forms) files.push(await fileOf(pixels(), form));
  const strip = pixels().extract({ left: 0, top: 0, width: info.width, height: stripHeight });
  return { files, look: await seen(pixels()), strip: await seen(strip) };
}

async function bare(picture: Sharp) {
  const { data, info } = await picture.raw().toBuffer({ resolveWithObject: true });
  const raw = { width: info.width, height: info.height, channels: info.channels };
  return { info, pixels: () => sharp(data, { raw }) };
}

/** How a picture of each EXIF orientation is made upright: mirrored, then turned clockwise. */
function turn(picture: Sharp, orientation: number): Sharp {
  if ([2, 5, 7].includes(orientation)) picture.flop();
  if (orientation === 4) picture.flip();
  const angle = { 3: 180, 5: 270, 6: 90, 7: 90, 8: 270 }[orientation];
  return angle ? picture.rotate(angle) : picture;
}

async function fileOf(picture: Sharp, { type, most }: PictureForm) {
  const sized = picture.resize(most, most, { fit: 'inside', withoutEnlargement: true });
  const { data, info } = await encoders[type](sized).toBuffer({ resolveWithObject: true });
  return { type: `image/${type}` as const, bytes: data, width: info.width, height: info.height };
}

const encoders: Record<PictureForm['type'], (picture: Sharp) => Sharp> = {
  webp: (picture) => picture.webp({ quality: 80 }),
  jpeg: (picture) => picture.flatten({ background: 'white' }).jpeg({ quality: 82 }),
  png: (picture) => picture.png({ palette: true }),
};

async function seen(picture: Sharp): Promise<bigint> {
  const small = picture.flatten({ background: 'white' }).greyscale().resize(side, side, { fit: 'fill' });
  return lookOf(await small.raw().toBuffer());
}
