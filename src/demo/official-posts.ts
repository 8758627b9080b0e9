/** The demo's 24 official posts: October and November 2026. The first three come from the coordination meeting of 10 February 2022. */
export interface DemoPost {
  code: string;
  title: string;
  program: string;
  unit: string;
  narrative: string;
  /** First and last day of sharing. */
  from: string;
  until: string;
  /** `semua` or unit codes. */
  audience: string;
  captions: string[];
}

const source = 'https://sulutprov.go.id/berita/';

type Row = [code: string, unit: string, program: string, title: string, narrative: string, audience?: string];

const october: Row[] = [
  [
    'DUKUNG-PROGRAM',
    'KIPS',
    'Penyebarluasan Informasi',
    'ASN dan THL mendukung program pemerintah dengan menyebarluaskan informasi',
    'Setiap ASN dan THL diminta ikut menyebarluaskan program dan kegiatan pemerintah, baik di tingkat perangkat daerah maupun Pemprov, di Instagram, Facebook, dan kanal lainnya. Pastikan sumbernya jelas dan isinya benar.',
  ],
  [
    'CALL-CENTER-OPD',
    'KIPS',
    'Layanan Informasi',
    'Setiap perangkat daerah menyiapkan call center',
    'Perangkat daerah menyiapkan call center yang terkoneksi dengan Pemprov Sulut beserta basis datanya sendiri, agar pertanyaan masyarakat, misalnya tentang bantuan di suatu daerah, segera dijawab.',
  ],
  [
    'WASPADA-HOAKS',
    'KIPS',
    'Literasi Digital',
    'Hati-hati, jangan ikut memberitakan berita yang tidak benar',
    'Di era digital pekerjaan pemerintah dikawal publik dan informasi cepat tersampaikan. Karena itu periksa sumber dan kebenaran berita sebelum membagikannya.',
  ],
  [
    'PEKAN-IMUNISASI',
    'DINKES',
    'Kesehatan',
    'Pekan imunisasi kejar bagi balita',
    'Puskesmas di seluruh kabupaten dan kota membuka layanan imunisasi kejar tanpa biaya. Bawa buku KIA.',
  ],
  [
    'PASAR-MURAH',
    'DISPERINDAG',
    'Pengendalian Inflasi',
    'Pasar murah menjelang akhir tahun',
    'Pasar murah menyediakan beras, minyak goreng, dan gula dengan harga di bawah pasar di lima lokasi.',
  ],
  [
    'BEASISWA-SMK',
    'DIKDA',
    'Pendidikan',
    'Pendaftaran bantuan biaya pendidikan SMA dan SMK',
    'Pendaftaran dibuka secara daring melalui sekolah masing-masing. Syarat dan jadwal ada pada laman resmi.',
  ],
  [
    'PAJAK-KENDARAAN',
    'BAPENDA',
    'Pendapatan Daerah',
    'Keringanan denda pajak kendaraan bermotor',
    'Denda pajak kendaraan bermotor dibebaskan selama masa program di seluruh Samsat.',
  ],
  [
    'TANAM-JAGUNG',
    'DISTANAK',
    'Ketahanan Pangan',
    'Gerakan tanam jagung serentak',
    'Kelompok tani menerima benih dan pendampingan penyuluh di sentra jagung.',
  ],
  [
    'SIAGA-CUACA',
    'BPBD',
    'Kebencanaan',
    'Siaga cuaca ekstrem dan tanah longsor',
    'Warga di lereng dan bantaran sungai diminta memperhatikan peringatan dini dan jalur evakuasi.',
  ],
  [
    'NELAYAN-ASURANSI',
    'DKP',
    'Kelautan',
    'Pendaftaran asuransi nelayan',
    'Nelayan kecil dapat mendaftar asuransi melalui penyuluh perikanan.',
  ],
  [
    'UMKM-DIGITAL',
    'DISKOPUKM',
    'Ekonomi Kerakyatan',
    'Kelas pemasaran digital bagi UMKM',
    'Kelas daring gratis dua kali seminggu bagi pelaku UMKM; pendaftaran melalui dinas.',
  ],
  [
    'DONOR-DARAH',
    'DINKES',
    'Kesehatan',
    'Donor darah aparatur',
    'Aparatur diajak mendonorkan darah di aula kantor masing-masing sesuai jadwal.',
  ],
];

