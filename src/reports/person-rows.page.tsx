import { formatDay } from '../kernel/wita';
import { beyondAppealWords } from '../appeals/appealing.rules';
import { standingWords, stateWords } from '../shares/standing.rules';
import { Badge, Empty, type Tone } from '../web/components';
import type { View } from '../web/view';
import type { CountedDay, MonthShare, PersonMonthRows } from './person-month.rules';

/**
 * Every share behind a person's month: what counts on which day, and for the others why not. The channels are named to
 * the person alone: a month of them would tell a superior who has an account and who has none.
 */
export function PersonRows({ view, rows, isOwn }: { view: View; rows: PersonMonthRows; isOwn: boolean }): JSX.Element {
  return (
    <>
      <CountedPart view={view} days={rows.days} isOwn={isOwn} />
      <NotCountedPart view={view} rows={rows} isOwn={isOwn} />
    </>
  );
}

function CountedPart({ view, days, isOwn }: { view: View; days: CountedDay[]; isOwn: boolean }): JSX.Element {
  if (!days.length) {
    return (
      <div class="mb-4">
        <Empty>{view.t('Belum ada materi yang dihitung pada bulan ini.', 'No post counts in this month yet.')}</Empty>
      </div>
    );
  }
  return (
    <section class="mb-4">
      <h2 class="mb-2 text-lg font-semibold">{view.t('Materi yang dihitung', 'Posts that count')}</h2>
      <ul class="grid gap-3">
        {days.map((day) => (
          <li class="rounded-box border border-base-300 bg-base-100 p-4">
            <DayPart view={view} day={day} isOwn={isOwn} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function DayPart(props: { view: View; day: CountedDay; isOwn: boolean }): JSX.Element {
  const { view, isOwn } = props;
  const { day, posts, counted } = props.day;
  return (
    <>
      <p class="mb-1 flex flex-wrap justify-between gap-2">
        <strong>{view.t(formatDay(day, 'id'), formatDay(day, 'en'))}</strong>
        <span>{view.t(`${counted} dihitung`, `${counted} counted`)}</span>
      </p>
      {posts.length > counted ? (
        <p class="mb-1 text-sm">
          {view.t(
            `${posts.length} materi dibagikan; dihitung ${counted} sesuai batas harian.`,
            `${posts.length} posts shared; ${counted} counted by the daily limit.`,
          )}
        </p>
      ) : (
        ''
      )}
      <ul class="list-disc pl-5">
        {posts.map((post) => (
          <li>
            <a href={`/materi/${post.postId}`} safe>
              {post.title}
            </a>
            {isOwn ? (
              <span class="text-sm text-muted" safe>
                {` · ${post.channels.map((channel) => channel[view.lang]).join(', ')}`}
              </span>
            ) : (
              ''
            )}
          </li>
        ))}
      </ul>
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
          <ShareItem view={view} share={share} tone="neutral" isOwn={isOwn}>
            {view.t(
              `Materi ini sudah dihitung pada ${formatDay(firstDay, 'id')}; satu materi dihitung satu kali.`,
              `This post counted on ${formatDay(firstDay, 'en')}; a post counts once.`,
            )}
          </ShareItem>
        ))}
        {notCounted.map((share) => (
          <ShareItem view={view} share={share} tone="warn" isOwn={isOwn}>
            <>
              {view.w(standingWords(share) ?? { id: '', en: '' })}
              {isOwn && !beyondAppealWords(share.reason) ? <AppealLink view={view} share={share} /> : ''}
            </>
          </ShareItem>
        ))}
      </ul>
    </section>
  );
}

function AppealLink({ view, share }: { view: View; share: MonthShare }): JSX.Element {
  return (
    <a class="flex min-h-11 items-center" href={`/sanggahan/baru?hal=sebaran&sebaran=${share.id}`}>
      {view.t('Ajukan sanggahan', 'Make an appeal')}
    </a>
  );
}

function ShareItem(props: {
  view: View;
  share: MonthShare;
  tone: Tone;
  isOwn: boolean;
  children: JSX.Element;
}): JSX.Element {
  const { view, share, tone, children } = props;
  const channel = props.isOwn ? ` · ${share.channelName[view.lang]}` : '';
  return (
    <li class="rounded-box border border-base-300 bg-base-100 p-4">
      <p class="font-medium" safe>
        {share.postTitle}
      </p>
      <p class="mb-1 text-sm text-muted" safe>
        {formatDay(share.businessDate, view.lang) + channel}
      </p>
      <Badge tone={tone}>{view.w(stateWords[share.state])}</Badge>
      <p class="mt-1 text-sm">{children as 'safe'}</p>
    </li>
  );
}
