import { formatMoment } from '../kernel/wita';
import { endText, windowText } from '../posts/post-content.rules';
import { isOpen } from '../posts/post.rules';
import { asset } from '../web/assets';
import { Badge, Card } from '../web/components';
import { Page } from '../web/layout';
import type { View } from '../web/view';
import type { ChannelWords } from '../shares/share.rules';
import type { OpenItem } from '../shares/shares.service';
import { stateWords } from '../shares/standing.rules';
import { ItemMedia, LogWays, ShareOut, type ShareOutValues } from './share-out.page';

export interface ItemValues extends OpenItem {
  channels: ChannelWords[];
  /** In the order of this person. */
  captions: string[];
  now: Date;
}

/** One item as staff share it: what to say, how to share it, what the reader has shared already. */
export function itemPage(view: View, values: ItemValues): JSX.Element {
  const { post } = values;
  const mayShare = post.state === 'published' && isOpen(post, values.now);
  return (
    <Page view={view} title={post.title}>
      {post.state === 'withdrawn' ? <Withdrawn view={view} at={post.changedAt} /> : ''}
      <p class="mb-4 text-sm text-muted" safe>
        {view.s(
          `${post.program} · ${post.unitName} · sampai ${endText(post, 'id')}`,
          `${post.program} · ${post.unitName} · until ${endText(post, 'en')}`,
        )}
      </p>
      <Card>
        <p class="break-words whitespace-pre-line" safe>
          {post.narrative}
        </p>
        <Addresses view={view} values={values} />
      </Card>
      <ItemMedia view={view} post={post} />
      {mayShare ? <ShareOut view={view} values={shareOutOf(values)} /> : <Closed view={view} values={values} />}
      {post.state === 'published' ? <LogWays view={view} postId={post.id} channels={values.channels} /> : ''}
      <OwnShares view={view} values={values} />
      {mayShare ? <script src={asset('share-out.js')} defer></script> : ''}
    </Page>
  );
}

function shareOutOf({ post, captions }: ItemValues): ShareOutValues {
  return { title: post.title, captions, address: post.officialLinks[0] ?? post.sourceUrl };
}

function Withdrawn({ view, at }: { view: View; at: Date }): JSX.Element {
  return (
    <p class="alert alert-warning mb-4" role="alert">
      {view.t(
        `Materi ini ditarik pada ${formatMoment(at, 'id')} karena keliru. Mohon hapus unggahan Anda.`,
        `This item was withdrawn on ${formatMoment(at, 'en')} because it was wrong. Please delete your post.`,
      )}
    </p>
  );
}

function Closed({ view, values: { post, now } }: { view: View; values: ItemValues }): JSX.Element {
  if (post.state !== 'published') return <></>;
  return (
    <p class="alert mb-4">
      {now < post.shareFrom
        ? view.t(
            `Masa sebarnya belum mulai: ${windowText(post, 'id')}. Sebaran sebelum itu tidak dihitung.`,
            `Its window has not begun: ${windowText(post, 'en')}. Shares before it do not count.`,
          )
        : view.t(
            `Masa sebarnya sudah berakhir: ${windowText(post, 'id')}. Sebaran setelah itu tidak dihitung.`,
            `Its window is over: ${windowText(post, 'en')}. Shares after it do not count.`,
          )}
    </p>
  );
}

function Addresses({ view, values }: { view: View; values: ItemValues }): JSX.Element {
  const { sourceUrl, officialLinks } = values.post;
  const links = [
    { url: sourceUrl, label: view.s('Sumber', 'Source') },
    ...officialLinks.map((url) => ({ url, label: view.s('Unggahan resmi', 'Official post') })),
  ].filter(({ url }) => /^https?:\/\//i.test(url));
  return (
    <ul class="grid gap-2">
      {links.map(({ url, label }) => (
        <li class="break-all">
          <span safe>{`${label}: `}</span>
          <a href={url} target="_blank" rel="noopener noreferrer" safe>
            {url}
          </a>
        </li>
      ))}
    </ul>
  );
}

function OwnShares({ view, values }: { view: View; values: ItemValues }): JSX.Element {
  const nameOf = (code: string) => {
    const channel = values.channels.find((one) => one.code === code);
    return channel ? view.s(channel.nameId, channel.nameEn) : code;
  };
  return (
    <Card title={view.t('Sebaran Anda', 'Your shares')}>
      {values.shares.length ? (
        <ul class="grid gap-2">
          {values.shares.map(({ id, channel, state, reason }) => (
            <li class="flex flex-wrap items-center gap-2">
              <a href={`/sebaran/${id}`} safe>
                {nameOf(channel)}
              </a>
              <Badge tone={reason === null ? 'good' : 'neutral'}>
                {reason === null ? view.t('Dihitung', 'Counts') : view.w(stateWords[state])}
              </Badge>
            </li>
          ))}
        </ul>
      ) : (
        <p class="text-muted">
          {view.t('Anda belum mencatat sebaran materi ini.', 'You have logged no share of this item yet.')}
        </p>
      )}
    </Card>
  );
}