const november: Row[] = [
  [
    'HARI-PAHLAWAN',
    'DINSOS',
    'Sosial',
    'Peringatan Hari Pahlawan',
    'Peringatan Hari Pahlawan dilaksanakan serentak dengan hening cipta pukul 08.15 WITA.',
  ],
  [
    'STUNTING',
    'DINKES',
    'Kesehatan',
    'Cegah stunting sejak seribu hari pertama',
    'Ibu hamil dan balita diajak rutin ke posyandu; makanan tambahan tersedia.',
  ],
  [
    'LAPOR-SP4N',
    'KIPS',
    'Layanan Informasi',
    'Sampaikan pengaduan melalui SP4N-LAPOR!',
    'Pengaduan layanan publik disampaikan melalui SP4N-LAPOR! dan ditindaklanjuti perangkat daerah.',
  ],
  [
    'PERPUSTAKAAN',
    'DISPUSIP',
    'Literasi',
    'Perpustakaan daerah buka pada akhir pekan',
    'Layanan baca di tempat dan peminjaman kini tersedia pada hari Sabtu.',
  ],
  [
    'KERJA-BURSA',
    'DISNAKERTRANS',
    'Ketenagakerjaan',
    'Bursa kerja daerah',
    'Bursa kerja mempertemukan pencari kerja dan perusahaan; pendaftaran tanpa biaya.',
  ],
  [
    'JALAN-PROVINSI',
    'PUPR',
    'Infrastruktur',
    'Pemeliharaan jalan provinsi dan jalur pengalihan',
    'Pemeliharaan berlangsung bertahap; pengguna jalan mengikuti jalur pengalihan.',
  ],
  [
    'WISATA-AMAN',
    'DISPAR',
    'Pariwisata',
    'Berwisata dengan aman di Bunaken dan Likupang',
    'Wisatawan diminta memakai penyedia jasa resmi dan menjaga kebersihan.',
  ],
  [
    'VAKSIN-RABIES',
    'DISTANAK',
    'Kesehatan Hewan',
    'Vaksinasi rabies gratis untuk anjing dan kucing',
    'Vaksinasi rabies tersedia di pos kesehatan hewan sesuai jadwal wilayah.',
  ],
  [
    'ARSIP-DIGITAL',
    'BIRO-ORGANISASI',
    'Tata Kelola',
    'Naskah dinas elektronik bagi seluruh perangkat daerah',
    'Perangkat daerah beralih ke naskah dinas elektronik secara bertahap.',
    'SETDA',
  ],
  [
    'DISIPLIN-SEKOLAH',
    'DIKDA',
    'Pendidikan',
    'Sekolah aman dan tanpa perundungan',
    'Sekolah membentuk tim pencegahan dan membuka saluran aduan bagi siswa.',
    'DIKDA',
  ],
  [
    'LISTRIK-PULAU',
    'ESDM',
    'Energi',
    'Listrik dua puluh empat jam di pulau terluar',
    'Pembangkit tenaga surya mulai melayani pulau-pulau terluar.',
  ],
  [
    'NATAL-AMAN',
    'SATPOLPP',
    'Ketertiban',
    'Menyambut Natal dengan tertib dan rukun',
    'Warga diajak menjaga ketertiban dan saling menghormati selama ibadah Natal.',
  ],
];

/** The posts with their windows: each is open for two to three weeks; the first of November runs over the turn of the month. */
export function officialPosts(knownUnits: ReadonlySet<string>): DemoPost[] {
  const post = (row: Row, index: number, month: string): DemoPost => {
    const [code, unit, program, title, narrative, audience = 'semua'] = row;
    const start = 1 + index * 2;
    const until =
      month === '10' ? (index === 11 ? '2026-11-07' : '2026-10-31') : start <= 12 ? '2026-11-30' : '2026-12-12';
    return {
      ...{ code, title, program, narrative, until },
      unit: knownUnits.has(unit) ? unit : 'PEMPROV',
      from: `2026-${month}-${String(start).padStart(2, '0')}`,
      audience: audience === 'semua' || knownUnits.has(audience) ? audience : 'semua',
      captions: [
        `${title}. Selengkapnya: ${source}${code.toLowerCase()}`,
        `Informasi resmi: ${title.toLowerCase()}. Mari sebarkan kabar yang benar.`,
      ],
    };
  };
  return [...october.map((row, i) => post(row, i, '10')), ...november.map((row, i) => post(row, i, '11'))];
}

export const sourceOf = (code: string): string => `${source}${code.toLowerCase()}`;
