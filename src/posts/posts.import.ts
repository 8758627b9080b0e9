import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import type { Actor } from '../access/actor';
import { demand, scopeOf } from '../access/roles.rules';
import { record } from '../audit/audit';
import { Clock } from '../kernel/clock';
import { newId } from '../kernel/random';
import { words, type Words } from '../kernel/refusal';
import { RowReader, type ImportReport, type RowProblem } from '../papers/import-report';
import { readTable, type SourceRow, type SourceTable } from '../papers/table-reader';
import { contentFrom, isSameContent, lacking, longest, mostCaptions, readContent } from './post-content.rules';
import { everybodyWord, type PostContent } from './post-content.rules';
import { insertSteps, selectUnits, type UnitChoice } from './posts.queries';
import {
  lockPosts,
  selectByCodes,
  upsertPublished,
  type ImportedPost,
  type PostToImport,
} from './published-posts.queries';

const required = ['kode', 'judul', 'program', 'kode_unit', 'narasi', 'sumber', 'mulai', 'selesai'] as const;
const known = [...required, 'sasaran', 'tautan', 'takarir'] as const;
const columnOf: Record<string, string> = {
  title: 'judul',
  program: 'program',
  unit: 'kode_unit',
  narrative: 'narasi',
  sourceUrl: 'sumber',
  shareFrom: 'mulai',
  shareUntil: 'selesai',
  audience: 'sasaran',
  officialLinks: 'tautan',
  captions: 'takarir',
};
const atOnce = 1000;

interface ReadRow {
  row: SourceRow;
  code: string;
  content: PostContent;
}

interface Change {
  post: PostToImport;
  before: PostContent | null;
}

/**
 * Takes over posts that were published elsewhere: each becomes a published post without an author, published at the
 * beginning of its window. A day as `mulai` is its 00:00 WITA; a day as `selesai` is the end of that day.
 */
@Injectable()
export class PostsImport {
  constructor(
    private readonly db: DataSource,
    private readonly clock: Clock,
  ) {}

  /**
   * All rows or none. The same file twice changes nothing; different content of a code changes an imported post as long
   * as nobody has shared it.
   * @param actor null: the operator of the machine, who may write for every unit
   * @returns the report; with problems in it nothing was written
   * @throws Refusal 403, or 422 when the file is no table of posts
   */
  async import(
    actor: Actor | null,
    file: { name: string; bytes: Buffer },
    { dryRun }: { dryRun: boolean },
  ): Promise<ImportReport> {
    if (actor) demand(actor, 'post.import');
    const table = await readTable(file, { known, required });
    return this.db.transaction(async (em) => {
      await lockPosts(em);
      const { changes, report } = await this.compare(em, actor, table);
      if (!dryRun && !report.problems.length) await this.write(em, actor, changes);
      return report;
    });
  }

  private async compare(em: EntityManager, actor: Actor | null, table: SourceTable) {
    const scope = actor && scopeOf(actor, 'post.import');
    const mine = (path: number[]) => scope === null || path.some((unit) => scope.includes(unit));
    const units = new Map((await selectUnits(em, null)).map((unit) => [unit.code, unit]));
    const problems: RowProblem[] = [];
    const rows = readRows(table, units, { mine, problems, now: this.clock.now() });
    const found = await selectByCodes(
      em,
      rows.map(({ code }) => code),
    );
    const existing = new Map(found.map((post) => [post.code, post]));
    const changes = rows.flatMap(({ row, code, content }): Change[] => {
      const before = existing.get(code);
      if (before && isSameContent(before, content)) return [];
      const obstacle = before && whyFixed(before, mine(before.unitPath));
      if (obstacle) problems.push({ row: row.number, column: 'kode', words: obstacle });
      return [{ post: { id: before?.id ?? newId(), code, ...content }, before: before ? contentFrom(before) : null }];
    });
    const added = changes.filter(({ before }) => !before).length;
    const counts = { added, changed: changes.length - added, unchanged: rows.length - changes.length };
    const report: ImportReport = { rows: table.rowCount, ...counts, problems, notes: notesOf(table, rows) };
    return { changes, report };
  }

  private async write(em: EntityManager, actor: Actor | null, changes: Change[]): Promise<void> {
    const at = this.clock.now();
    const byId = actor?.personId ?? null;
    for (let from = 0; from < changes.length; from += atOnce) {
      const part = changes.slice(from, from + atOnce);
      const posts = part.map(({ post }) => post);
      await upsertPublished(em, posts, at);
      const steps = part.map(({ post, before }) => ({
        ...{ postId: post.id, kind: before ? ('changed' as const) : ('published' as const) },
        ...{ byId, at, reason: 'Impor' },
      }));
      await insertSteps(em, steps);
      const audit = part.map(({ post, before }) => ({
        ...{ at, actorId: byId, verb: 'post.import', subject: 'post', subjectId: post.id },
        ...{ before, after: { code: post.code, ...contentFrom(post) } },
      }));
      await record(em, ...audit);
    }
  }
}

