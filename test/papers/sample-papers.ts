import { barChart, lineChart } from '../../src/papers/chart';
import type { PdfOrder } from '../../src/papers/pdf';
import { qrSvg } from '../../src/papers/qr';
import { type ReportPaper, tableBlock } from '../../src/papers/report.paper';
import type { SlipsPaper } from '../../src/papers/slips.paper';
import { numberWords, type PaperTable } from '../../src/papers/table-writer';

const names = [
  'Dinas Komunikasi, Informatika, Persandian dan Statistik Daerah',
  'Dinas Kesehatan Daerah',
  'Badan Pengelola Keuangan dan Aset Daerah',
  'Biro Umum',
  'Inspektorat Daerah',
  'Dinas Kelautan dan Perikanan Daerah',
  'Rumah Sakit Umum Daerah',
  'Dinas Pekerjaan Umum dan Penataan Ruang Daerah',
];

interface Unit {
  name: string;
  obliged: number;
  met: number;
  raw: number;
  estimate: number;
  low: number;
  high: number;
}

function units(count: number): Unit[] {
  return Array.from({ length: count }, (_, index) => {
    const obliged = 12 + ((index * 37) % 420);
    const met = Math.floor((obliged * (35 + ((index * 17) % 60))) / 100);
    const raw = met / obliged;
    const reach = 0.9 / Math.sqrt(obliged);
    const name = `${names[index % names.length]}${index < names.length ? '' : ` ${index + 1}`}`;
    return { name, obliged, met, raw, estimate: raw, low: Math.max(0, raw - reach), high: Math.min(1, raw + reach) };
  });
}

function ranking(rows: Unit[]): PaperTable {
  const percent = (share: number): string => numberWords(share, { kind: 'percent', decimals: 1 }, 'id');
  return {
    title: 'Tabel 1. Pemenuhan target per perangkat daerah',
    columns: [
      { key: 'name', title: 'Perangkat daerah', kind: 'text' },
      { key: 'obliged', title: 'Wajib', kind: 'integer' },
      { key: 'met', title: 'Terpenuhi', kind: 'integer' },
      { key: 'raw', title: 'Capaian', kind: 'percent' },
      { key: 'estimate', title: 'Perkiraan', kind: 'percent' },
      { key: 'interval', title: 'Selang 90%', kind: 'text' },
      { key: 'band', title: 'Kelompok, peringkat', kind: 'text' },
      { key: 'description', title: 'Keterangan', kind: 'text' },
    ],
    rows: rows.map((unit, index) => ({
      ...unit,
      interval: `${percent(unit.low)} – ${percent(unit.high)}`,
      band: `${unit.obliged < 40 ? 'kecil' : unit.obliged < 200 ? 'sedang' : 'besar'} ${1 + (index % 5)}`,
      description: ['di atas', 'setara', 'di bawah'][index % 3],
    })),
  };
}

function smallTable(title: string, first: string, names: string[]): PaperTable {
  return {
    title,
    columns: [
      { key: 'name', title: first, kind: 'text' },
      { key: 'counted', title: 'Sebaran dihitung', kind: 'integer' },
      { key: 'part', title: 'Bagian', kind: 'percent' },
    ],
    rows: names.map((name, index) => ({ name, counted: 18_420 - index * 2_311, part: 0.41 - index * 0.07 })),
  };
}

