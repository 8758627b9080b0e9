import type { Refusal } from '../kernel/refusal';
import { asset } from '../web/assets';
import { Empty, Problem, SelectField, Submit, TextArea, TextField } from '../web/components';
import { Page } from '../web/layout';
import type { View } from '../web/view';
import type { ChannelWords } from '../shares/share.rules';

/** What was typed into the form, as it was typed. */
export interface TypedShare {
  /** The id that the share will have. */
  id: string;
  materi: string;
  isi: string;
  kanal: string;
  waktu: string;
  /** The picture that came with an earlier attempt; empty without one. */
  gambarId: string;
  /** `ya`: the sender insists that a link which somebody else logged is the own one. */
  milik?: string | undefined;
}

export interface LogShareValues {
  items: { id: string; title: string }[];
  channels: ChannelWords[];
  typed: TypedShare;
  refusal?: Refusal | undefined;
}

/** *Catat sebaran*: one form for every channel; a link tells its channel by itself. */
export function logSharePage(view: View, values: LogShareValues): JSX.Element {
  return (
    <Page view={view} title={view.s('Catat sebaran', 'Log a share')}>
      <Problem view={view} refusal={values.refusal} />
      {values.items.length || values.typed.isi ? (
        <Form view={view} values={values} />
      ) : (
        <Empty>
          {view.t(
            'Belum ada materi yang terbuka untuk unit Anda. Materi baru akan tampil di Beranda.',
            'There is no open item for your unit. New items show on the home page.',
          )}
        </Empty>
      )}
    </Page>
  );
}

function Form({ view, values }: { view: View; values: LogShareValues }): JSX.Element {
  const { typed, refusal, items } = values;
  const choose = { value: '', text: view.s('Pilih materi', 'Choose an item') };
  return (
    <form
      method="post"
      action="/sebaran/catat"
      enctype="multipart/form-data"
      class="card border border-base-300 bg-base-100 p-4"
    >
      <input type="hidden" name="id" value={typed.id} />
      <SelectField
        view={view}
        name="materi"
        label={view.t('Materi yang Anda bagikan', 'The item you shared')}
        value={typed.materi}
        options={[
          ...(items.length === 1 ? [] : [choose]),
          ...items.map(({ id, title }) => ({ value: id, text: title })),
        ]}
        refusal={refusal}
        required
      />
      <TextArea
        view={view}
        name="isi"
        label={view.t('Tautan unggahan Anda, atau keterangan', 'The link of your post, or a statement')}
        hint={view.t(
          'Tempel seluruh teks dari tombol Bagikan. Untuk cara tanpa tautan, tulis di mana dan kepada siapa. Untuk status, cerita, dan grup, cukup tangkapan layar.',
          'Paste the whole text from the share button. For ways without a link, write where and to whom. For a status, story or group a screenshot is enough.',
        )}
        value={typed.isi}
        refusal={refusal}
        rows={4}
      />
      <p id="bacaan" class="mb-3 min-h-6 text-sm font-medium" aria-live="polite" data-reading></p>
      <Insistence view={view} typed={typed.milik} refusal={refusal} />
      <Channels view={view} values={values} />
      <details class="mb-4" open={Boolean(typed.waktu)}>
        <summary class="min-h-11 cursor-pointer py-2">
          {view.t('Dibagikan pada waktu lain?', 'Shared at another time?')}
        </summary>
        <TextField
          view={view}
          name="waktu"
          type="datetime-local"
          label={view.t('Waktu sebar (WITA)', 'Moment shared (WITA)')}
          hint={view.t('Kosongkan bila baru saja dibagikan.', 'Leave empty if you shared it just now.')}
          value={typed.waktu}
          refusal={refusal}
        />
      </details>
      <PictureField view={view} keptId={typed.gambarId} refusal={refusal} />
      <Submit>{view.t('Catat sebaran', 'Log the share')}</Submit>
      <script src={asset('log-share.js')} defer></script>
    </form>
  );
}

