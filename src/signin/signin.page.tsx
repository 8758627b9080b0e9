import type { Refusal } from '../kernel/refusal';
import { Card } from '../web/components';
import { Problem, Submit, TextField } from '../web/fields';
import { Page } from '../web/layout';
import type { View } from '../web/view';

export interface SigninValues {
  number?: string;
  /** Where to go on to. */
  returnTo: string;
  refusal?: Refusal;
}

/** The sign-in form. */
export function signinPage(view: View, { number, returnTo, refusal }: SigninValues): JSX.Element {
  return (
    <Page view={view} title={view.s('Masuk', 'Sign in')}>
      <Card>
        <Problem view={view} refusal={refusal} />
        <form method="post" action="/masuk">
          <input type="hidden" name="kembali" value={returnTo} />
          <TextField
            view={view}
            name="number"
            label={view.t('NIP atau nomor THL', 'NIP or THL number')}
            value={number}
            autocomplete="username"
            required
          />
          <TextField
            view={view}
            name="password"
            type="password"
            label={view.t('Kata sandi', 'Password')}
            autocomplete="current-password"
            required
          />
          <Submit>{view.t('Masuk', 'Sign in')}</Submit>
        </form>
      </Card>
      <Card title={view.t('Belum punya kata sandi, atau lupa', 'No password yet, or forgotten')}>
        <p>
          {view.t(
            'Kasubag Umum dan Kepegawaian unit Anda memberikan lembar berisi kode. Dengan kode itu Anda membuat kata sandi sendiri.',
            "Your unit's personnel officer gives you a slip with a code. With that code you make your own password.",
          )}
        </p>
        <p>
          <a class="btn min-h-12" href="/aktivasi">
            {view.t('Masukkan kode', 'Enter the code')}
          </a>
        </p>
      </Card>
    </Page>
  );
}
