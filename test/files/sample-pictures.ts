import { deflateSync } from 'node:zlib';
import sharp from 'sharp';

/** A screenshot as phones make them: a bar with the account's name, a picture that everybody shares, some text. */
export function screenshot(account: string, given: { seed?: number; width?: number; height?: number } = {}) {
  const { seed = 1, width = 720, height = 1280 } = given;
  const shapes = Array.from({ length: 12 }, (_, index) => {
    const [x, y] = [(index * 97 * seed) % width, 200 + ((index * 151 * seed) % 600)];
    return `<circle cx="${x}" cy="${y}" r="${30 + ((index * 13 * seed) % 90)}" fill="hsl(${(index * 47 * seed) % 360} 70% 50%)"/>`;
  });
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">
    <rect width="100%" height="100%" fill="#fff"/><circle cx="70" cy="110" r="42" fill="hsl(${account.length * 61} 60% 45%)"/>
    <text x="140" y="128" font-size="52" font-family="sans-serif">${account}</text>${shapes.join('')}
    <rect x="40" y="${900 + seed * 10}" width="560" height="20" fill="#333"/></svg>`;
  return sharp(Buffer.from(svg));
}

export const jpeg = (account = 'pegawai.satu', seed?: number) =>
  screenshot(account, seed === undefined ? {} : { seed })
    .jpeg({ quality: 85 })
    .toBuffer();

/** A camera's JPEG: turned, with its place, its maker, a comment in XMP, and a page of HTML behind its end. */
export async function revealingJpeg(): Promise<Buffer> {
  const exif = {
    IFD0: { Make: 'RahasiaKamera', Copyright: 'RahasiaNama' },
    IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '1/1 29/1 0/1', GPSLongitudeRef: 'E', GPSLongitude: '124/1 50/1 0/1' },
  };
  const picture = screenshot('kamera', { width: 1600, height: 900 }).withExif(exif).withXmp(xmp).withIccProfile('p3');
  const bytes = await picture.jpeg().toBuffer();
  return Buffer.concat([bytes, Buffer.from('<html><script>alert(1)</script>RahasiaEkor')]);
}

const xmp = `<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF
  xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"
  dc:title="RahasiaJudul"/></rdf:RDF></x:xmpmeta><?xpacket end="w"?>`;

/** A small PNG that claims, and has, a great many pixels. */
export function pngOf(width: number, height: number): Buffer {
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([1, 0, 0, 0, 0], 8);
  const row = Math.ceil(width / 8) + 1;
  const data = deflateSync(Buffer.alloc(row * height));
  return Buffer.concat([
    Buffer.from('\u0089PNG\r\n\u001a\n', 'latin1'),
    chunk('IHDR', head),
    chunk('IDAT', data),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function chunk(name: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(name), data]);
  const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  check.writeUInt32BE(crc(body));
  return Buffer.concat([length, body, check]);
}

function crc(bytes: Buffer): number {
  let value = 0xffffffff;
  for (const byte of bytes) {
    value ^= byte;
    for (let bit = 0; bit < 8; bit += 1) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
  }
  return (value ^ 0xffffffff) >>> 0;
}

/** A file that begins as an ISO container of this brand, as HEIC, AVIF and MP4 do. */
export const containerOf = (brand: string) =>
  Buffer.concat([Buffer.from([0, 0, 0, 24]), Buffer.from(`ftyp${brand}\0\0\0\0mif1${brand}`), Buffer.alloc(2000)]);
