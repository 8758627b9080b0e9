import type { DataSource, EntityManager } from 'typeorm';
import { record } from '../audit/audit';
import { typedNumber } from '../directory/person-number.rules';
import { uuid } from '../kernel/list-part';
import { idOf } from '../kernel/random';
import { Refusal, words } from '../kernel/refusal';
import { dayOf } from '../kernel/wita';
import type { LinkReading } from '../links/link.rules';
import { damagedNumber } from '../papers/cell.rules';
import { type ImportReport, RowReader, type RowProblem } from '../papers/import-report';
import { readTable, type SourceRow, type SourceTable } from '../papers/table-reader';
import { cleanText } from '../posts/post-content.rules';
import type { Upload } from '../web/upload';
import type { HintCode } from './hint.rules';
import { problemOf } from './import-problem.rules';
import { type ChannelWords, channelRefusal, longestStatement, readLink, wrongChannel } from './share.rules';
import type { ShareContent } from './share.rules';
import * as queries from './shares-import.queries';
import { channels } from './shares.queries';

interface Import {
  /** Null: the command line. */
  actorId: string | null;
  /** Unit ids below which people are known; null: everywhere. */
  scope: number[] | null;
  /** True: report only. */
  dryRun: boolean;
  now: Date;
  /** What the link of a row tells by itself, given the code of its item. */
  hintsOf: (code: string, reading: LinkReading, moments: { sharedAt: Date; receivedAt: Date }) => HintCode[];
}

const required = ['nomor', 'kode_materi', 'kanal', 'waktu_sebar'];
const known = [...required, 'id', 'tautan', 'keterangan', 'waktu_terima', 'status'];
const states = ['recorded', 'accepted', 'returned', 'rejected'] as const;
const chunkSize = 2000;
const mostProblems = 5000;

/**
 * Imports shares from CSV or XLSX, all or nothing. Every row is recorded whose person, item and channel exist and whose
 * link is well-formed and unused; windows, audiences and late receipt are the evaluation's business. A row without id
 * gets one made of its number, item and channel, so importing the same file twice changes nothing.
 * @returns the report; with problems in it nothing was written
 */
export async function importShares(db: DataSource, file: Upload, given: Import): Promise<ImportReport> {
  const table = await readTable(file, { known, required });
  const list = await channels(db);
  try {
    return await db.transaction((em) => write(em, { ...given, table, channels: list }));
  } catch (error) {
    if ((error as { code?: string }).code === '23505') throw overtaken();
    throw error;
  }
}

async function write(
  em: EntityManager,
  given: Import & { table: SourceTable; channels: ChannelWords[] },
): Promise<ImportReport> {
  const problems: RowProblem[] = [];
  await queries.makeRoom(em);
  await stage(em, given, problems);
  const unchanged = await queries.markUnchanged(em);
  for (const one of await queries.findProblems(em, mostProblems)) problems.push(problemOf(one));
  const report = reportOf(given.table, problems, unchanged);
  if (given.dryRun || problems.length) return report;
  const lastRow = await queries.lastRow(em);
  for (let from = 0; from < lastRow; from += chunkSize) {
    await queries.insertStaged(em, { from, until: from + chunkSize, byId: given.actorId });
  }
  const after = { rows: report.rows, added: report.added };
  const act = { at: given.now, actorId: given.actorId, verb: 'share.import' };
  if (report.added) await record(em, { ...act, subject: 'share', subjectId: 'import', after });
  return report;
}

/** Sends the readable rows to the database in parts, so that memory stays flat. */
async function stage(
  em: EntityManager,
  given: Import & { table: SourceTable; channels: ChannelWords[] },
  problems: RowProblem[],
): Promise<void> {
  const byName = new Map(
    given.channels.flatMap((one) => [one.code, one.nameId.toLowerCase()].map((key) => [key, one])),
  );
  let chunk: queries.StagedShare[] = [];
  for (const row of given.table.rows()) {
    if (problems.length >= mostProblems) break;
    const share = readRow(row, { channels: byName, now: given.now, hintsOf: given.hintsOf }, problems);
    if (share) chunk.push(share);
    if (chunk.length < chunkSize) continue;
    await queries.stageShares(em, chunk);
    chunk = [];
  }
  await queries.stageShares(em, chunk);
  if (given.scope) await queries.forgetOthers(em, given.scope);
}

