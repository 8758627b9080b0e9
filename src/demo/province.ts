import { repeatable } from '../kernel/random';

/** The demo's province: real units, invented people. Everything follows from fixed seeds, so each demo is the same. */
export interface DemoUnit {
  code: string;
  name: string;
  shortName: string;
  kind: string;
  parent: string;
}

export interface DemoPerson {
  number: string;
  name: string;
  unit: string;
  /** How likely this person shares an item, 0…1. */
  zeal: number;
  /** Row cells of the staff file, one row a membership. */
  rows: string[][];
}

const first = [
  ...[
    'Adel',
    'Alfrits',
    'Anita',
    'Arnold',
    'Astrid',
    'Berty',
    'Brenda',
    'Christy',
    'Daisy',
    'Denny',
    'Djemmy',
    'Elvira',
  ],
  ...[
    'Engelin',
    'Erni',
    'Fabiola',
    'Ferdy',
    'Fitri',
    'Frangky',
    'Gledis',
    'Grace',
    'Harly',
    'Helda',
    'Herman',
    'Ibrahim',
  ],
  ...['Ineke', 'Irwan', 'Jelly', 'Jenny', 'Jolly', 'Julita', 'Kartini', 'Lidya', 'Linda', 'Marlon', 'Meike', 'Melky'],
  ...['Merlin', 'Mieke', 'Nova', 'Novita', 'Olga', 'Oldy', 'Petra', 'Rahmat', 'Reza', 'Rina', 'Rommy', 'Rosdiana'],
  ...['Sandra', 'Selvi', 'Siska', 'Steven', 'Stevi', 'Sultan', 'Syarif', 'Tesa', 'Tommy', 'Vera', 'Vonny', 'Yulin'],
];
const last = [
  ...['Contoh', 'Rekaan', 'Misalan', 'Umpama', 'Teladan', 'Peraga', 'Ilustrasi', 'Andaian', 'Simulasi', 'Latihan'],
  ...['Percontohan', 'Model', 'Sampel', 'Uji', 'Khayal', 'Cerita', 'Dongeng', 'Fiksi', 'Imaji', 'Karangan'],
];
const positions = [
  'Pelaksana',
  'Analis Kebijakan',
  'Pranata Komputer',
  'Pengelola Keuangan',
  'Staf Administrasi',
  'Penyuluh',
];
const degrees = ['', '', '', 'S.E.', 'S.Sos.', 'S.Kom.', 'S.H.', 'S.Pd.', 'S.E., M.Si.', 'A.Md.'];

const weights: Record<string, number> = {
  sekolah: 60,
  rsud: 90,
  dinas: 30,
  badan: 26,
  biro: 16,
  setwan: 24,
  inspektorat: 24,
  uptd: 12,
  cabang_dinas: 14,
};

/** Columns of the staff file that `invent` fills, in this order. */
export const staffColumns = [
  ...[
    'nama',
    'gelar_belakang',
    'status',
    'nip',
    'nomor_thl',
    'telepon',
    'kode_unit',
    'jabatan',
    'mulai',
    'selesai',
    'peran',
  ],
];

/** Invents `count` people over the units; one in forty moved on 16 October 2026, some joined or left in the autumn. */
export function inventPeople(units: DemoUnit[], count: number): DemoPerson[] {
  const chance = repeatable(2026);
  const places = units.filter(({ kind }) => weights[kind]);
  const total = places.reduce((sum, { kind }) => sum + (weights[kind] ?? 0), 0);
  const people: DemoPerson[] = [];
  for (const place of places) {
    const share = Math.max(6, Math.round(((weights[place.kind] ?? 0) / total) * count * (0.6 + 0.8 * chance())));
    const spirit = 0.25 + 0.7 * chance();
    for (let i = 0; i < share && people.length < count; i += 1)
      people.push(inventPerson(chance, places, place, { index: people.length, spirit }));
  }
  while (people.length < count) {
    const place = pick(chance, places);
    people.push(inventPerson(chance, places, place, { index: people.length, spirit: 0.6 }));
  }
  return people;
}

function inventPerson(
  chance: () => number,
  units: DemoUnit[],
  place: DemoUnit,
  { index, spirit }: { index: number; spirit: number },
): DemoPerson {
  const status = statusOf(chance());
  const number = status === 'THL' ? `THL-${String(index + 1).padStart(6, '0')}` : inventNip(chance, index, status);
  const name = `${pick(chance, first)} ${pick(chance, last)} ${pick(chance, last)}`;
  const row = (unit: string, from: string, until: string) => [
    ...[name, status === 'THL' ? '' : pick(chance, degrees), status],
    ...[
      status === 'THL' ? '' : number,
      status === 'THL' ? number : '',
      '',
      unit,
      pick(chance, positions),
      from,
      until,
      '',
    ],
  ];
  const zeal = chance() < 0.08 ? 0 : Math.min(0.98, Math.max(0, spirit + (chance() - 0.5) * 0.9));
  return { number, name, unit: place.code, zeal, rows: memberships(chance, units, place, row) };
}

function memberships(
  chance: () => number,
  units: DemoUnit[],
  place: DemoUnit,
  row: (unit: string, from: string, until: string) => string[],
): string[][] {
  const fate = chance();
  if (fate < 0.025)
    return [row(pick(chance, units).code, '2021-01-04', '2026-10-15'), row(place.code, '2026-10-16', '')];
  if (fate < 0.04) return [row(place.code, '2026-10-19', '')];
  if (fate < 0.05) return [row(place.code, '2019-03-01', '2026-11-06')];
  return [row(place.code, '2021-01-04', '')];
}

function statusOf(fate: number): string {
  if (fate < 0.52) return 'PNS';
  if (fate < 0.78) return 'PPPK';
  if (fate < 0.86) return 'PPPK Paruh Waktu';
  return 'THL';
}

/** Well-formed, but with a sequence no office has issued for these dates: nobody's real number. */
function inventNip(chance: () => number, index: number, status: string): string {
  const two = (value: number) => String(value).padStart(2, '0');
  const born = `${1970 + Math.floor(chance() * 30)}${two(1 + Math.floor(chance() * 12))}${two(1 + Math.floor(chance() * 28))}`;
  const year = 2005 + Math.floor(chance() * 19);
  const month = status === 'PNS' ? two(1 + Math.floor(chance() * 12)) : '21';
  const sex = chance() < 0.5 ? '1' : '2';
  return `${born}${year}${month}${sex}${String(100 + (index % 900)).padStart(3, '0')}`;
}

export function pick<T>(chance: () => number, list: readonly T[]): T {
  return list[Math.floor(chance() * list.length)] as T;
}
