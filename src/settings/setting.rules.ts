/*
 * Every setting that an administrator may change while the program runs: what it holds, its default, and what it does.
 * A setting is one entry of `known` and belongs to one group, which is one form on the page Setelan. What was never
 * changed, or is stored in a form that this version does not know, has its default.
 *   Nothing stored → links.resolving is off, the letterhead begins PEMERINTAH PROVINSI SULAWESI UTARA, paper A4.
 *   Group "laporan" sent with 17 digits as NIP → refused at that field, nothing of the group changed.
 * Source: product.md, rule 1 (no request to a network unless switched on); domain.md, section 3.4 (letterhead, paper,
 * signature, copies; both lines of the head differ between agencies and are settings).
 */
import { Refusal, words, type FieldProblem, type Words } from '../kernel/refusal';
import { choice, isOf, line, lines, onOff, shaped, type Kind } from './setting-kinds.rules';

export interface Settings {
  'links.resolving': boolean;
  'report.government': string;
  'report.agency': string;
  'report.address': string[];
  'report.place': string;
  'report.paper': 'a4' | 'f4';
  'report.size': '10.5' | '11' | '12';
  'report.basis': string[];
  'report.signatory_acting': '' | 'Plt.' | 'Plh.' | 'Pj.';
  'report.signatory_capacity': string;
  'report.signatory_name': string;
  'report.signatory_rank': string;
  'report.signatory_nip': string;
  'report.copies': string[];
}
export type SettingKey = keyof Settings;

interface Known<Value> {
  kind: Kind<Value>;
  initial: Value;
  label: Words;
  hint?: Words;
}

const agency = 'DINAS KOMUNIKASI, INFORMATIKA, PERSANDIAN DAN STATISTIK DAERAH';

const known: { readonly [Key in SettingKey]: Known<Settings[Key]> } = {
  'links.resolving': {
    kind: onOff,
    initial: false,
    label: words('Membaca tujuan tautan pendek', 'Read where short links lead'),
  },
  'report.government': {
    kind: line(120),
    initial: 'PEMERINTAH PROVINSI SULAWESI UTARA',
    label: words('Baris pemerintah daerah', 'Line of the government'),
  },
  'report.agency': { kind: line(160), initial: agency, label: words('Baris perangkat daerah', 'Line of the agency') },
  'report.address': {
    kind: lines(4, 160),
    initial: ['Jl. 17 Agustus, Manado 95111'],
    label: words('Alamat, telepon, laman, pos-el', 'Address, telephone, web page, e-mail'),
    hint: words('Satu baris per baris cetak, paling banyak 4.', 'One line as it is printed, at most 4.'),
  },
  'report.place': { kind: line(60), initial: 'Manado', label: words('Tempat', 'Place') },
  'report.paper': {
    kind: choice({
      a4: words('A4 (210 × 297 mm)', 'A4 (210 × 297 mm)'),
      f4: words('F4 (215 × 330 mm)', 'F4 (215 × 330 mm)'),
    }),
    initial: 'a4',
    label: words('Kertas', 'Paper'),
  },
  'report.size': {
    kind: choice({ '10.5': words('10,5 pt', '10.5 pt'), '11': words('11 pt', '11 pt'), '12': words('12 pt', '12 pt') }),
    initial: '11',
    label: words('Ukuran huruf isi', 'Size of the text'),
  },
  'report.basis': {
    kind: lines(6, 200),
    initial: [],
    label: words('Dasar setempat', 'Local basis'),
    hint: words(
      'Surat edaran atau peraturan daerah, satu per baris; dicetak setelah dasar nasional.',
      'Local circulars or regulations, one a line; printed after the national ones.',
    ),
  },
  'report.signatory_acting': {
    kind: choice({
      '': words('Definitif', 'In office'),
      'Plt.': words('Plt. (pelaksana tugas)', 'Plt. (acting)'),
      'Plh.': words('Plh. (pelaksana harian)', 'Plh. (day-to-day acting)'),
      'Pj.': words('Pj. (penjabat)', 'Pj. (caretaker)'),
    }),
    initial: '',
    label: words('Kedudukan penanda tangan', 'Standing of the signatory'),
  },
  'report.signatory_capacity': {
    kind: line(160),
    initial: `KEPALA ${agency}`,
    label: words('Jabatan penanda tangan', 'Capacity of the signatory'),
  },
  'report.signatory_name': {
    kind: line(120, { mayBeEmpty: true }),
    initial: '',
    label: words('Nama penanda tangan dengan gelar', 'Name of the signatory with titles'),
    hint: words('Kosong: laporan dicetak tanpa blok tanda tangan.', 'Empty: printed without a signature block.'),
  },
  'report.signatory_rank': {
    kind: line(80, { mayBeEmpty: true }),
    initial: '',
    label: words('Pangkat penanda tangan', 'Rank of the signatory'),
  },
  'report.signatory_nip': {
    kind: shaped(/^\d{18}$/, words('NIP harus 18 angka.', 'A NIP has 18 digits.')),
    initial: '',
    label: words('NIP penanda tangan', 'NIP of the signatory'),
    hint: words('Hanya tercetak pada laporan.', 'Only printed on the report.'),
  },
  'report.copies': {
    kind: lines(12, 160),
    initial: ['Gubernur Sulawesi Utara (sebagai laporan)', 'Sekretaris Daerah Provinsi Sulawesi Utara'],
    label: words('Tembusan', 'Copies to'),
    hint: words('Satu penerima per baris.', 'One recipient a line.'),
  },
};
const keys = Object.keys(known) as SettingKey[];

