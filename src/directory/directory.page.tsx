import type { Refusal } from '../kernel/refusal';
import { type Day, formatDay, formatNumber } from '../kernel/wita';
import { Badge, Card, Empty, More, Table } from '../web/components';
import { Problem, SelectField, Submit, TextField } from '../web/fields';
import { Page } from '../web/layout';
import type { View } from '../web/view';
import type { PersonRow } from './directory.queries';
import type { PersonRecord, UnitNode } from './directory.service';
import { fullName, grantableBy, type GrantedRole, roleNames, seesWhole, shownNumber } from './person.rules';
import { formatNip } from './person-number.rules';

const indents = ['', 'pl-4', 'pl-8', 'pl-12', 'pl-16'];
const plain = (view: View, text: string) => view.t(text, text);

/** The tree of units with their people, week, ranking and dates. */
export function unitsPage(view: View, units: UnitNode[]): JSX.Element {
  return (
    <Page view={view} title={view.s('Unit kerja', 'Work units')} wide>
      {units.length === 0 ? (
        <Empty>
          {view.t(
            'Belum ada unit. Impor daftar unit lebih dahulu, lalu daftar pegawai.',
            'There are no units yet. Import the units first, then the staff.',
          )}
        </Empty>
      ) : (
        <Table
          caption={view.t(
            'Jumlah pegawai mencakup unit di bawahnya dan dihitung menurut hari ini.',
            'The number of people includes sub-units, as of today.',
          )}
          columns={[
            { title: view.t('Unit', 'Unit') },
            { title: view.t('Pegawai', 'People'), numeric: true },
            { title: view.t('Pekan kerja', 'Working week') },
            { title: view.t('Peringkat', 'Ranking') },
            { title: view.t('Masa berlaku', 'Valid') },
          ]}
          rows={units.map((unit) => [
            <span class={`block ${indents[Math.min(unit.depth, 4)]}`}>
              <a class="link" href={`/pegawai?unit=${encodeURIComponent(unit.code)}`} safe>
                {unit.name}
              </a>
              <span class="block text-sm font-normal text-muted" safe>{`${unit.code} · ${unit.kind}`}</span>
            </span>,
            plain(view, formatNumber(unit.total, view.lang)),
            view.t(`${unit.week} hari`, `${unit.week} days`),
            unit.ranked ? view.t('Diperingkat', 'Ranked') : view.t('Tidak', 'No'),
            term(view, unit.validFrom, unit.validUntil),
          ])}
        />
      )}
    </Page>
  );
}

function term(view: View, from: Day | null, until: Day | null): JSX.Element {
  if (!from && !until) return view.t('Tanpa batas', 'Always');
  const day = (at: Day | null) => (at ? formatDay(at, view.lang) : '…');
  return plain(view, `${day(from)} – ${day(until)}`);
}

interface People {
  search: string;
  unit: string;
  units: UnitNode[];
  items: PersonRow[];
  next: string | null;
}

/** People who work today in the reader's units, by name. */
export function peoplePage(view: View, { search, unit, units, items, next }: People): JSX.Element {
  const query = new URLSearchParams({ cari: search, unit, setelah: next ?? '' });
  const options = [{ value: '', text: view.s('Semua unit saya', 'All my units') }, ...unitOptions(units)];
  return (
    <Page view={view} title={view.s('Pegawai', 'Staff')} wide>
      <form method="get" action="/pegawai" class="mb-4 grid gap-x-4 sm:grid-cols-3 sm:items-end">
        <TextField view={view} name="cari" label={view.t('Nama atau nomor', 'Name or number')} value={search} />
        <SelectField view={view} name="unit" label={view.t('Unit', 'Unit')} value={unit} options={options} />
        <div class="mb-3">
          <Submit>{view.t('Terapkan saringan', 'Apply filter')}</Submit>
        </div>
      </form>
      {items.length === 0 ? (
        <Empty>
          {search || unit
            ? view.t('Tidak ada pegawai yang cocok dengan saringan.', 'No member of staff matches the filter.')
            : view.t('Belum ada pegawai yang bertugas hari ini.', 'Nobody works here today.')}
        </Empty>
      ) : (
        <Table
          caption={view.t('Pegawai yang bertugas hari ini, menurut nama.', 'People who work today, by name.')}
          columns={[
            { title: view.t('Nama', 'Name') },
            { title: view.t('Nomor', 'Number') },
            { title: view.t('Status', 'Employment') },
          ]}
          rows={items.map((person) => [
            <span class="block min-w-40">
              <a class="link" href={`/pegawai/${person.id}`} safe>
                {fullName(person)}
              </a>
              <span class="block text-sm font-normal text-muted" safe>
                {[person.position, person.unitName].filter(Boolean).join(' · ')}
              </span>
            </span>,
            numberOf(view, person, person.number),
            plain(view, person.employmentType),
          ])}
        />
      )}
      <More view={view} href={next ? `/pegawai?${query.toString()}` : null} />
    </Page>
  );
}

function unitOptions(units: UnitNode[]) {
  return units.map(({ code, name, depth }) => ({ value: code, text: `${'\u00a0\u00a0'.repeat(depth)}${name}` }));
}

function numberOf(view: View, person: { id: string; unitPath: number[] }, number: string): JSX.Element {
  const shown = view.actor ? formatNip(shownNumber(view.actor, person, number)) : '';
  return <span class="whitespace-nowrap">{plain(view, shown)}</span>;
}

