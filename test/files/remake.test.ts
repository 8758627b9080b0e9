import sharp from 'sharp';
import { distance } from '../../src/files/look.rules';
import { mostBytes } from '../../src/files/picture.rules';
import { remake } from '../../src/files/remake';
import { Refusal } from '../../src/kernel/refusal';
import { containerOf, jpeg, pngOf, revealingJpeg, screenshot } from './sample-pictures';

const evidence = [{ type: 'webp' as const, most: 1280 }];
const refused = async (bytes: Buffer): Promise<Refusal> =>
  remake(bytes, evidence).then(
    () => {
      throw new Error('was taken');
    },
    (error: unknown) => {
      if (error instanceof Refusal) return error;
      throw error;
    },
  );

describe('a picture that was taken', () => {
  it('is upright, WebP, at most 1280 px, and has nothing but its pixels', async () => {
    const sent = await revealingJpeg();
    expect(sent.includes('RahasiaKamera') && sent.includes('RahasiaJudul') && sent.includes('RahasiaEkor')).toBe(true);
    const { files } = await remake(sent, evidence);
    const bytes = files[0]?.bytes ?? Buffer.alloc(0);
    const about = await sharp(bytes).metadata();
    expect([about.format, about.width, about.height]).toEqual(['webp', 1280, 720]);
    expect([about.exif, about.xmp, about.icc, about.iptc]).toEqual([undefined, undefined, undefined, undefined]);
    expect(bytes.toString('latin1')).not.toMatch(/Rahasia|EXIF|XMP|ICCP|<html|GPS/i);
  });

  it('is turned as the camera meant it', async () => {
    const sent = await screenshot('kamera', { width: 800, height: 400 })
      .withMetadata({ orientation: 6 })
      .jpeg()
      .toBuffer();
    const { files } = await remake(sent, evidence);
    expect([files[0]?.width, files[0]?.height]).toEqual([400, 800]);
  });

  it('is turned as the picture library itself would turn it, whatever the camera says', async () => {
    for (const orientation of [1, 2, 3, 4, 5, 6, 7, 8]) {
      const sent = await screenshot('arah', { width: 400, height: 300 }).withMetadata({ orientation }).png().toBuffer();
      const { files } = await remake(sent, evidence);
      const [mine, expected] = await Promise.all([
        sharp(files[0]?.bytes).removeAlpha().raw().toBuffer(),
        sharp(sent).rotate().removeAlpha().raw().toBuffer(),
      ]);
      const difference = mine.reduce((sum, value, index) => sum + Math.abs(value - (expected[index] ?? 0)), 0);
      expect([orientation, mine.length, difference / mine.length < 8]).toEqual([orientation, expected.length, true]);
    }
  });

  it.each(['png', 'webp', 'jpeg'] as const)('may be %s, and comes in every form asked for', async (type) => {
    const sent = await screenshot('bentuk').toFormat(type).toBuffer();
    const forms = [
      { type: 'jpeg' as const, most: 1600 },
      { type: 'webp' as const, most: 480 },
    ];
    const { files } = await remake(sent, forms);
    expect(files.map((file) => [file.type, file.width, file.height])).toEqual([
      ['image/jpeg', 720, 1280],
      ['image/webp', 270, 480],
    ]);
  });

  it('looks like itself saved again and smaller, and not like another; the strip tells accounts apart', async () => {
    const looks = async (picture: Promise<Buffer>) => remake(await picture, evidence);
    const first = await looks(jpeg('warga.manado'));
    const again = await looks(screenshot('warga.manado').resize(500).webp({ quality: 50 }).toBuffer());
    const colleague = await looks(jpeg('dinas_sosial_bitung_77'));
    const other = await looks(jpeg('warga.manado', 7));
    expect(distance(first.look, again.look)).toBeLessThanOrEqual(6);
    expect(distance(first.strip, again.strip)).toBeLessThanOrEqual(6);
    expect(distance(first.look, colleague.look)).toBeLessThanOrEqual(10);
    expect(distance(first.strip, colleague.strip)).toBeGreaterThan(6);
    expect(distance(first.look, other.look)).toBeGreaterThan(10);
  });
});