/** A screenshot; last in its form, so that what was typed arrives before a picture that is too large. */
export function PictureField(given: { view: View; keptId?: string; refusal: Refusal | undefined }): JSX.Element {
  const { view, keptId, refusal } = given;
  const problem = refusal?.fields.find(({ field }) => field === 'gambar')?.words;
  return (
    <div class="mb-4">
      {keptId ? <input type="hidden" name="gambarId" value={keptId} /> : ''}
      <label class="mb-1 block font-medium" for="gambar">
        {view.t('Tangkapan layar (bila ada)', 'Screenshot (if you have one)')}
      </label>
      <p class="mb-1 text-sm text-muted" id="gambar-petunjuk">
        {keptId
          ? view.t(
              'Gambar Anda sudah terunggah. Pilih lagi hanya untuk menggantinya.',
              'Your picture is uploaded. Choose one again only to replace it.',
            )
          : view.t(
              'JPEG, PNG, atau WebP, paling besar 8 MB. Lokasi dan data kamera dihapus.',
              'JPEG, PNG or WebP, at most 8 MB. Place and camera data are removed.',
            )}
      </p>
      <input
        class={`file-input w-full ${problem ? 'file-input-error' : ''}`}
        type="file"
        id="gambar"
        name="gambar"
        accept="image/jpeg,image/png,image/webp"
        aria-describedby={`gambar-petunjuk${problem ? ' gambar-salah' : ''}`}
        aria-invalid={problem ? 'true' : undefined}
      />
      {problem ? (
        <p class="mt-1 text-sm font-medium text-error" id="gambar-salah">
          {view.w(problem)}
        </p>
      ) : (
        ''
      )}
    </div>
  );
}

/** The box that comes with the refusal of a link which somebody else logged; ticked, a reviewer will decide. */
export function Insistence(given: {
  view: View;
  typed: string | undefined;
  refusal: Refusal | undefined;
}): JSX.Element {
  const { view, typed, refusal } = given;
  if (!typed && !refusal?.fields.some(({ field }) => field === 'milik')) return <></>;
  return (
    <div class="mb-4">
      <label class="flex min-h-11 items-center gap-3 font-medium">
        <input
          class="checkbox shrink-0"
          type="checkbox"
          name="milik"
          value="ya"
          checked={typed === 'ya'}
          aria-describedby="milik-petunjuk"
        />
        {view.t('Ini unggahan saya sendiri', 'This is my own post')}
      </label>
      <p class="text-sm text-muted" id="milik-petunjuk">
        {view.t(
          'Sebaran ditahan dan dihitung setelah verifikator menerimanya.',
          'The share is put on hold and counts once a reviewer has accepted it.',
        )}
      </p>
    </div>
  );
}

function Channels({ view, values }: { view: View; values: LogShareValues }): JSX.Element {
  const { channels, typed, refusal } = values;
  const problem = refusal?.fields.find(({ field }) => field === 'kanal')?.words;
  const byLink = view.s('Unggahan dengan tautan; kanalnya dikenali', 'A post with a link; its channel is recognised');
  const ways = [
    { code: '', name: byLink },
    ...channels
      .filter(({ active, proof }) => active && proof !== 'link')
      .map(({ code, nameId, nameEn }) => ({ code, name: view.s(nameId, nameEn) })),
  ];
  const chosen = ways.some(({ code }) => code === typed.kanal) ? typed.kanal : '';
  return (
    <fieldset class="mb-3" aria-describedby={problem ? 'kanal-salah' : undefined}>
      <legend class="mb-1 font-medium">{view.t('Cara menyebarkan', 'How you shared it')}</legend>
      <p class="mb-1 text-sm text-muted">{view.t('Semua cara bernilai sama.', 'Every way earns the same credit.')}</p>
      {ways.map(({ code, name }) => (
        <label class="flex min-h-11 items-center gap-3">
          <input class="radio shrink-0" type="radio" name="kanal" value={code} checked={code === chosen} />
          <span safe>{name}</span>
        </label>
      ))}
      {problem ? (
        <p class="mt-1 text-sm font-medium text-error" id="kanal-salah">
          {view.w(problem)}
        </p>
      ) : (
        ''
      )}
    </fieldset>
  );
}