function readRows(
  table: SourceTable,
  units: Map<string, UnitChoice>,
  given: { mine: (path: number[]) => boolean; problems: RowProblem[]; now: Date },
): ReadRow[] {
  const codes = new Set<string>();
  const rows: ReadRow[] = [];
  for (const row of table.rows()) {
    const problems: RowProblem[] = [];
    const reader = new RowReader(row, problems);
    const code = readCode(reader, codes);
    const content = readPost(reader, units, given.now);
    const unit = units.get(reader.raw('kode_unit'));
    if (!unit || !given.mine(unit.path)) reader.problem('kode_unit', unit ? notMyUnit : unknownUnit);
    // One sentence a cell: an unreadable end also looks like a missing one.
    given.problems.push(
      ...problems.filter(({ column }, index) => problems.findIndex((one) => one.column === column) === index),
    );
    rows.push({ row, code, content });
  }
  return rows;
}

function readCode(reader: RowReader, codes: Set<string>): string {
  const code = reader.text('kode', longest.code, true);
  if (code && !/^[\p{L}\p{N}][^\n\t]*$/u.test(code))
    reader.problem('kode', words('Awali kode dengan huruf atau angka.', 'Begin the code with a letter or digit.'));
  if (code && codes.has(code))
    reader.problem('kode', words(`Kode ${code} ada dua kali.`, `The code ${code} appears twice.`));
  codes.add(code);
  return code;
}

function readPost(reader: RowReader, units: Map<string, UnitChoice>, now: Date): PostContent {
  const written = {
    title: reader.text('judul', longest.title),
    program: reader.text('program', longest.program),
    unit: reader.raw('kode_unit'),
    narrative: reader.text('narasi', longest.narrative),
    sourceUrl: reader.text('sumber', longest.address),
    captions: reader.raw('takarir').split(/\s+\|\s+/),
    officialLinks: [reader.raw('tautan')],
    audience: [reader.raw('sasaran') || everybodyWord],
    shareFrom: reader.raw('mulai'),
    shareUntil: reader.raw('selesai'),
  };
  const { content, problems } = readContent(written, units, now);
  const long = content.captions.some((caption) => caption.length > longest.caption);
  if (long || content.captions.length > mostCaptions) reader.problem('takarir', captionSentence);
  // An old post may be over and may have come without captions; everything else it needs like any other.
  const needed = lacking(content, new Date(0)).filter(({ field }) => field !== 'captions');
  for (const { field, words: sentence } of [...problems, ...needed]) reader.problem(columnOf[field] ?? field, sentence);
  return content;
}

function whyFixed(post: ImportedPost, isMine: boolean): Words | null {
  if (!isMine) return notMyUnit;
  if (post.authored || post.state !== 'published') return takenCode;
  return post.shared ? sharedAlready : null;
}

function notesOf(table: SourceTable, rows: ReadRow[]): Words[] {
  const few = rows.filter(({ content }) => content.captions.length < 2).length;
  if (!few) return table.notes;
  const note = words(`${few} materi memiliki kurang dari dua takarir.`, `${few} posts have fewer than two captions.`);
  return [...table.notes, note];
}

const notMyUnit = words('Unit ini di luar wewenang Anda.', 'This unit is not in your charge.');
const unknownUnit = words(
  'Kode unit tidak dikenal. Periksa kodenya di daftar unit.',
  'The unit code is unknown. Check it in the list of units.',
);
const takenCode = words(
  'Kode ini milik materi yang disusun di Gaung atau sudah ditarik. Gunakan kode lain.',
  'This code belongs to a post that was written in Gaung or withdrawn. Use another code.',
);
const sharedAlready = words(
  'Materi ini sudah disebarkan sehingga isinya tidak dapat diubah melalui impor. Kembalikan isi semula atau gunakan kode baru.',
  'This post has been shared, so an import cannot change it. Restore its content or use a new code.',
);
const captionSentence = words(
  `Paling banyak ${mostCaptions} takarir, masing-masing 2.200 karakter, dipisahkan dengan " | ".`,
  `At most ${mostCaptions} captions of 2,200 characters, separated by " | ".`,
);
