import { createHash, randomUUID } from 'node:crypto';
import type { Client } from 'pg';
import sharp from 'sharp';
import type { SignedIn } from '../bench/stand';

const partSize = 32 * 1024;
const mostRequests = 500;

/** A phone sends one picture in parts, asks after each break how far it has come, and goes on from there. */
export async function pictureInParts(urls: string[], db: Client, { cookie }: SignedIn): Promise<string[]> {
  const [id, bytes] = [randomUUID(), await somePicture()];
  const asked = await sendUntilWhole(urls, { path: `/api/v1/pictures/${id}`, cookie, bytes });
  const { rows } = await db.query<{ size: number; hash: Buffer; files: number; left: number }>(
    `SELECT p.original_size AS size, p.original_hash AS hash, (SELECT count(*)::integer FROM stored_file) AS files,
       (SELECT count(*)::integer FROM picture_upload) + (SELECT count(*)::integer FROM picture_part) AS left
     FROM picture p`,
  );
  const [row] = rows;
  const failures = [
    ...(asked < mostRequests ? [] : [`the picture was not whole after ${asked} requests`]),
    ...(rows.length === 1 && row?.files === 1 ? [] : [`${rows.length} pictures and ${row?.files} files were kept`]),
    ...(row?.hash.equals(createHash('sha256').update(bytes).digest()) ? [] : ['the picture is not as sent']),
    ...(row?.left ? [`${row.left} rows of the unfinished upload were left behind`] : []),
  ];
  const kilobytes = Math.round(bytes.length / 1000);
  console.log(
    `a picture of ${kilobytes} kB in parts, ${asked} requests: ${failures.length ? 'FAILED' : 'one file, as sent'}`,
  );
  return failures;
}

interface Upload {
  path: string;
  cookie: string;
  bytes: Buffer;
}

/** How many requests it took. */
async function sendUntilWhole(urls: string[], { path, cookie, bytes }: Upload): Promise<number> {
  const headers = { cookie, 'sec-fetch-site': 'same-origin' };
  let place: number | undefined = 0;
  for (let turn = 0; turn < mostRequests; turn++) {
    const url = (urls[turn % urls.length] ?? '') + path;
    const asked: RequestInit =
      place === undefined
        ? { method: 'HEAD', headers }
        : {
            method: 'PATCH',
            headers: { ...headers, 'content-type': 'image/jpeg', ...placeOf(place, bytes.length) },
            body: new Uint8Array(bytes.subarray(place, place + partSize)),
          };
    const answer = await fetch(url, asked).catch(() => undefined);
    const text = await answer?.text().catch(() => undefined);
    if (text?.includes('"complete":true')) return turn + 1;
    place = text === undefined ? undefined : placeIn(answer);
  }
  return mostRequests;
}

const placeOf = (offset: number, length: number) => ({
  'upload-offset': String(offset),
  'upload-length': String(length),
});

/** Where to go on; 0 when the server knows of no part yet, undefined when it did not say. */
function placeIn(answer: Response | undefined): number | undefined {
  if (answer?.status === 404) return 0;
  const told = answer?.headers.get('upload-offset');
  return told ? Number(told) : undefined;
}

/** Noise, which no format makes small: about 250 kB. */
function somePicture(): Promise<Buffer> {
  const noise = { type: 'gaussian' as const, mean: 128, sigma: 60 };
  return sharp({ create: { width: 620, height: 620, channels: 3, background: 'white', noise } })
    .jpeg({ quality: 80 })
    .toBuffer();
}
