/*
 * The juknis in readable words: the same values that a month is computed with, said in sentences for staff.
 * 8 posts, 5 days, cap 3 → "Target: 8 materi sebulan bagi yang bekerja penuh…", "…paling banyak 3 materi sehari…".
 * The sentences of a month's own dates and of the reader's own target stand on the page, because they need more.
 * Source: the default juknis of Gaung, sections 1 to 6.
 */
import { type Words, words } from '../kernel/refusal';
import { formatNumber, formatPercent, type Lang } from '../kernel/wita';
import { labels, monthlyLoad, type Policy } from './policy.rules';

/** One part of the rule. */
export interface RulePart {
  title: Words;
  sentences: Words[];
}

/** The whole rule. */
export function ruleInWords(policy: Policy): RulePart[] {
  return [target(policy), counting(policy), levels(policy), ranking(policy), monthsEnd(policy)];
}

function both(sentence: (lang: Lang, say: (id: string, en: string) => string) => string): Words {
  return words(
    sentence('id', (id) => id),
    sentence('en', (_, en) => en),
  );
}

function target(policy: Policy): RulePart {
  const { monthlyPosts, minAvailableDays, minutesPerPost } = policy;
  const { minutesPerPerson } = monthlyLoad(policy, 1);
  return {
    title: words('Target', 'Target'),
    sentences: [
      words(
        `Target sebulan = ${monthlyPosts} materi × hari tersedia ÷ hari kerja, dibulatkan ke bawah. Hari tersedia adalah hari kerja selama bertugas, dikurangi hari cuti yang disetujui dan hari kosong.`,
        `Target of a month = ${monthlyPosts} posts × available days ÷ working days, rounded down. Available are the working days in service, less approved leave and voided days.`,
      ),
      words(
        `Pegawai dengan kurang dari ${minAvailableDays} hari tersedia, dengan target nol, atau dengan pengecualian yang disetujui tidak masuk hitungan.`,
        `People with fewer than ${minAvailableDays} available days, a target of zero or an approved exemption are left out.`,
      ),
      both((lang, say) =>
        say(
          `Perkiraan waktu: ${formatNumber(minutesPerPost, lang)} menit tiap materi, ${formatNumber(minutesPerPerson, lang)} menit sebulan.`,
          `Estimated time: ${formatNumber(minutesPerPost, lang)} minutes a post, ${formatNumber(minutesPerPerson, lang)} minutes a month.`,
        ),
      ),
    ],
  };
}

const acceptanceSentences: Record<Policy['acceptance'], Words> = {
  audit: words(
    'Sebaran dihitung sejak dicatat, kecuali dikembalikan, ditolak, ditahan, atau dibatalkan.',
    'A share counts once recorded, unless it is returned, rejected, held or taken back.',
  ),
  review: words(
    'Sebaran baru dihitung setelah diterima verifikator.',
    'A share counts only once a reviewer accepted it.',
  ),
};

function counting({ acceptance, dailyCap, receiptHours, mendDays }: Policy): RulePart {
  return {
    title: words('Yang dihitung dan yang tidak', 'What counts and what does not'),
    sentences: [
      acceptanceSentences[acceptance],
      words(
        'Materinya harus sudah terbit, ditujukan kepada unit Anda, dan dibagikan selama masa sebarnya.',
        'The post must be published, meant for your unit and shared within its period.',
      ),
      words(
        `Satu materi dihitung satu kali, pada hari pertama dibagikan, dan paling banyak ${dailyCap} materi sehari.`,
        `A post counts once, on the first day it is shared, and at most ${dailyCap} posts a day.`,
      ),
      words(
        'Semua kanal bernilai sama. Kanal kedua dan seterusnya ditampilkan, tetapi tidak menambah nilai.',
        'All channels are equal. Further channels are shown and add nothing.',
      ),
      words(
        `Sebaran harus diterima paling lambat ${receiptHours} jam setelah dibagikan. Sebaran yang dikembalikan dapat diperbaiki selama ${mendDays} hari.`,
        `A share must be received within ${receiptHours} hours of sharing. A returned share may be mended for ${mendDays} days.`,
      ),
    ],
  };
}

function levels({ labelThresholds, labelWords }: Policy): RulePart {
  const named = (lang: Lang) => labels.map((label) => labelWords[label][lang]);
  return {
    title: words('Tingkat partisipasi', 'Levels of participation'),
    sentences: [
      both((lang, say) => {
        const [most, much, some, little, none] = named(lang);
        const [a, b, c] = labelThresholds.map((level) => formatPercent(level, lang, 0));
        return say(
          `Capaian ${a} ke atas: ${most}; ${b} ke atas: ${much}; ${c} ke atas: ${some}; di bawahnya: ${little}; belum ada: ${none}.`,
          `Achievement from ${a}: ${most}; from ${b}: ${much}; from ${c}: ${some}; below: ${little}; nothing yet: ${none}.`,
        );
      }),
    ],
  };
}

function ranking({ rankingBasis, minRankedPeople }: Policy): RulePart {
  const basis =
    rankingBasis === 'fulfilment'
      ? words('pemenuhan target', 'fulfilment of the target')
      : words('partisipasi', 'participation');
  return {
    title: words('Peringkat perangkat daerah', 'Ranking of agencies'),
    sentences: [
      words(
        `Perangkat daerah dengan sedikitnya ${minRankedPeople} pegawai wajib diperingkat menurut ${basis.id}, dengan memperhitungkan besar kecilnya. Perorangan tidak diperingkat.`,
        `Agencies with at least ${minRankedPeople} obliged people are ranked by ${basis.en}, taking their size into account. People are not ranked.`,
      ),
    ],
  };
}

function monthsEnd(policy: Policy): RulePart {
  const { provisionalDay, provisionalTime, appealDays, decisionDays, sampleSize } = policy;
  return {
    title: words('Akhir bulan dan sanggahan', 'End of the month and appeals'),
    sentences: [
      words(
        `Hasil sementara dihitung pada hari kerja ke-${provisionalDay} bulan berikutnya pukul ${provisionalTime.replace(':', '.')} WITA.`,
        `Provisional results are computed on working day ${provisionalDay} of the next month at ${provisionalTime} WITA.`,
      ),
      words(
        `Sanggahan atas keadaan sebaran, hari cuti, atau unit diajukan dalam ${appealDays} hari kerja dan diputuskan dalam ${decisionDays} hari kerja oleh evaluator yang bukan verifikatornya.`,
        `Appeals about a share, leave or the unit are made within ${appealDays} working days and decided within ${decisionDays} working days by an evaluator who is not the reviewer.`,
      ),
      words(
        `Setelah ditetapkan, ${sampleSize} sebaran yang dihitung diundi secara terbuka dan diperiksa oleh verifikator unit lain.`,
        `Once fixed, ${sampleSize} counting shares are drawn in the open and checked by reviewers of other units.`,
      ),
    ],
  };
}
