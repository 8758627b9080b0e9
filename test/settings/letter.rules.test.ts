import { letterOf } from '../../src/settings/letter.rules';
import { settingsFrom } from '../../src/settings/setting.rules';
import { wita } from '../fakes';

const settings = {
  ...settingsFrom([]),
  'report.signatory_acting': 'Plt.' as const,
  'report.signatory_capacity': 'KEPALA DINAS CONTOH',
  'report.signatory_name': 'Dra. Contoh Wowor, M.Si.',
  'report.signatory_rank': 'Pembina Utama Muda',
  'report.signatory_nip': '198609262015051001',
};
const date = wita('2026-12-07 23:30');

describe('the frame of the report', () => {
  it('is the agency’s own, signed and copied once the month is fixed', () => {
    expect(letterOf(settings, { date, provisional: false })).toEqual({
      paper: 'a4',
      fontSize: 11,
      letterhead: {
        government: 'PEMERINTAH PROVINSI SULAWESI UTARA',
        agency: 'DINAS KOMUNIKASI, INFORMATIKA, PERSANDIAN DAN STATISTIK DAERAH',
        address: ['Jl. 17 Agustus, Manado 95111'],
      },
      signature: {
        place: 'Manado, 7 Desember 2026',
        capacity: ['Plt. KEPALA DINAS CONTOH,'],
        name: 'Dra. Contoh Wowor, M.Si.',
        below: ['Pembina Utama Muda', 'NIP 198609262015051001'],
      },
      copies: {
        heading: 'Tembusan:',
        lines: ['Gubernur Sulawesi Utara (sebagai laporan)', 'Sekretaris Daerah Provinsi Sulawesi Utara'],
      },
    });
  });

  it('bears no signature and no copies on a provisional month', () => {
    expect(Object.keys(letterOf(settings, { date, provisional: true }))).toEqual(['paper', 'fontSize', 'letterhead']);
  });

  it('has no signature without a name, and no line for what is not known of the signatory', () => {
    const nameless = { ...settings, 'report.signatory_name': '', 'report.copies': [] };
    expect(Object.keys(letterOf(nameless, { date, provisional: false }))).toEqual(['paper', 'fontSize', 'letterhead']);
    const thl = {
      ...settings,
      'report.signatory_acting': '' as const,
      'report.signatory_rank': '',
      'report.signatory_nip': '',
    };
    expect(letterOf(thl, { date, provisional: false }).signature).toMatchObject({
      capacity: ['KEPALA DINAS CONTOH,'],
      below: [],
    });
  });
});
