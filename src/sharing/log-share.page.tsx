import type { Refusal, Words } from '../kernel/refusal';
import { asset } from '../web/assets';
import { Empty } from '../web/components';
import { Problem, SelectField, Submit, TextArea, TextField } from '../web/fields';
import { Page } from '../web/layout';
import { PictureField } from './picture-field.page';
import type { View } from '../web/view';
import { readingSentence, type LinkReading } from '../links/link.rules';
import type { ChannelWords } from '../shares/share.rules';
import type { OpenItem } from '../shares/shares.service';
import type { ItemToLog } from '../links/propose.rules';

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
  items: ItemToLog[];
  channels: ChannelWords[];
  typed: TypedShare;
  /** When the form was made: a phone whose clock is wrong states the moment shared by it. Null on a page that is kept. */
  now: Date | null;
  /** The link in what was typed, if there is one that can be read. */
  reading: LinkReading | null;
  /** The item that the program chose. */
  proposed?: string | undefined;
  refusal?: Refusal | undefined;
}

export const itemToLog = ({ post, shares }: OpenItem): ItemToLog => ({
  id: post.id,
  title: post.title,
  from: post.shareFrom.getTime(),
  doneOn: shares.map(({ channel }) => channel),
});

/** *Catat sebaran*: one form for every channel; a link tells its channel by itself. */
export function logSharePage(view: View, values: LogShareValues): JSX.Element {
  return (
    <Page view={view} title={view.s('Catat sebaran', 'Log a share')}>
      <Problem view={view} refusal={values.refusal} />
      {values.items.length || values.typed.isi ? (
        <LogShareForm view={view} values={values} />
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

/** The form of *Catat sebaran*; on the page for a phone without network the phone fills in the items and channels. */
export function LogShareForm({ view, values }: { view: View; values: LogShareValues }): JSX.Element {
  const { typed, items, now, reading, refusal } = values;
  // A link from another app with its item leaves nothing to choose: the button comes first, in reach of the thumb.
  const wayIsClear = Boolean(reading && typed.materi && !typed.kanal && !refusal);
  const send = view.t('Catat sebaran', 'Log the share');
  return (
    <form
      method="post"
      action="/sebaran/catat"
      enctype="multipart/form-data"
      class="card border border-base-300 bg-base-100 p-4"
      data-now={now?.toISOString()}
      data-items={JSON.stringify(items.map(({ id, from, doneOn }) => ({ id, from, doneOn })))}
    >
      <input type="hidden" name="id" value={typed.id} />
      <Item view={view} values={values} />
      <Evidence view={view} values={values} />
      {wayIsClear ? <Submit>{send}</Submit> : ''}
      {wayIsClear ? (
        <details class="mt-2">
          <summary class="min-h-11 cursor-pointer py-2">{view.t('Cara lain menyebarkan', 'Another way')}</summary>
          <Channels view={view} values={values} />
        </details>
      ) : (
        <Channels view={view} values={values} />
      )}
      <Moment view={view} values={values} />
      <PictureField view={view} keptId={typed.gambarId} refusal={refusal} />
      {wayIsClear ? '' : <Submit>{send}</Submit>}
      <script src={asset('log-share.js')} defer></script>
    </form>
  );
}

function Item({ view, values }: { view: View; values: LogShareValues }): JSX.Element {
  const { typed, refusal, items, proposed } = values;
  const choose = { value: '', text: view.s('Pilih materi', 'Choose an item') };
  return (
    <>
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
      <p class="mb-3 text-sm" data-proposed hidden={!proposed}>
        {view.t('Diusulkan dari tautan Anda. Ganti bila keliru.', 'Proposed from your link. Change it if it is wrong.')}
      </p>
    </>
  );
}

function Evidence({ view, values: { typed, reading, refusal } }: { view: View; values: LogShareValues }): JSX.Element {
  const hint = view.t(
    'Tempel seluruh teks dari tombol Bagikan. Untuk cara tanpa tautan, tulis di mana dan kepada siapa. Untuk status, cerita, dan grup, cukup tangkapan layar.',
    'Paste the whole text from the share button. For ways without a link, write where and to whom. For a status, story or group a screenshot is enough.',
  );
  return (
    <>
      <TextArea
        view={view}
        name="isi"
        label={view.t('Tautan unggahan Anda, atau keterangan', 'The link of your post, or a statement')}
        {...(reading ? {} : { hint })}
        value={typed.isi}
        refusal={refusal}
        rows={reading ? 2 : 4}
      />
      <button class="btn mb-2 min-h-12 sm:self-start" type="button" data-paste hidden>
        {view.t('Tempel', 'Paste')}
      </button>
      <p id="bacaan" class="mb-3 min-h-6 text-sm font-medium" aria-live="polite" data-reading>
        {reading && !typed.kanal ? view.w(marked(readingSentence(reading))) : ''}
      </p>
      <Insistence view={view} typed={typed.milik} refusal={refusal} />
    </>
  );
}

const marked = ({ id, en }: Words): Words => ({ id: `✓ ${id}`, en: `✓ ${en}` });

function Moment({ view, values: { typed, refusal } }: { view: View; values: LogShareValues }): JSX.Element {
  return (
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
