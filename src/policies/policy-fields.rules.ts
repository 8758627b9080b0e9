/*
 * Every value of the juknis as a field of the form: what it is called, what it may be, and how it is typed and read.
 * Levels are typed in percent and must fall: 100, 75, 50 → 1, 0.75, 0.5; 75, 100, 50 is refused at the second.
 * A post a month, a day or a minute is a whole number or one with a comma within its bounds; 0, 1e9, "8 kali" and 2,5
 * posts are refused at their field, and nothing of the form is kept.
 * Source: the default juknis of Gaung, all values that it marks as such.
 */
import { Refusal, words, type FieldProblem, type Words } from '../kernel/refusal';
import { choice, line, type Kind } from '../settings/setting-kinds.rules';
import { labels, type Policy } from './policy.rules';

interface Field<Value> {
  name: string;
  label: Words;
  hint?: Words;
  kind: Kind<Value>;
  /** The value in a policy, and the policy with another one. */
  of: (policy: Policy) => Value;
  put: (policy: Policy, value: Value) => Policy;
}

type NumberKey = { [Key in keyof Policy]: Policy[Key] extends number ? Key : never }[keyof Policy];

function number(given: { key: NumberKey; label: Words; from: number; to: number; decimals?: boolean }): Field<unknown> {
  const { key, label, from, to, decimals = false } = given;
  return {
    ...{ name: key, label, kind: within(from, to, decimals) as Kind<unknown> },
    of: (policy) => policy[key],
    put: (policy, value) => ({ ...policy, [key]: value }),
  };
}

function within(from: number, to: number, decimals: boolean): Kind<number> {
  const shape = decimals ? /^\d{1,4}([.,]\d{1,2})?$/ : /^\d{1,5}$/;
  const wrong = decimals
    ? words(`Tulis angka ${from} sampai ${to}.`, `Write a number from ${from} to ${to}.`)
    : words(`Tulis bilangan bulat ${from} sampai ${to}.`, `Write a whole number from ${from} to ${to}.`);
  return {
    shape: 'line',
    read: (typed) => {
      const value = shape.test(typed.trim()) ? Number(typed.trim().replace(',', '.')) : Number.NaN;
      return value >= from && value <= to ? { value } : { wrong };
    },
    write: String,
  };
}

function chosen<Word extends string>(
  key: 'acceptance' | 'rankingBasis',
  label: Words,
  options: Record<Word, Words>,
): Field<unknown> {
  return {
    ...{ name: key, label, kind: choice(options) as Kind<unknown> },
    of: (policy) => policy[key],
    put: (policy, value) => ({ ...policy, [key]: value }),
  };
}

const week: Field<unknown> = {
  name: 'defaultWeek',
  label: words('Pekan kerja baku', 'Default working week'),
  kind: choice({
    5: words('5 hari, Senin–Jumat', '5 days, Monday–Friday'),
    6: words('6 hari, Senin–Sabtu', '6 days, Monday–Saturday'),
    7: words('7 hari', '7 days'),
  }) as Kind<unknown>,
  of: (policy) => String(policy.defaultWeek),
  put: (policy, value) => ({ ...policy, defaultWeek: Number(value) as Policy['defaultWeek'] }),
};

const time: Field<unknown> = {
  name: 'provisionalTime',
  label: words('Pukul hasil sementara (WITA)', 'Time of provisional results (WITA)'),
  kind: {
    shape: 'line',
    read: (typed) =>
      /^([01]\d|2[0-3])[:.][0-5]\d$/.test(typed.trim())
        ? { value: typed.trim().replace('.', ':') }
        : { wrong: words('Tulis pukul seperti 00:30.', 'Write a time such as 00:30.') },
    write: String,
  },
  of: (policy) => policy.provisionalTime,
  put: (policy, value) => ({ ...policy, provisionalTime: String(value) }),
};

const levels = labels.slice(0, 3).map((label, at): Field<unknown> => {
  const percent = within(0.01, 100, true);
  return {
    name: `threshold.${label}`,
    label: words(`Capaian paling rendah tingkat ${at + 1} (%)`, `Lowest achievement of level ${at + 1} (%)`),
    kind: { ...percent, write: (value: unknown) => String(Number((Number(value) * 100).toFixed(4))) } as Kind<unknown>,
    of: (policy) => policy.labelThresholds[at],
    put: (policy, value) => ({
      ...policy,
      labelThresholds: policy.labelThresholds.map((old, index) => (index === at ? Number(value) / 100 : old)),
    }),
  };
});

const names = labels.flatMap((label, at) =>
  (['id', 'en'] as const).map((lang): Field<unknown> => {
    const tongue = { id: words('Indonesia', 'Indonesian'), en: words('Inggris', 'English') }[lang];
    return {
      name: `name.${label}.${lang}`,
      label: words(`Sebutan tingkat ${at + 1} (${tongue.id})`, `Name of level ${at + 1} (${tongue.en})`),
      kind: line(40) as Kind<unknown>,
      of: (policy) => policy.labelWords[label][lang],
      put: (policy, value) => ({
        ...policy,
        labelWords: { ...policy.labelWords, [label]: { ...policy.labelWords[label], [lang]: value } },
      }),
    };
  }),
);

