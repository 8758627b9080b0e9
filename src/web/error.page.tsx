import type { Refusal } from '../kernel/refusal';
import { Page } from './layout';
import { titleOf } from './thrown';
import type { View } from './view';

/** What a reader sees instead of the page: what happened and where to go. */
export function errorPage(view: View, refusal: Refusal): JSX.Element {
  return (
    <Page view={view} title={titleOf(refusal)[view.lang]}>
      <p class={refusal.status === 404 ? 'mb-4' : 'alert alert-error mb-4'} role="alert">
        {view.w(refusal.words)}
      </p>
      {refusal.status === 413 ? (
        <p class="mb-4">
          {view.t(
            'Coba tombol kembali pada peramban: biasanya formulir tadi tampil lagi dengan teks yang Anda ketik.',
            'Try the browser’s back button: it usually shows the form again with the text that you typed.',
          )}
        </p>
      ) : (
        ''
      )}
      <p>
        {refusal.status === 401 ? (
          <a class="btn btn-primary" href="/masuk">
            {view.t('Masuk', 'Sign in')}
          </a>
        ) : (
          <a class="btn" href="/">
            {view.t('Ke Beranda', 'To the home page')}
          </a>
        )}
      </p>
    </Page>
  );
}
