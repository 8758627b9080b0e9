import type { Refusal } from '../kernel/refusal';
import { Card } from '../web/components';
import { FileField, Problem, Submit } from '../web/fields';
import type { View } from '../web/view';

interface LogoValues {
  view: View;
  /** Undefined: papers bear none. */
  logo: { type: string; bytes: Buffer } | undefined;
  refusal: Refusal | undefined;
}

/** The coat of arms on the letterhead: shown, replaced, removed. Far down on its page: a refusal is scrolled to. */
export function LogoCard({ view, logo, refusal }: LogoValues): JSX.Element {
  const mayChange = view.may('setting.change');
  return (
    <Card title={view.t('Lambang daerah', 'Coat of arms')}>
      <p>
        {view.t(
          'Tercetak di sebelah kiri kop laporan bulanan, rekapitulasi unit, dan bukti dukung.',
          'Printed at the left of the letterhead of monthly reports, recaps of units and evidence of a result.',
        )}
      </p>
      <p class="text-sm text-muted">
        {view.t(
          'Risiko: laporan yang belum diterbitkan memakai lambang baru. Laporan yang sudah diterbitkan tidak berubah.',
          'Risk: reports not yet issued bear the new one. Those that were issued do not change.',
        )}
      </p>
      <div id="lambang">
        <Problem view={view} refusal={refusal} />
        {logo ? <Present view={view} logo={logo} /> : <p>{view.t('Belum ada lambang.', 'There is none yet.')}</p>}
        {logo && mayChange ? <Removal view={view} /> : ''}
      </div>
      {mayChange ? <NewLogo view={view} logo={logo} refusal={refusal} /> : ''}
    </Card>
  );
}

function Present({ view, logo }: { view: View; logo: { type: string; bytes: Buffer } }): JSX.Element {
  return (
    <img
      class="h-28 max-w-full border border-base-300 object-contain p-2"
      src={`data:${logo.type};base64,${logo.bytes.toString('base64')}`}
      alt={view.s('Lambang daerah yang sekarang', 'The present coat of arms')}
    />
  );
}

function Removal({ view }: { view: View }): JSX.Element {
  return (
    <form
      class="mt-3 flex flex-wrap items-center gap-x-4 gap-y-2"
      method="post"
      action="/admin/setelan/lambang/hapus#lambang"
    >
      <button class="btn" aria-describedby="lambang-hapus">
        {view.t('Hapus lambang', 'Remove the coat of arms')}
      </button>
      <p class="text-sm text-muted" id="lambang-hapus">
        {view.t(
          'Gambarnya dihapus dari server, kecuali yang dipakai laporan terbitan; untuk memakainya lagi, unggah kembali.',
          'The picture is erased from the server, except where an issued report bears it; to use it again, upload it again.',
        )}
      </p>
    </form>
  );
}

function NewLogo({ view, logo, refusal }: LogoValues): JSX.Element {
  return (
    <form method="post" action="/admin/setelan/lambang#lambang" enctype="multipart/form-data">
      <FileField
        view={view}
        name="picture"
        accept="image/png,image/jpeg,image/webp"
        label={view.t('Berkas lambang', 'Picture file')}
        hint={view.t(
          'PNG, JPEG, atau WebP, paling besar 8 MB; sebaiknya PNG berlatar transparan, tinggi 400 piksel atau lebih.',
          'PNG, JPEG or WebP of at most 8 MB; best a PNG on a transparent ground, 400 pixels high or more.',
        )}
        refusal={refusal}
        required
      />
      <Submit>
        {logo ? view.t('Ganti lambang', 'Replace the coat of arms') : view.t('Unggah lambang', 'Upload it')}
      </Submit>
    </form>
  );
}
