import type { Actor } from '../access/actor';
import { labelWords } from '../evaluation/person.rules';
import type { Refusal, Words } from '../kernel/refusal';
import { formatDay, formatMonth, formatPercent, type Month } from '../kernel/wita';
import { Card, Empty, Figure } from '../web/components';
import { Problem, Submit, TextField } from '../web/fields';
import { Page } from '../web/layout';
import type { View } from '../web/view';
import type { PersonMonth } from './participation.service';
import { PersonRows } from './person-rows.page';

export interface PersonMonthValues extends PersonMonth {
  /** Months to choose from, newest first. */
  months: Month[];
  /** Present where the reader may exempt the person. */
  exemptionForm?: { typed: string; refusal: Refusal | undefined };
  /** When the month may be appealed; present for the person alone. */
  appeals?: Words;
}

/** *Nilai saya*, or the same of a person below: the figures of a month and every row behind them. */
export function personMonthPage(view: View, values: PersonMonthValues): JSX.Element {
  const isOwn = isOwnMonth(view.actor, values);
  const title = isOwn ? view.s('Nilai saya', 'My result') : values.name;
  return (
    <Page view={view} title={title}>
      <MonthForm
        view={view}
        months={values.months}
        month={values.month}
        action={isOwn ? '/nilai' : addressOf(values)}
      />
      {isOwn ? <OwnYear view={view} year={values.month.slice(0, 4)} /> : ''}
      {values.figure ? <FigureCards view={view} values={values} /> : <NoFigure view={view} isOwn={isOwn} />}
      {values.exemptionForm ? <ExemptionForm view={view} values={values} form={values.exemptionForm} /> : ''}
      {values.appeals ? <Appeals view={view} month={values.month} sentence={values.appeals} /> : ''}
      <PersonRows view={view} rows={values.rows} isOwn={isOwn} />
    </Page>
  );
}

function OwnYear({ view, year }: { view: View; year: string }): JSX.Element {
  return (
    <p class="mb-2">
      <a class="link inline-flex min-h-11 items-center" href={`/nilai/tahun/${year}`}>
        {view.t(`Seluruh tahun ${year}`, `The whole year ${year}`)}
      </a>
    </p>
  );
}

/** A choice of months that works by itself. */
export function MonthForm(props: { view: View; months: Month[]; month: Month; action: string }): JSX.Element {
  const { view, month, action } = props;
  const months = props.months.includes(month) ? props.months : [...props.months, month];
  return (
    <form method="get" action={action} class="mb-4 flex flex-wrap items-end gap-2">
      <div class="grow">
        <label class="mb-1 block font-medium" for="bulan">
          {view.t('Bulan', 'Month')}
        </label>
        <select class="select w-full" id="bulan" name="bulan">
          {months.map((one) => (
            <option value={one} selected={one === month} safe>
              {formatMonth(one, view.lang)}
            </option>
          ))}
        </select>
      </div>
      <button class="btn min-h-12">{view.t('Tampilkan', 'Show')}</button>
    </form>
  );
}

function isOwnMonth(actor: Actor | null, { personId }: PersonMonth): boolean {
  return actor?.personId === personId;
}

const proofBase = (view: View, values: PersonMonth) => (isOwnMonth(view.actor, values) ? '/nilai' : addressOf(values));
const addressOf = ({ personId }: PersonMonth) => `/partisipasi/pegawai/${personId}`;

function NoFigure({ view, isOwn }: { view: View; isOwn: boolean }): JSX.Element {
  return (
    <div class="mb-4">
      <Empty>
        {isOwn
          ? view.t(
              'Anda tidak tercatat di unit mana pun pada hari kerja bulan ini, sehingga tidak ada target. Hubungi pengelola kepegawaian unit bila seharusnya tercatat.',
              'You were on record in no unit on a working day of this month, so there is no target. Ask the personnel officer of your unit if you should be.',
            )
          : view.t(
              'Pegawai ini tidak tercatat di unit mana pun pada hari kerja bulan ini.',
              'This person was on record in no unit on a working day of this month.',
            )}
      </Empty>
    </div>
  );
}

function FigureCards({ view, values }: { view: View; values: PersonMonthValues }): JSX.Element {
  const { figure, label } = values;
  if (!figure) return <></>;
  const number = (value: number) => view.t(String(value), String(value));
  return (
    <Card title={view.t(`Hasil ${formatMonth(values.month, 'id')}`, `Result of ${formatMonth(values.month, 'en')}`)}>
      <p safe>{figure.unitName}</p>
      {figure.exempt ? <Exempt view={view} values={values} /> : ''}
      <div class="grid grid-cols-2 gap-3 sm:grid-cols-4">
        <Figure label={view.t('Target', 'Target')} value={number(figure.target)} note={view.t('materi', 'posts')} />
        <Figure label={view.t('Dihitung', 'Counted')} value={number(figure.counted)} note={view.t('materi', 'posts')} />
        <Figure
          label={view.t('Capaian', 'Achievement')}
          value={view.t(formatPercent(figure.achievement, 'id'), formatPercent(figure.achievement, 'en'))}
          note={label ? view.w(labelWords(label, values.policy)) : view.t('dikecualikan', 'exempt')}
        />
        <Figure
          label={view.t('Hari tersedia', 'Available days')}
          value={number(figure.availableDays)}
          note={view.t(`dari ${figure.workingDays} hari kerja`, `of ${figure.workingDays} working days`)}
        />
      </div>
      <RuleInWords view={view} values={values} />
    </Card>
  );
}