/** All fields of the form in its parts. */
export const fieldGroups: readonly { title: Words; fields: readonly Field<unknown>[] }[] = [
  {
    title: words('Target', 'Target'),
    fields: [
      number({ key: 'monthlyPosts', label: words('Materi sebulan', 'Posts a month'), from: 1, to: 300 }),
      number({
        ...{ key: 'minutesPerPost', label: words('Menit untuk satu materi', 'Minutes for a post') },
        ...{ from: 0.25, to: 120, decimals: true },
      }),
      number({
        ...{ key: 'maxMinutes', label: words('Batas menit sebulan tanpa alasan', 'Minutes a month without a reason') },
        ...{ from: 1, to: 1000 },
      }),
      number({
        ...{ key: 'minAvailableDays', label: words('Hari tersedia paling sedikit', 'Fewest available days') },
        ...{ from: 1, to: 31 },
      }),
      week,
    ],
  },
  {
    title: words('Yang dihitung', 'What counts'),
    fields: [
      chosen('acceptance', words('Sebaran dihitung', 'A share counts'), {
        audit: words('sejak dicatat, kecuali ditolak', 'once recorded, unless rejected'),
        review: words('setelah diterima verifikator', 'once a reviewer accepted it'),
      }),
      number({ key: 'dailyCap', label: words('Materi sehari paling banyak', 'Most posts a day'), from: 1, to: 100 }),
      number({
        ...{ key: 'receiptHours', label: words('Jam sampai diterima server', 'Hours until received by the server') },
        ...{ from: 1, to: 720 },
      }),
      number({ key: 'mendDays', label: words('Hari untuk perbaikan', 'Days to mend a share'), from: 1, to: 60 }),
    ],
  },
  { title: words('Tingkat partisipasi', 'Levels of participation'), fields: [...levels, ...names] },
  {
    title: words('Peringkat perangkat daerah', 'Ranking of agencies'),
    fields: [
      chosen('rankingBasis', words('Dasar peringkat', 'Basis of the ranking'), {
        fulfilment: words('pemenuhan target', 'fulfilment of the target'),
        participation: words('partisipasi', 'participation'),
      }),
      number({
        ...{ key: 'minRankedPeople', label: words('Pegawai wajib paling sedikit', 'Fewest obliged people') },
        ...{ from: 1, to: 1000 },
      }),
    ],
  },
  {
    title: words('Akhir bulan', 'End of the month'),
    fields: [
      number({
        ...{ key: 'provisionalDay', label: words('Hasil sementara pada hari kerja ke-', 'Provisional working day') },
        ...{ from: 1, to: 15 },
      }),
      time,
      number({
        ...{ key: 'appealDays', label: words('Hari kerja untuk sanggahan', 'Working days for appeals') },
        ...{ from: 1, to: 30 },
      }),
      number({
        ...{ key: 'decisionDays', label: words('Hari kerja untuk keputusan', 'Working days for decisions') },
        ...{ from: 1, to: 30 },
      }),
      number({ key: 'sampleSize', label: words('Sampel audit acak', 'Random audit sample'), from: 1, to: 5000 }),
    ],
  },
];

const fields = fieldGroups.flatMap((group) => group.fields);

/** A policy as it is typed. */
export function typedPolicy(policy: Policy): Record<string, string> {
  return Object.fromEntries(fields.map(({ name, kind, of }) => [name, kind.write(of(policy))]));
}

/**
 * Reads a whole form.
 * @param start any policy; every value of it is replaced
 * @throws Refusal 422 `invalid-policy` with a sentence at each field that is wrong or missing
 */
export function readPolicy(start: Policy, typed: Record<string, string>): Policy {
  const problems: FieldProblem[] = [];
  let policy = start;
  for (const { name, kind, put } of fields) {
    const read = kind.read(typed[name] ?? '');
    if ('wrong' in read) problems.push({ field: name, words: read.wrong });
    else policy = put(policy, read.value);
  }
  if (!problems.length) problems.push(...risingLevels(policy));
  if (problems.length) throw invalid(problems);
  return policy;
}

/** What differs between two policies, as typed. */
export function differences(before: Policy, after: Policy): { label: Words; before: string; after: string }[] {
  return fields
    .map(({ label, kind, of }) => ({ label, before: kind.write(of(before)), after: kind.write(of(after)) }))
    .filter((one) => one.before !== one.after);
}

function risingLevels({ labelThresholds }: Policy): FieldProblem[] {
  const at = labelThresholds.findIndex((level, index) => index > 0 && level >= (labelThresholds[index - 1] ?? 0));
  if (at < 0) return [];
  const sentence = words('Harus lebih rendah daripada tingkat di atasnya.', 'Must be lower than the level above it.');
  return [{ field: `threshold.${labels[at]}`, words: sentence }];
}

function invalid(fieldsWrong: FieldProblem[]): Refusal {
  return new Refusal(
    'invalid',
    'invalid-policy',
    words(
      'Ada isian juknis yang perlu diperbaiki. Periksa isian yang ditandai.',
      'Some values of the rule need correction. See the fields that are marked.',
    ),
    { fields: fieldsWrong },
  );
}
