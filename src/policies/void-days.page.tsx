import type { UnitNode } from '../directory/directory.service';
import type { Refusal } from '../kernel/refusal';
import { formatDay, type Lang } from '../kernel/wita';
import { Card, Empty, Table } from '../web/components';
import { Problem, SelectField, Submit, TextField } from '../web/fields';
import { Page } from '../web/layout';
import type { View } from '../web/view';
import type { TypedVoidDays } from './void-day.rules';
import type { VoidDayRow } from './void-days.service';

interface VoidDaysValues {
  days: VoidDayRow[];
  units: UnitNode[];
  typed?: TypedVoidDays;
  refusal?: Refusal;
}

/** *Hari kosong*: days that are asked of nobody in a unit. */
export function voidDaysPage(view: View, values: VoidDaysValues): JSX.Element {
  const { days, refusal } = values;
  return (
    <Page view={view} title={view.s('Hari kosong', 'Voided days')}>
      <p class="mb-4">
        {view.t(
          'Pada hari kosong, misalnya ketika jaringan di satu pulau putus, unit itu dan unit di bawahnya tidak ditagih, seperti pada hari cuti. Sebaran yang tetap dibagikan tetap dihitung.',
          'On voided days, as when an island has no network, nothing is asked of the unit and those below it, as on leave. What is shared all the same counts.',
        )}
      </p>
      <Problem view={view} refusal={refusal} />
      {days.length === 0 ? (
        <div class="mb-4">
          <Empty>{view.t('Belum ada hari kosong.', 'There are no voided days.')}</Empty>
        </div>
      ) : (
        <DaysTable view={view} days={days} />
      )}
      <AddForm view={view} values={values} />
    </Page>
  );
}

function DaysTable({ view, days }: { view: View; days: VoidDayRow[] }): JSX.Element {
  return (
    <Table
      caption={view.t('Terbaru di atas.', 'The newest first.')}
      columns={[
        { title: view.t('Hari', 'Days') },
        { title: view.t('Unit', 'Unit') },
        { title: view.t('Alasan', 'Reason') },
        { title: view.t('Dicatat oleh', 'Recorded by') },
        { title: view.t('Tindakan', 'Action') },
      ]}
      rows={days.map((one) => [
        view.t(spanOf(one, 'id'), spanOf(one, 'en')),
        view.t(one.unitName, one.unitName),
        view.t(one.reason, one.reason),
        view.t(one.byName, one.byName),
        <form method="post" action={`/juknis/hari-kosong/${one.id}/hapus`}>
          <button class="btn min-h-12">{view.t('Hapus', 'Remove')}</button>
        </form>,
      ])}
    />
  );
}

function AddForm({ view, values }: { view: View; values: VoidDaysValues }): JSX.Element {
  const { units, typed, refusal } = values;
  const day = { view, refusal, hint: view.t('Misalnya 2026-11-23.', 'Such as 2026-11-23.'), required: true };
  return (
    <Card title={view.t('Catat hari kosong', 'Record voided days')}>
      <form method="post" action="/juknis/hari-kosong">
        <SelectField
          view={view}
          name="unit"
          label={view.t('Unit beserta unit di bawahnya', 'Unit with all below it')}
          value={typed?.unit}
          refusal={refusal}
          options={units.map(({ code, name, depth }) => ({ value: code, text: `${'– '.repeat(depth)}${name}` }))}
        />
        <TextField {...day} name="mulai" label={view.t('Hari pertama', 'First day')} value={typed?.mulai} />
        <TextField {...day} name="sampai" label={view.t('Hari terakhir', 'Last day')} value={typed?.sampai} />
        <TextField
          view={view}
          name="alasan"
          label={view.t('Alasan', 'Reason')}
          value={typed?.alasan}
          refusal={refusal}
          required
        />
        <Submit>{view.t('Catat', 'Record')}</Submit>
      </form>
    </Card>
  );
}

/** `2 November 2026 – 6 November 2026`, or one day. */
function spanOf({ startsOn, endsOn }: VoidDayRow, lang: Lang): string {
  const first = formatDay(startsOn, lang);
  return startsOn === endsOn ? first : `${first} – ${formatDay(endsOn, lang)}`;
}
