import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Actor } from '../access/actor';
import { demand } from '../access/roles.rules';
import { record } from '../audit/audit';
import { Clock } from '../kernel/clock';
import { Setting } from './setting.entity';
import { isSettingOf, settingsFrom, type SettingKey, type Settings } from './setting.rules';
import { lockSettings } from './settings.queries';

const freshFor = 5000;

/** What an administrator has set. Another server's change is seen after five seconds at most. */
@Injectable()
export class SettingsService {
  private kept: { at: number; settings: Promise<Settings> } | undefined;

  constructor(
    private readonly db: DataSource,
    private readonly clock: Clock,
  ) {}

  async get<Key extends SettingKey>(key: Key): Promise<Settings[Key]> {
    return (await this.all())[key];
  }

  /** Every setting, defaults included. */
  all(): Promise<Settings> {
    const at = this.clock.now().getTime();
    if (this.kept && at >= this.kept.at && at < this.kept.at + freshFor) return this.kept.settings;
    const kept = { at, settings: this.stored() };
    this.kept = kept;
    kept.settings.catch(() => {
      if (this.kept === kept) this.kept = undefined;
    });
    return kept.settings;
  }

  /**
   * Sets some settings, each that differs with its row in the trail.
   * @returns false when nothing differed
   * @throws Refusal 403
   */
  async change(actor: Actor, given: Partial<Settings>): Promise<boolean> {
    demand(actor, 'setting.change');
    const at = this.clock.now();
    const changed = await this.db.transaction(async (em) => {
      await lockSettings(em);
      const before = settingsFrom(await em.find(Setting));
      const keys = (Object.keys(given) as SettingKey[]).filter(
        (key) => isSettingOf(key, given[key]) && JSON.stringify(given[key]) !== JSON.stringify(before[key]),
      );
      const act = { at, actorId: actor.personId, verb: 'setting.change', subject: 'setting' };
      for (const key of keys) {
        await em.upsert(Setting, { key, value: given[key], changedAt: at, changedBy: actor.personId }, ['key']);
        await record(em, { ...act, subjectId: key, before: { value: before[key] }, after: { value: given[key] } });
      }
      return keys.length > 0;
    });
    this.kept = undefined;
    return changed;
  }

  private async stored(): Promise<Settings> {
    return settingsFrom(await this.db.getRepository(Setting).find());
  }
}
