import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Actor } from '../access/actor';
import { may } from '../access/roles.rules';
import { DecidingService } from '../appeals/deciding.service';
import { achievementOf, countedPosts, countingDates, labelOf, labelWords } from '../evaluation/person.rules';
import { Clock } from '../kernel/clock';
import { words, type Words } from '../kernel/refusal';
import { formatNumber, type Month, monthOf } from '../kernel/wita';
import { OpenPosts, type PostInMemory } from '../posts/open-posts.service';
import { isFor } from '../posts/post.rules';
import { reminderWords } from '../reminders/reminder.rules';
import { SharesService } from '../shares/shares.service';
import { VerificationService } from '../verification/verification.service';
import type { HomeValues, OwnStanding, WaitingWork } from './home.page';
import { type OwnView, selectOwnView, type StandingShare, waitingPosts } from './home.queries';
import { type OwnTarget, OwnTargets } from './own-targets.service';

const most = 100;

/** Beranda gathers what several rooms know about one person. */
@Injectable()
export class HomeService {
  private channelNames: Map<string, Words> | undefined;
  private knownVersion = '0';

  constructor(
    private readonly db: DataSource,
    private readonly clock: Clock,
    private readonly posts: OpenPosts,
    private readonly shares: SharesService,
    private readonly verification: VerificationService,
    private readonly targets: OwnTargets,
    private readonly appeals: DecidingService,
  ) {}

  async of(actor: Actor): Promise<HomeValues> {
    const now = this.clock.now();
    const month = monthOf(now);
    const [view, work, channels] = await Promise.all([this.ownView(actor, now), this.waiting(actor), this.channels()]);
    const open = await this.posts.at(now, view.postsVersion);
    const target = await this.targets.of(actor.personId, month, view.figuresVersion);
    const standing = ownStanding(target, view.shares, month);
    const isMet = standing !== null && standing.counted >= standing.target;
    const reminded = view.reminders.filter(({ kind }) => kind !== 'target' || !isMet).map(reminderWords);
    return {
      ...{ month, standing, channels, waiting: [...reminded, ...work] },
      items: open.filter((post) => isFor(post, actor)).map((post) => ({ post, shares: sharesOf(post, view) })),
    };
  }

  private async ownView(actor: Actor, now: Date): Promise<OwnView> {
    const version = this.knownVersion;
    const postIds = await this.posts.idsOfMonth(monthOf(now), version);
    const view = await selectOwnView(this.db, { personId: actor.personId, postIds, now });
    if (view.postsVersion === version) return view;
    this.knownVersion = view.postsVersion;
    return this.ownView(actor, now);
  }

  private async waiting(actor: Actor): Promise<WaitingWork[]> {
    const work: WaitingWork[] = [];
    if (may(actor, 'share.review')) {
      const count = await this.verification.count(actor, {}, most);
      const sentence = counted(count, 'sebaran menunggu verifikasi', 'shares wait for review');
      if (count) work.push({ href: '/verifikasi', words: sentence });
    }
    if (may(actor, 'post.publish')) {
      const count = await waitingPosts(this.db, actor.personId);
      const sentence = counted(count, 'materi menunggu persetujuan', 'posts wait for approval');
      if (count) work.push({ href: '/materi?keadaan=diajukan', words: sentence });
    }
    if (may(actor, 'appeal.decide')) {
      const { open, overdue } = await this.appeals.waiting(actor);
      if (open) work.push({ href: '/sanggahan/masuk', words: appealsWaiting(open, overdue) });
    }
    return work;
  }

  /** Names of channels do not change while the program runs. */
  private async channels(): Promise<Map<string, Words>> {
    if (this.channelNames) return this.channelNames;
    const channels = await this.shares.channels();
    this.channelNames = new Map(channels.map(({ code, nameId, nameEn }) => [code, words(nameId, nameEn)]));
    return this.channelNames;
  }
}

const sharesOf = ({ id }: PostInMemory, { shares }: OwnView) => shares.filter(({ postId }) => postId === id);

/** The own figures as `EvaluationService.live` has them, from the kept target and the shares that count. */
export function ownStanding({ own, policy }: OwnTarget, shares: StandingShare[], month: Month): OwnStanding | null {
  if (!own) return null;
  const counting = shares.filter(({ reason }) => reason === null);
  const counted = countedPosts(countingDates(counting, month), policy);
  const achievement = own.exempt ? null : achievementOf(counted, own.target);
  const label = achievement === null ? null : labelWords(labelOf(achievement, policy), policy);
  return { ...own, counted, achievement, label };
}

function counted(count: number, id: string, en: string): Words {
  const many = (lang: 'id' | 'en') => (count >= most ? `${most}+` : formatNumber(count, lang));
  return words(`${many('id')} ${id}`, `${many('en')} ${en}`);
}

function appealsWaiting(open: number, overdue: number): Words {
  return words(
    `${open} sanggahan menunggu putusan${overdue ? `, ${overdue} lewat batas` : ''}`,
    `${open} appeals wait for a decision${overdue ? `, ${overdue} overdue` : ''}`,
  );
}
