import type { Words } from '../kernel/refusal';
import { formatPercent } from '../kernel/wita';
import type { PostInMemory } from '../posts/open-posts.service';
import { Badge, Card, Empty } from '../web/components';
import { Page } from '../web/layout';
import type { View } from '../web/view';
import type { StandingShare } from './home.queries';

/** The reader's own figures of this month; null where the person has no working day in it. */
export interface OwnStanding {
  counted: number;
  target: number;
  achievement: number | null;
  exempt: boolean;
  label: Words | null;
}

/** Work that waits for a role of the reader. */
export interface WaitingWork {
  href: string;
  words: Words;
}

/** An open item with the reader's own shares of it. */
export interface HomeItem {
  post: PostInMemory;
  shares: StandingShare[];
}

export interface HomeValues {
  items: HomeItem[];
  standing: OwnStanding | null;
  month: string;
  waiting: WaitingWork[];
  channels: ReadonlyMap<string, Words>;
}

/** Beranda: what to share now, what is already done, how the reader stands this month, what else waits. */
export function homePage(view: View, values: HomeValues): JSX.Element {
  const open = values.items.filter(({ shares }) => !shares.length);
  const done = values.items.filter(({ shares }) => shares.length);
  return (
    <Page view={view} title={view.s('Beranda', 'Home')}>
      <StandingCard view={view} values={values} />
      {values.waiting.length ? <WaitingCard view={view} waiting={values.waiting} /> : ''}
      <h2 class="mb-2 text-lg font-semibold">{view.t('Bagikan sekarang', 'Share now')}</h2>
      {open.length ? (
        <ul class="mb-6 grid gap-3">
          {open.map((item) => (
            <ItemRow view={view} item={item} channels={values.channels} />
          ))}
        </ul>
      ) : (
        <div class="mb-6">
          <Empty>
            {values.items.length
              ? view.t(
                  'Semua materi yang terbuka sudah Anda bagikan. Terima kasih.',
                  'You have shared every open item. Thank you.',
                )
              : view.t('Belum ada materi yang perlu dibagikan saat ini.', 'There is no item to share at the moment.')}
          </Empty>
        </div>
      )}
      {done.length ? (
        <>
          <h2 class="mb-2 text-lg font-semibold">{view.t('Sudah dibagikan', 'Already shared')}</h2>
          <ul class="grid gap-3">
            {done.map((item) => (
              <ItemRow view={view} item={item} channels={values.channels} />
            ))}
          </ul>
        </>
      ) : (
        ''
      )}
    </Page>
  );
}

function StandingCard({ view, values }: { view: View; values: HomeValues }): JSX.Element {
  const { standing, month } = values;
  if (!standing) {
    return (
      <Card>
        <p>
          {view.t(
            'Anda belum tercatat pada unit kerja bulan ini, sehingga belum ada target.',
            'You belong to no unit this month, so there is no target yet.',
          )}
        </p>
      </Card>
    );
  }
  const { counted, target } = standing;
  return (
    <section class="card mb-4 border border-base-300 bg-base-100">
      <div class="card-body gap-2 p-4">
        <p class="flex flex-wrap items-baseline justify-between gap-2">
          <span class="text-3xl font-bold">
            {view.t(`${counted} dari ${target} materi`, `${counted} of ${target} items`)}
          </span>
          <a href={`/nilai?bulan=${month}`} class="inline-flex min-h-11 items-center">
            {view.t('Rincian bulan ini', 'Details of this month')}
          </a>
        </p>
        {standing.exempt ? (
          <p>{view.t('Anda dikecualikan pada bulan ini.', 'You are exempt this month.')}</p>
        ) : (
          <>
            <progress
              class="progress w-full"
              value={String(Math.min(counted, target))}
              max={String(Math.max(target, 1))}
              aria-label={view.s('Capaian bulan ini', 'Achievement this month')}
            ></progress>
            <p>
              {view.t(
                `Capaian ${formatPercent(standing.achievement, 'id', 0)}`,
                `Achievement ${formatPercent(standing.achievement, 'en', 0)}`,
              )}
              {standing.label ? <> · {view.w(standing.label)}</> : ''}
            </p>
          </>
        )}
      </div>
    </section>
  );
}

function WaitingCard({ view, waiting }: { view: View; waiting: WaitingWork[] }): JSX.Element {
  return (
    <Card title={view.t('Menunggu Anda', 'Waiting for you')}>
      <ul>
        {waiting.map(({ href, words }) => (
          <li>
            <a class="inline-flex min-h-11 items-center" href={href}>
              {view.w(words)}
            </a>
          </li>
        ))}
      </ul>
    </Card>
  );
}

type ItemProps = { view: View; item: HomeItem; channels: ReadonlyMap<string, Words> };

function ItemRow({ view, item, channels }: ItemProps): JSX.Element {
  const { post, shares } = item;
  return (
    <li class="rounded-box border border-base-300 bg-base-100 p-4">
      <p class="text-sm text-muted" safe>
        {post.program}
      </p>
      <h3 class="font-semibold">
        <a href={`/bagikan/${post.id}`} safe>
          {post.title}
        </a>
      </h3>
      <p class="text-sm text-muted">{view.t(`Sampai ${post.until.id}`, `Until ${post.until.en}`)}</p>
      {shares.length ? (
        <p class="mt-2 flex flex-wrap gap-2">
          {shares.map(({ channel, reason }) => (
            <Badge tone={reason === null ? 'good' : 'warn'}>
              {view.w(channels.get(channel) ?? { id: channel, en: channel })}
            </Badge>
          ))}
        </p>
      ) : (
        <p class="mt-3 flex flex-wrap gap-2">
          <a class="btn btn-primary" href={`/bagikan/${post.id}`}>
            {view.t('Bagikan', 'Share')}
          </a>
          <a class="btn" href={`/sebaran/catat?materi=${post.id}`}>
            {view.t('Catat sebaran', 'Log a share')}
          </a>
        </p>
      )}
    </li>
  );
}
