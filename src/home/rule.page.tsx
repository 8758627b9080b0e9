import type { FigureRow } from '../evaluation/evaluation.service';
import { formatDay, formatMoment, formatMonth, type Lang, type Month, monthOf } from '../kernel/wita';
import type { MonthPolicy, PoliciesService } from '../policies/policies.service';
import { differences } from '../policies/policy-fields.rules';
import type { MonthDates } from '../policies/policy.rules';
import { ruleInWords } from '../policies/policy-words.rules';
import { Card, Table } from '../web/components';
import { Page } from '../web/layout';
import type { View } from '../web/view';

interface RuleValues {
  month: Month;
  rule: MonthPolicy;
  /** The reader's own figures of the month; null without a working day in it. */
  own: FigureRow | null;
  dates: MonthDates;
  /** The version that follows. */
  next: MonthPolicy | null;
  /** All of them, newest first. */
  versions: Awaited<ReturnType<PoliciesService['versions']>>;
}

/** *Juknis*: the rule of a month in readable words, and what it asks of the reader. */
export function rulePage(view: View, values: RuleValues): JSX.Element {
  const { month, rule, next, dates } = values;
  const title = view.s(`Juknis ${formatMonth(month, 'id')}`, `Rule of ${formatMonth(month, 'en')}`);
  return (
    <Page view={view} title={title}>
      <p class="mb-4">
        {view.t(
          `Juknis versi ${rule.version}, berlaku mulai ${formatDay(rule.validFrom, 'id')}. Satu bulan memakai juknis yang berlaku pada hari pertamanya.`,
          `Version ${rule.version} of the rule, in force from ${formatDay(rule.validFrom, 'en')}. A month uses the rule in force on its first day.`,
        )}
      </p>
      <OwnTarget view={view} values={values} />
      <Dates view={view} month={month} dates={dates} />
      {ruleInWords(rule.policy).map((part) => (
        <Card title={view.w(part.title)}>
          <ul class="list-disc space-y-1 pl-5">
            {part.sentences.map((sentence) => (
              <li>{view.w(sentence)}</li>
            ))}
          </ul>
        </Card>
      ))}
      <Next view={view} rule={rule} next={next} />
      <Versions view={view} versions={values.versions} />
    </Page>
  );
}

function OwnTarget({ view, values: { own, rule, month } }: { view: View; values: RuleValues }): JSX.Element {
  const { monthlyPosts, minAvailableDays } = rule.policy;
  return (
    <Card title={view.t('Target Anda', 'Your target')}>
      {own === null ? (
        <p>
          {view.t(
            'Anda tidak tercatat di unit mana pun pada hari kerja bulan ini, sehingga tidak ada target.',
            'You were on record in no unit on a working day of this month, so there is no target.',
          )}
        </p>
      ) : (
        <>
          <p>
            {view.t(
              `${monthlyPosts} materi × ${own.availableDays} hari tersedia ÷ ${own.workingDays} hari kerja = ${own.target} materi, dibulatkan ke bawah.`,
              `${monthlyPosts} posts × ${own.availableDays} available days ÷ ${own.workingDays} working days = ${own.target} posts, rounded down.`,
            )}
          </p>
          {own.exempt ? (
            <p>
              {own.availableDays < minAvailableDays
                ? view.t(
                    `Anda dikecualikan bulan ini: kurang dari ${minAvailableDays} hari tersedia.`,
                    `You are exempt this month: fewer than ${minAvailableDays} available days.`,
                  )
                : view.t('Anda dikecualikan bulan ini.', 'You are exempt this month.')}
            </p>
          ) : (
            ''
          )}
        </>
      )}
      <p>
        <a class="link" href={`/nilai?bulan=${month}`}>
          {view.t('Lihat rinciannya pada Nilai saya', 'See the details in My result')}
        </a>
      </p>
    </Card>
  );
}

function Dates({ view, month, dates }: { view: View; month: Month; dates: MonthDates }): JSX.Element {
  const line = (lang: Lang, [shown, appeals, decisions]: [string, string, string]) =>
    `${shown} ${formatMoment(dates.provisionalAt, lang)}; ${appeals} ${formatDay(dates.appealsUntil, lang)}; ${decisions} ${formatDay(dates.decisionsUntil, lang)}.`;
  return (
    <Card title={view.t(`Tanggal ${formatMonth(month, 'id')}`, `Dates of ${formatMonth(month, 'en')}`)}>
      <p>
        {view.t(
          line('id', ['Hasil sementara:', 'sanggahan paling lambat:', 'keputusan sanggahan paling lambat:']),
          line('en', ['Provisional results:', 'appeals until:', 'decisions of appeals until:']),
        )}
      </p>
      <p>
        <a class="link" href={`/kalender?tahun=${month.slice(0, 4)}`}>
          {view.t('Kalender hari kerja', 'Calendar of working days')}
        </a>
      </p>
    </Card>
  );
}

function Next({ view, rule, next }: { view: View; rule: MonthPolicy; next: MonthPolicy | null }): JSX.Element {
  if (!next) return <></>;
  const start = monthOf(next.validFrom);
  const rows = differences(rule.policy, next.policy);
  return (
    <Card title={view.t(`Mulai ${formatMonth(start, 'id')}`, `From ${formatMonth(start, 'en')}`)}>
      <Table
        caption={view.t(`Perubahan pada juknis versi ${next.version}`, `Changes in version ${next.version}`)}
        columns={[
          { title: view.t('Nilai', 'Value') },
          { title: view.t('Bulan ini', 'This month') },
          { title: view.t('Berikutnya', 'Next') },
        ]}
        rows={rows.map((row) => [view.w(row.label), view.t(row.before, row.before), view.t(row.after, row.after)])}
      />
    </Card>
  );
}

function Versions({ view, versions }: { view: View; versions: RuleValues['versions'] }): JSX.Element {
  return (
    <>
      <Table
        caption={view.t('Riwayat juknis, terbaru di atas.', 'History of the rule, the newest first.')}
        columns={[
          { title: view.t('Versi', 'Version') },
          { title: view.t('Berlaku mulai', 'In force from') },
          { title: view.t('Materi sebulan', 'Posts a month'), numeric: true },
          { title: view.t('Alasan', 'Reason') },
        ]}
        rows={versions.map((one) => [
          view.t(String(one.version), String(one.version)),
          view.t(formatDay(one.validFrom, 'id'), formatDay(one.validFrom, 'en')),
          view.t(String(one.policy.monthlyPosts), String(one.policy.monthlyPosts)),
          view.t(one.reason || '–', one.reason || '–'),
        ])}
      />
      {view.may('evaluation.read') ? (
        <p class="mb-4">
          <a class="link" href="/juknis/usulan">
            {view.t('Usulan juknis', 'Proposals of the rule')}
          </a>
        </p>
      ) : (
        ''
      )}
      {view.may('day.void') ? (
        <p class="mb-4">
          <a class="link" href="/juknis/hari-kosong">
            {view.t('Hari kosong', 'Voided days')}
          </a>
        </p>
      ) : (
        ''
      )}
    </>
  );
}
