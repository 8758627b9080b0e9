import { Page } from '../web/layout';
import type { View } from '../web/view';
import { LogShareForm } from './log-share.page';

/** What a phone shows without network: nobody's page, with the form that it fills from its own memory. */
export function offlinePage(view: View): JSX.Element {
  const typed = { id: '', materi: '', isi: '', kanal: '', waktu: '', gambarId: '' };
  return (
    <Page view={view} title={view.s('Tidak ada jaringan', 'No network')} offline>
      <p class="mb-4">
        {view.t(
          'Gaung tidak terjangkau. Sebaran tetap dapat dicatat di sini; sebaran itu disimpan di ponsel ini dan terkirim ketika jaringan kembali.',
          'Gaung cannot be reached. You can still log shares here; they are kept on this phone and sent when the network returns.',
        )}
      </p>
      <p class="mb-4">
        <a class="btn min-h-12" href="/" data-again>
          {view.t('Coba lagi', 'Try again')}
        </a>
      </p>
      <div data-offline-form hidden>
        <LogShareForm view={view} values={{ items: [], channels: [], typed, now: null, reading: null }} />
      </div>
      <p class="alert" data-offline-nobody hidden>
        {view.t(
          'Ponsel ini belum mengenal Anda. Masuk dahulu ketika ada jaringan; sesudah itu sebaran dapat dicatat tanpa jaringan.',
          'This phone does not know you yet. Sign in when there is network; after that you can log shares without it.',
        )}
      </p>
    </Page>
  );
}