function roleName({ lang }: View, role: string): string {
  return roleNames[role as GrantedRole][lang];
}

type PersonPage = PersonRecord & { units: UnitNode[]; today: Day; refusal?: Refusal; typed: Record<string, string> };

/** One person: numbers, placements, leave and roles; an administrator grants and ends roles here. */
export function personPage(view: View, values: PersonPage): JSX.Element {
  const { person, numbers, memberships, leave, refusal } = values;
  const isWhole = view.actor !== null && seesWhole(view.actor, person);
  return (
    <Page view={view} title={fullName(person)}>
      <Problem view={view} refusal={refusal} />
      <Card>
        <p safe>{[person.position, person.unitName].filter(Boolean).join(' · ') || '–'}</p>
        {numbers.map(({ kind, number }) => (
          <p>
            {kind === 'nip' ? view.t('NIP', 'NIP') : view.t('Nomor THL', 'THL number')}:{' '}
            {numberOf(view, person, number)}
          </p>
        ))}
        {isWhole ? <p safe>{[person.phone, person.email].filter(Boolean).join(' · ')}</p> : ''}
      </Card>
      <Card title={view.t('Penempatan', 'Placements')}>
        {memberships.length ? '' : <p>{view.t('Belum ada penempatan.', 'No placement is recorded.')}</p>}
        <ul class="grid gap-3">
          {memberships.map((one) => (
            <li>
              {plain(view, one.unit?.name ?? '')}
              <span class="block text-sm text-muted">
                {plain(view, [one.position, one.employmentType].filter(Boolean).join(' · '))}
                {' · '}
                {term(view, one.startsOn, one.endsOn)}
              </span>
            </li>
          ))}
        </ul>
      </Card>
      <Card title={view.t('Cuti', 'Leave')}>
        {leave.length ? '' : <p>{view.t('Belum ada cuti yang tercatat.', 'No leave is recorded.')}</p>}
        <ul class="list-disc pl-6">
          {leave.map(({ startsOn, endsOn, kind }) => (
            <li>
              {term(view, startsOn, endsOn)} {isWhole ? plain(view, `(${kind})`) : ''}
            </li>
          ))}
        </ul>
      </Card>
      <Roles view={view} values={values} />
    </Page>
  );
}

function Roles({ view, values }: { view: View; values: PersonPage }): JSX.Element {
  const { person, grants, today } = values;
  const mayGrant = view.may('role.grant') && view.actor?.personId !== person.id;
  return (
    <Card title={view.t('Peran', 'Roles')}>
      {grants.length ? '' : <p>{view.t('Belum ada peran selain pegawai.', 'No role besides staff.')}</p>}
      <ul class="grid gap-3">
        {grants.map(({ id, role, unit, startsOn, endsOn }) => (
          <li class="flex flex-wrap items-center gap-2">
            <Badge tone={endsOn && endsOn < today ? 'neutral' : 'good'}>{plain(view, roleName(view, role))}</Badge>
            <span safe>{unit?.name ?? ''}</span>
            <span class="text-sm text-muted">{term(view, startsOn, endsOn)}</span>
            {mayGrant && (!endsOn || endsOn >= today) ? (
              <form method="post" action={`/pegawai/${person.id}/peran/${id}/akhir`}>
                <button
                  class="btn min-h-12"
                  aria-label={view.s(`Akhiri peran ${roleName(view, role)}`, `End the role ${roleName(view, role)}`)}
                >
                  {view.t('Akhiri', 'End')}
                </button>
              </form>
            ) : (
              ''
            )}
          </li>
        ))}
      </ul>
      {mayGrant && values.units.length ? <GrantForm view={view} values={values} /> : ''}
    </Card>
  );
}

function GrantForm({ view, values }: { view: View; values: PersonPage }): JSX.Element {
  const { person, units, today, refusal, typed } = values;
  const field = { view, refusal };
  const offered = view.actor ? grantableBy(view.actor) : [];
  const roles = offered.map((role) => ({ value: role, text: roleName(view, role) }));
  return (
    <form method="post" action={`/pegawai/${person.id}/peran`} class="mt-2 border-t border-base-300 pt-4">
      <SelectField {...field} name="peran" label={view.t('Peran', 'Role')} value={typed['peran']} options={roles} />
      <SelectField
        {...field}
        name="unit"
        label={view.t('Unit; berlaku juga bagi unit di bawahnya', 'Unit; sub-units are covered too')}
        value={typed['unit'] ?? person.unitCode}
        options={unitOptions(units)}
      />
      <TextField
        {...field}
        name="mulai"
        type="date"
        label={view.t('Mulai', 'First day')}
        value={typed['mulai'] ?? today}
      />
      <TextField
        {...field}
        name="selesai"
        type="date"
        label={view.t('Selesai (kosong: tanpa batas)', 'Last day (empty: no end)')}
        value={typed['selesai']}
      />
      <label class="mb-4 flex min-h-12 items-center gap-3">
        <input class="checkbox" type="checkbox" name="yakin" value="ya" checked={typed['yakin'] === 'ya'} />
        {view.t(
          'Saya yakin. Wajib dicentang untuk administrator, evaluator, dan penerbit.',
          'I am sure. Required for administrator, evaluator and publisher.',
        )}
      </label>
      <Submit>{view.t('Beri peran', 'Grant the role')}</Submit>
    </form>
  );
}
