import type { Actor } from '../access/actor';
import { fullName } from '../directory/person.rules';
import type { Refusal } from '../kernel/refusal';
import { formatMoment } from '../kernel/wita';
import { qrSvg } from '../papers/qr';
import { Card, Empty, More } from '../web/components';
import { Problem, SelectField, Submit, TextField } from '../web/fields';
import { Page } from '../web/layout';
import type { View } from '../web/view';
import type { IssuedCode, Waiting } from './invitations.service';
import { codeGroups, issuingProblem } from './issuing.rules';
import { codeAddress } from './slips.rules';

export interface InvitationsValues {
  waiting: Waiting;
  actor: Actor;
  refused?: { form: 'slips' | 'code'; refusal: Refusal };
  number?: string;
}

/** Who has no account yet, slips for them, and a code for one person. */
export function invitationsPage(view: View, values: InvitationsValues): JSX.Element {
  const { waiting, refused } = values;
  const refusalOf = (form: 'slips' | 'code') => (refused?.form === form ? refused.refusal : undefined);
  return (
    <Page view={view} title={view.s('Aktivasi pegawai', 'Staff activation')}>
      <UnitChoice view={view} waiting={waiting} />
      <Card title={view.t('Belum mengaktifkan akun', 'Without an account')}>
        <Problem view={view} refusal={refusalOf('slips')} />
        {waiting.people.length ? (
          <SlipsList view={view} values={values} />
        ) : (
          <Empty>
            {view.t('Semua pegawai unit ini sudah mengaktifkan akunnya.', 'Everybody of this unit has an account.')}
          </Empty>
        )}
      </Card>
      <Card title={view.t('Kode untuk satu pegawai', 'A code for one person')}>
        <Problem view={view} refusal={refusalOf('code')} />
        <p>
          {view.t(
            'Untuk pegawai yang lupa kata sandi atau kehilangan lembarnya. Pastikan identitasnya secara langsung lebih dahulu; semua sesinya berakhir saat kode dipakai.',
            'For somebody who forgot the password or lost the slip. Check the identity in person first; all sessions end when the code is used.',
          )}
        </p>
        <form method="post" action="/pegawai/aktivasi/kode">
          <TextField
            view={view}
            name="number"
            label={view.t('NIP atau nomor THL pegawai', "The person's NIP or THL number")}
            value={values.number}
            refusal={refusalOf('code')}
            required
          />
          <Submit>{view.t('Buat kode', 'Make a code')}</Submit>
        </form>
      </Card>
    </Page>
  );
}

function UnitChoice({ view, waiting }: { view: View; waiting: Waiting }): JSX.Element {
  const options = waiting.units.map(({ code, name, waiting: count }) => ({ value: code, text: `${name} (${count})` }));
  if (options.length < 2)
    return (
      <p class="mb-4" safe>
        {waiting.unit?.name ?? ''}
      </p>
    );
  return (
    <form method="get" action="/pegawai/aktivasi" class="mb-4">
      <SelectField
        view={view}
        name="unit"
        label={view.t('Unit (jumlah yang belum aktif)', 'Unit (number without an account)')}
        value={waiting.unit?.code}
        options={options}
      />
      <button class="btn min-h-12">{view.t('Tampilkan', 'Show')}</button>
    </form>
  );
}

function SlipsList({ view, values }: { view: View; values: InvitationsValues }): JSX.Element {
  const { people, unit, next } = values.waiting;
  const onward = `/pegawai/aktivasi?unit=${encodeURIComponent(unit?.code ?? '')}&setelah=${next ?? ''}`;
  return (
    <>
      <p>
        {view.t(
          'Satu lembar per pegawai, empat lembar per halaman, berlaku 14 hari. Lembar baru membatalkan lembar sebelumnya.',
          'One slip a person, four on a page, valid for 14 days. A new slip voids the one before.',
        )}
      </p>
      <form method="post" action="/pegawai/aktivasi/lembar">
        <input type="hidden" name="unit" value={unit?.code ?? ''} />
        <ul class="mb-4 divide-y divide-base-300">
          {people.map((person) => {
            const beyond = issuingProblem(values.actor, person);
            return (
              <li>
                <label class="flex min-h-12 items-center gap-3 py-1">
                  <input
                    class="checkbox"
                    type="checkbox"
                    name="person"
                    value={person.id}
                    checked={!beyond && !person.codeUntil}
                    disabled={beyond !== undefined}
                  />
                  <span class="grow">
                    <span safe>{fullName(person)}</span>
                    <br />
                    <span class="text-sm text-muted" safe>
                      {person.number}
                    </span>
                    {person.codeUntil ? (
                      <span class="block text-sm">
                        {view.t('Lembar berlaku sampai', 'Slip valid until')}{' '}
                        <span safe>{formatMoment(person.codeUntil, view.lang)}</span>
                      </span>
                    ) : (
                      ''
                    )}
                    {beyond ? <span class="block text-sm">{view.w(beyond.words)}</span> : ''}
                  </span>
                </label>
              </li>
            );
          })}
        </ul>
        <Submit>{view.t('Buat lembar aktivasi (PDF)', 'Make activation slips (PDF)')}</Submit>
      </form>
      <More view={view} href={next ? onward : null} />
    </>
  );
}

/** A code that was just made: shown this once, to be handed over. */
export function issuedCodePage(view: View, issued: IssuedCode): JSX.Element {
  const isReset = issued.purpose === 'reset';
  return (
    <Page
      view={view}
      title={isReset ? view.s('Kode atur ulang', 'Reset code') : view.s('Kode aktivasi', 'Activation code')}
    >
      <Card>
        <p safe>{`${issued.name} · ${issued.unitName}`}</p>
        <p class="text-3xl font-bold tracking-widest" role="status" safe>
          {codeGroups(issued.code).join(' ')}
        </p>
        <p>
          {view.t('Berlaku sampai', 'Valid until')} <span safe>{formatMoment(issued.validUntil, view.lang)}</span>
        </p>
        <p>
          {view.t('Dimasukkan di', 'To be entered at')}{' '}
          <span class="break-all" safe>
            {issued.address}
          </span>
        </p>
        <div class="w-48 rounded-box bg-white p-2">{qrSvg(codeAddress(issued)) as 'safe'}</div>
        <p>
          {view.t(
            'Kode ini tidak akan ditampilkan lagi dan hanya dapat dipakai satu kali. Serahkan langsung kepada orangnya.',
            'This code will not be shown again and works once. Hand it to the person directly.',
          )}
        </p>
        <p>
          <a class="btn min-h-12" href="/pegawai/aktivasi">
            {view.t('Selesai', 'Done')}
          </a>
        </p>
      </Card>
    </Page>
  );
}
