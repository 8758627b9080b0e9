import { formatNumber } from '../kernel/wita';
import { mediumPath, shownPath, type PostMedium } from '../posts/post.rules';
import { Card, MediumView } from '../web/components';
import { inAttribute, inTextArea } from '../web/typed';
import type { View } from '../web/view';
import type { ChannelWords } from '../shares/share.rules';
import {
  composerAddress,
  composerNames,
  composers,
  disclosureLine,
  longestDisclosure,
  needsNoAccount,
  withDisclosure,
} from './share-out.rules';

export interface ShareOutValues {
  title: string;
  /** In the order of this person; the first is offered. */
  captions: string[];
  /** The official publication or the source, which goes with every share. */
  address: string;
}

/** What to say and how to hand it on. The words stay on the phone: nothing here is a field that is sent. */
export function ShareOut({ view, values }: { view: View; values: ShareOutValues }): JSX.Element {
  const [caption = '', ...others] = values.captions;
  return (
    <Card title={view.t('Bagikan', 'Share')}>
      <div
        class="grid grid-cols-1 gap-3"
        data-share-out
        data-title={inAttribute(values.title)}
        data-address={inAttribute(values.address)}
      >
        <OwnWords view={view} caption={caption} />
        <Disclosure view={view} />
        <Buttons view={view} text={withDisclosure(caption, disclosureLine)} address={values.address} />
        <OtherCaptions view={view} captions={others} />
      </div>
      <p class="text-sm">
        <a href="/panduan">{view.t('Panduan membagikan', 'Guide to sharing')}</a>
      </p>
    </Card>
  );
}

function OwnWords({ view, caption }: { view: View; caption: string }): JSX.Element {
  return (
    <div>
      <label class="mb-1 block font-medium" for="kata">
        {view.t('Kata-kata Anda', 'Your words')}
      </label>
      <p class="mb-1 text-sm text-muted" id="kata-petunjuk">
        {view.t(
          'Ubahlah takarir ini dengan kata-kata Anda sendiri; yang Anda tulis di sini tidak dikirim ke Gaung. Pastikan isinya tetap benar.',
          'Change this caption into your own words; what you write here is not sent to Gaung. Make sure it stays true.',
        )}
      </p>
      <textarea class="textarea w-full" id="kata" rows="5" aria-describedby="kata-petunjuk">
        {inTextArea(caption)}
      </textarea>
    </div>
  );
}

function Disclosure({ view }: { view: View }): JSX.Element {
  return (
    <fieldset class="grid grid-cols-1 gap-1">
      <legend class="mb-1 font-medium">{view.t('Keterangan diri', 'Who speaks')}</legend>
      <label class="flex min-h-11 items-center gap-3">
        <input class="checkbox shrink-0" type="checkbox" id="keterangan-pakai" checked autocomplete="off" />
        <span>{view.t('Sertakan keterangan di bawah takarir', 'Put this line below the caption')}</span>
      </label>
      <input
        class="input w-full"
        id="keterangan"
        value={disclosureLine}
        maxlength={String(longestDisclosure)}
        autocomplete="off"
        aria-label={view.s('Keterangan', 'The line')}
      />
    </fieldset>
  );
}

/** Plain links into the networks' own forms; with a script they follow what is written above, and the phone's share sheet joins them. */
function Buttons({ view, text, address }: { view: View; text: string; address: string }): JSX.Element {
  return (
    <>
      <p class="flex flex-wrap gap-2">
        <button class="btn btn-primary min-h-12 w-full sm:w-auto" type="button" hidden data-share-sheet>
          {view.t('Bagikan', 'Share')}
        </button>
        <button class="btn" type="button" hidden data-copy-words>
          {view.t('Salin teks dan tautan', 'Copy text and link')}
        </button>
        {composers.map((composer) => (
          <a
            class="btn"
            href={inAttribute(composerAddress(composer, text, address))}
            target="_blank"
            rel="noopener noreferrer"
            data-composer={composer}
            safe
          >
            {view.s(`Bagikan ke ${composerNames[composer]}`, `Share on ${composerNames[composer]}`)}
          </a>
        ))}
      </p>
      <p class="min-h-6 text-sm" role="status" data-said></p>
    </>
  );
}

