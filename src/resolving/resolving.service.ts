import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { Clock } from '../kernel/clock';
import { addDays, dayOf } from '../kernel/wita';
import { SettingsService } from '../settings/settings.service';
import { SharesService } from '../shares/shares.service';
import { Redirects } from './redirects.service';
import { giveBack, settle, takeDue, type DueLink } from './resolving.queries';
import { hopOf, mayBeAsked, mostHops, recentDays, type Finding } from './resolving.rules';

/** How many links ended how. */
export type Findings = Record<string, number>;

/** Reads where short links lead, while an administrator has that switched on, and puts the post in their place. */
@Injectable()
export class ResolvingService {
  constructor(
    private readonly db: DataSource,
    private readonly clock: Clock,
    private readonly settings: SettingsService,
    private readonly shares: SharesService,
    private readonly redirects: Redirects,
  ) {}

  isOn(): Promise<boolean> {
    return this.settings.get('links.resolving');
  }

  /** The links whose turn it is; each is thereby tried once, whatever comes of it. */
  take(em: EntityManager, at: Date): Promise<DueLink[]> {
    return takeDue(em, at, addDays(dayOf(at), -recentDays));
  }

  /** Asks about the links taken, host by host, each host's one after the other; outside of any transaction. */
  async open(links: DueLink[], at: Date): Promise<Findings> {
    const byHost = groupedByHost(links);
    const found = await Promise.all([...byHost.values()].map((some) => this.openOfHost(some, at)));
    const counts: Findings = {};
    for (const outcome of found.flat()) counts[outcome] = (counts[outcome] ?? 0) + 1;
    return counts;
  }

  private async openOfHost(links: DueLink[], at: Date): Promise<string[]> {
    const outcomes: string[] = [];
    let isBusy = false;
    for (const link of links) {
      if (isBusy || !(await this.isOn())) {
        await giveBack(this.db.manager, link, at);
        continue;
      }
      const finding = await this.follow(link, at);
      isBusy = finding.outcome === 'unknown' && finding.busy === true;
      outcomes.push(await this.db.transaction((em) => this.note(em, link, finding)));
    }
    return outcomes;
  }

  private async follow({ linkUrl, platform }: DueLink, now: Date): Promise<Finding> {
    let address = linkUrl;
    for (let hops = 0; hops < mostHops; hops += 1) {
      if (!mayBeAsked(address, now)) return { outcome: 'unknown', why: 'address refused' };
      const redirect = await this.redirects.ask(address);
      if ('why' in redirect) return { outcome: 'unknown', ...redirect };
      const hop = hopOf(redirect.to, platform, now);
      if (!('ask' in hop)) return hop;
      address = hop.ask;
    }
    return { outcome: 'unknown', why: 'too many redirects' };
  }

  private async note(em: EntityManager, link: DueLink, finding: Finding): Promise<string> {
    const outcome = await this.effect(em, link, finding);
    await settle(em, link, { outcome, isAnswer: finding.outcome !== 'unknown' });
    return outcome;
  }

  private async effect(em: EntityManager, { shareId, linkKey }: DueLink, finding: Finding): Promise<string> {
    const short = { shareId, linkKey, at: this.clock.now() };
    if (finding.outcome === 'unknown') return finding.why;
    if (finding.outcome === 'post') return this.shares.openLink(em, { ...short, reading: finding.reading });
    const hint = finding.outcome === 'gone' ? 'link_gone' : 'link_not_a_post';
    await this.shares.markLink(em, { ...short, hint });
    return finding.outcome;
  }
}

function groupedByHost(links: DueLink[]): Map<string, DueLink[]> {
  const byHost = new Map<string, DueLink[]>();
  for (const link of links) {
    const { hostname } = new URL(link.linkUrl);
    byHost.set(hostname, [...(byHost.get(hostname) ?? []), link]);
  }
  return byHost;
}
