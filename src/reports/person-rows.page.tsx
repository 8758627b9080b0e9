import { formatDay } from '../kernel/wita';
import { standingWords, stateWords } from '../shares/standing.rules';
import { Badge, Empty, Table, type Tone } from '../web/components';
import type { View } from '../web/view';
import type { CountedDay, MonthShare, PersonMonthRows } from './person-month.rules';

/** Every share behind a person's month: what counts on which day, and for the others why not. */
export function PersonRows({ view, rows, isOwn }: { view: View; rows: PersonMonthRows; isOwn: boolean }): JSX.Element {
  return (
    <>
      <CountedPart view={view} days={rows.days} />
      <NotCountedPart view={view} rows={rows} isOwn={isOwn} />
    </>
  );
}

function CountedPart({ view, days }: { view: View; days: CountedDay[] }): JSX.Element {
  if (!days.length) {
    return (
      <div class="mb-4">
        <Empty>{view.t('Belum ada materi yang dihitung pada bulan ini.', 'No post counts in this month yet.')}</Empty>
      </div>
    );
  }
  const rows = days.flatMap(({ day, posts, counted }) =>
    posts.map((post, index) => [
      view.t(formatDay(day, 'id'), formatDay(day, 'en')),
      <a href={`/materi/${post.postId}`} safe>
        {post.title}
      </a>,
      view.t(post.channels.map(({ id }) => id).join(', '), post.channels.map(({ en }) => en).join(', ')),
      index < counted ? view.t('dihitung', 'counted') : view.t('melewati batas harian', 'beyond the daily limit'),
    ]),
  );
  return (
    <>
      {days
        .filter(({ posts, counted }) => posts.length > counted)
        .map(({ day, posts, counted }) => (
          <p class="alert alert-warning mb-4">
            {view.t(
              `${formatDay(day, 'id')}: ${posts.length} materi dibagikan, dihitung ${counted} sesuai batas harian.`,
              `${formatDay(day, 'en')}: ${posts.length} posts shared, ${counted} counted by the daily limit.`,
            )}
          </p>
        ))}
      <Table
        caption={view.t('Materi pada hari penghitungannya', 'Posts on the day on which they count')}
        columns={[
          { title: view.t('Tanggal', 'Date') },
          { title: view.t('Materi', 'Post') },
          { title: view.t('Kanal', 'Channel') },
          { title: view.t('Keterangan', 'Remark') },
        ]}
        rows={rows}
      />
    </>
  );
}

function NotCountedPart(props: { view: View; rows: PersonMonthRows; isOwn: boolean }): JSX.Element {
  const { view, isOwn } = props;
  const { earlier, notCounted } = props.rows;
  if (!earlier.length && !notCounted.length) return <></>;
  return (
    <section>
      <h2 class="mb-2 text-lg font-semibold">{view.t('Sebaran yang tidak dihitung', 'Shares that do not count')}</h2>
      {isOwn ? (
        ''
      ) : (
        <p class="mb-2 text-sm text-muted">
          {view.t('Keterangannya sama seperti yang dibaca pegawai.', 'The remarks are those that the person reads.')}
        </p>
      )}
      <ul class="grid gap-3">
        {earlier.map(({ share, firstDay }) => (
          <ShareItem view={view} share={share} tone="neutral">
            {view.t(
              `Materi ini sudah dihitung pada ${formatDay(firstDay, 'id')}; satu materi dihitung satu kali.`,
              `This post counted on ${formatDay(firstDay, 'en')}; a post counts once.`,
            )}
          </ShareItem>
        ))}
        {notCounted.map((share) => (
          <ShareItem view={view} share={share} tone="warn">
            {view.w(standingWords(share) ?? { id: '', en: '' })}
          </ShareItem>
        ))}
      </ul>
    </section>
  );
}

function ShareItem(props: { view: View; share: MonthShare; tone: Tone; children: JSX.Element }): JSX.Element {
  const { view, share, tone, children } = props;
  return (
    <li class="rounded-box border border-base-300 bg-base-100 p-4">
      <p class="font-medium" safe>
        {share.postTitle}
      </p>
      <p class="mb-1 text-sm text-muted" safe>
        {`${formatDay(share.businessDate, view.lang)} · ${share.channelName[view.lang]}`}
      </p>
      <Badge tone={tone}>{view.w(stateWords[share.state])}</Badge>
      <p class="mt-1 text-sm">{children as 'safe'}</p>
    </li>
  );
}
