/*
 * Bukti dukung: a person's own figure of a month with the official posts behind it, day by day, and the version of the
 * rule, as material for the person's superior. It states no grade. Channels are left out: they would show a superior who
 * has an account where. The number is not printed: who holds the paper knows whose it is.
 * Example: target 8, five posts on 4 May of which 3 count and one on 5 May → "Terhitung 4 dari 8", two rows.
 * Source: domain.md, section 3.1; product.md, rules 2, 4 and 5.
 */
import { labelWords } from '../evaluation/person.rules';
import { formatDay, formatMoment, formatMonth, formatPercent } from '../kernel/wita';
import { type ReportBlock, type ReportPart, tableBlock } from '../papers/report.paper';
import type { PersonMonth } from '../reports/participation.service';
import { framed, type PaperFrame, type Printable } from './month-paper.rules';

const text = (content: string): ReportBlock => ({ kind: 'text', text: content });

export function personPaper(person: PersonMonth, frame: PaperFrame): Printable {
  const { month, name, figure, fixed, policyVersion } = person;
  const { paper, pictures } = framed(
    { month, version: fixed?.version ?? 0, state: fixed?.state ?? 'provisional', isSuperseded: false },
    frame,
  );
  return {
    paper: {
      ...paper,
      footer: frame.check ? (paper.footer ?? '') : `Gaung · ${formatMonth(month, 'id')}`,
      title: 'BUKTI DUKUNG PENYEBARLUASAN INFORMASI',
      subtitle: [
        name,
        ...(figure ? [figure.unitName] : []),
        `Bulan ${formatMonth(month, 'id')} · juknis versi ${policyVersion}`,
        fixed
          ? `Data sampai dengan ${formatMoment(fixed.cutoff, 'id')} · versi ${fixed.version}`
          : 'Angka saat ini, dapat berubah sampai hasil ditetapkan',
      ],
      sections: sections(person),
    },
    pictures,
  };
}

function sections(person: PersonMonth): ReportPart[] {
  return [
    { heading: 'Hasil', blocks: result(person) },
    { heading: 'Materi yang dihitung', blocks: [counted(person)] },
    {
      heading: 'Keterangan',
      blocks: [
        text(
          'Tingkat partisipasi ini menjadi bahan pertimbangan atasan dan bukan penilaian kinerja. Satu materi dihitung satu kali, pada hari pertama dibagikan; semua kanal bernilai sama.',
        ),
      ],
    },
  ];
}

function result({ figure, label, policy, leave, exemption }: PersonMonth): ReportBlock[] {
  if (!figure) return [text('Tidak tercatat di unit mana pun pada hari kerja bulan ini, sehingga tidak ada target.')];
  const { target, counted: count, achievement, availableDays, workingDays, exempt } = figure;
  const spans = leave.map(({ from, until }) => `${formatDay(from, 'id')} – ${formatDay(until, 'id')}`).join('; ');
  return [
    {
      kind: 'tiles',
      tiles: [
        { label: 'Target', value: String(target), note: 'materi' },
        { label: 'Terhitung', value: String(count), note: 'materi' },
        {
          label: 'Capaian',
          value: formatPercent(achievement, 'id'),
          note: label ? labelWords(label, policy).id : 'dikecualikan',
        },
        { label: 'Hari tersedia', value: String(availableDays), note: `dari ${workingDays} hari kerja` },
      ],
    },
    text(
      `Target = ${policy.monthlyPosts} materi × ${availableDays} hari tersedia ÷ ${workingDays} hari kerja, dibulatkan ke bawah. Paling banyak ${policy.dailyCap} materi dihitung sehari.`,
    ),
    ...(spans ? [text(`Cuti: ${spans}.`)] : []),
    ...(exempt ? [text(`Dikecualikan pada bulan ini${exemption ? `: ${exemption}` : '.'}`)] : []),
  ];
}

function counted({ rows: { days } }: PersonMonth): ReportBlock {
  if (!days.length) return text('Tidak ada materi yang dihitung pada bulan ini.');
  const rows = days.map(({ day, posts, counted: count }) => ({
    day: formatDay(day, 'id'),
    posts: posts.map(({ code, title }) => `${title} (${code})`).join('; '),
    count,
  }));
  return tableBlock(
    {
      title: 'Materi menurut hari pertama dibagikan',
      columns: [
        { key: 'day', title: 'Hari', kind: 'text', whole: true },
        { key: 'posts', title: 'Materi', kind: 'text' },
        { key: 'count', title: 'Dihitung', kind: 'integer' },
      ],
      rows,
    },
    'id',
  );
}