describe('what is no picture', () => {
  const largest = Buffer.alloc(mostBytes + 1);
  largest.set([0xff, 0xd8, 0xff, 0xe0]);
  it.each([
    ['nothing', 'picture-empty', Buffer.alloc(0)],
    ['text', 'picture-kind', Buffer.from('Ini bukan gambar, ini kalimat.')],
    ['an HTML page', 'picture-kind', Buffer.from('\n <!DOCTYPE html><html><script>alert(1)</script></html>')],
    [
      'an SVG with a script',
      'picture-kind',
      Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'),
    ],
    [
      'an SVG behind an XML head',
      'picture-kind',
      Buffer.from('<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"/>'),
    ],
    ['a GIF', 'picture-kind', Buffer.from('GIF89a\u0001\0\u0001\0', 'latin1')],
    ['a PDF', 'picture-kind', Buffer.from('%PDF-1.7\n')],
    ['an iPhone picture', 'picture-heic', containerOf('heic')],
    ['an AVIF', 'picture-heic', containerOf('avif')],
    ['a film', 'picture-kind', containerOf('isom')],
    [
      'HTML that begins like a JPEG',
      'picture-damaged',
      Buffer.from('\u00ff\u00d8\u00ff<html><script>alert(1)</script>', 'latin1'),
    ],
    ['HTML that begins like a PNG', 'picture-damaged', Buffer.from('\u0089PNG\r\n\u001a\n<html>', 'latin1')],
    [
      'SVG that begins like a WebP',
      'picture-damaged',
      Buffer.from('RIFF\u0001\u0001\0\0WEBPVP8 <svg></svg>', 'latin1'),
    ],
    ['8 MB and one byte', 'picture-too-large', largest],
    ['225 megapixels', 'picture-too-many-pixels', pngOf(15_000, 15_000)],
    ['24 megapixels and a row', 'picture-too-many-pixels', pngOf(6000, 4001)],
  ])('is refused: %s', async (_, code, bytes) => {
    const refusal = await refused(bytes);
    expect([refusal.code, refusal.words.id.length > 30]).toEqual([code, true]);
  });

  it('is a picture cut off in the middle', async () => {
    for (const type of ['jpeg', 'png', 'webp'] as const) {
      const whole = await screenshot('terpotong').toFormat(type).toBuffer();
      expect([type, (await refused(whole.subarray(0, whole.length * 0.6))).code]).toEqual([type, 'picture-damaged']);
    }
  });

  it('names the size as people read it', async () => {
    expect((await refused(largest)).words.id).toBe('Ukuran berkas 8,1 MB. Batasnya 8 MB.');
    expect((await refused(Buffer.alloc(13_000_000))).words.id).toBe('Ukuran berkas 12,4 MB. Batasnya 8 MB.');
  });
});

it('takes exactly 24 megapixels', async () => {
  expect((await remake(pngOf(6000, 4000), evidence)).files[0]?.width).toBe(1280);
});

it('takes one photograph after another without growing until it refuses one', async () => {
  const noise = { type: 'gaussian' as const, mean: 128, sigma: 40 };
  const create = { width: 4000, height: 3000, channels: 3 as const, background: '#888', noise };
  const photograph = await sharp({ create })
    .blur(3)
    .jpeg({ progressive: true })
    .withMetadata({ orientation: 6 })
    .toBuffer();
  const full = Buffer.concat([photograph, Buffer.alloc(mostBytes)], mostBytes);
  for (let turn = 0; turn < 6; turn += 1) expect((await remake(full, evidence)).files[0]?.height).toBe(1280);
}, 180_000);

it('ends what would take too much memory, and takes the next picture', async () => {
  const deep = { create: { width: 4000, height: 6000, channels: 4 as const, background: '#abcdefaa' } };
  const heavy = await sharp(deep)
    .toColourspace('rgb16')
    .png({ progressive: true })
    .withMetadata({ orientation: 6 })
    .toBuffer();
  const [bad, good] = await Promise.all([refused(heavy), remake(await jpeg(), evidence)]);
  expect(bad.code).toBe('picture-too-heavy');
  expect(good.files[0]?.type).toBe('image/webp');
}, 60_000);
