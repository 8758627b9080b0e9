import type { Refusal } from '../kernel/refusal';
import { mediumPath, shownPath, type PostMedium, type PostRecord } from '../posts/post.rules';
import { Card, Empty, MediumView } from '../web/components';
import { FileField, Problem, Submit } from '../web/fields';
import { Page } from '../web/layout';
import { inTextArea } from '../web/typed';
import type { View } from '../web/view';
import { longestAlt, mostPictures, shortestAlt } from './media.rules';

/** A refused form: which one (`gambar`, `video` or a medium's id) and the text typed in it. */
export interface Attempt {
  at: string;
  alt: string;
  refusal: Refusal;
}

interface MediaValues {
  post: PostRecord;
  attempt?: Attempt;
}

interface Part {
  view: View;
  values: MediaValues;
}

/** The pictures and the video of a post, for its writers. */
export function mediaPage(view: View, values: MediaValues): JSX.Element {
  const { post, attempt } = values;
  const pictures = post.media.filter(({ kind }) => kind === 'picture').length;
  return (
    <Page view={view} title={view.s('Gambar dan video', 'Pictures and video')}>
      <Problem view={view} refusal={attempt?.refusal} />
      <p class="mb-4">
        <a href={`/materi/${post.id}`} safe>
          {post.title}
        </a>
      </p>
      {post.media.length ? (
        <ol class="grid grid-cols-1 gap-1">
          {post.media.map((medium, index) => (
            <li>
              <Medium view={view} values={values} medium={medium} index={index} />
            </li>
          ))}
        </ol>
      ) : (
        <div class="mb-4">
          <Empty>
            {view.t(
              'Belum ada gambar atau video. Unggah yang pertama di bawah ini.',
              'There is no picture or video yet. Upload the first one below.',
            )}
          </Empty>
        </div>
      )}
      {pictures < mostPictures ? <AddPicture view={view} values={values} /> : ''}
      {pictures === post.media.length ? <AddVideo view={view} values={values} /> : ''}
    </Page>
  );
}

function Medium(props: Part & { medium: PostMedium; index: number }): JSX.Element {
  const { view, values, medium, index } = props;
  const name = medium.kind === 'video' ? 'Video' : view.s(`Gambar ${index + 1}`, `Picture ${index + 1}`);
  return (
    <Card title={view.t(name, name)}>
      <MediumView {...medium} src={shownPath(medium)} />
      <form method="post" action={`/materi/${values.post.id}/media/${medium.id}`}>
        <Seen post={values.post} />
        <Alt view={view} at={medium.id} values={values} value={medium.alt} />
        <p class="flex flex-wrap gap-2">
          <button class="btn" name="tindakan" value="simpan">
            {view.t('Simpan teks', 'Save the text')}
          </button>
          {index > 0 ? (
            <button
              class="btn"
              name="tindakan"
              value="naik"
              formnovalidate
              aria-label={view.s(`Naikkan: ${name}`, `Move up: ${name}`)}
            >
              {view.t('Naikkan', 'Move up')}
            </button>
          ) : (
            ''
          )}
          <button
            class="btn"
            name="tindakan"
            value="hapus"
            formnovalidate
            aria-label={view.s(`Hapus: ${name}`, `Remove: ${name}`)}
          >
            {view.t('Hapus', 'Remove')}
          </button>
          <a class="btn" href={mediumPath(medium)}>
            {view.t('Buka ukuran penuh', 'Open in full size')}
          </a>
        </p>
      </form>
    </Card>
  );
}

function AddPicture({ view, values }: Part): JSX.Element {
  return (
    <Card title={view.t('Tambah gambar', 'Add a picture')}>
      <form method="post" action={`/materi/${values.post.id}/media`} enctype="multipart/form-data">
        <Seen post={values.post} />
        <Alt view={view} at="gambar" values={values} value="" />
        <FileField
          view={view}
          name="picture"
          required
          refusal={attemptAt(values, 'gambar')?.refusal}
          accept="image/jpeg,image/png,image/webp"
          label={view.t('Berkas gambar', 'Picture file')}
          hint={view.t(
            `JPEG, PNG, atau WebP, paling besar 8 MB; paling banyak ${mostPictures} gambar. Keterangan tempat dan kamera di dalamnya dihapus.`,
            `JPEG, PNG or WebP of at most 8 MB; at most ${mostPictures} pictures. Place and camera written in it are removed.`,
          )}
        />
        <Submit>{view.t('Unggah gambar', 'Upload the picture')}</Submit>
      </form>
    </Card>
  );
}

function AddVideo({ view, values }: Part): JSX.Element {
  return (
    <Card title={view.t('Tambah video', 'Add a video')}>
      <form method="post" action={`/materi/${values.post.id}/media/video`} enctype="multipart/form-data">
        <Seen post={values.post} />
        <Alt view={view} at="video" values={values} value="" />
        <FileField
          view={view}
          name="berkas"
          required
          refusal={attemptAt(values, 'video')?.refusal}
          accept="video/mp4"
          label={view.t('Berkas video', 'Video file')}
          hint={view.t(
            'Satu video MP4, paling besar 30 MB. Sertakan teks di dalam video bagi yang tidak mendengar.',
            'One MP4 video of at most 30 MB. Put text into it for those who cannot hear.',
          )}
        />
        <Submit>{view.t('Unggah video', 'Upload the video')}</Submit>
      </form>
    </Card>
  );
}

function attemptAt({ attempt }: MediaValues, at: string): Attempt | undefined {
  return attempt?.at === at ? attempt : undefined;
}

function Seen({ post }: { post: PostRecord }): JSX.Element {
  return <input type="hidden" name="changedAt" value={post.changedAt.toISOString()} />;
}

/** The page holds several of them, so each has an id of its own. The fields stand before the file, which is read last. */
function Alt(props: Part & { at: string; value: string }): JSX.Element {
  const { view, values, at } = props;
  const attempt = attemptAt(values, at);
  const problem = attempt?.refusal.fields.find(({ field }) => field === 'alt')?.words;
  const hints = [`alt-${at}-petunjuk`, problem && `alt-${at}-salah`].filter(Boolean).join(' ');
  return (
    <div class="mb-3">
      <label class="mb-1 block font-medium" for={`alt-${at}`}>
        {view.t('Teks alternatif', 'Alternative text')}
      </label>
      <p class="mb-1 text-sm text-muted" id={`alt-${at}-petunjuk`}>
        {view.t(
          'Ceritakan dalam bahasa Indonesia apa yang terlihat, bagi yang tidak dapat melihatnya.',
          'Tell in Indonesian what is to be seen, for those who cannot see it.',
        )}
      </p>
      <textarea
        class={`textarea w-full ${problem ? 'textarea-error' : ''}`}
        id={`alt-${at}`}
        name="alt"
        rows="2"
        required
        minlength={String(shortestAlt)}
        maxlength={String(longestAlt)}
        aria-describedby={hints}
      >
        {inTextArea(attempt?.alt ?? props.value)}
      </textarea>
      {problem ? (
        <p class="mt-1 text-sm font-medium text-error" id={`alt-${at}-salah`}>
          {view.w(problem)}
        </p>
      ) : (
        ''
      )}
    </div>
  );
}
