import { repeatable } from '../kernel/random';
import { addDays, startOfDay } from '../kernel/wita';
import type { DemoPost } from './official-posts';
import { pick, type DemoPerson } from './province';

export const shareColumns = [
  'nomor',
  'kode_materi',
  'kanal',
  'tautan',
  'keterangan',
  'waktu_sebar',
  'waktu_terima',
  'status',
];

const linkless = [
  'whatsapp_status',
  'whatsapp_group',
  'facebook_story',
  'instagram_story',
  'face_to_face',
  'notice_board',
];
const linked = ['facebook', 'facebook', 'instagram', 'instagram', 'tiktok', 'x', 'threads'];
const statements = [
  'Dibagikan di grup keluarga besar dan dibaca sekitar dua puluh orang.',
  'Disampaikan kepada warga pada pertemuan lingkungan.',
  'Dipasang pada status dan dilihat rekan serta tetangga.',
  'Ditempel di papan pengumuman kantor pada jam layanan.',
];

/** Two months of reshares up to `now`: zealous people share more items, some on two channels; a few are late, returned or refused. */
export function inventShares(people: DemoPerson[], posts: DemoPost[], now: Date): string[][] {
  const chance = repeatable(1117);
  const rows: string[][] = [];
  for (const person of people) {
    for (const post of posts) {
      if (chance() > person.zeal * 0.85) continue;
      const moment = momentIn(chance, post);
      if (moment >= now) continue;
      const channels = chance() < 0.2 ? 2 : 1;
      for (let i = 0; i < channels; i += 1) rows.push(reshare(chance, { person, post, moment, now }));
    }
  }
  return dropRepeats(rows);
}

interface Reshare {
  person: DemoPerson;
  post: DemoPost;
  moment: Date;
  now: Date;
}

function reshare(chance: () => number, { person, post, moment, now }: Reshare): string[] {
  const onLink = chance() < 0.62;
  const channel = pick(chance, onLink ? linked : linkless);
  const link = onLink ? inventLink(chance, channel, moment) : '';
  const lag = chance() < 0.03 ? 50 + chance() * 40 : chance() * 3;
  const received = new Date(Math.min(moment.getTime() + lag * 3600_000, now.getTime()));
  return [
    ...[person.number, post.code, channel, link, onLink ? '' : pick(chance, statements)],
    ...[moment.toISOString(), received.toISOString(), stateOf(chance(), moment, now)],
  ];
}

/** Older shares are mostly judged, those of the last ten days mostly wait. */
function stateOf(fate: number, moment: Date, now: Date): string {
  const days = (now.getTime() - moment.getTime()) / 86_400_000;
  if (days < 10 ? fate < 0.9 : fate < 0.25) return 'recorded';
  if (fate > 0.985) return 'rejected';
  return fate > 0.965 ? 'returned' : 'accepted';
}

function momentIn(chance: () => number, post: DemoPost): Date {
  const from = startOfDay(post.from).getTime();
  const until = startOfDay(addDays(post.until, 1)).getTime();
  const day = from + Math.floor(chance() ** 1.6 * (until - from));
  return new Date(day);
}

function dropRepeats(rows: string[][]): string[][] {
  const seen = new Set<string>();
  return rows.filter(([number, post, channel]) => {
    const key = `${number} ${post} ${channel}`;
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

/** A link of the shape each network really uses, with an id that carries the moment where ids do. */
export function inventLink(chance: () => number, channel: string, moment: Date): string {
  const ms = BigInt(moment.getTime());
  const noise = (bits: number) => BigInt(Math.floor(chance() * 2 ** Math.min(bits, 30))) & ((1n << BigInt(bits)) - 1n);
  if (channel === 'instagram')
    return `https://www.instagram.com/p/${base64Digits(((ms - 1314220021721n) << 23n) | noise(23))}/?igsh=contoh`;
  if (channel === 'threads')
    return `https://www.threads.com/@contoh.rekaan/post/${base64Digits(((ms - 1314220021721n) << 23n) | noise(23))}`;
  if (channel === 'tiktok')
    return `https://www.tiktok.com/@contoh.rekaan/video/${((ms / 1000n) << 32n) | (noise(30) << 2n) | noise(2)}`;
  if (channel === 'x') return `https://x.com/contoh_rekaan/status/${((ms - 1288834974657n) << 22n) | noise(22)}?s=20`;
  return `https://www.facebook.com/contoh.rekaan/posts/1${String(noise(30)).padStart(9, '0')}${String(noise(20)).padStart(7, '0')}`;
}

function base64Digits(value: bigint): string {
  let digits = '';
  for (let rest = value; rest > 0n; rest >>= 6n) digits = alphabet[Number(rest & 63n)] + digits;
  return digits;
}
