import type { Refusal } from '../kernel/refusal';
import { dayOf, formatDay, formatMoment } from '../kernel/wita';
import { Badge, Card, Empty } from '../web/components';
import { Problem, SelectField, Submit, TextField } from '../web/fields';
import { Page } from '../web/layout';
import type { View } from '../web/view';
import type { AccountOverview } from './account.service';
import { NewPasswordFields } from './activation.page';

export interface AccountValues {
  account: AccountOverview;
  /** The form that was refused, and why. */
  refused?: { form: 'password' | 'token'; refusal: Refusal };
  /** A token that was just made: shown this once. */
  token?: string;
  tokenName?: string;
}

/** The own account: who, where signed in, password, tokens. */
export function accountPage(view: View, { account, refused, token, tokenName }: AccountValues): JSX.Element {
  const refusalOf = (form: 'password' | 'token') => (refused?.form === form ? refused.refusal : undefined);
  return (
    <Page view={view} title={view.s('Akun saya', 'My account')}>
      {token ? <NewToken view={view} token={token} /> : ''}
      <Card title={view.t('Data akun', 'Account')}>
        <dl class="grid grid-cols-[auto_1fr] gap-x-4 gap-y-1">
          <dt class="text-muted">{view.t('Nama', 'Name')}</dt>
          <dd safe>{account.name}</dd>
          <dt class="text-muted">{view.t('Nomor', 'Number')}</dt>
          <dd safe>{account.numbers.join(', ') || '–'}</dd>
          <dt class="text-muted">{view.t('Unit', 'Unit')}</dt>
          <dd safe>{account.unitName || '–'}</dd>
        </dl>
        <Language view={view} />
      </Card>
      <Sessions view={view} account={account} />
      <Card title={view.t('Ubah kata sandi', 'Change password')}>
        <Problem view={view} refusal={refusalOf('password')} />
        <p>
          {view.t(
            'Sesudah diubah, perangkat lain harus masuk kembali.',
            'After the change other devices must sign in again.',
          )}
        </p>
        <form method="post" action="/akun/kata-sandi">
          <TextField
            view={view}
            name="current"
            type="password"
            label={view.t('Kata sandi saat ini', 'Current password')}
            autocomplete="current-password"
            refusal={refusalOf('password')}
            required
          />
          <NewPasswordFields view={view} refusal={refusalOf('password')} />
          <Submit>{view.t('Ubah kata sandi', 'Change password')}</Submit>
        </form>
      </Card>
      <Tokens view={view} account={account} refusal={refusalOf('token')} name={tokenName} />
    </Page>
  );
}

function Language({ view }: { view: View }): JSX.Element {
  const options = [
    { value: 'id', text: 'Bahasa Indonesia' },
    { value: 'en', text: 'English' },
  ];
  return (
    <form method="post" action="/bahasa">
      <input type="hidden" name="kembali" value="/akun" />
      <SelectField view={view} name="bahasa" label={view.t('Bahasa', 'Language')} value={view.lang} options={options} />
      <button class="btn min-h-12">{view.t('Simpan bahasa', 'Save language')}</button>
    </form>
  );
}

function Sessions({ view, account }: { view: View; account: AccountOverview }): JSX.Element {
  return (
    <Card title={view.t('Perangkat yang masuk', 'Signed-in devices')}>
      {account.sessions.length ? (
        <ul class="divide-y divide-base-300">
          {account.sessions.map(({ device, createdAt, seenAt, isThis }) => (
            <li class="py-2">
              <strong safe>{device || view.s('Tidak dikenal', 'Unknown')}</strong>{' '}
              {isThis ? <Badge tone="good">{view.t('Perangkat ini', 'This device')}</Badge> : ''}
              <br />
              <span class="text-sm text-muted">
                {view.t('Sejak', 'Since')} <span safe>{formatMoment(createdAt, view.lang)}</span>
                <br />
                {view.t('Terakhir dipakai', 'Last used')} <span safe>{formatMoment(seenAt, view.lang)}</span>
              </span>
            </li>
          ))}
        </ul>
      ) : (
        <Empty>{view.t('Tidak ada sesi peramban.', 'No browser session.')}</Empty>
      )}
      <form method="post" action="/akun/keluar-semua">
        <button class="btn min-h-12">{view.t('Keluar dari semua perangkat', 'Sign out of all devices')}</button>
      </form>
    </Card>
  );
}

type TokensProps = { view: View; account: AccountOverview; refusal: Refusal | undefined; name: string | undefined };

function Tokens({ view, account, refusal, name }: TokensProps): JSX.Element {
  const days = [30, 90, 180, 365].map((count) => ({ value: `${count}`, text: `${count} ${view.s('hari', 'days')}` }));
  return (
    <Card title={view.t('Token pribadi', 'Personal tokens')}>
      <p>
        {view.t(
          'Untuk program yang bekerja atas nama Anda. Siapa pun yang memegang token dapat melakukan semua yang boleh Anda lakukan; simpan seperti kata sandi.',
          'For programs that act for you. Whoever holds a token may do all that you may; keep it like a password.',
        )}
      </p>
      {account.tokens.length ? (
        <ul class="divide-y divide-base-300">
          {account.tokens.map((token) => (
            <li class="flex flex-wrap items-center justify-between gap-2 py-2">
              <span>
                <strong safe>{token.name}</strong>
                <br />
                <span class="text-sm text-muted">
                  {view.t('Berlaku sampai', 'Valid until')}{' '}
                  <span safe>{formatDay(dayOf(token.expiresAt), view.lang)}</span>
                </span>
              </span>
              <form method="post" action={`/akun/token/${token.id}/pencabutan`}>
                <button class="btn min-h-12" aria-label={`${view.s('Cabut', 'Revoke')} ${token.name}`}>
                  {view.t('Cabut', 'Revoke')}
                </button>
              </form>
            </li>
          ))}
        </ul>
      ) : (
        <Empty>{view.t('Belum ada token pribadi.', 'No personal tokens yet.')}</Empty>
      )}
      <Problem view={view} refusal={refusal} />
      <form method="post" action="/akun/token">
        <TextField
          view={view}
          name="name"
          label={view.t('Nama token', 'Name of the token')}
          value={name}
          refusal={refusal}
          required
        />
        <SelectField
          view={view}
          name="days"
          label={view.t('Masa berlaku', 'Valid for')}
          value="90"
          options={days}
          refusal={refusal}
        />
        <Submit>{view.t('Buat token', 'Make a token')}</Submit>
      </form>
    </Card>
  );
}

function NewToken({ view, token }: { view: View; token: string }): JSX.Element {
  return (
    <Card title={view.t('Token baru', 'New token')}>
      <p role="status">
        {view.t(
          'Salin sekarang: token ini tidak akan ditampilkan lagi.',
          'Copy it now: this token will not be shown again.',
        )}
      </p>
      <p>
        <code class="break-all" safe>
          {token}
        </code>
      </p>
      <p>
        <button type="button" class="btn min-h-12" hidden data-copy={token} data-copied={view.s('Tersalin', 'Copied')}>
          {view.t('Salin token', 'Copy token')}
        </button>
      </p>
    </Card>
  );
}
