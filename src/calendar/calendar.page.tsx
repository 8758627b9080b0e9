import { type Day, formatDay, type Lang, weekday } from '../kernel/wita';
import { Badge, Empty, Table } from '../web/components';
import { Page } from '../web/layout';
import type { View } from '../web/view';
import type { Holiday } from './holiday.entity';

const weekdays = {
  id: ['Senin', 'Selasa', 'Rabu', 'Kamis', 'Jumat', 'Sabtu', 'Minggu'],
  en: ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'],
};

/** The years that the address knows. */
export const [firstYear, lastYear] = [1900, 2199];

interface Year {
  year: number;
  holidays: Holiday[];
  approved: boolean;
}

/** The days off of one year, with their kind and whether the calendar stands. */
export function calendarPage(view: View, { year, holidays, approved }: Year): JSX.Element {
  return (
    <Page view={view} title={view.s(`Kalender ${year}`, `Calendar ${year}`)}>
      <nav class="mb-4 flex justify-between" aria-label={view.s('Tahun', 'Year')}>
        {year > firstYear ? <YearLink year={year - 1} /> : <span></span>}
        {year < lastYear ? <YearLink year={year + 1} /> : ''}
      </nav>
      {holidays.length === 0 ? (
        <Empty>
          {view.t(
            `Belum ada kalender tahun ${year}. Administrator mengimpor hari libur nasional dan cuti bersama dari surat keputusan bersama.`,
            `There is no calendar for ${year} yet. An administrator imports national holidays and joint leave from the joint decree.`,
          )}
        </Empty>
      ) : (
        <>
          <p class={`alert mb-4 ${approved ? 'alert-success' : 'alert-warning'}`}>{standing(view, approved)}</p>
          <Table
            caption={view.t(
              'Hari libur nasional dan cuti bersama. Hari lain dihitung menurut pekan kerja unit.',
              "National holidays and joint leave. Other days follow the unit's working week.",
            )}
            columns={[
              { title: view.t('Tanggal', 'Date') },
              { title: view.t('Hari libur', 'Day off') },
              { title: view.t('Jenis', 'Kind') },
            ]}
            rows={holidays.map((holiday) => cells(view, holiday))}
          />
        </>
      )}
    </Page>
  );
}

function YearLink({ year }: { year: number }): JSX.Element {
  return (
    <a class="btn" href={`/kalender?tahun=${year}`}>
      {year}
    </a>
  );
}

function standing(view: View, approved: boolean): JSX.Element {
  return approved
    ? view.t('Kalender ini sudah ditetapkan.', 'This calendar is approved.')
    : view.t(
        'Kalender ini masih memuat perkiraan. Bulan pada tahun ini belum dapat ditutup.',
        'This calendar still has estimated days. Months of this year cannot be closed yet.',
      );
}

function cells(view: View, { day, name, kind, certainty }: Holiday): JSX.Element[] {
  const at = weekday(day) - 1;
  return [
    view.t(`${weekdays.id[at]}, ${dayAndMonth(day, 'id')}`, `${weekdays.en[at]}, ${dayAndMonth(day, 'en')}`),
    view.t(name, name),
    <span class="flex flex-wrap gap-1">
      {kind === 'cuti_bersama' ? (
        <Badge>{view.t('Cuti bersama', 'Joint leave')}</Badge>
      ) : (
        <Badge tone="good">{view.t('Libur nasional', 'National holiday')}</Badge>
      )}
      {certainty === 'estimate' ? <Badge tone="warn">{view.t('Perkiraan', 'Estimate')}</Badge> : ''}
    </span>,
  ];
}

// The page says the year once.
function dayAndMonth(day: Day, lang: Lang): string {
  return formatDay(day, lang).slice(0, -5);
}