/** A report of invented figures, long enough to fill several pages. */
export function sampleReport(change: Partial<ReportPaper> = {}, count = 46): PdfOrder {
  const rows = units(count);
  const data: ReportPaper = {
    lang: 'id',
    paper: 'a4',
    fontSize: 11,
    pageWords: ['Halaman', 'dari'],
    letterhead: {
      government: 'PEMERINTAH PROVINSI SULAWESI UTARA',
      agency: 'DINAS KOMUNIKASI, INFORMATIKA, PERSANDIAN DAN STATISTIK DAERAH',
      address: ['Jalan Contoh Nomor 1, Manado 95111', 'Laman gaung.example.go.id · Pos-el gaung@example.go.id'],
    },
    title: 'LAPORAN EVALUASI PENYEBARLUASAN INFORMASI',
    subtitle: [
      'Periode November 2026',
      'Nomor: 500.12/15/DKIPS',
      'Data sampai dengan 8 Desember 2026 pukul 00.30 WITA · Versi 1',
    ],
    sections: [
      {
        heading: 'Pendahuluan',
        blocks: [
          {
            kind: 'text',
            text: 'Laporan ini memuat hasil evaluasi penyebarluasan informasi resmi oleh pegawai, dengan dasar:',
          },
          {
            kind: 'list',
            items: [
              'Undang-Undang Nomor 14 Tahun 2008 tentang Keterbukaan Informasi Publik;',
              'Surat Edaran Menteri PANRB Nomor 137 Tahun 2018.',
            ],
          },
        ],
      },
      {
        heading: 'Sasaran dan metode',
        blocks: [
          {
            kind: 'text',
            text: 'Pegawai memenuhi target bila jumlah materi yang disebarkan mencapai target bulanannya, dikurangi hari cuti. Perangkat daerah dibandingkan dengan perkiraan yang memperhitungkan jumlah pegawai, agar unit kecil tidak selalu berada di ujung daftar.',
          },
        ],
      },
      {
        heading: 'Hasil',
        blocks: [
          {
            kind: 'tiles',
            tiles: [
              { label: 'Pegawai wajib', value: '18.420', note: '612 dikecualikan' },
              { label: 'Partisipasi', value: '78,4%', note: 'naik 4,2 poin' },
              { label: 'Pemenuhan target', value: '64,1%', note: '11.811 pegawai' },
              { label: 'Sebaran dihitung', value: '142.905' },
            ],
          },
          {
            kind: 'picture',
            picture: 'units',
            caption: 'Gambar 1. Perkiraan pemenuhan dan selang 90%',
            alt: 'Batang per perangkat daerah',
          },
          tableBlock(ranking(rows), 'id', 'Peringkat sama berarti selang perkiraan bertumpang tindih.'),
          tableBlock(
            smallTable('Tabel 2. Sebaran per kanal', 'Kanal', ['Facebook', 'Instagram', 'TikTok', 'YouTube']),
            'id',
          ),
          tableBlock(
            smallTable('Tabel 3. Sebaran per program', 'Program', ['Kesehatan', 'Ketahanan pangan', 'Wisata']),
            'id',
          ),
          {
            kind: 'picture',
            picture: 'trend',
            caption: 'Gambar 2. Partisipasi dua belas bulan',
            alt: 'Garis partisipasi',
          },
        ],
      },
    ],
    signature: {
      place: 'Manado, 8 Desember 2026',
      capacity: ['Plt. KEPALA DINAS KOMUNIKASI, INFORMATIKA,', 'PERSANDIAN DAN STATISTIK DAERAH,'],
      name: 'Nama Contoh, S.T., M.Si.',
      below: ['Pembina Tingkat I', 'NIP 19800101 200501 1 001'],
    },
    check: {
      picture: 'check',
      label: 'Kode pemeriksaan laporan',
      text: 'Pindai untuk mencocokkan angka laporan ini dengan versi yang tersimpan.',
    },
    copies: { heading: 'Tembusan:', lines: ['Gubernur Sulawesi Utara (sebagai laporan);', 'Sekretaris Daerah.'] },
    footer: 'Hash penutupan a3f0…91c2',
    ...change,
  };
  return { template: 'report', data, pictures: reportPictures(rows), moment: new Date('2026-12-08T00:30:00+08:00') };
}

function reportPictures(rows: Unit[]): Record<string, string> {
  return {
    units: barChart({
      title: 'Perkiraan pemenuhan',
      description: 'Batang per perangkat daerah dengan selang 90%.',
      bars: rows.slice(0, 20).map((unit) => ({
        label: unit.name,
        value: unit.estimate,
        low: unit.low,
        high: unit.high,
        text: numberWords(unit.estimate, { kind: 'percent' }, 'id'),
      })),
      palette: 'paper',
    }),
    trend: lineChart({
      title: 'Partisipasi',
      description: 'Dua belas bulan.',
      points: 'Des Jan Feb Mar Apr Mei Jun Jul Agu Sep Okt Nov'.split(' ').map((label, index) => ({
        label,
        value: index === 3 ? null : 0.4 + index * 0.035,
        text: index === 3 ? undefined : numberWords(0.4 + index * 0.035, { kind: 'percent' }, 'id'),
      })),
      palette: 'paper',
    }),
    check: qrSvg('https://gaung.example.go.id/periksa/2026-11-1'),
  };
}

/** Activation slips of invented people. */
export function sampleSlips(people: string[], change: Partial<SlipsPaper> = {}): PdfOrder {
  const address = 'https://gaung.example.go.id/aktivasi';
  return {
    template: 'slips',
    data: {
      lang: 'id',
      paper: 'a4',
      title: 'Slip aktivasi Dinas Kesehatan Daerah',
      pageWords: ['Halaman', 'dari'],
      heading: 'Pemerintah Provinsi Sulawesi Utara · Gaung',
      labels: {
        unit: 'Unit kerja',
        number: 'Nomor',
        code: 'Kode aktivasi',
        address: 'Alamat',
        validUntil: 'Berlaku sampai',
      },
      slips: people.map((name, index) => ({
        name,
        unit: names[index % names.length],
        number: '•••••••• 201505 • 001',
        code: ['7K3Q', '9MXT', '2A'],
        picture: `qr-${index}`,
        address,
        validUntil: '22 Desember 2026 pukul 23.59 WITA',
        instruction:
          'Pindai kode QR atau buka alamat di atas, lalu masukkan kode aktivasi dan buat kata sandi Anda sendiri. Kode hanya dapat dipakai satu kali; jangan berikan kepada orang lain.',
      })),
      ...change,
    },
    pictures: Object.fromEntries(people.map((_, index) => [`qr-${index}`, qrSvg(`${address}#7K3Q9MXT2A${index}`)])),
    moment: new Date('2026-12-08T00:30:00+08:00'),
  };
}
