import type { Refusal } from '../kernel/refusal';
import { Page } from './layout';
import type { View } from './view';

/** What a reader sees instead of the page: what happened and where to go. */
export function errorPage(view: View, refusal: Refusal): JSX.Element {
  const title =
    refusal.status === 404 ? view.s('Tidak ditemukan', 'Not found') : view.s('Tidak dapat dilanjutkan', 'Cannot go on');
  return (
    <Page view={view} title={title}>
      <p class="alert alert-error mb-4" role="alert">
        {view.w(refusal.words)}
      </p>
      <p>
        <a class="btn" href="/">
          {view.t('Ke Beranda', 'To the home page')}
        </a>
      </p>
    </Page>
  );
}
