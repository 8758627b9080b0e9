import type { ListPart } from '../kernel/list-part';
import { formatMoment } from '../kernel/wita';
import { Badge, Card, Empty, MediumView, More, type Tone } from '../web/components';
import { Page } from '../web/layout';
import type { View } from '../web/view';
import { readWebAddress, windowText } from './post-content.rules';
import { listFilters, shownPath, stateWords, type ListFilter, type PostMedium, type PostState } from './post.rules';
import type { PostLine } from './posts.queries';

interface ListValues {
  part: ListPart<PostLine>;
  filter: ListFilter | null;
  now: Date;
}

/** The posts of those who write and publish, by state. */
export function postsPage(view: View, { part, filter, now }: ListValues): JSX.Element {
  const at = (next: string) => `/materi?${filter ? `keadaan=${filter}&` : ''}setelah=${encodeURIComponent(next)}`;
  return (
    <Page view={view} title={view.s('Materi', 'Official posts')}>
      <p class="mb-4">
        <a class="btn btn-primary min-h-12 w-full sm:w-auto" href="/materi/baru">
          {view.t('Susun materi', 'Draft a post')}
        </a>
      </p>
      <Filters view={view} filter={filter} />
      {part.items.length ? (
        <ul class="grid grid-cols-1 gap-3">
          {part.items.map((post) => (
            <PostItem view={view} post={post} now={now} />
          ))}
        </ul>
      ) : (
        <Empty>{emptySentence(view, filter)}</Empty>
      )}
      <More view={view} href={part.next && at(part.next)} />
    </Page>
  );
}

function Filters({ view, filter }: { view: View; filter: ListFilter | null }): JSX.Element {
  return (
    <nav class="mb-4 flex flex-wrap gap-2" aria-label={view.s('Saring menurut keadaan', 'Filter by state')}>
      <FilterLink href="/materi" isHere={filter === null}>
        {view.t('Semua', 'All')}
      </FilterLink>
      {listFilters.map((one) => (
        <FilterLink href={`/materi?keadaan=${one}`} isHere={filter === one}>
          {filterText(view, one)}
        </FilterLink>
      ))}
    </nav>
  );
}

function FilterLink({ href, isHere, children }: { href: string; isHere: boolean; children: JSX.Element }): JSX.Element {
  return (
    <a class={`btn min-h-11 ${isHere ? 'btn-primary' : ''}`} href={href} aria-current={isHere ? 'page' : undefined}>
      {children as 'safe'}
    </a>
  );
}

function PostItem({ view, post, now }: { view: View; post: PostLine; now: Date }): JSX.Element {
  return (
    <li class="rounded-box border border-base-300 bg-base-100 p-4">
      <p class="mb-1">
        <StateBadge view={view} post={post} now={now} />
      </p>
      <h2 class="text-lg font-semibold break-words">
        <a class="link" href={`/materi/${post.id}`} safe>
          {post.title}
        </a>
      </h2>
      <p class="text-sm text-muted" safe>{`${post.code} · ${post.unitName}`}</p>
      <p class="text-sm text-muted" safe>
        {windowText(post, view.lang)}
      </p>
      <p class="text-sm text-muted">
        {view.t('Terakhir diubah ', 'Last changed ')}
        <span safe>{formatMoment(post.changedAt, view.lang)}</span>
      </p>
    </li>
  );
}

const tones: Record<PostState, Tone> = {
  draft: 'neutral',
  submitted: 'warn',
  returned: 'bad',
  published: 'good',
  withdrawn: 'bad',
};

/** A post's state in a word; a published one whose window is over says so. */
export function StateBadge({
  view,
  post,
  now,
}: {
  view: View;
  post: { state: PostState; shareUntil: Date };
  now: Date;
}): JSX.Element {
  if (post.state === 'published' && post.shareUntil <= now) return <Badge>{view.t('Berakhir', 'Ended')}</Badge>;
  return <Badge tone={tones[post.state]}>{view.w(stateWords[post.state])}</Badge>;
}

