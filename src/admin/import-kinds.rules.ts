/**
 * The files that can be imported, who may, and their columns in the order of the template. Required columns are marked;
 * one of `nip` and `nomor_thl` is required of staff. Example: a reviewer sees only "Cuti"; an administrator of the
 * province sees the calendar, units, staff and leave, one of an agency its staff and leave, and neither sees shares.
 * Source: contract.md, "Files to import".
 */
import type { Action } from '../access/actions';
import { words, type Words } from '../kernel/refusal';

export interface ImportKind {
  code: 'calendar' | 'units' | 'staff' | 'leave' | 'posts' | 'shares';
  action: Action;
  name: Words;
  /** Column names; a star marks the required ones. */
  columns: string[];
}

export const importKinds: ImportKind[] = [
  {
    code: 'calendar',
    action: 'calendar.import',
    name: words('Kalender hari libur', 'Calendar of days off'),
    columns: ['date*', 'name_id*', 'type*', 'certainty', 'source'],
  },
  {
    code: 'units',
    action: 'unit.import',
    name: words('Unit kerja', 'Work units'),
    columns: ['kode*', 'nama*', 'nama_pendek', 'jenis', 'kode_induk', 'peringkat', 'pekan', 'mulai', 'selesai'],
  },
  {
    code: 'staff',
    action: 'directory.import',
    name: words('Pegawai', 'Staff'),
    columns: [
      ...['nama*', 'gelar_depan', 'gelar_belakang', 'status*', 'nip', 'nomor_thl', 'telepon', 'email', 'kode_unit*'],
      ...['jabatan', 'mulai', 'selesai', 'peran'],
    ],
  },
  {
    code: 'leave',
    action: 'leave.import',
    name: words('Cuti', 'Leave'),
    columns: ['nomor*', 'mulai*', 'selesai*', 'jenis'],
  },
  {
    code: 'posts',
    action: 'post.import',
    name: words('Materi resmi', 'Official posts'),
    columns: [
      ...['kode*', 'judul*', 'program*', 'kode_unit*', 'narasi*', 'sumber*', 'mulai*', 'selesai*', 'sasaran'],
      ...['tautan', 'takarir'],
    ],
  },
  {
    code: 'shares',
    action: 'share.import',
    name: words('Sebaran', 'Shares'),
    columns: [
      'id',
      'nomor*',
      'kode_materi*',
      'kanal*',
      'tautan',
      'keterangan',
      'waktu_sebar*',
      'waktu_terima',
      'status',
    ],
  },
];