function RuleInWords({ view, values }: { view: View; values: PersonMonthValues }): JSX.Element {
  const { figure, policy, policyVersion, leave, voided, fixed } = values;
  if (!figure) return <></>;
  const { availableDays, workingDays, target } = figure;
  const { monthlyPosts, dailyCap, receiptHours } = policy;
  const spans = (lang: 'id' | 'en') =>
    leave.map((one) => `${formatDay(one.from, lang)} – ${formatDay(one.until, lang)}`);
  const voidedSpans = (lang: 'id' | 'en') =>
    voided.map((one) => `${formatDay(one.startsOn, lang)} – ${formatDay(one.endsOn, lang)}, ${one.reason}`).join('; ');
  return (
    <div class="text-sm">
      {voided.length ? <p>{view.t(`Hari kosong: ${voidedSpans('id')}.`, `Voided days: ${voidedSpans('en')}.`)}</p> : ''}
      {leave.length ? <p>{view.t(`Cuti: ${spans('id').join('; ')}.`, `Leave: ${spans('en').join('; ')}.`)}</p> : ''}
      <p>
        {view.t(
          `Target = ${monthlyPosts} materi × ${availableDays} hari tersedia ÷ ${workingDays} hari kerja = ${target}, dibulatkan ke bawah. Satu materi dihitung satu kali, pada hari pertama dibagikan, paling banyak ${dailyCap} materi sehari. Sebaran diterima paling lambat ${receiptHours} jam setelah dibagikan.`,
          `Target = ${monthlyPosts} posts × ${availableDays} available days ÷ ${workingDays} working days = ${target}, rounded down. A post counts once, on the first day it was shared, at most ${dailyCap} posts a day. A share must be received within ${receiptHours} hours.`,
        )}
      </p>
      <p class="text-muted">
        {fixed
          ? view.t(
              `Hasil tetap versi ${fixed.version}, juknis versi ${policyVersion}.`,
              `Fixed results, version ${fixed.version}; rule version ${policyVersion}.`,
            )
          : view.t(
              `Angka saat ini, dapat berubah sampai hasil ditetapkan. Juknis versi ${policyVersion}.`,
              `Figures as of now; they may change until the results are fixed. Rule version ${policyVersion}.`,
            )}{' '}
        <a class="link" href={`/juknis?bulan=${values.month}`}>
          {view.t('Baca juknisnya', 'Read the rule')}
        </a>{' '}
        ·{' '}
        <a class="link" href={`${proofBase(view, values)}/bukti-dukung.pdf?bulan=${values.month}`}>
          {view.t('Unduh bukti dukung (PDF)', 'Download the evidence of this result (PDF)')}
        </a>
      </p>
    </div>
  );
}

/** Where leave or the unit is appealed; a share is appealed from its own row. */
function Appeals({ view, month, sentence }: { view: View; month: Month; sentence: Words }): JSX.Element {
  const links = [
    { href: `/sanggahan/baru?hal=cuti&bulan=${month}`, text: view.t('Sanggah hari cuti', 'Appeal leave') },
    { href: `/sanggahan/baru?hal=unit&bulan=${month}`, text: view.t('Sanggah unit', 'Appeal the unit') },
    { href: '/sanggahan', text: view.t('Sanggahan saya', 'My appeals') },
  ];
  return (
    <Card title={view.t('Ada yang keliru?', 'Is something wrong?')}>
      <p>{view.w(sentence)}</p>
      <p class="flex flex-wrap gap-x-4">
        {links.map(({ href, text }) => (
          <a class="inline-flex min-h-11 items-center" href={href}>
            {text as 'safe'}
          </a>
        ))}
      </p>
    </Card>
  );
}

function Exempt({ view, values }: { view: View; values: PersonMonthValues }): JSX.Element {
  const { figure, policy, exemption } = values;
  const days = figure?.availableDays ?? 0;
  return (
    <p class="alert">
      {exemption !== null
        ? view.t(`Dikecualikan pada bulan ini: ${exemption}`, `Exempt this month: ${exemption}`)
        : days < policy.minAvailableDays
          ? view.t(
              `Dikecualikan pada bulan ini karena hanya ${days} hari tersedia, kurang dari ${policy.minAvailableDays}.`,
              `Exempt this month because only ${days} days are available, fewer than ${policy.minAvailableDays}.`,
            )
          : view.t(
              'Dikecualikan pada bulan ini karena targetnya nol.',
              'Exempt this month because the target is zero.',
            )}
    </p>
  );
}

function ExemptionForm(props: {
  view: View;
  values: PersonMonthValues;
  form: { typed: string; refusal: Refusal | undefined };
}): JSX.Element {
  const { view, values, form } = props;
  return (
    <Card title={view.t('Pengecualian', 'Exemption')}>
      <Problem view={view} refusal={form.refusal} />
      <form method="post" action={`${addressOf(values)}/pengecualian`}>
        <input type="hidden" name="bulan" value={values.month} />
        <TextField
          view={view}
          name="alasan"
          label={view.t('Alasan pengecualian', 'Reason of the exemption')}
          hint={view.t(
            'Misalnya tugas belajar atau diperbantukan. Jangan tulis keterangan kesehatan. Berlaku sejak penghitungan berikutnya.',
            'For example study leave or secondment. Write nothing about health. It holds from the next computation on.',
          )}
          value={form.typed || (values.exemption ?? '')}
          refusal={form.refusal}
          required
        />
        <Submit>{view.t('Kecualikan pada bulan ini', 'Exempt for this month')}</Submit>
      </form>
    </Card>
  );
}