interface Knowledge extends Pick<Import, 'now' | 'hintsOf'> {
  channels: Map<string, ChannelWords>;
}

function readRow(source: SourceRow, known: Knowledge, problems: RowProblem[]): queries.StagedShare | null {
  const before = problems.length;
  const row = new RowReader(source, problems);
  const number = readNumber(row);
  const code = row.text('kode_materi', 100, true);
  const channel = readChannel(row, known.channels);
  const sharedAt = row.moment('waktu_sebar', true);
  const receivedAt = row.moment('waktu_terima') ?? sharedAt;
  const state = row.choice('status', states, 'recorded');
  const id = readId(row, [number, code, channel?.code ?? ''].join('\n'));
  const evidence = channel && readEvidence(row, channel, later(known.now, receivedAt));
  if (problems.length > before || !evidence || !channel || !sharedAt || !receivedAt || !state) return null;
  const { reading, content } = evidence;
  const moments = { sharedAt, receivedAt, businessDate: dayOf(sharedAt) };
  const hints = reading ? known.hintsOf(code, reading, moments) : [];
  return { row: source.number, id, number, code, channel: channel.code, state, hints, ...moments, ...content };
}

function readNumber(row: RowReader): string {
  const text = row.text('nomor', 60, true);
  const damaged = damagedNumber('nomor', text);
  if (damaged) row.problem('nomor', damaged);
  return typedNumber(text);
}

function readChannel(row: RowReader, channels: Map<string, ChannelWords>): ChannelWords | undefined {
  const name = row.text('kanal', 60, true).toLowerCase();
  const channel = channels.get(name);
  if (name && !channel) row.problem('kanal', channelRefusal(undefined, false).words);
  return channel;
}

/** The given id, or one that the same row always gets. */
function readId(row: RowReader, content: string): string {
  const given = row.raw('id').toLowerCase();
  if (uuid.test(given)) return given;
  if (given) row.problem('id', notUuid);
  return idOf(`share\n${content}`);
}

interface RowEvidence {
  reading: LinkReading | null;
  content: ShareContent;
}

function readEvidence(row: RowReader, channel: ChannelWords, now: Date): RowEvidence | null {
  const statement = cleanText(row.text('keterangan', longestStatement)) || null;
  const link = row.raw('tautan');
  if (!link && channel.proof === 'link')
    row.problem('tautan', channelRefusal({ ...channel, active: true }, false).words);
  else if (!link && !statement) row.problem('keterangan', noEvidence);
  if (!link) return { reading: null, content: { ...withoutLink, statement } };
  try {
    const { reading, content } = readLink(link, now);
    const isOther = channel.proof === 'link' && reading.platform !== channel.code;
    if (isOther) row.problem('tautan', wrongChannel({ ...channel, active: true }, reading).words);
    return { reading, content: { ...content, statement } };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    row.problem('tautan', error.words);
    return null;
  }
}

const withoutLink = { linkUrl: null, linkKey: null, linkPostedAt: null, pasted: null, keys: [] };

function later(a: Date, b: Date | null): Date {
  return b && b > a ? b : a;
}

function reportOf(table: SourceTable, problems: RowProblem[], unchanged: number): ImportReport {
  const sorted = problems.sort((a, b) => a.row - b.row).slice(0, mostProblems);
  const notes = problems.length < mostProblems ? table.notes : [...table.notes, tooMany];
  const added = problems.length ? 0 : table.rowCount - unchanged;
  return { rows: table.rowCount, added, changed: 0, unchanged, problems: sorted, notes };
}

const notUuid = words(
  'Id bukan UUID. Kosongkan kolom id atau isi UUID.',
  'The id is no UUID. Leave it empty or enter one.',
);
const noEvidence = words(
  'Isi kolom keterangan (di mana dan kepada siapa) atau kolom tautan.',
  'Fill in keterangan (where and to whom) or tautan.',
);
const tooMany = words(
  `Hanya ${mostProblems} kesalahan pertama ditampilkan.`,
  `Only the first ${mostProblems} mistakes are shown.`,
);

function overtaken(): Refusal {
  return new Refusal(
    'conflict',
    'import-overtaken',
    words(
      'Ada sebaran yang dicatat bersamaan dengan impor ini. Belum ada yang disimpan; ulangi impor.',
      'A share was logged at the same time as this import. Nothing was saved; import again.',
    ),
  );
}
