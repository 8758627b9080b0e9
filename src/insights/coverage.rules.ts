/*
 * How far official posts reached: whom a post was meant for, how many of them shared it, and how fast.
 * Meant for are the people who were in the post's audience on the day from which it could be shared; a post belongs to
 * the month of that day. Shared have those of them with a share that counts, whenever it was made. The median is that of
 * the hours from that moment to each one's first share that counts. A programme adds up its posts, person by person.
 * Example: 4 people, three of them after 2, 5 and 26 hours → 75 %, half of them within 5 hours; a second post of the
 * programme with 1 of 4 → programme 4 of 8, 50 %.
 * Source: evaluation.md, sections 2 and 7.
 */
import { fraction } from '../evaluation/unit.rules';
import type { Lang } from '../kernel/wita';
import type { PaperTable } from '../papers/table-writer';

export interface PostCoverage {
  id: string;
  code: string;
  title: string;
  program: string;
  meant: number;
  shared: number;
  /** Null while nobody shared it. */
  medianHours: number | null;
}

/** How many of those who shared a post are listed at once. */
export const sharersShown = 50;

const none = '–';

/** Post by post, in the order in which they began. */
export function coverageTable(posts: readonly PostCoverage[], lang: Lang): PaperTable {
  const t = (id: string, en: string) => (lang === 'en' ? en : id);
  return {
    title: t('Jangkauan materi yang mulai disebarkan pada bulan ini', 'Reach of the posts that began in this month'),
    columns: [
      { key: 'title', title: t('Materi', 'Official post'), kind: 'text' },
      { key: 'program', title: t('Program', 'Programme'), kind: 'text' },
      ...reachColumns(lang),
      { key: 'hours', title: t('Median jam', 'Median hours'), kind: 'decimal', decimals: 1 },
    ],
    rows: posts.map(({ title, program, medianHours, ...reach }) => ({
      ...{ title, program, hours: medianHours ?? none },
      ...reachCells(reach),
    })),
  };
}

/** Programme by programme, the one with most people first. */
export function programReachTable(posts: readonly PostCoverage[], lang: Lang): PaperTable {
  const t = (id: string, en: string) => (lang === 'en' ? en : id);
  const programs = [...new Set(posts.map(({ program }) => program))].map((program) => {
    const own = posts.filter((post) => post.program === program);
    const meant = own.reduce((sum, post) => sum + post.meant, 0);
    const shared = own.reduce((sum, post) => sum + post.shared, 0);
    return { program, posts: own.length, ...reachCells({ meant, shared }) };
  });
  return {
    title: t('Jangkauan program', 'Reach of programmes'),
    columns: [
      { key: 'program', title: t('Program', 'Programme'), kind: 'text' },
      { key: 'posts', title: t('Materi', 'Official posts'), kind: 'integer' },
      ...reachColumns(lang),
    ],
    rows: programs.toSorted((a, b) => b.shared - a.shared || (a.program < b.program ? -1 : 1)),
  };
}

/** Columns and cells of who was meant and who shared, for every table of reach. */
export function reachColumns(lang: Lang): PaperTable['columns'] {
  const t = (id: string, en: string) => (lang === 'en' ? en : id);
  return [
    { key: 'meant', title: t('Sasaran (orang)', 'Meant for (people)'), kind: 'integer' },
    { key: 'shared', title: t('Menyebarkan', 'Shared'), kind: 'integer' },
    { key: 'notYet', title: t('Belum', 'Not yet'), kind: 'integer' },
    { key: 'part', title: t('Jangkauan', 'Reach'), kind: 'percent' },
  ];
}

export function reachCells({ meant, shared }: { meant: number; shared: number }) {
  return { meant, shared, notYet: meant - shared, part: fraction(shared, meant) ?? none };
}
