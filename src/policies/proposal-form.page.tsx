import type { Refusal } from '../kernel/refusal';
import { formatMonth, formatNumber, type Month } from '../kernel/wita';
import { Card, Figure, Table } from '../web/components';
import { Problem, SelectField, Submit, TextArea, TextField } from '../web/fields';
import { Page } from '../web/layout';
import { inAttribute } from '../web/typed';
import type { View } from '../web/view';
import { differences, fieldGroups, typedPolicy } from './policy-fields.rules';
import type { Policy } from './policy.rules';
import type { Load, TypedProposal } from './proposals.service';

/** Values that may be proposed, with what they would ask. */
export interface Checked {
  month: Month;
  policy: Policy;
  before: Policy;
  load: Load;
}

/** What a proposer has seen before sending: month and values. */
export const seenOf = ({ month, policy }: Checked) => `${month} ${JSON.stringify(typedPolicy(policy))}`;

/** The form of a proposal: first checked, with its load shown, then proposed. */
export function proposalFormPage(
  view: View,
  values: { typed: TypedProposal; checked?: Checked; refusal?: Refusal },
): JSX.Element {
  const { typed, checked, refusal } = values;
  return (
    <Page view={view} title={view.s('Usulan juknis baru', 'New proposal of the rule')}>
      <form method="post" action="/juknis/usulan">
        <Problem view={view} refusal={refusal} />
        <input type="hidden" name="id" value={typed.id} />
        <input type="hidden" name="dilihat" value={checked ? inAttribute(seenOf(checked)) : ''} />
        {checked ? <CheckedCard view={view} checked={checked} /> : ''}
        <Card>
          <TextField
            view={view}
            name="bulan"
            label={view.t('Berlaku mulai bulan', 'In force from the month')}
            hint={view.t('Bulan yang belum dimulai, misalnya 2026-12.', 'A month not begun, such as 2026-12.')}
            value={typed.month}
            refusal={refusal}
            required
          />
          <TextArea
            view={view}
            name="alasan"
            label={view.t('Alasan', 'Reason')}
            hint={view.t(
              'Wajib bila beban sebulan melebihi batas menit. Dapat dibaca semua pegawai.',
              'Needed when the load of a month is above the limit. Read by all staff.',
            )}
            value={typed.reason}
            refusal={refusal}
            rows={3}
          />
        </Card>
        {fieldGroups.map((group) => (
          <Card title={view.w(group.title)}>
            {group.fields.map((field) => (
              <PolicyField view={view} field={field} value={typed.values[field.name]} refusal={refusal} />
            ))}
          </Card>
        ))}
        <Submit>{view.t('Periksa beban dan perubahan', 'Check the load and the changes')}</Submit>
      </form>
    </Page>
  );
}

type Field = (typeof fieldGroups)[number]['fields'][number];

function PolicyField(props: {
  view: View;
  field: Field;
  value: string | undefined;
  refusal: Refusal | undefined;
}): JSX.Element {
  const { view, field, value, refusal } = props;
  const { shape } = field.kind;
  const shown = { view, name: field.name, label: view.w(field.label), value, refusal };
  if (typeof shape === 'string') return <TextField {...shown} required />;
  return <SelectField {...shown} options={shape.options.map((one) => ({ ...one, text: one.words[view.lang] }))} />;
}

function CheckedCard({ view, checked }: { view: View; checked: Checked }): JSX.Element {
  const { month, policy, before, load } = checked;
  return (
    <Card title={view.t(`Mulai ${formatMonth(month, 'id')}`, `From ${formatMonth(month, 'en')}`)}>
      <LoadFigures view={view} load={load} />
      <Changes view={view} before={before} after={policy} />
      <p class="text-sm text-muted">
        {view.t(
          'Isian di bawah masih dapat diubah; bebannya lalu diperiksa lagi sebelum diajukan.',
          'The values below can still be changed; their load is then checked again.',
        )}
      </p>
      <Submit>{view.t('Ajukan', 'Propose')}</Submit>
    </Card>
  );
}

/** The load governor. */
export function LoadFigures({ view, load }: { view: View; load: Load }): JSX.Element {
  const number = (value: number) => view.t(formatNumber(value, 'id', 1), formatNumber(value, 'en', 1));
  return (
    <div class="grid grid-cols-1 gap-3 sm:grid-cols-3">
      <Figure
        label={view.t('Menit per pegawai', 'Minutes per person')}
        value={number(load.minutesPerPerson)}
        note={view.t('sebulan', 'a month')}
      />
      <Figure
        label={view.t('Jam pemeriksaan', 'Checking hours')}
        value={number(load.checkingHours)}
        note={view.t('sebulan, seluruhnya', 'a month, in all')}
      />
      <Figure label={view.t('Pegawai saat ini', 'People today')} value={number(load.people)} />
    </div>
  );
}

/** What a proposal changes. */
export function Changes({ view, before, after }: { view: View; before: Policy; after: Policy }): JSX.Element {
  const rows = differences(before, after);
  if (!rows.length) return <p>{view.t('Tidak ada nilai yang berubah.', 'No value changes.')}</p>;
  return (
    <Table
      caption={view.t('Nilai yang berubah', 'Values that change')}
      columns={[
        { title: view.t('Nilai', 'Value') },
        { title: view.t('Sebelumnya', 'Before') },
        { title: view.t('Menjadi', 'After') },
      ]}
      rows={rows.map((row) => [view.w(row.label), view.t(row.before, row.before), view.t(row.after, row.after)])}
    />
  );
}