function OtherCaptions({ view, captions }: { view: View; captions: string[] }): JSX.Element {
  if (!captions.length) return <></>;
  return (
    <details>
      <summary class="min-h-11 cursor-pointer py-2">
        {view.t(`Takarir lain (${captions.length})`, `Other captions (${captions.length})`)}
      </summary>
      <ul class="grid grid-cols-1 gap-2">
        {captions.map((caption) => (
          <li class="rounded-box border border-base-300 p-3">
            <p class="break-words whitespace-pre-line select-all" safe>
              {caption}
            </p>
            <button class="btn mt-2" type="button" hidden data-caption={inAttribute(caption)}>
              {view.t('Pakai takarir ini', 'Use this caption')}
            </button>
          </li>
        ))}
      </ul>
    </details>
  );
}

/** The ways to log, those without a personal account first. */
export function LogWays(props: { view: View; postId: string; channels: ChannelWords[] }): JSX.Element {
  const { view, postId, channels } = props;
  const ways = channels.filter((channel) => channel.active && needsNoAccount(channel));
  const form = `/sebaran/catat?materi=${postId}`;
  return (
    <Card title={view.t('Catat sebaran', 'Log a share')}>
      <p class="text-sm text-muted">{view.t('Semua cara bernilai sama.', 'Every way earns the same credit.')}</p>
      {ways.length ? (
        <>
          <h3 class="font-medium">{view.t('Tanpa akun pribadi', 'Without a personal account')}</h3>
          <ul class="flex flex-wrap gap-2">
            {ways.map(({ code, nameId, nameEn }) => (
              <li>
                <a class="btn" href={`${form}&kanal=${code}`} safe>
                  {view.s(nameId, nameEn)}
                </a>
              </li>
            ))}
          </ul>
        </>
      ) : (
        ''
      )}
      <h3 class="font-medium">{view.t('Dari akun Anda', 'From your account')}</h3>
      <p>
        <a class="btn" href={form}>
          {view.t('Unggahan dengan tautan', 'A post with a link')}
        </a>
      </p>
    </Card>
  );
}

interface MediaOfItem {
  code: string;
  state: string;
  media: readonly PostMedium[];
}

/** The pictures and video of an item: to look at, to save, and to choose for the share sheet. Those of a withdrawn item are gone. */
export function ItemMedia({ view, post }: { view: View; post: MediaOfItem }): JSX.Element {
  if (!post.media.length || post.state !== 'published') return <></>;
  return (
    <Card title={view.t('Gambar dan video', 'Pictures and video')}>
      <ul class={`grid gap-4 ${post.media.length > 1 ? 'grid-cols-2' : 'grid-cols-1'}`}>
        {post.media.map((medium, index) => (
          <li class="grid content-start gap-2">
            <MediumView {...medium} src={shownPath(medium)} />
            <Save view={view} medium={medium} name={fileName(post.code, medium, index)} />
            <Choice view={view} medium={medium} name={fileName(post.code, medium, index)} isFirst={index === 0} />
          </li>
        ))}
      </ul>
    </Card>
  );
}

function Save({ view, medium, name }: { view: View; medium: PostMedium; name: string }): JSX.Element {
  const size = (lang: 'id' | 'en') => `${formatNumber(Math.max(0.1, medium.size / 1024 / 1024), lang, 1)} MB`;
  const what = medium.kind === 'video' ? view.s('Simpan video', 'Save video') : view.s('Simpan gambar', 'Save picture');
  return (
    <a class="btn" href={mediumPath(medium)} download={inAttribute(name)} safe>
      {`${what} (${size(view.lang)})`}
    </a>
  );
}

/** Shown by the script where the phone can hand files over. The first is chosen, not all: they cost the reader's data. */
function Choice(props: { view: View; medium: PostMedium; name: string; isFirst: boolean }): JSX.Element {
  const { view, medium, name, isFirst } = props;
  return (
    <label class="flex min-h-11 items-center gap-3" hidden data-share-choice>
      <input
        class="checkbox shrink-0"
        type="checkbox"
        value={mediumPath(medium)}
        checked={isFirst}
        autocomplete="off"
        data-share-file
        data-name={inAttribute(name)}
      />
      <span>{view.t('Sertakan', 'Include')}</span>
    </label>
  );
}

function fileName(code: string, { kind }: PostMedium, index: number): string {
  return `${code.replace(/[^\w-]/g, '-')}-${index + 1}.${kind === 'video' ? 'mp4' : 'jpg'}`;
}
