import type { Refusal } from '../kernel/refusal';
import { asset } from '../web/assets';
import { FileField } from '../web/fields';
import type { View } from '../web/view';

/** A screenshot; last in its form, so that what was typed arrives before a picture that is too large. */
export function PictureField(given: {
  view: View;
  keptId?: string;
  refusal: Refusal | undefined;
  /** The form is about nothing else. */
  required?: boolean;
}): JSX.Element {
  const { view, keptId, refusal, required } = given;
  return (
    <>
      {keptId ? <input type="hidden" name="gambarId" value={keptId} /> : ''}
      <FileField
        view={view}
        name="gambar"
        accept="image/jpeg,image/png,image/webp"
        label={
          required ? view.t('Gambar', 'Picture') : view.t('Tangkapan layar (bila ada)', 'Screenshot (if you have one)')
        }
        hint={
          keptId
            ? view.t(
                'Gambar Anda sudah terunggah. Pilih lagi hanya untuk menggantinya.',
                'Your picture is uploaded. Choose one again only to replace it.',
              )
            : view.t(
                'JPEG, PNG, atau WebP, paling besar 8 MB. Lokasi dan data kamera dihapus.',
                'JPEG, PNG or WebP, at most 8 MB. Place and camera data are removed.',
              )
        }
        refusal={refusal}
        required={required ?? false}
      >
        <Preview view={view} />
      </FileField>
    </>
  );
}

/** Shown by the page's script: the picture as it will be sent, blurred outside the strip that the person marks. */
function Preview({ view }: { view: View }): JSX.Element {
  const edges = [
    { id: 'kabur-atas', value: '0', label: view.t('Kaburkan bagian atas sampai', 'Blur the upper part down to') },
    { id: 'kabur-bawah', value: '100', label: view.t('Kaburkan bagian bawah mulai', 'Blur the lower part from') },
  ];
  return (
    <div class="mt-2" data-picture hidden>
      <p class="mb-2 text-sm font-medium" role="status" data-picture-status></p>
      <div data-picture-preview>
        <canvas
          class="max-h-80 max-w-full border border-base-300"
          role="img"
          aria-label={view.s('Gambar yang akan dikirim', 'The picture that will be sent')}
        ></canvas>
        <p class="mt-2 text-sm text-muted">
          {view.t(
            'Tutupi nama dan pesan orang lain: hanya bagian di antara kedua batas yang tetap tajam.',
            'Cover other people’s names and messages: only what lies between the two edges stays sharp.',
          )}
        </p>
        {edges.map(({ id, value, label }) => (
          <label class="block min-h-11" for={id}>
            {label as 'safe'}
            <input class="min-h-8 w-full" type="range" id={id} min="0" max="100" step="1" value={value} />
          </label>
        ))}
      </div>
      <script src={asset('picture.js')} defer></script>
    </div>
  );
}
