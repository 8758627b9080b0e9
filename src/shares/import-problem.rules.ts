/*
 * What the database finds wrong with a row of a file of shares, in sentences for who brought the file.
 * A person has one share of an item on a channel, a link is logged once by its main key, and an id belongs to one share;
 * all three hold among the rows of the file and against what is stored. A link's aliases are only claims: they clash with
 * nothing.
 *   Row 7 bears the link of row 3 → column tautan: "Tautan ini sudah ada pada baris 3. …"
 * Source: the contract of the programme, files to import.
 */
import { words } from '../kernel/refusal';
import type { RowProblem } from '../papers/import-report';

export interface FoundProblem {
  row: number;
  problem:
    | 'number'
    | 'code'
    | 'month-closed'
    | 'id-twice'
    | 'slot-twice'
    | 'link-twice'
    | 'id-reused'
    | 'slot-taken'
    | 'link-taken';
  /** The unknown value, the other row, or the day of the other share. */
  value: string;
}

/** The finding as the report shows it. */
export function problemOf({ row, problem, value }: FoundProblem): RowProblem {
  const [column, id, en] = found[problem];
  return {
    row,
    column,
    words: words(
      id.replace('{}', () => value),
      en.replace('{}', () => value),
    ),
  };
}

/** Column and sentence of what the database found; `{}` stands for the value. */
const found: Record<FoundProblem['problem'], [column: string, id: string, en: string]> = {
  number: [
    'nomor',
    'Nomor {} tidak terdaftar. Periksa nomornya, atau impor pegawainya dahulu.',
    'Number {} is not on record. Check it, or import that member of staff first.',
  ],
  code: [
    'kode_materi',
    'Materi {} tidak ada. Periksa kodenya, atau impor materinya dahulu.',
    'Item {} does not exist. Check its code, or import the item first.',
  ],
  'month-closed': [
    'waktu_sebar',
    'Periode sebaran ini sudah ditutup ({}). Perubahan hanya melalui sanggahan; hapus baris ini.',
    'The period of this share is closed ({}). Changes are possible only by appeal; delete this row.',
  ],
  'id-twice': [
    'id',
    'Sama dengan baris {}: id-nya, atau nomor, materi, dan kanalnya. Hapus salah satunya.',
    'The same as row {}: its id, or its number, item and channel. Delete one of them.',
  ],
  'slot-twice': [
    'kanal',
    'Pegawai, materi, dan kanal ini sudah ada pada baris {}. Satu sebaran per pegawai, materi, dan kanal.',
    'This person, item and channel stand in row {} already. One share per person, item and channel.',
  ],
  'link-twice': [
    'tautan',
    'Tautan ini sudah ada pada baris {}. Satu unggahan hanya dicatat satu kali.',
    'This link stands in row {} already. A post is logged once only.',
  ],
  'id-reused': [
    'id',
    'Id ini sudah dipakai sebaran lain. Kosongkan kolom id atau gunakan id baru.',
    'This id is used by another share. Leave the column empty or use a new id.',
  ],
  'slot-taken': [
    'kanal',
    'Pegawai ini sudah mencatat materi ini pada kanal ini ({}). Hapus baris ini.',
    'This person has logged this item on this channel already ({}). Delete this row.',
  ],
  'link-taken': [
    'tautan',
    'Tautan ini sudah dicatat sebelumnya. Satu unggahan hanya dicatat satu kali; periksa tautannya.',
    'This link has been logged before. A post is logged once only; check the link.',
  ],
};
