import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { atMost, type Figure, whole } from './figures';
import { memoryOf } from './processes';
import { root } from './programs';

interface Scale {
  people: number;
  posts: number;
  shares: number;
}

const units = 50;

/** The command line imports a province from files, one word after the other, into an empty database. */
export async function measureImport(database: string, folder: string, scale: Scale): Promise<Figure[]> {
  const files = await writeFiles(join(folder, 'import'), scale);
  console.log(`\nImport of ${scale.people} people and ${scale.shares} shares`);
  let [seconds, memory, last] = [0, 0, 0];
  for (const [word, file] of Object.entries(files)) {
    const run = await runCommand([word, 'import', file], { DATABASE_URL: database, DATA_DIR: folder });
    console.log(`  ${word} ${run.seconds.toFixed(1)} s, at most ${whole(run.memory)} MB: ${run.said}`);
    [seconds, memory, last] = [seconds + run.seconds, Math.max(memory, run.memory || 0), run.seconds];
  }
  const what = `import of units, ${scale.people} people, leave, posts and ${scale.shares} shares`;
  return [
    atMost(what, { value: 180, unit: ' s' }, `${whole(seconds)} s`, seconds),
    atMost(`of these, ${scale.shares} shares`, { value: 60, unit: ' s' }, `${whole(last)} s`, last),
    atMost('memory of the import', { value: 600, unit: ' MB' }, `${whole(memory)} MB`, memory),
  ];
}

async function runCommand(words: string[], env: Record<string, string>) {
  const begun = performance.now();
  const child = spawn(process.execPath, ['dist/src/cli.js', ...words], { cwd: root, env: { ...process.env, ...env } });
  let [said, memory] = ['', 0];
  for (const pipe of [child.stdout, child.stderr])
    pipe.setEncoding('utf8').on('data', (text: string) => (said += text));
  // The high-water mark only grows, so that little is missed between the last look and the end.
  const watch = setInterval(() => (memory = memoryOf(child.pid ?? 0, 'VmHWM') || memory), 25);
  const [code] = (await once(child, 'close')) as [number];
  clearInterval(watch);
  if (code !== 0) throw new Error(`${words.join(' ')} ended with ${code}:\n${said.slice(0, 2000)}`);
  return { seconds: (performance.now() - begun) / 1000, memory, said: said.trim().split('\n').at(-1) ?? '' };
}

/** In the order in which they stand on each other. */
async function writeFiles(folder: string, scale: Scale): Promise<Record<string, string>> {
  mkdirSync(folder, { recursive: true });
  const write = (name: string, rows: Generator<string>) => writeRows(join(folder, `${name}.csv`), rows);
  return {
    units: await write('units', unitLines()),
    staff: await write('staff', staffLines(scale)),
    leave: await write('leave', leaveLines(scale)),
    posts: await write('posts', postLines(scale)),
    shares: await write('shares', shareLines(scale)),
  };
}

async function writeRows(path: string, rows: Generator<string>): Promise<string> {
  const file = createWriteStream(path);
  for (const row of rows) if (!file.write(`${row}\n`)) await once(file, 'drain');
  file.end();
  await once(file, 'finish');
  return path;
}

const number = (person: number) => `THL-${String(person).padStart(6, '0')}`;
const day = (offset: number) => new Date(Date.UTC(2026, 9, 1) + offset * 86_400_000).toISOString().slice(0, 10);

function* unitLines() {
  yield 'kode,nama,jenis,kode_induk,peringkat';
  yield 'ROOT,Pemerintah Provinsi,pemda,,tidak';
  for (let unit = 1; unit <= units; unit++) yield `OPD-${unit},Perangkat Daerah ${unit},dinas,ROOT,ya`;
}

function* staffLines({ people }: Scale) {
  yield 'nama,status,nomor_thl,kode_unit,jabatan,mulai';
  for (let person = 0; person < people; person++) {
    yield `Pegawai ${letters(person)},THL,${number(person)},OPD-${(person % units) + 1},Staf,2020-01-01`;
  }
}

function* leaveLines({ people }: Scale) {
  yield 'nomor,mulai,selesai,jenis';
  for (let person = 0; person < people; person += 12) yield `${number(person)},${day(8)},${day(12)},CUTI`;
}

function* postLines({ posts }: Scale) {
  yield 'kode,judul,program,kode_unit,narasi,sumber,mulai,selesai,sasaran';
  for (let post = 0; post < posts; post++) {
    const source = `https://sulutprov.go.id/berita/${post}`;
    const narrative = 'Narasi materi resmi yang perlu diketahui masyarakat.';
    yield `M-${post},Materi resmi ${post},Program ${post % 10},ROOT,${narrative},${source},${day(post % 20)},${day(30)},semua`;
  }
}

/** Person, item and channel are the three digits of a number that counts up: none comes twice. Every second one is a link of X. */
function* shareLines({ people, posts, shares }: Scale) {
  yield 'nomor,kode_materi,kanal,tautan,keterangan,waktu_sebar,status';
  const base = (BigInt(Date.UTC(2026, 9, 22)) - 1288834974657n) * 4_194_304n;
  for (let share = 0; share < shares; share++) {
    const [person, round] = [share % people, Math.floor(share / people)];
    const post = (round + person) % posts;
    const isLink = (share + round) % 2 === 0;
    const proof = isLink
      ? `x,https://x.com/i/web/status/${base + BigInt(share)},`
      : 'face_to_face,,Apel pagi di halaman kantor';
    const moment = `${day(20 + (share % 10))}T${String(8 + (share % 9)).padStart(2, '0')}:15`;
    yield `${number(person)},M-${post},${proof},${moment},${share % 3 ? 'recorded' : 'accepted'}`;
  }
}

/** Names hold no digits. */
function letters(value: number): string {
  return String(value).replace(/\d/g, (digit) => 'ABCDEFGHIJ'[Number(digit)] ?? '');
}