function filterText(view: View, filter: ListFilter): JSX.Element {
  const texts: Record<ListFilter, [string, string]> = {
    draf: ['Draf', 'Drafts'],
    diajukan: ['Diajukan', 'Submitted'],
    dikembalikan: ['Dikembalikan', 'Returned'],
    terbit: ['Terbit', 'Published'],
    berakhir: ['Berakhir', 'Ended'],
  };
  return view.t(...texts[filter]);
}

function emptySentence(view: View, filter: ListFilter | null): JSX.Element {
  const sentences: Record<ListFilter | 'semua', [string, string]> = {
    semua: ['Belum ada materi. Susun materi pertama unit Anda.', 'No posts yet. Draft the first one of your unit.'],
    draf: ['Tidak ada draf. Susun materi untuk memulai.', 'No drafts. Draft a post to begin.'],
    diajukan: ['Tidak ada materi yang menunggu diterbitkan.', 'No post is waiting to be published.'],
    dikembalikan: ['Tidak ada materi yang perlu diperbaiki.', 'No post needs repair.'],
    terbit: [
      'Belum ada materi yang sedang terbit. Ajukan draf agar dapat diterbitkan.',
      'No post is out now. Submit a draft so that it can be published.',
    ],
    berakhir: ['Belum ada materi yang masa sebarnya berakhir.', 'No post has ended yet.'],
  };
  return view.t(...sentences[filter ?? 'semua']);
}

export interface PostTexts {
  title: string;
  program: string;
  unitName: string;
  narrative: string;
  sourceUrl: string;
  captions: readonly string[];
  officialLinks: readonly string[];
  shareFrom: Date;
  shareUntil: Date;
  media: readonly PostMedium[];
}

/** A published post as anybody may read it. */
export function publicPostPage(view: View, post: PostTexts): JSX.Element {
  return (
    <Page view={view} title={post.title}>
      <Card>
        <PostBody view={view} post={post} />
      </Card>
    </Page>
  );
}

/** Pictures, narrative, source, official publications and window of a post; `showAlt` for those who check it. */
export function PostBody(props: { view: View; post: PostTexts; showAlt?: boolean }): JSX.Element {
  const { view, post } = props;
  return (
    <div class="grid grid-cols-1 gap-3 break-words">
      <p class="text-sm text-muted" safe>{`${post.program} · ${post.unitName}`}</p>
      <Media view={view} media={post.media} showAlt={props.showAlt ?? false} />
      <p class="whitespace-pre-line" safe>
        {post.narrative}
      </p>
      <p>
        <strong>{view.t('Sumber: ', 'Source: ')}</strong>
        <Address url={post.sourceUrl} />
      </p>
      {post.officialLinks.length ? (
        <div>
          <p class="font-semibold">{view.t('Unggahan resmi', 'Official publications')}</p>
          <ul class="list-disc pl-5">
            {post.officialLinks.map((url) => (
              <li>
                <Address url={url} />
              </li>
            ))}
          </ul>
        </div>
      ) : (
        ''
      )}
      <p class="text-sm text-muted">
        {view.t('Masa sebar: ', 'To be shared: ')}
        <span safe>{windowText(post, view.lang)}</span>
      </p>
    </div>
  );
}

function Media(props: { view: View; media: readonly PostMedium[]; showAlt: boolean }): JSX.Element {
  const { view, media, showAlt } = props;
  if (!media.length) return <></>;
  return (
    <ul class="grid grid-cols-1 gap-3 sm:grid-cols-2">
      {media.map((medium) => (
        <li>
          <MediumView {...medium} src={shownPath(medium)} />
          {showAlt ? (
            <p class="mt-1 text-sm text-muted">
              {view.t('Teks alternatif: ', 'Alternative text: ')}
              <span safe>{medium.alt}</span>
            </p>
          ) : (
            ''
          )}
        </li>
      ))}
    </ul>
  );
}

// Only a checked web address becomes a link: a row from elsewhere could hold javascript:.
function Address({ url }: { url: string }): JSX.Element {
  if (readWebAddress(url) === null) return <span safe>{url || '–'}</span>;
  return (
    <a class="link break-all" href={url} rel="noopener noreferrer" safe>
      {url}
    </a>
  );
}
