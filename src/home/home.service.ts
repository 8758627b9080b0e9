import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Actor } from '../access/actor';
import { may, scopeOf } from '../access/roles.rules';
import { EvaluationService } from '../evaluation/evaluation.service';
import { labelOf, labelWords } from '../evaluation/person.rules';
import { Clock } from '../kernel/clock';
import { words, type Words } from '../kernel/refusal';
import { dayOf, formatNumber, monthOf } from '../kernel/wita';
import { SharesService } from '../shares/shares.service';
import type { HomeValues, OwnStanding, WaitingWork } from './home.page';
import { waitingPosts, waitingShares } from './home.queries';

const most = 100;

/** Beranda gathers what several rooms know about one person. */
@Injectable()
export class HomeService {
  private channelNames: Map<string, Words> | undefined;

  constructor(
    private readonly db: DataSource,
    private readonly clock: Clock,
    private readonly shares: SharesService,
    private readonly evaluation: EvaluationService,
  ) {}

  async of(actor: Actor): Promise<HomeValues> {
    const month = monthOf(this.clock.now());
    const [items, standing, waiting, channels] = await Promise.all([
      this.shares.openPostsFor(actor),
      this.standing(actor, month),
      this.waiting(actor),
      this.channels(),
    ]);
    return { items, standing, month, waiting, channels };
  }

  private async standing(actor: Actor, month: string): Promise<OwnStanding | null> {
    const [own] = await this.evaluation.live(month, { personId: actor.personId });
    if (!own) return null;
    const { policy } = await this.evaluation.policy(month);
    const label = own.achievement === null ? null : labelWords(labelOf(own.achievement, policy), policy);
    return { ...own, label };
  }

  private async waiting(actor: Actor): Promise<WaitingWork[]> {
    const work: WaitingWork[] = [];
    if (may(actor, 'share.review')) {
      const unitIds = scopeOf(actor, 'share.review');
      const today = dayOf(this.clock.now());
      const count = await waitingShares(this.db, { unitIds, personId: actor.personId, today, most });
      const sentence = counted(count, 'sebaran menunggu verifikasi', 'shares wait for review');
      if (count) work.push({ href: '/verifikasi', words: sentence });
    }
    if (may(actor, 'post.publish')) {
      const count = await waitingPosts(this.db, actor.personId);
      const sentence = counted(count, 'materi menunggu persetujuan', 'posts wait for approval');
      if (count) work.push({ href: '/materi?keadaan=diajukan', words: sentence });
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

function counted(count: number, id: string, en: string): Words {
  const many = (lang: 'id' | 'en') => (count >= most ? `${most}+` : formatNumber(count, lang));
  return words(`${many('id')} ${id}`, `${many('en')} ${en}`);
}