/** One form of the page: its settings, what they do and what they risk. */
export interface SettingGroup {
  name: string;
  title: Words;
  about: Words;
  risk?: Words;
  keys: SettingKey[];
}

const allOf = (prefix: string) => keys.filter((key) => key.startsWith(`${prefix}.`));

export const settingGroups: readonly SettingGroup[] = [
  {
    name: 'tautan',
    title: words('Tautan pendek', 'Short links'),
    about: words(
      'Tautan pendek (vt.tiktok.com, facebook.com/share, fb.watch, instagram.com/share, lnkd.in) tidak menyebut unggahannya. Bila dihidupkan, setiap lima menit Gaung menanyakan tujuan beberapa tautan itu, satu pengalihan saja, lalu mencatat alamat unggahannya. Bila mati, pegawai diminta menyalin alamat lengkapnya sendiri.',
      'Short links (vt.tiktok.com, facebook.com/share, fb.watch, instagram.com/share, lnkd.in) do not name their post. When on, Gaung asks every five minutes where some of them lead, one redirect and no more, and records the address of the post. When off, staff are asked to copy the full address themselves.',
    ),
    risk: words(
      'Risiko: server menghubungi jejaring sosial dan menyebut alamat Gaung; jejaring itu mengetahui tautan mana yang diperiksa. Isi unggahan, akun, dan pengikut tidak pernah dibaca.',
      'Risk: the server contacts the social networks and names the address of Gaung; they learn which links are looked at. Posts, accounts and followers are never read.',
    ),
    keys: allOf('links'),
  },
  {
    name: 'laporan',
    title: words('Laporan', 'Report'),
    about: words(
      'Kop naskah dinas, kertas, penanda tangan, dan tembusan pada laporan bulanan (PDF). Blok tanda tangan dan tembusan hanya tercetak pada hasil yang sudah ditetapkan.',
      'Letterhead, paper, signatory and copies of the monthly report (PDF). Signature and copies are printed only once the results are fixed.',
    ),
    risk: words(
      'Risiko: laporan yang belum diterbitkan memakai isian baru. Laporan yang sudah diterbitkan tidak berubah.',
      'Risk: reports not yet issued bear the new text. Those that were issued do not change.',
    ),
    keys: allOf('report'),
  },
];

/** All settings out of what is stored. */
export function settingsFrom(stored: readonly { key: string; value: unknown }[]): Settings {
  const values = new Map(stored.map(({ key, value }) => [key, value]));
  const valueOf = (key: SettingKey) => (isSettingOf(key, values.get(key)) ? values.get(key) : known[key].initial);
  return Object.fromEntries(keys.map((key) => [key, valueOf(key)])) as unknown as Settings;
}

/** Whether the value is one that this setting may hold. */
export function isSettingOf(key: SettingKey, value: unknown): boolean {
  return isOf(known[key].kind as Kind<unknown>, value);
}

/** How the form of a group shows its fields. */
export function fieldsOf(group: SettingGroup, settings: Settings) {
  return group.keys.map((key) => {
    const { kind, label, hint } = known[key] as Known<unknown>;
    return { key, label, hint, shape: kind.shape, text: kind.write(settings[key]) };
  });
}

/**
 * Reads the whole form of a group.
 * @throws Refusal 422 `invalid-setting` with a sentence at each field that is wrong, missing or none of the group
 */
export function readGroup(group: SettingGroup, typed: Record<string, string>): Partial<Settings> {
  const values: [SettingKey, unknown][] = [];
  const problems: FieldProblem[] = Object.keys(typed)
    .filter((field) => !(group.keys as string[]).includes(field))
    .map((field) => ({ field, words: unknown(field) }));
  for (const key of group.keys) {
    const text = typed[key];
    const read = text === undefined ? { wrong: notSent } : known[key].kind.read(text);
    if ('wrong' in read) problems.push({ field: key, words: read.wrong });
    else values.push([key, read.value]);
  }
  if (problems.length) throw new Refusal('invalid', 'invalid-setting', notSaved, { fields: problems });
  return Object.fromEntries(values);
}

const notSent = words(
  'Isian ini tidak terkirim sekali. Isi, lalu simpan lagi.',
  'This field was not sent once. Fill it in and save again.',
);
const notSaved = words(
  'Setelan belum disimpan. Perbaiki isian yang ditandai, lalu simpan lagi.',
  'The settings were not saved. Mend the fields that are marked, then save again.',
);
const unknown = (field: string) =>
  words(`Setelan "${field.slice(0, 40)}" tidak dikenal.`, `The setting "${field.slice(0, 40)}" is unknown.`);
