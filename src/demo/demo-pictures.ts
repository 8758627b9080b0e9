import type { INestApplicationContext } from '@nestjs/common';
import sharp from 'sharp';
import { MediaService } from '../media/media.service';
import { OpenPosts } from '../posts/open-posts.service';

/** Posts of the demo that bear a picture, each with its colour; the others show that none is needed. */
const pictured: [code: string, colour: string][] = [
  ['STUNTING', '#0b5d8a'],
  ['WISATA-AMAN', '#0f6b52'],
  ['VAKSIN-RABIES', '#7a1f3d'],
];
const fontfile = require.resolve('@expo-google-fonts/arimo/700Bold/Arimo_700Bold.ttf');
const [width, height, margin] = [1600, 1000, 120];

/** Draws a plain picture with the title for some posts, and gives it to them as an office would upload it. */
export async function givePictures(app: INestApplicationContext): Promise<void> {
  for (const [code, colour] of pictured) {
    const post = await app.get(OpenPosts).byCode(code);
    if (!post) continue;
    const alt = `Tulisan putih di atas bidang berwarna: ${post.title}`.slice(0, 300);
    const bytes = await drawn(post.title, colour);
    await app.get(MediaService).importPictures(post.id, [{ bytes, alt }]);
  }
}

async function drawn(title: string, colour: string): Promise<Buffer> {
  const words = await sharp({
    text: {
      text: `<span foreground="white">${title.replace(/[<&]/g, '')}</span>`,
      ...{ font: 'Arimo Bold', fontfile, width: width - 2 * margin, height: height - 3 * margin },
      ...{ rgba: true, wrap: 'word' as const },
    },
  })
    .png()
    .toBuffer();
  return sharp({ create: { width, height, channels: 3, background: colour } })
    .composite([
      { input: Buffer.from(frame), top: 0, left: 0 },
      { input: words, top: margin, left: margin },
    ])
    .png()
    .toBuffer();
}

const frame = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">
  <rect x="0" y="${height - 90}" width="${width}" height="90" fill="#f3c13a"/>
  <circle cx="${width - 200}" cy="${height - 90}" r="260" fill="#fff" fill-opacity="0.08"/>
  <circle cx="${width - 200}" cy="${height - 90}" r="170" fill="#fff" fill-opacity="0.08"/></svg>`;
