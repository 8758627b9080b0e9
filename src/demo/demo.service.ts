import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { INestApplicationContext } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Importers } from '../admin/importers.service';
import type { ImportKind } from '../admin/import-kinds.rules';
import { DirectoryService } from '../directory/directory.service';
import { EvaluationService } from '../evaluation/evaluation.service';
import { Refusal } from '../kernel/refusal';
import { readCsvTable } from '../papers/table-reader';
import { Account } from '../signin/account.entity';
import { Passwords } from '../signin/passwords.service';
import { closeMonth } from './closed-month';
import { appealOctober, octoberShown } from './demo-appeals';
import { givePictures } from './demo-pictures';
import { officialPosts, sourceOf } from './official-posts';
import { inventPeople, staffColumns, type DemoPerson, type DemoUnit } from './province';
import { inventShares, shareColumns } from './reshares';

/** The demo's present: its clock starts here and runs on. */
export const demoStart = '2026-11-23T10:00:00+08:00';
export const demoPassword = 'gema-teluk-manado-2026';

/** One sign-in for each role; the people are invented. */
export const demoSignIns = [
  { number: 'DEMO-STAF', role: '', unit: 'DINKES', name: 'Contoh Staf' },
  { number: 'DEMO-VERIFIKATOR', role: 'reviewer', unit: 'DINKES', name: 'Contoh Verifikator' },
  { number: 'DEMO-VERIFIKATOR-PROV', role: 'reviewer', unit: 'PEMPROV', name: 'Contoh Verifikator Provinsi' },
  { number: 'DEMO-KEPALA', role: 'head', unit: 'DINKES', name: 'Contoh Kepala Dinas' },
  { number: 'DEMO-EDITOR', role: 'editor', unit: 'DINKES', name: 'Contoh Editor' },
  { number: 'DEMO-PENERBIT', role: 'publisher', unit: 'PEMPROV', name: 'Contoh Penerbit' },
  { number: 'DEMO-EVALUATOR', role: 'evaluator', unit: 'PEMPROV', name: 'Contoh Evaluator' },
  { number: 'DEMO-AUDITOR', role: 'auditor', unit: 'PEMPROV', name: 'Contoh Auditor' },
  { number: 'DEMO-ADMIN', role: 'admin', unit: 'PEMPROV', name: 'Contoh Administrator' },
];
const data = (name: string) => readFileSync(join(process.cwd(), 'src', name));

/** Fills an empty database through the same imports that offices use, then takes October through its appeals to its close. Does nothing on a filled one. */
export async function fillDemo(app: INestApplicationContext, now: Date, say: (line: string) => void): Promise<void> {
  if ((await app.get(DirectoryService).allUnits()).length) return;
  const bring = (kind: ImportKind['code'], bytes: Buffer) => importAll(app, kind, bytes);
  await bring('calendar', data('calendar/holidays-2026.csv'));
  const units = readUnits();
  await bring('units', unitFile(units));
  const people = [...signInPeople(), ...inventPeople(units, 1500 - demoSignIns.length)];
  await bring(
    'staff',
    csv(
      staffColumns,
      people.flatMap(({ rows }) => rows),
    ),
  );
  await bring('leave', leaveFile(people));
  const posts = officialPosts(new Set(units.map(({ code }) => code)));
  await bring('posts', csv(postColumns, posts.map(postRow)));
  await givePictures(app);
  await bring('shares', csv(shareColumns, inventShares(people, posts, now)));
  say('Provinsi contoh terisi; menutup Oktober 2026 …');
  await app.get(EvaluationService).evaluate(null, '2026-10', { at: octoberShown });
  await appealOctober(app);
  await openAccounts(app, now);
  await closeMonth(app, '2026-10');
}

async function importAll(app: INestApplicationContext, kind: ImportKind['code'], bytes: Buffer): Promise<void> {
  const report = await app.get(Importers).run(kind, null, { name: `${kind}.csv`, bytes }, { dryRun: false });
  const [first] = report.problems;
  if (first)
    throw new Refusal('invalid', 'demo-data', {
      id: `${kind} ${first.row}: ${first.words.id}`,
      en: `${kind} ${first.row}: ${first.words.en}`,
    });
}

async function openAccounts(app: INestApplicationContext, now: Date): Promise<void> {
  const passwordHash = await app.get(Passwords).hash(demoPassword);
  for (const { number } of demoSignIns) {
    const person = await app.get(DirectoryService).personOfNumber(number);
    if (person)
      await app.get(DataSource).getRepository(Account).insert({ personId: person.id, passwordHash, activatedAt: now });
  }
}

function readUnits(): DemoUnit[] {
  const table = readCsvTable(data('demo/opd-sulut.csv'));
  return [...table.rows()].map(({ cells }) => ({
    code: cells['code'] ?? '',
    name: cells['name'] ?? '',
    shortName: cells['short_name'] ?? '',
    kind: cells['type'] ?? '',
    parent: cells['parent_code'] ?? '',
  }));
}

const rankedKinds = ['dinas', 'badan', 'biro', 'setwan', 'inspektorat', 'rsud'];
const weeks: Record<string, string> = { rsud: '7', sekolah: '6' };

function unitFile(units: DemoUnit[]): Buffer {
  const columns = ['kode', 'nama', 'nama_pendek', 'jenis', 'kode_induk', 'peringkat', 'pekan'];
  return csv(
    columns,
    units.map(({ code, name, shortName, kind, parent }) => [
      ...[code, name, shortName, kind, parent, rankedKinds.includes(kind) ? 'ya' : 'tidak', weeks[kind] ?? '5'],
    ]),
  );
}

function signInPeople(): DemoPerson[] {
  return demoSignIns.map(({ number, role, unit, name }) => {
    const row = (place: string, peran: string) => [
      name,
      '',
      'THL',
      '',
      number,
      '',
      place,
      'Akun contoh',
      '2021-01-04',
      '',
      peran,
    ];
    return { number, name, unit, zeal: 0.5, rows: [row(unit, role)] };
  });
}

/** One in twelve was away for some days; nobody's reason is kept. */
function leaveFile(people: DemoPerson[]): Buffer {
  const spans = [
    ['2026-10-05', '2026-10-09'],
    ['2026-10-02', '2026-10-30'],
    ['2026-11-02', '2026-11-13'],
    ['2026-11-16', '2026-11-20'],
  ];
  const away = people.filter((_, index) => index % 12 === 11);
  const rows = away.map(({ number }, index) => [number, ...(spans[index % spans.length] ?? []), 'CUTI']);
  return csv(['nomor', 'mulai', 'selesai', 'jenis'], rows);
}

const postColumns = [
  ...['kode', 'judul', 'program', 'kode_unit', 'narasi', 'sumber', 'mulai', 'selesai', 'sasaran', 'tautan', 'takarir'],
];

function postRow(post: ReturnType<typeof officialPosts>[number]): string[] {
  return [
    ...[post.code, post.title, post.program, post.unit, post.narrative, sourceOf(post.code), post.from, post.until],
    ...[post.audience, '', post.captions.join(' | ')],
  ];
}

function csv(columns: string[], rows: string[][]): Buffer {
  const quote = (cell: string) => `"${cell.replaceAll('"', '""')}"`;
  return Buffer.from([columns, ...rows].map((row) => row.map(quote).join(',')).join('\n'));
}
