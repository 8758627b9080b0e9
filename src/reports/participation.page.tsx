import { labelWords } from '../evaluation/person.rules';
import { formatMonth, type Month } from '../kernel/wita';
import { Badge, Empty, More, Table, type Tone } from '../web/components';
import { Page } from '../web/layout';
import type { View } from '../web/view';
import {
  orders,
  orderWords,
  type PeopleQuery,
  type Status,
  statuses,
  statusOf,
  statusWords,
} from './participation.rules';
import type { ListedFigure, Participation } from './participation.service';
import { certaintyWords } from './report-counts.rules';
import { unitOptions } from './scope.rules';
import { UnitFigures } from './unit-figures.page';

export interface ParticipationValues extends Participation {
  months: Month[];
  query: PeopleQuery;
}

const tones: Record<Exclude<Status, 'semua'>, Tone> = {
  belum: 'warn',
  kurang: 'neutral',
  tercapai: 'good',
  dikecualikan: 'neutral',
};

/** A unit's participation: this month, its sub-units, twelve months, and its people. */
export function participationPage(view: View, values: ParticipationValues): JSX.Element {
  const { unit, month, fixed } = values;
  return (
    <Page view={view} title={view.s('Partisipasi unit', 'Unit participation')} wide>
      <UnitForm view={view} values={values} />
      <h2 class="mb-2 text-xl font-semibold" safe>
        {unit.unit.name}
      </h2>
      <p class="mb-3 text-sm text-muted">{view.w(certaintyWords(month, fixed !== null))}</p>
      <Appeals view={view} counts={values.appeals} />
      <UnitFigures view={view} values={values} addressOfUnit={(unit) => addressOf(values, { unit })} />
      <h2 class="mb-2 text-xl font-semibold">{view.t('Pegawai', 'People')}</h2>
      <PeopleForm view={view} values={values} />
      <People view={view} values={values} />
    </Page>
  );
}

/** How many appeals there are about the month in the unit; nothing where there is none. */
function Appeals({ view, counts }: { view: View; counts: Participation['appeals'] }): JSX.Element {
  const { open, granted, refused } = counts;
  if (!open && !granted && !refused) return <></>;
  return (
    <p class="mb-3 text-sm">
      {view.t(
        `Sanggahan: ${open} menunggu putusan, ${granted} dikabulkan, ${refused} ditolak.`,
        `Appeals: ${open} waiting for a decision, ${granted} granted, ${refused} refused.`,
      )}
    </p>
  );
}

/** The address of this list with other values. */
function addressOf(values: ParticipationValues, change: Record<string, string> = {}, path = ''): string {
  const { status, search, order } = values.query;
  const all = { unit: values.unit.unit.code, bulan: values.month, status, cari: search, urut: order, ...change };
  const named = Object.entries(all).filter(([, value]) => value);
  return `/partisipasi${path}?${new URLSearchParams(named).toString()}`;
}

function UnitForm({ view, values }: { view: View; values: ParticipationValues }): JSX.Element {
  const { units, months, month, query } = values;
  const shown = months.includes(month) ? months : [...months, month];
  return (
    <form method="get" action="/partisipasi" class="mb-4 grid gap-3 sm:grid-cols-3">
      <Choice
        name="unit"
        label={view.s('Unit kerja', 'Unit')}
        value={values.unit.unit.code}
        options={unitOptions(units).map(({ value, text }) => [value, text])}
      />
      <Choice
        name="bulan"
        label={view.s('Bulan', 'Month')}
        value={month}
        options={shown.map((one) => [one, formatMonth(one, view.lang)])}
      />
      <Kept values={{ status: query.status, urut: query.order }} />
      <p class="flex items-end">
        <button class="btn min-h-12">{view.t('Tampilkan', 'Show')}</button>
      </p>
    </form>
  );
}

function PeopleForm({ view, values }: { view: View; values: ParticipationValues }): JSX.Element {
  const { month, query } = values;
  return (
    <form method="get" action="/partisipasi" class="mb-4 grid gap-3 sm:grid-cols-2 lg:grid-cols-4">
      <Kept values={{ unit: values.unit.unit.code, bulan: month }} />
      <Choice
        name="status"
        label={view.s('Pegawai', 'People')}
        value={query.status}
        options={statuses.map((status) => [status, statusWords[status][view.lang]])}
      />
      <Choice
        name="urut"
        label={view.s('Urutan', 'Order')}
        value={query.order}
        options={orders.map((one) => [one, orderWords[one][view.lang]])}
      />
      <div>
        <label class="mb-1 block font-medium" for="cari">
          {view.t('Cari nama', 'Search by name')}
        </label>
        <input class="input w-full" id="cari" name="cari" type="search" value={query.search} autocomplete="off" />
      </div>
      <p class="flex flex-wrap items-end gap-2">
        <button class="btn btn-primary min-h-12">{view.t('Terapkan saringan', 'Apply filter')}</button>
        <a class="btn min-h-12" href={addressOf(values, {}, '/unduh.csv')}>
          {view.t('Unduh CSV', 'Download CSV')}
        </a>
      </p>
    </form>
  );
}

function Kept({ values }: { values: Record<string, string> }): JSX.Element {
  return (
    <>
      {Object.entries(values).map(([name, value]) => (
        <input type="hidden" name={name} value={value} />
      ))}
    </>
  );
}

function Choice(props: { name: string; label: string; value: string; options: [string, string][] }): JSX.Element {
  return (
    <div>
      <label class="mb-1 block font-medium" for={props.name} safe>
        {props.label}
      </label>
      <select class="select w-full" id={props.name} name={props.name}>
        {props.options.map(([value, text]) => (
          <option value={value} selected={value === props.value} safe>
            {text}
          </option>
        ))}
      </select>
    </div>
  );
}

function People({ view, values }: { view: View; values: ParticipationValues }): JSX.Element {
  const { people, found, next } = values;
  if (!people.length) {
    return (
      <Empty>
        {values.unit.figures.obliged + values.unit.figures.exempt === 0
          ? view.t('Belum ada pegawai di unit ini pada bulan ini.', 'This unit has no people in this month.')
          : view.t('Tidak ada data yang cocok dengan saringan.', 'Nothing fits the filter.')}
      </Empty>
    );
  }
  return (
    <>
      <Table
        caption={view.t(`${found} pegawai`, `${found} people`)}
        columns={[
          { title: view.t('Nama', 'Name') },
          { title: view.t('Keterangan', 'Status') },
          { title: view.t('Target', 'Target'), numeric: true },
          { title: view.t('Dihitung', 'Counted'), numeric: true },
          { title: view.t('Disebarkan', 'Shared'), numeric: true },
          { title: view.t('Unit kerja', 'Unit') },
        ]}
        rows={people.map((person) => personRow(view, person, values))}
      />
      <More view={view} href={next && addressOf(values, { setelah: next })} />
    </>
  );
}

function personRow(
  view: View,
  person: ListedFigure,
  { month, policy }: Pick<Participation, 'month' | 'policy'>,
): JSX.Element[] {
  const status = statusOf(person);
  const number = (value: number) => view.t(String(value), String(value));
  return [
    <a href={`/partisipasi/pegawai/${person.personId}?bulan=${month}`} safe>
      {person.name}
    </a>,
    <Badge tone={tones[status]}>
      {person.label && status !== 'belum' ? view.w(labelWords(person.label, policy)) : view.w(statusWords[status])}
    </Badge>,
    number(person.target),
    number(person.counted),
    number(person.posts),
    view.t(person.unitName, person.unitName),
  ];
}
