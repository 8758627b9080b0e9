import type { Refusal } from '../kernel/refusal';
import { fieldsOf, settingGroups, type SettingGroup, type Settings } from '../settings/setting.rules';
import { Card } from '../web/components';
import { Problem, SelectField, Submit, TextArea, TextField } from '../web/fields';
import { Page } from '../web/layout';
import type { View } from '../web/view';
import { LogoCard } from './logo.page';

/** A form that was refused, as it was typed; `lambang` is that of the coat of arms. */
export interface RefusedGroup {
  name: string;
  typed: Record<string, string>;
  refusal: Refusal;
}

interface SettingsValues {
  settings: Settings;
  logo: { type: string; bytes: Buffer } | undefined;
  refused?: RefusedGroup | undefined;
}

/** *Setelan*: what an administrator may change while the program runs, a form for each group. */
export function settingsPage(view: View, { settings, logo, refused }: SettingsValues): JSX.Element {
  return (
    <Page view={view} title={view.s('Setelan', 'Settings')}>
      <p class="mb-4">
        {view.may('setting.change')
          ? view.t(
              'Perubahan berlaku bagi semua orang dalam beberapa detik dan tercatat pada jejak audit.',
              'A change applies to everybody within seconds and is written to the audit trail.',
            )
          : view.t(
              'Setelan berlaku bagi seluruh provinsi. Untuk mengubahnya, hubungi administrator unit teratas.',
              'Settings hold for the whole province. To have one changed, ask an administrator of the top unit.',
            )}
      </p>
      {settingGroups.map((group) => (
        <Group
          view={view}
          group={group}
          settings={settings}
          refused={refused?.name === group.name ? refused : undefined}
        />
      ))}
      <LogoCard view={view} logo={logo} refusal={refused?.name === 'lambang' ? refused.refusal : undefined} />
    </Page>
  );
}

function Group(props: {
  view: View;
  group: SettingGroup;
  settings: Settings;
  refused: RefusedGroup | undefined;
}): JSX.Element {
  const { view, group, settings, refused } = props;
  const fields = fieldsOf(group, settings);
  return (
    <Card title={view.w(group.title)}>
      <p>{view.w(group.about)}</p>
      {group.risk ? <p class="text-sm text-muted">{view.w(group.risk)}</p> : ''}
      {view.may('setting.change') ? (
        <form method="post" action={`/admin/setelan/${group.name}`}>
          <Problem view={view} refusal={refused?.refusal} />
          {fields.map((field) => (
            <SettingField view={view} field={field} refused={refused} />
          ))}
          <Submit>{view.t('Simpan', 'Save')}</Submit>
        </form>
      ) : (
        <dl class="grid gap-2">
          {fields.map((field) => (
            <Value view={view} field={field} />
          ))}
        </dl>
      )}
    </Card>
  );
}

type Field = ReturnType<typeof fieldsOf>[number];

function Value({ view, field: { label, shape, text } }: { view: View; field: Field }): JSX.Element {
  const option = typeof shape === 'object' && shape.options.find(({ value }) => value === text);
  return (
    <div>
      <dt class="text-sm text-muted">{view.w(label)}</dt>
      <dd class="font-medium break-words whitespace-pre-line" safe>
        {option ? option.words[view.lang] : text || '–'}
      </dd>
    </div>
  );
}

function SettingField(props: { view: View; field: Field; refused: RefusedGroup | undefined }): JSX.Element {
  const { view, field, refused } = props;
  const { key, shape, hint } = field;
  const shown = {
    ...{ view, name: key, label: view.w(field.label), refusal: refused?.refusal },
    value: refused?.typed[key] ?? field.text,
    ...(hint ? { hint: view.w(hint) } : {}),
  };
  if (shape === 'line') return <TextField {...shown} />;
  if (shape === 'lines') return <TextArea {...shown} rows={4} />;
  const options = shape.options.map(({ value, words }) => ({ value, text: words[view.lang] }));
  return <SelectField {...shown} options={options} />;
}
